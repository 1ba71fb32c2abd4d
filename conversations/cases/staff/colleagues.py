"""Who works at the desk, and who may still come: listed, removed, revoked.

Whoever is removed is out at once everywhere, for it is asked again at every press.
Their cases wait to be taken, and their owners know.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from msgspec import Struct, structs

from conversations.cases import access
from conversations.cases.assignment import left_behind
from conversations.cases.buttons import button, pages
from conversations.cases.calendar import day_of
from conversations.cases.case_file import CaseFile
from conversations.cases.changes import QueueJob
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.lifecycle import LEADERS
from conversations.cases.records import Invitation, Officer
from conversations.cases.staff.changes import (
    AddInvitation,
    ChangeOfficer,
    RevokeInvitation,
)
from conversations.engine.effects import Act, Fact, Line, Option, Say

WEB = "webchat"
"""The door that is a page of our own, among those of the platforms."""

REMOVED = "officer.removed"
"""The act in the history since which somebody is an officer no more."""
PAGE = 8
"""Rows of a page, as of the queue."""
INVITED = ("officer", "coordinator", "auditor", "admin")
"""As what somebody can be invited; as the last by an admin alone."""
INVITE = button("invite")
INVITED_FOR = timedelta(hours=72)
"""So long a code lets somebody in."""

# --- what can be done ----------------------------------------------------------------


class ShowOfficers(Act, frozen=True):
    """Who works in the office, page by page."""

    page: int = 0


class RemoveOfficer(Act, frozen=True):
    """Somebody does not work here any more, by the id of the officer."""

    officer: str


class InviteOfficer(Act, frozen=True):
    """Somebody is to become an officer, in *role*: a code to be handed on."""

    role: str


class ShowInvitations(Act, frozen=True):
    """The invitations that nobody has used yet."""


class EndInvitation(Act, frozen=True):
    """An invitation lets nobody in any more."""

    invitation: str


# --- what others hear of it ----------------------------------------------------------


class OfficerLeft(Notice, frozen=True):
    """A colleague left; so many of their cases wait to be taken."""

    subject: ClassVar = "officer_left"
    name: str
    count: int


class OfficerRemoved(Notice, frozen=True):
    """The person is no officer any more."""

    subject: ClassVar = "officer_removed"
    office: str


class InvitationMade(Notice, frozen=True):
    """An invitation, to be forwarded: the *links* that carry its code, once."""

    subject: ClassVar = "invitation_made"
    id: str
    role: str
    code: str
    until: datetime
    links: tuple[str, ...]


# --- what is read --------------------------------------------------------------------


class Staff(Struct, frozen=True):
    """The officers of an office, how many cases each holds, and who may still come."""

    officers: tuple[Officer, ...] = ()
    held: Mapping[str, int] = {}
    invitations: tuple[Invitation, ...] = ()


class Inviting(Struct, frozen=True):
    """A code that nobody has yet, and the *doors* it opens, by channel."""

    code: str
    doors: Mapping[str, str] = {}


class Leaving(Struct, frozen=True):
    """An officer who is to leave, the open cases they hold, and who stays."""

    officer: Officer | None = None
    office: str = ""
    files: tuple[CaseFile, ...] = ()
    others: tuple[Officer, ...] = ()


class Leaver(Struct, frozen=True):
    """Who is about to be removed, with so many cases; or the *problem* why not."""

    problem: str = ""
    officer: str = ""
    count: int = 0


# --- the rules -----------------------------------------------------------------------


def show(act: ShowOfficers, seen: Staff, who: Person) -> Decision:
    """Each with role, duty and cases; who leads can remove them."""
    officer = access.officer(who, *access.LOOKERS)
    start = act.page * PAGE
    rows = seen.officers[start : start + PAGE]
    leads = officer.role in LEADERS
    removable = [each for each in rows if leads and each.id != officer.id]
    # The first page has one arrow, and room for this.
    more = button("invitations") if seen.invitations else INVITE
    actions = (
        *(button("remove", each.id, label=f"✕ {each.name}") for each in removable),
        *pages("officers", act.page, -(-len(seen.officers) // PAGE)),
        *((more,) if leads and not act.page else ()),
    )
    lines = [_line(each, seen.held.get(each.id, 0)) for each in rows]
    values = {"count": len(seen.officers), "lines": lines}
    return Decision(reply=(Say("staff.officers", values, actions=actions),))


def _line(officer: Officer, held: int) -> Line:
    duty = Fact(key="staff.on_duty" if officer.on_duty else "staff.off_duty")
    cases = Say("staff.held", {"count": held})
    role = Fact(key=f"desk.role.{officer.role}")
    return Line(Option(officer.id, label=officer.name), ([role, duty, cases],))


def leaver(asked: Mapping[str, Any], seen: Leaving, who: Person) -> Leaver:
    """Who is about to be removed, named before it is done."""
    try:
        officer = _removable(seen, who)
    except Denied as denied:
        return Leaver(denied.said.key)
    return Leaver("", officer.name, len(seen.files))


def remove(act: RemoveOfficer, seen: Leaving, who: Person) -> Decision:
    """Out at once; their cases wait, and everybody concerned hears."""
    return leave(_removable(seen, who), seen, who)


def _removable(seen: Leaving, who: Person) -> Officer:
    """The officer, if they work here and whoever acts may remove them."""
    by, officer = access.officer(who, *LEADERS), seen.officer
    if officer is None or not officer.active or officer.office_id != by.office_id:
        raise Denied("desk.unknown_officer")
    if officer.id == by.id:
        raise Denied("staff.oneself")
    if officer.role == "admin" and by.role != "admin":
        raise Denied("staff.of_admins")
    return officer


def leave(officer: Officer, seen: Leaving, who: Person) -> Decision:
    """What follows when *officer* is one no more, whoever decided it."""
    held = [(structs.replace(f, officers=seen.others), f.case) for f in seen.files]
    parts = [left_behind(file, case, who) for file, case in held if case]
    news = OfficerLeft(officer.name, len(parts))
    told = [each for each in seen.others if each.person_id != who.id]
    by = who.officer.id if who.officer else None
    return Decision(
        changes=(
            ChangeOfficer(officer.id, active=False),
            *(change for part in parts for change in part.changes),
            QueueJob("visit.follow", {"officer": officer.id}, who.now),
        ),
        log=(
            Log(REMOVED, None, officer.person_id, by),
            *(line for part in parts for line in part.log),
        ),
        tell=(
            Tell(officer.person_id, OfficerRemoved(seen.office)),
            *(Tell(each.person_id, news) for each in told),
            *(tell for part in parts for tell in part.tell),
        ),
        reply=(
            *(reply for part in parts for reply in part.reply),
            Say("staff.removed", {"name": officer.name, "count": len(parts)}),
        ),
    )


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


def invite(act: InviteOfficer, seen: Inviting, who: Person) -> Decision:
    """A code for three days; only an admin makes another one."""
    by = access.officer(who, *LEADERS)
    if act.role not in INVITED or (act.role == "admin" and by.role != "admin"):
        raise Denied("desk.not_allowed")
    code, until = seen.code, who.now + INVITED_FOR
    made = InvitationMade(who.fresh, act.role, code, until, links(seen.doors, code))
    return Decision(
        changes=(AddInvitation(by.office_id, act.role, INVITED_FOR, code, who.fresh),),
        log=(Log("officer.invited", officer=by.id, detail={"role": act.role}),),
        reply=(made,),
    )


def invitations(act: ShowInvitations, seen: Staff, who: Person) -> Decision:
    """Each by its role and its last day; the code itself is known to nobody."""
    access.officer(who, *LEADERS)
    if not seen.invitations:
        raise Denied("staff.no_invitations", INVITE)
    rows = seen.invitations[:PAGE]
    lines = [
        Line(
            Option(each.id, key=f"desk.role.{each.role}"), ([day_of(each.expires_at)],)
        )
        for each in rows
    ]
    ends = (
        button("revoke", each.id, label=f"✕ {number}")
        for number, each in enumerate(rows, 1)
    )
    values = {"count": len(seen.invitations), "lines": lines}
    return Decision(
        reply=(Say("staff.invitations", values, actions=(*ends, INVITE)),),
    )


def revoke(act: EndInvitation, seen: Staff, who: Person) -> Decision:
    """Its code lets nobody in any more."""
    by = access.officer(who, *LEADERS)
    if all(each.id != act.invitation for each in seen.invitations):
        raise Denied("staff.invitation_gone")
    return Decision(
        changes=(RevokeInvitation(act.invitation),),
        log=(Log("officer.invitation_revoked", officer=by.id),),
        reply=(Say("staff.revoked"),),
    )
