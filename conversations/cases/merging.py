"""Two cases that are the same are made one, without losing anything of either.

What belongs to the one that ends moves to the other, and the history of both says so.
"""

from typing import ClassVar

from msgspec import Struct, structs

from conversations.cases import access, lifecycle
from conversations.cases.buttons import desk
from conversations.cases.cards import CaseNews
from conversations.cases.case_file import CaseFile
from conversations.cases.changes import ChangeCase
from conversations.cases.closing import DUPLICATE, ended
from conversations.cases.decision import Decision, Denied, Log, Person, Tell
from conversations.cases.records import Case
from conversations.cases.undo import MoveToCase
from conversations.cases.visits.records import Visit
from conversations.engine.effects import Act, Say

FURTHER = ("submitted", "sent_back", "taken", "accepted")
"""How far a case has come, by its state."""
MERGED = "case.merged"
"""The act in the history that says what one case brought to another."""

# --- what can be done ----------------------------------------------------------------


class MergeCases(Act, frozen=True):
    """*code* and *other* are the same: the one that has come further stays."""

    code: str
    other: str


class CaseMerged(CaseNews, frozen=True):
    """The case goes on under the number *other*."""

    subject: ClassVar = "merged"
    other: str


class CaseJoined(CaseNews, frozen=True):
    """To the owner of the case that goes on: the case *other* was made one with it."""

    subject: ClassVar = "case_joined"
    other: str


class CaseGrew(CaseNews, frozen=True):
    """To the officer who holds the case that goes on: what was of *other* is here."""

    subject: ClassVar = "case_grew"
    other: str


class Pair(Struct, frozen=True):
    """Two cases that may be the same, and the visits of each."""

    file: CaseFile
    other: CaseFile
    visits: tuple[Visit, ...] = ()
    other_visits: tuple[Visit, ...] = ()


def merge(act: MergeCases, seen: Pair, who: Person) -> Decision:
    """The one ends as a double; all that belongs to it is the other's from here on."""
    goes_on, ends, visits = _apart(seen, who)
    into, of, officer = _case(goes_on), _case(ends), access.officer(who)
    about = (of.code, of.business_name, officer.name, into.code)
    made = ended(ends, who, DUPLICATE, news=CaseMerged(*about), follows=into.code)
    # A paper that was sent for both stands as it does in the one that goes on.
    there = {paper.id for paper in goes_on.papers if paper.files}
    documents = tuple(each.id for each in ends.documents if each.purpose not in there)
    notes = tuple(each.id for each in ends.notes)
    moved = MoveToCase(into.id, documents, notes, tuple(each.id for each in visits))
    back = structs.replace(moved, case_id=of.id)
    # Remembered, so that it can come apart again whenever the case is opened again.
    kept = {"documents": documents, "notes": notes, "visits": moved.visits}
    about_it = {"case": of.id, **kept}
    line = Log(MERGED, into.id, into.person_id, officer.id, about_it)
    values = {"code": of.code, "other": into.code, "business": into.business_name}
    *cards, _ = made.reply
    said = Say("desk.merged", values, actions=(desk("open", into.code),))
    return structs.replace(
        made,
        # Whoever changes the one that goes on at the same moment is a moment too late.
        changes=(*made.changes, ChangeCase(into), moved),
        log=(*made.log, line),
        tell=(*made.tell, *_heard(goes_on, of, who)),
        reply=(*cards, said),
        undo=structs.replace(made.undo, moved=back) if made.undo else None,
    )


def _heard(goes_on: CaseFile, of: Case, who: Person) -> list[Tell]:
    """Who else hears of it: the other owner, and another who holds what goes on."""
    case, by = _case(goes_on), access.officer(who).name
    about = (case.code, case.business_name, by, of.code)
    holder = [each for each in goes_on.officers if each.id == case.holder_id]
    told = [Tell(each.person_id, CaseGrew(*about)) for each in holder]
    if case.person_id != of.person_id:
        told.append(Tell(case.person_id, CaseJoined(*about)))
    return [each for each in told if each.to != who.id]


def _apart(seen: Pair, who: Person) -> tuple[CaseFile, CaseFile, tuple[Visit, ...]]:
    """The case that goes on, who came further or else first; and the one that ends."""
    _, one = access.look(who, seen.file.case, seen.file.code)
    _, other = access.look(who, seen.other.case, seen.other.code)
    if one == other:
        raise Denied("desk.unknown_case", code=seen.other.code)
    for each in (one, other):
        if each.state not in lifecycle.OPEN:
            raise Denied("desk.merge_closed", desk("open", each.code), code=each.code)
    if further(one, other) is one:
        return seen.file, seen.other, seen.other_visits
    return seen.other, seen.file, seen.visits


def _case(file: CaseFile) -> Case:
    assert file.case is not None  # noqa: S101 -- `_apart` looked at both
    return file.case


def further(*same: Case) -> Case:
    """Which of them is kept: the one that has come further, of two alike the first."""
    return min(same, key=lambda case: (-FURTHER.index(case.state), case.id))
