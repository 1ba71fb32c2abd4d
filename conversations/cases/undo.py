"""How an officer's act is put back, while the news of it waits (`held_news`)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, structs

from conversations.cases.changes import (
    BeginStage,
    CaseFields,
    Change,
    ChangeCase,
    DecideDocuments,
    EndStage,
)
from conversations.cases.records import Case, Document
from conversations.cases.visits.changes import AddVisit, ChangeVisit, PutBackVisit


class MoveToCase(Change, frozen=True):
    """Documents, notes and visits are another case's from here on."""

    case_id: str
    documents: Sequence[str] = ()
    notes: Sequence[str] = ()
    visits: Sequence[str] = ()


class Undo(Struct, frozen=True, omit_defaults=True):
    """How the act *id* upon the affairs of *owner* is put back while its news waits.

    What *was* of the case, and what the act *left*; the documents by the state they
    had, of which *verdict* was given; the questions that were *answered*.
    """

    id: str
    owner: str
    case: str | None = None
    code: str = ""
    was: CaseFields = CaseFields()
    left: CaseFields = CaseFields()
    began: bool = False
    ended: bool = False
    documents: Mapping[str, Sequence[str]] = {}
    verdict: str = ""
    answered: tuple[str, ...] = ()
    acted: bool = False
    """Whether more was kept than words."""
    visits: tuple[PutBackVisit, ...] = ()
    moved: MoveToCase | None = None
    """What went to another case, back to its own."""
    parted: tuple[MoveToCase, ...] = ()
    """What came back from other cases, to where it was."""
    more: bool = False
    """Whether more of its kind lies before the officer: its news waits for that."""


def undo_of(
    id_: str, case: Case, changes: Iterable[Change], documents: Iterable[Document] = ()
) -> Undo:
    """How *changes* to a *case* are put back, with the *documents* as they were."""
    had = {one.id: one.state for one in documents}
    found = Undo(id_, case.person_id, case.id, case.code, acted=True)
    for change in changes:
        more: dict[str, Any] = {}
        match change:
            case ChangeCase(case=before):
                names = [f for f in FIELDS if getattr(change, f) is not None]
                left = {name: getattr(change, name) for name in names}
                had_been = {name: getattr(before, name) for name in names}
                was: dict[str, Any] = {
                    name: "" if value is None else value
                    for name, value in had_been.items()
                }
                was |= {"reported": True} if before.reported else {}
                more = {"left": CaseFields(**left), "was": CaseFields(**was)}
            case BeginStage():
                more = {"began": True}
            case EndStage():
                more = {"ended": True}
            case DecideDocuments(ids, state):
                by: dict[str, list[str]] = {}
                for one in ids:
                    by.setdefault(had.get(one, "kept"), []).append(one)
                more = {"documents": by, "verdict": state}
        found = structs.replace(found, **more)
    return found


def undo_of_visits(
    id_: str, owner: str, case: str, code: str, changes: Iterable[Change]
) -> Undo:
    """How *changes* to visits are put back; of several it is kept with the first."""
    back: list[PutBackVisit] = []
    for change in changes:
        match change:
            case AddVisit():
                back.append(PutBackVisit(change.visit_id, "offered"))
            case ChangeVisit(visit=was, state=str(left)):
                about = (was.state, was.slots, was.at, was.officer_id)
                back.append(PutBackVisit(was.id, left, *about))
    return Undo(id_, owner, case, code, visits=tuple(back))


FIELDS = CaseFields.__struct_fields__
