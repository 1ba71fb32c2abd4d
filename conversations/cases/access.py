"""May this person do this, to this case, now? Asked again at every press.

A card can lie in a chat for weeks: whoever presses may have left the office, and the
case may be another's. What may be done when stands in one table, `lifecycle.LIFE`;
what is not allowed is said, each kind in its own words.
"""

from conversations.cases import buttons, lifecycle, masking
from conversations.cases.decision import Denied, Person
from conversations.cases.records import Case, Officer
from conversations.engine.effects import Fact

OVERSEERS = (*lifecycle.HANDLERS, "auditor")
"""Roles that may see how the office does."""
VISITORS = (*lifecycle.HANDLERS, lifecycle.GUIDE)
"""Roles that go to see how things are, and write down what they found."""
LOOKERS = lifecycle.ROLES
"""Roles that may see the cases of an office: all of them."""


def officer(who: Person, *roles: str) -> Officer:
    """The officer who acts, in one of *roles* (any handler, if none)."""
    if who.officer is None or who.officer.role not in (roles or lifecycle.HANDLERS):
        raise Denied("desk.not_allowed")
    return who.officer


def look(who: Person, case: Case | None, code: str) -> tuple[Officer, Case]:
    """The case that an officer called *code*; of an office whose cases they see."""
    found = officer(who, *LOOKERS)
    if case is None:
        raise Denied("desk.unknown_case", code=code)
    if case.office_id not in found.sees:
        raise Denied("desk.other_office", code=code)
    return found, case


def opens_files(by: Officer, case: Case) -> bool:
    """Whether the photos and papers of *case* are shown to an officer."""
    return case.office_id in by.sees and by.role not in masking.MASKED


def may(what: str, who: Person, case: Case | None, code: str) -> tuple[Officer, Case]:
    """The officer and their case, if they may do *what* to it as it is now."""
    by, found = look(who, case, code)
    held = found.holder_id in by.acts_for
    actor = lifecycle.Actor(by.role, holds=held, free=not found.holder_id)
    problem = lifecycle.problem(found.state, what, actor)
    if what == "take" and found.holder_id:
        problem = "already_yours" if held else "already_taken"
    if problem and not found.holder_id and _once_taken(found, what):
        problem = "unheld"
    if problem:
        take = (buttons.desk("take", found.code),) if problem == "unheld" else ()
        raise Denied(
            f"desk.{problem}",
            *take,
            code=found.code,
            officer=found.holder_name,
            state=Fact(key=f"desk.state.{found.outcome}"),
        )
    return by, found


def _once_taken(case: Case, what: str) -> bool:
    """Whether whoever takes *case* may do *what* to it then."""
    able = lifecycle.Actor(role="officer", holds=True)
    if lifecycle.problem(case.state, "take", able):
        return False
    return not lifecycle.problem(lifecycle.after(case.state, "take"), what, able)


def late(case: Case, what: str) -> bool:
    """Whether it is too late for the owner of *case* to do *what*."""
    return bool(lifecycle.problem(case.state, what, lifecycle.Actor(owns=True)))
