"""An officer says when they are away, and who stands in for them."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversations.cases.lifecycle import HANDLERS
from conversations.cases.staff.absence import (
    AwayOver,
    AwayPlanned,
    PlanAbsence,
    StandIns,
    StandsIn,
)
from conversations.engine.effects import Begin, Effect, Option, Say
from conversations.engine.events import Event
from conversations.engine.flow import Aside
from conversations.engine.questions import Choice, Learn, Question, Read, Refusal, said
from conversations.engine.values import Answers, Here
from conversations.flows.officer.find_case import MINE
from conversations.flows.shared.news import worded
from conversations.language import Utterance, fold
from conversations.language.periods import read_period

_DEPUTY = re.compile(
    r",? *\b(?:pengganti(?:nya|ku)?|diganti(?:kan)?(?: oleh)?|ganti|deputy)\b:? *",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Period(Question[str]):
    """A first and a last day, none of them over; kept as ISO with a stroke between."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The days, as people write them."""
        text = said(event)
        found = read_period(text, here.today)
        if found is None:
            raise Refusal("not_a_day", {"said": str(text)})
        if found[1] < here.today:
            raise Refusal("day_out_of_sense", {"day": found[1]})
        return Read(kept(found))

    def holds(self, value: object, answers: Answers) -> bool:
        """Two dates; how far away they are was judged when they were given."""
        try:
            return isinstance(value, str) and bool(days(value))
        except ValueError:
            return False

    def shown(self, value: Any, answers: Answers) -> tuple[Any, ...]:
        """Both, for the words to format."""
        return (days(value),)


def kept(found: tuple[date, date]) -> str:
    """Both days in one word."""
    return "/".join(each.isoformat() for each in found)


def days(value: str) -> list[date]:
    """The days in it."""
    first, last = value.split("/")
    return [date.fromisoformat(first), date.fromisoformat(last)]


def seen(answers: Answers) -> StandIns:
    """Who could stand in, and for whom."""
    return WHO.found(answers) or StandIns("desk.unknown_officer")


def able(answers: Answers) -> bool:
    """Whether it can be planned."""
    return not seen(answers).problem


def named(answers: Answers) -> str:
    """The one colleague whom the words that came with it name, by id."""
    words = fold(str(answers.given.get("whom", ""))).split()
    found = [
        each.id
        for each in seen(answers).among
        if words and {*words} <= {*fold(each.name).split()}
    ]
    return found[0] if len(found) == 1 else ""


def among(answers: Answers) -> tuple[Option, ...]:
    """Each colleague by name."""
    return tuple(Option(each.id, label=each.name) for each in seen(answers).among)


def about(answers: Answers) -> dict[str, str]:
    """For whom: oneself, where nobody is named."""
    return {"officer": str(answers.given.get("officer", ""))}


WHO = Learn("who", what="stand_ins", about=about, kind=StandIns)
WHEN = Period("days", when=able)
WHOM = Choice(
    "whom", among=among, when=lambda answers: able(answers) and not named(answers)
)


def planned(answers: Answers) -> tuple[Effect, ...]:
    """It is written down; or why it cannot be."""
    found = seen(answers)
    if found.problem:
        return (Say(found.problem),)
    first, last = (each.isoformat() for each in days(answers[WHEN]))
    deputy = answers.get(WHOM) or named(answers)
    return (PlanAbsence(found.officer, first, last, deputy),)


def opening(words: str, here: Here) -> tuple[Effect, ...]:
    """`cuti`, perhaps with its days and who stands in."""
    when, _, whom = _DEPUTY.sub("\n", words, count=1).partition("\n")
    found = read_period(Utterance(when.strip(" ,.")), here.today) if when else None
    told = {"days": kept(found)} if found and found[1] >= here.today else {}
    return (Begin("away", {"whom": whom.strip()} if whom else {}, told=told),)


# --- what others hear of it ----------------------------------------------------------


def stands_in(news: StandsIn) -> Say:
    """A colleague's cases ring here."""
    return worded("away.stands_in", news, MINE)


def away_planned(news: AwayPlanned) -> Say:
    """Who leads planned it."""
    return worded("away.you", news)


def away_over(news: AwayOver) -> Say:
    """It is over before its day."""
    return worded("away.over", news, MINE)


FLOW = Aside("away", (WHO, WHEN, WHOM), planned, roles=HANDLERS)
