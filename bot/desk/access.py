"""May this person do this, to this case, now? Asked again at every press.

A card can lie in a chat for weeks: whoever presses may have left the office, and the
case may be another's. What is not allowed is said, each kind in its own words.
"""

from dataclasses import dataclass

from bot.pipeline.acts import Act
from conversations.cases import lifecycle
from conversations.cases.decision import Denied
from conversations.cases.records import Case, Officer
from conversations.engine.effects import Fact
from storage.cases import cases
from storage.people import officers, offices

LOOKERS = (*lifecycle.HANDLERS, "auditor")
"""Roles that may see what the office has."""


@dataclass(frozen=True)
class AtDesk:
    """An officer, and the case they act on."""

    officer: Officer
    case: Case


async def officer(act: Act, *roles: str) -> Officer:
    """The active officer who acts, in one of *roles* (any handler, if none)."""
    found = await officers.by_person(act.tx, act.person.person_id)
    if found is None or found.role not in (roles or lifecycle.HANDLERS):
        raise Denied("desk.not_allowed")
    return found


async def look(act: Act, typed: str) -> AtDesk:
    """The case an officer names, however loosely; of their own office alone."""
    found = await officer(act, *LOOKERS)
    office = await offices.by_id(act.tx, found.office_id)
    code = lifecycle.code(typed, office.prefix)
    case = await cases.by_code(act.tx, code) if code else None
    if case is None:
        raise Denied("desk.unknown_case", code=code or typed)
    if case.office_id != found.office_id:
        raise Denied("desk.other_office", code=code)
    return AtDesk(found, case)


async def may(act: Act, typed: str, what: str) -> AtDesk:
    """The case an officer names, if they may do *what* to it as it is now."""
    desk = await look(act, typed)
    check(desk, what)
    return desk


def check(desk: AtDesk, what: str) -> None:
    """Raise `Denied` unless the table of a case's life lets this officer do that."""
    case, held = desk.case, desk.case.holder_id == desk.officer.id
    actor = lifecycle.Actor(role=desk.officer.role, holds=held)
    problem = lifecycle.problem(case.state, what, actor)
    if problem and what == "take" and case.holder_id:
        raise taken(desk)
    if problem:
        raise Denied(
            f"desk.{problem}",
            code=case.code,
            officer=case.holder_name,
            state=Fact(key=f"desk.state.{case.state}"),
        )


def taken(desk: AtDesk) -> Denied:
    """Somebody was quicker; or it was this officer themselves."""
    mine = desk.case.holder_id == desk.officer.id
    return Denied(
        "desk.already_yours" if mine else "desk.already_taken",
        code=desk.case.code,
        officer=desk.case.holder_name,
    )
