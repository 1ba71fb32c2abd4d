"""An officer offers a visit: to one case, to several, or to all of a place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from conversations.cases.access import VISITORS
from conversations.cases.finding import Found
from conversations.cases.visits.appointments import OfferVisits, Visitable
from conversations.cases.visits.records import moment_of, overlaps
from conversations.cases.visits.times import usual
from conversations.engine.effects import Begin, Effect, Option, When
from conversations.engine.events import Event, Pressed, Typed, utterance
from conversations.engine.flow import Aside
from conversations.engine.questions import (
    Learn,
    Question,
    Read,
    Refusal,
    Review,
    Several,
    said,
)
from conversations.engine.values import Answers, Here
from conversations.flows.officer import find_case
from conversations.flows.officer.case_card import denied
from conversations.language import read_appointments, read_yes_no
from conversations.understanding import Wish

ALL = "all"
LARGEST = 12
"""So many times are offered at once, to however many owners."""


# --- whom ----------------------------------------------------------------------------


@dataclass(frozen=True)
class AnyOf(Several):
    """Any of the options, or all of them by one button."""

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """All of them last, so that each has the number of its place."""
        every = Option(ALL, key="option.all", aliases=("semua", "all"))
        return (*super().options(answers), every)

    def read(self, event: Event, answers: Answers, here: Here) -> Read[list[str]]:
        """The options that are meant, each by its value."""
        read = super().read(event, answers, here)
        if ALL not in read.value:
            return read
        return Read([option.value for option in super().options(answers)])

    def none(self, event: Event) -> bool:
        """Whether none of them is meant."""
        return nothing(event)

    def shown(self, value: Any, answers: Answers) -> tuple[Any, ...]:
        """Each of them, told apart."""
        return ([*super().shown(value, answers)],)


def nothing(event: Event) -> bool:
    """Whether *event* says that there is none."""
    return isinstance(event, Typed) and read_yes_no(utterance(event)) is False


def codes(answers: Answers) -> list[str]:
    """The cases that are to be visited, so far as they are known."""
    seen = [case.code for case in find_case.seen(answers)]
    return (answers.get(WHOM) or []) if len(seen) > 1 else seen


def known(answers: Answers) -> Visitable:
    """What may be visited of them, and when there is time."""
    return CASES.found(answers) or Visitable("unknown_case")


# --- when ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Slots(Question[list[str]]):
    """Times to be offered: one of the next free ones, all of them, or as typed."""

    written: ClassVar[bool] = True

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """Each free time, and all of them at once."""
        times = known(answers).free
        every = (Option(ALL, key="plan_visit.all_times"),) if len(times) > 1 else ()
        return (*(shown(each) for each in times), *every)

    def read(self, event: Event, answers: Answers, here: Here) -> Read[list[str]]:
        """The times, without those that are promised already."""
        times = [*known(answers).free]
        if isinstance(event, Pressed):
            if event.value not in {ALL, *times}:
                raise Refusal("not_an_option")
            return Read(times if event.value == ALL else [event.value])
        text = said(event)
        if text.folded.strip() in {"semua", "all"} and times:
            return Read(times)
        wanted = spelt(text, here.today)
        if not wanted:
            raise Refusal("no_time", {"said": text.typed})
        busy = [moment_of(each) for each in known(answers).busy]
        ahead = coming(wanted, text, here)
        left = [each for each in ahead if not overlaps(moment_of(each), busy)]
        if not left:
            raise Refusal("time_taken", {"said": text.typed})
        return Read(left[:LARGEST])

    def holds(self, value: object, answers: Answers) -> bool:
        """At least one time."""
        return isinstance(value, list) and bool(value) and all(map(is_time, value))

    def shown(self, value: Any, answers: Answers) -> tuple[Any, ...]:
        """Each by its weekday."""
        return ([When(moment_of(each)) for each in value],)


def spelt(text: Any, today: date) -> list[str]:
    """The times that a *text* names; of a day alone those that are usual."""
    found: list[str] = []
    for day, at in read_appointments(text, today):
        hours = usual(day) if at is None else (datetime.combine(day, at),)
        found += [each.strftime("%Y-%m-%dT%H:%M") for each in hours]
    return found


def coming(times: list[str], text: Any, here: Here) -> list[str]:
    """Those of *times* that are not over; refused, where all of them are."""
    now = datetime.combine(here.today, datetime.min.time()).replace(hour=here.hour)
    left = [each for each in times if datetime.fromisoformat(each) > now]
    if not left:
        raise Refusal("time_past", {"said": text.typed})
    return left


def is_time(value: object) -> bool:
    """Whether *value* is a time as a form keeps it."""
    try:
        return isinstance(value, str) and bool(moment_of(value))
    except ValueError:
        return False


def shown(slot: str) -> Option:
    """A time as a button."""
    return Option(slot, shown=(When(moment_of(slot)),))


# --- the form ------------------------------------------------------------------------


def several(answers: Answers) -> bool:
    """Whether there is anything to choose."""
    return len(find_case.seen(answers)) > 1


def possible(answers: Answers) -> bool:
    """Whether anything of it may be visited."""
    return not known(answers).problem


def about(answers: Answers) -> Mapping[str, Any]:
    """The cases, for the look-up."""
    return {"codes": codes(answers)}


FOUND = Learn("found", what="cases", about=find_case.sought, kind=Found)
WHOM = AnyOf("whom", among=find_case.among, least=1, when=several)
CASES = Learn("cases", what="visitable", about=about, kind=Visitable)
SLOTS = Slots("slots", when=possible)
SURE = Review("sure", when=possible)


def planned(answers: Answers) -> tuple[Effect, ...]:
    """Offer it; or say why that cannot be."""
    if not find_case.seen(answers):
        return find_case.none(str(find_case.sought(answers)["words"]))
    found = known(answers)
    if found.problem:
        return (denied(found),)
    cases = tuple(code for code, _ in found.cases)
    slots: list[str] = answers[SLOTS]
    return (OfferVisits(cases, tuple(slots)),)


def begin(wish: Wish, shown: str, here: Here) -> tuple[Effect, ...]:
    """What an officer said of a visit: whose, and perhaps when."""
    given = {"words": wish.about, "shown": "" if wish.about else shown}
    times = spelt(wish.text, here.today)
    told = {"slots": times[:LARGEST]} if times else {}
    return (Begin("plan_visit", {k: v for k, v in given.items() if v}, told=told),)


FLOW = Aside("plan_visit", (FOUND, WHOM, CASES, SLOTS, SURE), planned, roles=VISITORS)
