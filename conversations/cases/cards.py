"""The card of a case: who hears of it, and that it changes with the case."""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from conversations.cases.case_file import CaseFile
from conversations.cases.decision import Notice, Person, Tell
from conversations.cases.masking import MASKED
from conversations.cases.records import Case
from conversations.engine.effects import Line


class CaseCard(Notice, frozen=True):
    """A case in one screen; *fields* are the answers of its application."""

    at_once: ClassVar = True
    case: str
    code: str
    state: str = "submitted"
    road: str = ""
    stage: str = ""
    holder: str = ""
    helper: str = ""
    fields: Mapping[str, Any] = {}
    outcome: str = ""
    certificate: str = ""
    reported: bool = False
    follows: str = ""


class CaseOpened(CaseCard, frozen=True):
    """A new application."""

    subject: ClassVar = "alert"


class CaseChanged(CaseCard, frozen=True):
    """A case is otherwise than on its card."""

    subject: ClassVar = "card"


class CaseShown(CaseCard, frozen=True):
    """Everything known of a case, with the last that was said, and its files."""

    subject: ClassVar = "case_shown"
    notes: tuple[Line, ...] = ()
    files: tuple[str, ...] = ()
    role: str = ""
    """Who looks."""


class CaseNews(Notice, frozen=True):
    """Something that happened to a case, as its owner hears of it."""

    of_a_case: ClassVar = True
    code: str
    business: str
    officer: str


C = TypeVar("C", bound=CaseCard)


def card(kind: type[C], case: Case, **more: Any) -> C:
    """*case* as one of the cards."""
    return kind(
        case.id,
        case.code,
        case.state,
        case.road,
        case.stage,
        case.holder_name,
        case.helper_name,
        case.details,
        case.outcome,
        case.certificate,
        reported=case.reported,
        follows=case.follows,
        **more,
    )


def renewed(seen: CaseFile, case: Case, who: Person) -> tuple[Tell, ...]:
    """Every officer's card changes with *case*; that of whoever acts in their turn.

    What an auditor saw was shortened for them, and stays as it was.
    """
    changed = card(CaseChanged, case)
    staff = (
        each.person_id
        for each in seen.officers
        if each.person_id != who.id and each.role not in MASKED
    )
    return tuple(Tell(each, changed) for each in (*staff, *seen.watchers))
