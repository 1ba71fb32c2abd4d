"""Calls: how much of our own code one answer enters, counted and not timed.

Each frame of ours counts once, in the order it was entered; comprehensions, which newer
Pythons make no frames of, do not. A switch is a step from one module to another. The
count is around the commit of one delivery, with everything remembered that a second
person finds remembered.
"""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from types import FrameType
from typing import Any

import sqlalchemy as sa

from bot.bench import people
from bot.bench.machine import ROOT
from bot.bench.run import Run, Table
from bot.testing.world import Person, World
from conversations.engine.events import Typed

OURS = tuple(
    f"{ROOT / name}/" for name in ("bot", "conversations", "locales", "storage")
)
BESIDE = tuple(f"{ROOT / name}/" for name in ("bot/bench", "bot/testing"))
"""What looks on, and is not looked at."""
INLINED = {"<listcomp>", "<dictcomp>", "<setcomp>"}
WARM = 2
"""So many people answer before we count."""
GATHER = 60


@dataclass
class Counter:
    """What was entered, and what was asked of the database, while it is *on*."""

    on: bool = False
    frames: dict[int, FrameType] = field(default_factory=dict)
    statements: list[str] = field(default_factory=list)

    def profile(self, frame: FrameType, event: str, _: Any) -> None:
        """Called by Python at each call; a coroutine that goes on is no new call."""
        if self.on and event == "call":
            name, file = frame.f_code.co_name, frame.f_code.co_filename
            ours = file.startswith(OURS) and not file.startswith(BESIDE)
            if ours and name not in INLINED:
                self.frames[id(frame)] = frame

    def statement(self, *given: Any) -> None:
        """Called by SQLAlchemy before each statement."""
        if self.on:
            self.statements.append(given[2])

    def row(self) -> dict[str, float]:
        """The figures."""
        codes = [frame.f_code for frame in self.frames.values()]
        modules = [code.co_filename for code in codes]
        steps = pairwise(modules)
        return {
            "calls": len(codes),
            "functions": len(set(codes)),
            "modules": len(set(modules)),
            "switches": sum(one != next_ for one, next_ in steps),
            **self.asked(),
        }

    def asked(self) -> dict[str, float]:
        """The statements alone."""
        asked = [each for each in self.statements if not each.startswith("BEGIN")]
        reads = sum(each.lstrip().startswith("SELECT") for each in asked)
        return {"reads": reads, "writes": len(asked) - reads}


@contextmanager
def _watching() -> Iterator[Counter]:
    """A counter in this thread, and in every one that starts meanwhile."""
    counter = Counter()
    threading.setprofile(counter.profile)
    sa.event.listen(sa.engine.Engine, "before_cursor_execute", counter.statement)
    try:
        yield counter
    finally:
        threading.setprofile(None)
        sa.event.remove(sa.engine.Engine, "before_cursor_execute", counter.statement)


@contextmanager
def _counting(counter: Counter) -> Iterator[None]:
    counter.frames.clear()
    counter.statements.clear()
    counter.on = True
    sys.setprofile(counter.profile)
    try:
        yield
    finally:
        sys.setprofile(None)
        counter.on = False


async def calls(_run: Run) -> Table:
    """The figures of each answer of a form, and the statements of a whole gather."""
    found: Table = {}
    with _watching() as counter:
        async with World.open() as world:
            for channel, answers in ANSWERS.items():
                for _ in range(WARM + 1):
                    person = await opened(world, channel)
                    for kind, text in answers.items():
                        row = await _answer(world, counter, person, text)
                        found[f"{channel}, {kind}"] = row
            crowd = await opened(world, "telegram", GATHER)
            await _answer(world, counter, crowd, people.ANSWERS[0])
            found[f"gather of {GATHER}"] = counter.asked()
    return found


ANSWERS = {
    "telegram": dict(
        zip(("name", "choice", "business", "kecamatan"), people.ANSWERS, strict=False)
    ),
    "whatsapp": {"four lines": "\n".join(people.ANSWERS[:4])},
}
"""The answers that are counted; WhatsApp asks four questions in one bubble."""


async def opened(world: World, channel: str, many: int = 1) -> list[Person]:
    """People who are new, with the first question of the form before them."""
    first = len(world.people)
    crowd = [world.person(f"p{first + n}", channel) for n in range(many)]
    for text in ("/start", *people.OPENING):
        await world.happen([(person, Typed(text)) for person in crowd])
    for person in crowd:
        person.sees()
    return crowd


async def _answer(
    world: World, counter: Counter, crowd: Sequence[Person], text: str
) -> dict[str, float]:
    """All of *crowd* answer *text* in one commit; the figures of that commit."""
    batch = [world.brought(person, Typed(text)) for person in crowd]
    with _counting(counter):
        await world.commit(batch)
    await world.settle()
    assert all(person.sees() for person in crowd)  # noqa: S101 -- all are answered
    return counter.row()
