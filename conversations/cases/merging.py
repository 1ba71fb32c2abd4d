"""Two cases that are the same are made one, without losing anything of either.

What belongs to the one that ends moves to the other, and the history of both says so.
"""

from typing import ClassVar

from msgspec import Struct, structs

from conversations.cases import access, lifecycle
from conversations.cases.buttons import desk
from conversations.cases.cards import CaseNews
from conversations.cases.case_file import CaseFile
from conversations.cases.closing import ended
from conversations.cases.decision import Decision, Denied, Log, Person
from conversations.cases.records import Case
from conversations.cases.undo import MoveToCase
from conversations.cases.visits.records import Visit
from conversations.engine.effects import Act, Say

DUPLICATE = "duplicate"
"""As what the one ends that is not kept."""
FURTHER = ("submitted", "sent_back", "taken", "accepted")
"""How far a case has come, by its state."""

# --- what can be done ----------------------------------------------------------------


class MergeCases(Act, frozen=True):
    """*code* and *other* are the same: the one that has come further stays."""

    code: str
    other: str


class CaseMerged(CaseNews, frozen=True):
    """The case goes on under the number *other*."""

    subject: ClassVar = "merged"
    other: str


class Pair(Struct, frozen=True):
    """Two cases that may be the same, and the visits of each."""

    file: CaseFile
    other: CaseFile
    visits: tuple[Visit, ...] = ()
    other_visits: tuple[Visit, ...] = ()


def merge(act: MergeCases, seen: Pair, who: Person) -> Decision:
    """The one ends as a double; all that belongs to it is the other's from here on."""
    into, of, ends, visits = _apart(seen, who)
    officer = access.officer(who)
    about = (of.code, of.business_name, officer.name, into.code)
    made = ended(ends, who, DUPLICATE, news=CaseMerged(*about), follows=into.code)
    documents = tuple(each.id for each in ends.documents)
    notes = tuple(each.id for each in ends.notes)
    moved = MoveToCase(into.id, documents, notes, tuple(each.id for each in visits))
    back = structs.replace(moved, case_id=of.id)
    line = Log("case.merged", into.id, into.person_id, officer.id, {"case": of.id})
    values = {"code": of.code, "other": into.code, "business": into.business_name}
    *cards, _ = made.reply
    said = Say("desk.merged", values, actions=(desk("open", into.code),))
    return structs.replace(
        made,
        changes=(*made.changes, moved),
        log=(*made.log, line),
        reply=(*cards, said),
        undo=structs.replace(made.undo, moved=back) if made.undo else None,
    )


def _apart(seen: Pair, who: Person) -> tuple[Case, Case, CaseFile, tuple[Visit, ...]]:
    """The case that is kept, who came further or else first; and the one that ends."""
    _, one = access.look(who, seen.file.case, seen.file.code)
    _, other = access.look(who, seen.other.case, seen.other.code)
    if one == other:
        raise Denied("desk.unknown_case", code=seen.other.code)
    for each in (one, other):
        if each.state not in lifecycle.OPEN:
            raise Denied("desk.merge_closed", desk("open", each.code), code=each.code)
    if further(one, other) is one:
        return one, other, seen.other, seen.other_visits
    return other, one, seen.file, seen.visits


def further(*same: Case) -> Case:
    """Which of them is kept: the one that has come further, of two alike the first."""
    return min(same, key=lambda case: (-FURTHER.index(case.state), case.id))
