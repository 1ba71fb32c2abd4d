"""A fact put right: which, what it says now, what is right, until when, and a look.

Found by words ("betulkan biaya uji"), or by the button under what was shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from msgspec import structs

from conversations.cases.buttons import button
from conversations.cases.overrides import FactCard, FactNow, FactSettled, PutRight
from conversations.cases.records import SENTENCE
from conversations.catalogue import overrides
from conversations.engine.effects import Effect, Fact, Option, Say
from conversations.engine.events import Event
from conversations.engine.flow import Aside
from conversations.engine.questions import (
    Choice,
    Day,
    Learn,
    Read,
    Refusal,
    Review,
    Words,
)
from conversations.engine.values import Answers, Here
from conversations.flows.officer.case_card import OFFICERS
from conversations.flows.owner import learn

NOTHING = Fact(key="fact.nothing")
"""What stands where a fact says nothing yet."""
OPEN = Fact(key="fact.open")
"""What stands where there is no last day."""


@dataclass(frozen=True)
class Sought(Words):
    """Words by which a fact is found."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The words, if there is a fact that they may be about."""
        read = super().read(event, answers, here)
        if not overrides.sought(read.value):
            raise Refusal("no_fact", {"said": read.value})
        return read


@dataclass(frozen=True)
class Right(Words):
    """What an entry says from now on, as short as it has to be where it is shown."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The words, if they fit the entry."""
        read = super().read(event, answers, here)
        most = overrides.longest(str(chosen(answers)["entry"]))
        if len(read.value) > most:
            raise Refusal("too_long", {"least": self.least, "most": most})
        return read


def candidates(answers: Answers) -> tuple[str, ...]:
    """The entries that it may be about."""
    if about := str(answers.given.get("about", "")):
        return overrides.beside(about)
    words = answers.stored.get("sought") or answers.given.get("text", "")
    return overrides.sought(str(words))


def unknown(answers: Answers) -> bool:
    """Whether nothing that was given leads to a fact."""
    return not candidates(Answers({}, answers.given))


def several(answers: Answers) -> bool:
    """Whether it may be about one of several."""
    return len(candidates(answers)) > 1


def called(entry: overrides.Entry) -> Option:
    """What can be put right, as a choice."""
    if not entry.part:
        return Option(entry.id, label=entry.name)
    part = Fact(key=f"fact.part.{entry.part}")
    what = Fact(label=entry.text) if entry.part == "paper" else Fact(label=entry.name)
    return Option(entry.id, shown=(part, what))


def among(answers: Answers) -> tuple[Option, ...]:
    """The entries that it may be about, by what they are called."""
    known = overrides.entries()
    return tuple(called(known[each]) for each in candidates(answers))


def chosen(answers: Answers) -> Mapping[str, Any]:
    """The entry that it is about."""
    found = candidates(answers)
    return {"entry": answers.get(WHICH) or (found[0] if found else "")}


def preview(answers: Answers) -> tuple[Say, ...]:
    """What everybody will read."""
    entry = overrides.entries()[chosen(answers)["entry"]]
    now = NOW.found(answers) or FactNow()
    until = answers.get(UNTIL)
    last = date.fromisoformat(until) if until else None
    stated = overrides.Stated(answers[TEXT], now.on or date.min, last)
    values = {
        "name": label(entry.name, entry.part),
        "text": stated.text,
        "source": learn.attributed(stated),
        "before": now.now,
    }
    return (Say("fact.preview", values, joined=True),)


SOUGHT = Sought("sought", least=2, most=100, when=unknown)
WHICH = Choice("which", among=among, when=several)
NOW = Learn("now", what="fact", about=chosen, kind=FactNow)
TEXT = Right("text", least=2, most=300, lines=True)
UNTIL = Day("until", least=1, optional=True)
REVIEW = Review("review", bare=True, warns=preview)


def finish(answers: Answers) -> tuple[Effect, ...]:
    """Let it stand, or put it to a coordinator."""
    entry = str(chosen(answers)["entry"])
    return (PutRight(entry, answers[TEXT], answers.get(UNTIL) or ""),)


FLOW = Aside("fact", (SOUGHT, WHICH, NOW, TEXT, UNTIL, REVIEW), finish, roles=OFFICERS)


# --- how it is shown -----------------------------------------------------------------


def label(name: str, part: str) -> tuple[Fact, ...]:
    """What an entry is about, and which part of it."""
    return (*((Fact(key=f"fact.part.{part}"),) if part else ()), Fact(label=name))


def card(news: FactCard) -> Say:
    """One of them: what it said, what it says, who and when; and what can be done."""
    yes, no = button("fact_yes", news.override), button("fact_no", news.override)
    back, again = button("fact_back", news.override), button("put_right", news.entry)
    sentence = news.entry.startswith(SENTENCE)  # which is written at the desk alone
    acts = {"proposed": (yes, no), "stands": (back,) if sentence else (back, again)}
    kind = "sentence" if sentence else "fact"
    return Say(
        f"desk.{kind}.{news.state}",
        {
            **structs.asdict(news),
            "name": label(news.name, news.part),
            "before": Fact(label=news.before) if news.before else NOTHING,
            "until": news.until or OPEN,
        },
        actions=acts.get(news.state, ()) if news.decides else (),
        subject=f"fact:{news.override}",
        fallback=f"desk.fact.{news.state}",
        edits=news.edits,
        kind="edit" if news.edits else "notice",
    )


def settled(news: FactSettled) -> Say:
    """Whoever wrote it hears what a coordinator said."""
    values = {**structs.asdict(news), "name": Fact(label=news.name)}
    return Say(
        "desk.fact.agreed" if news.agreed else "desk.fact.not_agreed",
        values,
        kind="notice",
    )
