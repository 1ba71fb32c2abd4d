"""Officers are listed and removed, invitations listed and revoked; who hears of it."""

import pytest

from conversations.cases import changes
from conversations.cases.records import Invitation
from conversations.cases.staff import changes as officer_changes
from conversations.cases.staff.colleagues import (
    EndInvitation,
    InvitationMade,
    InviteOfficer,
    Inviting,
    Leaving,
    OfficerLeft,
    RemoveOfficer,
    ShowInvitations,
    ShowOfficers,
    Staff,
    invitations,
    invite,
    leave,
    leaver,
    remove,
    revoke,
    show,
)
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
        "remove:rina",
        "remove:dewi",
        "invitations",
    ]
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
        ("admin", person(officer=ADMIN), ["invitation_made"]),
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
