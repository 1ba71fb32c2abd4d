"""Where people give up: per question, how many came, went away, and were refused.

It is of the last month. What they typed there is masked before it is kept: of no use to
know somebody by, and enough to see what was not understood.
"""

import re
from collections.abc import Container
from datetime import timedelta

from msgspec import Struct

KEPT = timedelta(days=30)
"""So long counts and words are kept."""
HIDDEN = "…"
_WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]+|_+")
LONGEST = 120
"""So many letters of what was typed."""


class Stumble(Struct, frozen=True):
    """A *question* by the key of its words, in one language; its last *words*.

    It was put to people of an *office*.
    """

    question: str
    language: str
    came: int
    answered: int
    refused: int
    words: tuple[str, ...] = ()
    office: str = ""

    @property
    def left(self) -> int:
        """How many went away from it without an answer, as far as one can know."""
        return max(self.came - self.answered, 0)


def masked(typed: str, known: Container[str]) -> str:
    """*typed* with every word hidden that is not *known*: names, numbers, addresses."""
    shown = (
        each if each.casefold() in known else HIDDEN
        for each in _WORD.findall(typed[: 2 * LONGEST])
        if each.isalnum()
    )
    said = " ".join(shown)
    return re.sub(rf"{HIDDEN}(?: {HIDDEN})+", HIDDEN, said)[:LONGEST]
