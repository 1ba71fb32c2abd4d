"""What was counted of where people give up, written down each minute."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from bot import words
from bot.pipeline.loops import make_rounds
from bot.pipeline.tally import Tally
from conversations.cases.stumbles import Stumble, masked
from conversations.catalogue import catalogue
from conversations.flows import FLOWS, GIVEN
from storage.core.database import Database
from storage.messages import stumbles

EVERY = 60.0
"""Seconds between writings; so much is lost where a process is killed."""
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Stumbles:
    """Writes down what its process counted."""

    database: Database
    tally: Tally

    async def run(self, stop: asyncio.Event) -> None:
        """Each minute, and once more at the end."""
        await make_rounds(self.once, stop, EVERY)
        await self.once()

    async def once(self) -> int:
        """What there is; of how many questions that was."""
        counted = list(_counted(self.tally.take()))
        if counted:
            await self.database.write(partial(stumbles.add, counted=counted))
        return len(counted)


def _counted(taken: Tally) -> Iterator[Stumble]:
    """By the key of the words of each question; of flows that are gone nothing."""
    for spot in sorted({*taken.came, *taken.answered, *taken.refused}):
        flow, question, language, office = spot
        if home := _home(flow, question):
            typed = [text for at, text in taken.typed if at == spot]
            said = (masked(text, vocabulary(language)) for text in typed)
            counts = taken.came[spot], taken.answered[spot], taken.refused[spot]
            typed_there = tuple(filter(None, said))
            at = office or catalogue().office.id
            yield Stumble(home, language, *counts, typed_there, at)


@cache
def _home(name: str, asked: str) -> str:
    """Where the words of the question stand that was put."""
    flow = FLOWS.get(name)
    if flow is None:
        return ""
    found = flow.questions(GIVEN)
    put = (each for each in found if each.key == asked and not each.silent)
    return next((flow.home(each) for each in put), "")


@cache
def vocabulary(language: str) -> frozenset[str]:
    """The words that Pandu says itself: whoever writes one gives nobody away."""
    texts = (words.words_of(language, key) for key in words.keys(language))
    said = (each for text in texts for each in _LETTERS.findall(text))
    # What is always written large is a name.
    return frozenset(each for each in said if each.islower())
