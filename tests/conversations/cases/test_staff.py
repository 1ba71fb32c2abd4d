"""Officers are listed and removed, invitations listed and revoked; who hears of it."""

import pytest

from conversations.cases import changes
from conversations.cases.staff import changes as officer_changes
from conversations.cases.staff.colleagues import (
    ChangeRole,
    Leaving,
    OfficerLeft,
    RemoveOfficer,
    ShowOfficer,
    ShowOfficers,
    change_role,
    leave,
    leaver,
    remove,
    show,
    show_one,
)
from conversations.cases.staff.invitations import (
    EndInvitation,
    InvitationMade,
    InviteOfficer,
    Inviting,
    SettleAdmin,
    ShowInvitations,
    invitations,
    invite,
    revoke,
    settle,
    settled,
)
from conversations.cases.staff.records import Invitation, Staff
from conversations.engine.effects import Say
from tests.conversations.cases.files import (
    NOW,
    case,
    case_file,
    changed,
    heard,
    officer,
    person,
    told,
    verdict,
)

RINA, DEWI = officer("rina"), officer("dewi")
KEPALA, ADMIN = officer("kepala", "coordinator"), officer("admin", "admin")
STAFF = Staff(
    (RINA, DEWI, KEPALA), {"rina": 4}, (Invitation("i1", "dinas", "officer", NOW),)
)
HEAD = person(officer=KEPALA)


def leaving(who=RINA, **values):
    held = case(holder_id=who.id, holder_name=who.name)
    file = case_file(held, staff=(RINA, DEWI, KEPALA))
    about = {"office": "Dinas", "files": (file,), "others": (DEWI, KEPALA), **values}
    return Leaving(who, **about)


def buttons(decision):
    (said,) = decision.reply
    assert isinstance(said, Say)
    return [each.value for each in said.actions]


def test_who_leads_can_remove_each_other_officer_and_nobody_themselves():
    assert buttons(show(ShowOfficers(), STAFF, HEAD)) == [
        "colleague:rina",
        "colleague:dewi",
        "invitations",
    ]
    card = show_one(ShowOfficer("rina"), STAFF, HEAD)
    assert buttons(card) == ["role:rina", "away:rina", "trail_of:rina", "remove:rina"]
    assert buttons(show(ShowOfficers(), STAFF, person(officer=DEWI))) == []


def test_who_is_removed_is_out_and_their_cases_wait():
    decision = remove(RemoveOfficer("rina"), leaving(), HEAD)
    gone = changed(decision, officer_changes.ChangeOfficer)
    assert (gone.officer_id, gone.active) == ("rina", False)
    assert changed(decision, changes.ChangeCase).holder_id == ""
    assert heard(decision, OfficerLeft).count == 1
    assert told(decision) == [
        ("p-rina", "officer_removed"),
        ("p-dewi", "officer_left"),
        ("owner", "released"),
        ("p-dewi", "card"),
    ]


@pytest.mark.parametrize(
    ("seen", "who", "said"),
    [
        (leaving(), HEAD, ["card", "staff.removed"]),
        (leaving(), person(officer=ADMIN), ["card", "staff.removed"]),
        (leaving(), person(officer=DEWI), "desk.not_allowed"),
        (leaving(), person("owner"), "desk.not_allowed"),
        (leaving(KEPALA), HEAD, "staff.oneself"),
        (leaving(ADMIN), HEAD, "staff.of_admins"),
        (Leaving(), HEAD, "desk.unknown_officer"),
        (leaving(officer("rina", active=False)), HEAD, "desk.unknown_officer"),
        (leaving(officer("rina", office_id="lain")), HEAD, "desk.unknown_officer"),
    ],
)
def test_who_can_remove_whom(seen, who, said):
    assert verdict(remove, RemoveOfficer("x"), seen, who) == said
    problem = leaver({}, seen, who).problem
    assert problem == (said if isinstance(said, str) else "")


def test_the_operator_removes_whoever_it_is():
    decision = leave(ADMIN, leaving(ADMIN), person("p-admin"))
    assert changed(decision, officer_changes.ChangeOfficer).officer_id == "admin"


@pytest.mark.parametrize(
    ("seen", "who", "said"),
    [
        (STAFF, HEAD, ["staff.invitations"]),
        (Staff(), HEAD, "staff.no_invitations"),
        (STAFF, person(officer=DEWI), "desk.not_allowed"),
    ],
)
def test_who_sees_the_invitations(seen, who, said):
    assert verdict(invitations, ShowInvitations(), seen, who) == said


DOORS = {"telegram": "https://t.me/contoh_bot", "whatsapp": "https://wa.me/6200"}


def test_an_invitation_leads_into_each_chat():
    decision = invite(InviteOfficer("officer"), Inviting("AB-CD", DOORS), HEAD)
    assert changed(decision, officer_changes.AddInvitation).made == "AB-CD"
    (made,) = decision.reply
    assert isinstance(made, InvitationMade)
    assert made.links == (
        "https://t.me/contoh_bot?start=petugas-AB-CD",
        "https://wa.me/6200?text=petugas%20AB-CD",
    )


@pytest.mark.parametrize(
    ("role", "who", "said"),
    [
        ("admin", person(officer=ADMIN), ["invitation_made", "staff.admin_alone"]),
        ("guide", HEAD, ["invitation_made"]),
        ("admin", HEAD, "desk.not_allowed"),
        ("owner", HEAD, "desk.not_allowed"),
        ("officer", person(officer=DEWI), "desk.not_allowed"),
    ],
)
def test_who_invites_whom(role, who, said):
    assert verdict(invite, InviteOfficer(role), Inviting("AB-CD"), who) == said


def test_an_invitation_is_revoked_once():
    decision = revoke(EndInvitation("i1"), STAFF, HEAD)
    assert decision.changes == (officer_changes.RevokeInvitation("i1"),)
    assert verdict(revoke, EndInvitation("i9"), STAFF, HEAD) == "staff.invitation_gone"


def test_a_long_list_has_pages():
    many = show(ShowOfficers(1), Staff((RINA,) * 17), HEAD)
    assert buttons(many)[-2:] == ["officers:0", "officers:2"]


SECOND = officer("kedua", "admin")


def test_it_takes_two_admins_to_make_one():
    seen = Inviting("AB-CD", officers=(ADMIN, SECOND, KEPALA))
    decision = invite(InviteOfficer("admin"), seen, person(officer=ADMIN))
    assert changed(decision, officer_changes.AddInvitation).waits
    assert told(decision) == [("p-kedua", "admin_wanted")]


WAITS = Invitation("i2", "dinas", "admin", NOW, None, "admin", waits=True)
RISES = Invitation(
    "i3", "dinas", "admin", NOW, None, "admin", waits=True, officer_id="dewi"
)
TWO = Staff((ADMIN, SECOND, KEPALA, DEWI), {}, (WAITS, RISES, STAFF.invitations[0]))


@pytest.mark.parametrize(
    ("invitation", "who", "said"),
    [
        ("i2", person(officer=SECOND), ["staff.admin_agreed"]),
        ("i2", person(officer=ADMIN), "staff.second_admin"),
        ("i2", HEAD, "desk.not_allowed"),
        ("i1", person(officer=SECOND), "staff.invitation_gone"),
        ("i9", person(officer=SECOND), "staff.invitation_gone"),
    ],
)
def test_who_agrees_to_an_admin(invitation, who, said):
    assert verdict(settle, SettleAdmin(invitation, agreed=True), TWO, who) == said


def test_whoever_runs_pandu_counts_as_the_second():
    decision = settled(WAITS, TWO, person(""), agreed=True)
    assert decision.changes == (officer_changes.ConfirmInvitation("i2"),)
    assert told(decision) == [("p-admin", "admin_settled")]


@pytest.mark.parametrize("agreed", [True, False])
def test_who_works_here_already_becomes_one_without_a_code(agreed):
    act = SettleAdmin("i3", agreed=agreed)
    decision = settle(act, TWO, person(officer=SECOND))
    changed_to = officer_changes.ChangeOfficer("dewi", role="admin")
    assert (changed_to in decision.changes) == agreed
    assert (("p-dewi", "role_changed") in told(decision)) == agreed


@pytest.mark.parametrize(
    ("role", "seen", "who", "said"),
    [
        ("coordinator", leaving(), HEAD, ["staff.role_changed"]),
        ("auditor", leaving(), HEAD, ["card", "staff.role_changed"]),
        ("officer", leaving(), HEAD, "staff.same_role"),
        ("admin", leaving(), HEAD, "desk.not_allowed"),
        ("admin", leaving(), person(officer=ADMIN), ["staff.admin_alone"]),
        ("auditor", leaving(KEPALA), HEAD, "staff.oneself"),
        ("officer", leaving(ADMIN), HEAD, "staff.of_admins"),
        ("auditor", leaving(), person(officer=DEWI), "desk.not_allowed"),
    ],
)
def test_who_gives_whom_another_role(role, seen, who, said):
    assert verdict(change_role, ChangeRole("x", role), seen, who) == said


def test_who_handles_no_cases_any_more_gives_them_back():
    decision = change_role(ChangeRole("rina", "auditor"), leaving(), HEAD)
    assert changed(decision, changes.ChangeCase).holder_id == ""
    assert ("owner", "released") in told(decision)
    assert ("p-rina", "role_changed") in told(decision)
