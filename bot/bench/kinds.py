"""Kinds of turn: an answer beside a question, a photo, and an officer's act.

Each lap has all of them, by people who are new, in the world of the stories: real turns
over a real database. An act of an officer counts with what its owner hears of it; a
photo from the delivery that names it to its turn, with the child that looks at it.
"""

import resource
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from statistics import median
from typing import TypeAlias

from bot.bench import people
from bot.bench.calls import opened
from bot.bench.run import Run, Table
from bot.media.fetching import Fetcher
from bot.operations import sample
from bot.testing.world import Person, World
from conversations.cases.held_news import HOLD
from conversations.catalogue import catalogue
from conversations.engine.events import Event, Pressed, Sent, Typed
from storage.cases import businesses, cases
from storage.core.database import Transaction
from storage.people.registration import Sender
from storage.people.sessions import reach

CROWD = 20
PHOTOS = 4
HEARD = 4
"""Bubbles for each: of the answer, the question, the photo, and the officer's act."""
QUESTION = "Berapa biaya SNI?"
Act: TypeAlias = Callable[[], Awaitable[int]]
"""Does something a number of times; that number."""


async def kinds(run: Run) -> Table:
    """What each kind costs, and how many answers could be taken meanwhile."""
    found: dict[str, list[float]] = {}
    async with World.open() as world:
        officer = await world.officer("petugas")
        photo = run.folder / "cloth.jpg"
        photo.write_bytes(sample.draw(1))
        for lap in range(run.laps + 1):
            crowd = await opened(world, "telegram", CROWD)
            for name, act in (await _acts(world, officer, crowd, photo)).items():
                began = _spent()
                count = await act()
                if lap:
                    found.setdefault(name, []).append((_spent() - began) / count * 1e6)
            await world.later(HOLD)
            if any(len(person.sees()) < HEARD for person in crowd):
                raise RuntimeError("somebody was left without an answer")
    answers = found["an answer"]
    return {
        name: {
            "cpu us": round(median(costs), 1),
            "x an answer": round(
                median(
                    cost / answer for cost, answer in zip(costs, answers, strict=True)
                ),
                2,
            ),
        }
        for name, costs in found.items()
    }


def _spent() -> float:
    """CPU seconds of this process, and of its children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


async def _acts(
    world: World, officer: Person, crowd: Sequence[Person], photo: Path
) -> dict[str, Act]:
    """One of each kind, ready to be done; by people in the middle of a form."""
    checked = [await world.file(person) for person in crowd]
    codes = [await _case(world, person) for person in crowd]
    answer = Typed(people.ANSWERS[0])
    return {
        "an answer": _together(world, [(person, answer) for person in crowd]),
        "a typed question": _together(
            world, [(person, Typed(QUESTION)) for person in crowd]
        ),
        "a photo that was checked": _together(
            world, list(zip(crowd, checked, strict=True))
        ),
        "a photo, fetched and checked": _fetched(world, crowd[:PHOTOS], photo),
        "an officer's act": _told(
            world, [(officer, Pressed(f"take:{code}")) for code in codes]
        ),
    }


def _together(world: World, events: Sequence[tuple[Person, Event]]) -> Act:
    """All at one moment."""

    async def act() -> int:
        await world.commit([world.brought(*each) for each in events])
        return len(events)

    return act


def _told(world: World, events: Sequence[tuple[Person, Event]]) -> Act:
    """All at one moment, until everybody they are about has heard of it."""

    async def act() -> int:
        await world.commit([world.brought(*each) for each in events])
        while await world.worker.once():
            pass
        return len(events)

    return act


def _fetched(world: World, crowd: Sequence[Person], photo: Path) -> Act:
    """A photo of each, from where it lies to its turn."""
    assert world.files  # noqa: S101 -- it was opened with a folder
    fetcher = Fetcher(world.database, world.channels, world.files, world.wake)

    async def act() -> int:
        sent = [world.brought(each, Sent("photo"), str(photo)) for each in crowd]
        await world.commit(sent)
        await fetcher.once()
        while await world.worker.once():
            pass
        return len(crowd)

    return act


async def _case(world: World, person: Person) -> str:
    """The code of a case of theirs, that nobody has taken."""
    office, channel = catalogue().office.id, world.channels[person.channel]
    sender = Sender(channel.name, channel.account, person.name)

    async def opened(tx: Transaction) -> str:
        owner = (await reach(tx, [sender]))[sender.key].person_id
        business = await businesses.add(tx, owner, office, name="Batik Contoh")
        road = next(iter(catalogue().roads))
        return (await cases.open_case(tx, office, owner, business, road)).code

    return await world.database.write(opened)
