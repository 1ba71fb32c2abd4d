"""Who works at the desk: listed, given another role, removed.

Whoever is removed is out at once everywhere, for it is asked again at every press.
Their cases wait to be taken, and their owners know; the same where somebody gets a
role that handles none.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, ClassVar

from msgspec import Struct, structs

from conversations.cases import access
from conversations.cases.assignment import left_behind
from conversations.cases.buttons import button, pages
from conversations.cases.case_file import CaseFile
from conversations.cases.changes import QueueJob
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.lifecycle import HANDLERS, LEADERS
from conversations.cases.records import Officer
from conversations.cases.staff.absence import told
from conversations.cases.staff.changes import ChangeOfficer
from conversations.cases.staff.invitations import (
    ADMIN,
    INVITE,
    Inviting,
    RoleChanged,
    made_by,
    promote,
)
from conversations.cases.staff.records import Staff
from conversations.engine.effects import Act, Fact, Line, Option, Say

REMOVED = "officer.removed"
"""The act in the history since which somebody is an officer no more."""
PAGE = 8
"""Rows of a page, as of the queue."""

# --- what can be done ----------------------------------------------------------------


class ShowOfficers(Act, frozen=True):
    """Who works in the office, page by page."""

    page: int = 0


class ShowOfficer(Act, frozen=True):
    """One of them, and what can be changed."""

    officer: str


class ChangeRole(Act, frozen=True):
    """Somebody who works here is something else from here on."""

    officer: str
    role: str


class RemoveOfficer(Act, frozen=True):
    """Somebody does not work here any more, by the id of the officer."""

    officer: str


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


# --- what is read --------------------------------------------------------------------


class Leaving(Struct, frozen=True):
    """An officer who is to leave, the open cases they hold, and who stays.

    *code* is one that nobody has yet.
    """

    officer: Officer | None = None
    office: str = ""
    files: tuple[CaseFile, ...] = ()
    others: tuple[Officer, ...] = ()
    code: str = ""


class Leaver(Struct, frozen=True):
    """Who is about to be removed, with so many cases; or the *problem* why not.

    They could be of each of these *roles* instead.
    """

    problem: str = ""
    officer: str = ""
    count: int = 0
    roles: tuple[str, ...] = ()


# --- the rules -----------------------------------------------------------------------


def show(act: ShowOfficers, seen: Staff, who: Person) -> Decision:
    """Each with role, duty and cases; who leads can open each of the others."""
    officer = access.officer(who, *access.OVERSEERS)
    start = act.page * PAGE
    rows = seen.officers[start : start + PAGE]
    leads = officer.role in LEADERS
    others = [each for each in rows if leads and each.id != officer.id]
    # The first page has one arrow, and room for this.
    more = button("invitations") if seen.invitations else INVITE
    actions = (
        *(button("colleague", each.id, label=each.name) for each in others),
        *pages("officers", act.page, -(-len(seen.officers) // PAGE)),
        *((more,) if leads and not act.page else ()),
    )
    lines = [_line(each, seen) for each in rows]
    values = {"count": len(seen.officers), "lines": lines}
    return Decision(reply=(Say("staff.officers", values, actions=actions),))


def _line(officer: Officer, seen: Staff) -> Line:
    """What they are, whether on duty or away, and how many cases they hold."""
    duty = Fact(key="staff.on_duty" if officer.on_duty else "staff.off_duty")
    parts: list[Any] = [Fact(key=f"desk.role.{officer.role}")]
    if officer.role in HANDLERS:
        parts += [duty, Say("staff.held", {"count": seen.held.get(officer.id, 0)})]
    if away := officer.absence:
        parts.append(told(away, seen.officer(away.deputy_id)))
    return Line(Option(officer.id, label=officer.name), (parts,))


def show_one(act: ShowOfficer, seen: Staff, who: Person) -> Decision:
    """The same line, and under it what can be changed."""
    access.officer(who, *LEADERS)
    officer = seen.officer(act.officer)
    if officer is None:
        raise Denied("desk.unknown_officer")
    line = _line(officer, seen)
    away = button("back_at_work" if officer.absence else "away", officer.id)
    trail = button("trail_of", officer.id)
    actions = (button("role", officer.id), away, trail, button("remove", officer.id))
    return Decision(reply=(Say("staff.officer", {"line": line}, actions=actions),))


def leaver(asked: Mapping[str, Any], seen: Leaving, who: Person) -> Leaver:
    """Who is about to be removed or changed, named before it is done."""
    try:
        officer = _changeable(seen, who)
    except Denied as denied:
        return Leaver(denied.said.key)
    by = who.officer.role if who.officer else ""
    roles = tuple(each for each in made_by(by) if each != officer.role)
    return Leaver("", officer.name, len(seen.files), roles)


def change_role(act: ChangeRole, seen: Leaving, who: Person) -> Decision:
    """Another role at once; an admin is made by two, and cases need a handler."""
    officer, by = _changeable(seen, who), access.officer(who, *LEADERS)
    if act.role not in made_by(by.role):
        raise Denied("desk.not_allowed")
    if act.role == officer.role:
        raise Denied("staff.same_role")
    if act.role == ADMIN:
        working = Inviting(seen.code, officers=(officer, by, *seen.others))
        return promote(officer, working, by, who)
    leaves = act.role not in HANDLERS
    given_back = _given_back(seen.files if leaves else (), seen.others, who)
    follow = QueueJob("visit.follow", {"officer": officer.id}, who.now)
    news = RoleChanged(act.role, by.name)
    role = Fact(key=f"desk.role.{act.role}")
    said = Say("staff.role_changed", {"name": officer.name, "role": role})
    log = Log("officer.role", None, officer.person_id, by.id, {"role": act.role})
    return Decision(
        changes=(
            ChangeOfficer(officer.id, role=act.role),
            *given_back.changes,
            *((follow,) if leaves else ()),
        ),
        log=(log, *given_back.log),
        tell=(Tell(officer.person_id, news), *given_back.tell),
        reply=(*given_back.reply, said),
    )


def _given_back(
    files: Sequence[CaseFile], others: tuple[Officer, ...], who: Person
) -> Decision:
    """Cases whose holder handles none any more: back in the queue, owners told."""
    held = [(structs.replace(f, officers=others), f.case) for f in files]
    parts = [left_behind(file, case, who) for file, case in held if case]
    return Decision(
        changes=tuple(chain.from_iterable(each.changes for each in parts)),
        log=tuple(chain.from_iterable(each.log for each in parts)),
        tell=tuple(chain.from_iterable(each.tell for each in parts)),
        reply=tuple(chain.from_iterable(each.reply for each in parts)),
    )


def remove(act: RemoveOfficer, seen: Leaving, who: Person) -> Decision:
    """Out at once; their cases wait, and everybody concerned hears."""
    return leave(_changeable(seen, who), seen, who)


def _changeable(seen: Leaving, who: Person) -> Officer:
    """The officer, if they work here and whoever acts may remove or change them."""
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
    given_back = _given_back(seen.files, seen.others, who)
    count = len(seen.files)
    news = OfficerLeft(officer.name, count)
    others = [each for each in seen.others if each.person_id != who.id]
    by = who.officer.id if who.officer else None
    return Decision(
        changes=(
            ChangeOfficer(officer.id, active=False),
            *given_back.changes,
            QueueJob("visit.follow", {"officer": officer.id}, who.now),
        ),
        log=(Log(REMOVED, None, officer.person_id, by), *given_back.log),
        tell=(
            Tell(officer.person_id, OfficerRemoved(seen.office)),
            *(Tell(each.person_id, news) for each in others),
            *given_back.tell,
        ),
        reply=(
            *given_back.reply,
            Say("staff.removed", {"name": officer.name, "count": count}),
        ),
    )
