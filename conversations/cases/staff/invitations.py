"""Who may still come to a desk: invited by a code; of an admin, two have to agree.

An admin can do everything, so it takes two to make one: what one of them wants waits
until another agrees, or whoever runs Pandu (`pandu officers --confirm`). Somebody who
works here already becomes one the same way, without a code.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct

from conversations.cases import access
from conversations.cases.buttons import button
from conversations.cases.calendar import day_of
from conversations.cases.changes import Change
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.lifecycle import LEADERS
from conversations.cases.records import Officer
from conversations.cases.staff.changes import (
    AddInvitation,
    ChangeOfficer,
    ConfirmInvitation,
    RevokeInvitation,
    UseInvitation,
)
from conversations.cases.staff.records import Invitation, Staff
from conversations.engine.effects import Act, Fact, Line, Option, Say

WEB = "webchat"
"""The door that is a page of our own, among those of the platforms."""
ADMIN = "admin"
"""The role that two have to agree on."""
INVITED = ("officer", "coordinator", "auditor", "guide", ADMIN)
"""As what somebody can be invited; as the last by an admin alone."""
INVITE = button("invite")
INVITED_FOR = timedelta(hours=72)
"""So long a code lets somebody in."""
SHOWN = 6
"""So many of the last letters of an id name an officer, or an invitation."""
MOST = 8
"""So many invitations are listed, those that end first."""

# --- what can be done ----------------------------------------------------------------


class InviteOfficer(Act, frozen=True):
    """Somebody is to become an officer, in *role*: a code to be handed on."""

    role: str


class ShowInvitations(Act, frozen=True):
    """The invitations that nobody has used yet."""


class EndInvitation(Act, frozen=True):
    """An invitation lets nobody in any more."""

    invitation: str


class SettleAdmin(Act, frozen=True):
    """Whether whoever a colleague wants to be an admin shall be one."""

    invitation: str
    agreed: bool


# --- what others hear of it ----------------------------------------------------------


class InvitationMade(Notice, frozen=True):
    """An invitation, to be forwarded: the *links* that carry its code, once.

    It *waits* until another admin agrees.
    """

    subject: ClassVar = "invitation_made"
    id: str
    role: str
    code: str
    until: datetime
    links: tuple[str, ...]
    waits: bool = False


class AdminWanted(Notice, frozen=True):
    """An admin wants another: *by* whom, and *whom*, if they work here already."""

    subject: ClassVar = "admin_wanted"
    invitation: str
    by: str
    whom: str = ""


class AdminSettled(Notice, frozen=True):
    """Another admin, *by* name, *agreed* to it or did not."""

    subject: ClassVar = "admin_settled"
    by: str
    agreed: bool
    whom: str = ""


class RoleChanged(Notice, frozen=True):
    """One is something else at the desk from here on."""

    subject: ClassVar = "role_changed"
    role: str
    by: str


# --- what is read --------------------------------------------------------------------


class Inviting(Struct, frozen=True):
    """A code that nobody has yet, the *doors* it opens by channel, who works here."""

    code: str
    doors: Mapping[str, str] = {}
    officers: tuple[Officer, ...] = ()


# --- the rules -----------------------------------------------------------------------


def links(
    doors: Mapping[str, str], code: str, word: str = "petugas"
) -> tuple[str, ...]:
    """The links that carry a code behind its *word*: to a chat first, the page last."""
    made = {
        "telegram": f"?start={word}-{code}",
        "whatsapp": f"?text={word}%20{code}",
        WEB: f"/chat#mulai={word}-{code}",
    }
    return tuple(doors[name] + rest for name, rest in made.items() if doors.get(name))


def made_by(role: str) -> tuple[str, ...]:
    """What somebody of this *role* can make of others."""
    return INVITED if role == ADMIN else INVITED[:-1]


def invite(act: InviteOfficer, seen: Inviting, who: Person) -> Decision:
    """A code for three days; only an admin makes another one, and a second agrees."""
    by = access.officer(who, *LEADERS)
    if act.role not in made_by(by.role):
        raise Denied("desk.not_allowed")
    until, waits = who.now + INVITED_FOR, act.role == ADMIN
    about = (act.role, seen.code, until, links(seen.doors, seen.code))
    tell, said = second(seen.officers, by, who) if waits else ((), ())
    return Decision(
        changes=(_invitation(by, act.role, seen.code, who),),
        log=(Log("officer.invited", officer=by.id, detail={"role": act.role}),),
        tell=tell,
        reply=(InvitationMade(who.fresh, *about, waits), *said),
    )


def promote(officer: Officer, seen: Inviting, by: Officer, who: Person) -> Decision:
    """Somebody who works here is to be an admin, once a second one agrees."""
    tell, said = second(seen.officers, by, who, officer.name)
    return Decision(
        changes=(_invitation(by, ADMIN, seen.code, who, officer.id),),
        log=(Log("officer.proposed", None, officer.person_id, by.id, {"role": ADMIN}),),
        tell=tell,
        reply=said,
    )


def _invitation(
    by: Officer, role: str, code: str, who: Person, officer: str | None = None
) -> Change:
    about = (by.office_id, role, INVITED_FOR, code, who.fresh)
    return AddInvitation(*about, by.id, role == ADMIN, officer)


def second(
    officers: Sequence[Officer], by: Officer, who: Person, whom: str = ""
) -> tuple[tuple[Tell, ...], tuple[Say, ...]]:
    """Who is asked to agree to another admin, and what the first one is told."""
    others = [o for o in officers if o.role == ADMIN and o.id != by.id]
    wanted = AdminWanted(who.fresh, by.name, whom)
    said = Say("staff.admin_waits", {"admins": [each.name for each in others]})
    if not others:
        said = Say("staff.admin_alone", {"id": who.fresh[-SHOWN:]})
    return tuple(Tell(each.person_id, wanted) for each in others), (said,)


def settle(act: SettleAdmin, seen: Staff, who: Person) -> Decision:
    """A second admin agrees, or does not; whoever asked hears of it."""
    by = access.officer(who, ADMIN)
    found = seen.invitation(act.invitation)
    if found is None or not found.waits:
        raise Denied("staff.invitation_gone")
    if by.id == found.invited_by:
        raise Denied("staff.second_admin")
    return settled(found, seen, who, agreed=act.agreed)


def settled(found: Invitation, seen: Staff, who: Person, *, agreed: bool) -> Decision:
    """What follows, whoever decided it; whoever runs Pandu counts as a second admin."""
    asked, whom = seen.officer(found.invited_by), seen.officer(found.officer_id)
    by = who.officer
    about = (by.name if by else "", agreed, whom.name if whom else "")
    changes: tuple[Change, ...] = (ConfirmInvitation(found.id),)
    tell = (Tell(asked.person_id, AdminSettled(*about)),) if asked else ()
    if not agreed:
        changes = (RevokeInvitation(found.id),)
    elif whom:
        changes = (
            UseInvitation(found.id, whom.person_id),
            ChangeOfficer(whom.id, role=ADMIN),
        )
        tell = (*tell, Tell(whom.person_id, RoleChanged(ADMIN, about[0])))
    act = "officer.confirmed" if agreed else "officer.declined"
    person, officer = whom.person_id if whom else None, by.id if by else None
    return Decision(
        changes=changes,
        log=(Log(act, None, person, officer),),
        tell=tell,
        reply=(Say("staff.admin_agreed" if agreed else "staff.admin_refused"),),
    )


def invitations(act: ShowInvitations, seen: Staff, who: Person) -> Decision:
    """Each by its role and its last day; the code itself is known to nobody."""
    by = access.officer(who, *LEADERS)
    if not seen.invitations:
        raise Denied("staff.no_invitations", INVITE)
    rows = seen.invitations[:MOST]
    acts = (
        button("admin_yes", each.id, label=f"✓ {number}")
        if each.waits and by.role == ADMIN and by.id != each.invited_by
        else button("revoke", each.id, label=f"✕ {number}")
        for number, each in enumerate(rows, 1)
    )
    values = {
        "count": len(seen.invitations),
        "lines": [_line(each, seen.officer(each.officer_id)) for each in rows],
    }
    return Decision(
        reply=(Say("staff.invitations", values, actions=(*acts, INVITE)),),
    )


def _line(each: Invitation, whom: Officer | None) -> Line:
    """As what, whom of those that work here, whether it waits, and its last day."""
    parts = [
        whom.name if whom else "",
        Fact(key="staff.waits") if each.waits else "",
        day_of(each.expires_at),
    ]
    label = Option(each.id, key=f"desk.role.{each.role}")
    return Line(label, ([part for part in parts if part],))


def revoke(act: EndInvitation, seen: Staff, who: Person) -> Decision:
    """Its code lets nobody in any more."""
    by = access.officer(who, *LEADERS)
    if seen.invitation(act.invitation) is None:
        raise Denied("staff.invitation_gone")
    return Decision(
        changes=(RevokeInvitation(act.invitation),),
        log=(Log("officer.invitation_revoked", officer=by.id),),
        reply=(Say("staff.revoked"),),
    )
