"""How content owners are: one question with five faces, when a case has ended.

It goes with the news that the case ended, once a case and never at night; whoever
withdrew their consent is not asked. A word may follow, and whoever leads reads it.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from msgspec import Struct, structs

from conversations.cases.buttons import button
from conversations.cases.calendar import local
from conversations.cases.changes import Change, QueueJob
from conversations.cases.decision import Decision, Denied, Log, Notice, Person
from conversations.cases.records import Case
from conversations.cases.reminders import calm
from conversations.engine.effects import Act, Fact, Option, Say

FACES = (1, 2, 3, 4, 5)
"""From not content at all to very content."""
ENDINGS = ("finished", "stopped", "refused")
"""Of what was a trial, a duplicate, or another office's, there is nothing to say."""
FEWEST = 5
"""Of fewer answers no figure is shown to everybody: one could guess who said what."""
JOB = "rating"
"""The kind of the job that asks when the night is over."""

# --- what can be done ----------------------------------------------------------------


class AskRating(Act, frozen=True):
    """Say that a case ended (*said*, where that is not said already), and ask."""

    code: str
    said: Say | None = None


class RateCase(Act, frozen=True):
    """The owner chose a face; a later one counts instead."""

    code: str
    face: int = 0


class ExplainRating(Act, frozen=True):
    """A word beside the face."""

    code: str
    words: str


# --- what others hear of it ----------------------------------------------------------


class RatingDue(Notice, frozen=True):
    """The night is over in which a case ended."""

    subject: ClassVar = "rating_due"
    code: str


# --- what changes --------------------------------------------------------------------


class AddRating(Change, frozen=True):
    """The question was put, and is not put again of this case."""

    case_id: str
    person_id: str
    office_id: str


class ChangeRating(Change, frozen=True):
    """What was answered: a *face*, or *words* beside it."""

    case_id: str
    face: int | None = None
    words: str | None = None


# --- what is read --------------------------------------------------------------------


class Ended(Struct, frozen=True):
    """A case, whether its owner *agreed* that we keep data, and what of it is *rated*.

    It is nought where the question was put, None where it never was.
    """

    case: Case | None = None
    agreed: bool = False
    rated: int | None = None


class Remark(Struct, frozen=True):
    """What an owner wrote beside a face."""

    code: str
    business: str
    face: int
    words: str


class Ratings(Struct, frozen=True):
    """How often which face was chosen, and the latest *remarks* that were asked for."""

    faces: Mapping[int, int] = {}
    remarks: Sequence[Remark] = ()

    @property
    def count(self) -> int:
        """How many owners answered."""
        return sum(self.faces.values())

    @property
    def mean(self) -> Decimal:
        """The figure, to one place; of no answers it is nought."""
        total = sum(face * count for face, count in self.faces.items())
        return round(Decimal(total) / max(self.count, 1), 1)

    @property
    def public(self) -> bool:
        """Whether everybody may see the figure."""
        return self.count >= FEWEST


# --- the rules -----------------------------------------------------------------------


def ask(act: AskRating, seen: Ended, who: Person) -> Decision:
    """Put the question beneath what is *said*; at night in the morning."""
    said = (act.said,) if act.said else ()
    case = seen.case
    if case is None or not _wanted(seen, who):
        return Decision(reply=said)
    now = local(who.now)
    if (then := calm(now)) > now:
        about = {"person": who.id, "code": case.code}
        later = QueueJob(JOB, about, then, key=f"{JOB}:{case.id}:{then.date()}")
        return Decision((later,), reply=said)
    more = act.said.actions if act.said else ()
    asked = Say(
        "rating.ask",
        {"code": case.code, "business": case.business_name},
        actions=(*_faces(case.code), *more),
        kind=act.said.kind if act.said else "prompt",
    )
    before = (structs.replace(each, actions=(), joined=True) for each in said)
    put = AddRating(case.id, case.person_id, case.office_id)
    return Decision((put,), reply=(*before, asked))


def _wanted(seen: Ended, who: Person) -> bool:
    """Whether this owner is asked of this case, now."""
    case = seen.case
    if case is None or case.person_id != who.id or who.helper:
        return False
    over = case.state == "closed" and case.ending in ENDINGS
    return over and seen.agreed and seen.rated is None


def _faces(code: str) -> tuple[Option, ...]:
    """The best first: what is nearest to the thumb is no reproach."""
    return tuple(
        button("rate", code, str(face), key=f"rating.face.{face}")
        for face in reversed(FACES)
    )


def rate(act: RateCase, seen: Ended, who: Person) -> Decision:
    """Keep the face, and leave room for a word."""
    case = _asked(seen, who)
    if act.face not in FACES:
        raise Denied("rating.gone")
    face = Fact(key=f"rating.face.{act.face}")
    more = button("rate_words", case.code)
    detail: dict[str, Any] = {"face": act.face}
    return Decision(
        (ChangeRating(case.id, face=act.face),),
        (Log("case.rated", case.id, who.id, detail=detail),),
        reply=(Say("rating.thanks", {"face": face}, actions=(more,)),),
    )


def explain(act: ExplainRating, seen: Ended, who: Person) -> Decision:
    """Keep the word beside the face."""
    case = _asked(seen, who)
    kept = ChangeRating(case.id, words=act.words)
    return Decision((kept,), reply=(Say("rating.explained"),))


def _asked(seen: Ended, who: Person) -> Case:
    """The case, if its owner was asked; no helper answers for them."""
    case = seen.case
    if case is None or case.person_id != who.id or who.helper or seen.rated is None:
        raise Denied("rating.gone")
    return case
