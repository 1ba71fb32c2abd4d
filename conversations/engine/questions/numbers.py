"""Questions answered in digits: a number that is a name, a count, a quantity."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from conversations import language
from conversations.engine.effects import Fact
from conversations.engine.events import Event
from conversations.engine.questions.basic import Among, said, taken
from conversations.engine.questions.question import Question, Read, Refusal
from conversations.engine.values import Answers, Here

PERIODS = ("", "day", "week", "month", "year")
NIK = "looks_like_nik"
"""Why digits are not taken: never said back, for it may be somebody's number."""


@dataclass(frozen=True)
class Digits(Question[str]):
    """A number that is a name, such as a NIB: digits that match *pattern*."""

    pattern: str = "[0-9]+"

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The digits alone, whole or not at all; never what may be a NIK."""
        text = said(event)
        heard = language.read_digits(text, self.pattern)
        more = {"count": language.counted(text)}
        return taken(heard, "" if heard.doubt == NIK else text, str, more)

    def holds(self, value: object, answers: Answers) -> bool:
        """Digits in the one form we keep."""
        return isinstance(value, str) and bool(re.fullmatch(self.pattern, value))


@dataclass(frozen=True)
class Number(Question[int]):
    """How many people: from *least* to *most*; a number out of sense is said back."""

    least: int = 0
    most: int = 999

    def read(self, event: Event, answers: Answers, here: Here) -> Read[int]:
        """The number, in any Indonesian way of writing one."""
        text = said(event)
        heard = language.read_count(text)
        fitting = tuple(n for n in heard.values if self.holds(n, answers))
        if heard.values and not fitting:
            bounds = {"least": self.least, "most": self.most}
            raise Refusal("out_of_sense", {"number": heard.values[0], **bounds})
        return taken(replace(heard, values=fitting), text, int)

    def clues(
        self, passage: language.Passage, answers: Answers, here: Here
    ) -> Iterator[language.Clue]:
        """What stands behind its name, and every number of people."""
        yield from super().clues(passage, answers, here)
        yield from language.people_in(passage)

    def holds(self, value: object, answers: Answers) -> bool:
        """A whole number within the bounds."""
        return (
            isinstance(value, int)
            and not isinstance(value, bool)
            and self.least <= value <= self.most
        )


@dataclass(frozen=True)
class Quantity(Question[dict[str, Any]]):
    """A number and what it counts: "30 lembar"; kept as `{number, unit, per}`.

    *per* is the stretch of time it was said for (`day`, `week`, ...), or empty.
    """

    most: int = 1_000_000
    units: Among = ()

    def read(self, event: Event, answers: Answers, here: Here) -> Read[dict[str, Any]]:
        """The number and its unit."""
        text = said(event)
        heard = language.hear_quantity(text)
        fitting = tuple(q for q in heard.values if self.holds(_kept(q), answers))
        if heard.values and not fitting:
            number = heard.values[0].value
            bounds = {"least": 0, "most": self.most}
            raise Refusal("out_of_sense", {"number": number, **bounds})
        return taken(replace(heard, values=fitting), text, _kept)

    def holds(self, value: object, answers: Answers) -> bool:
        """A number within bounds, with a unit."""
        if not isinstance(value, Mapping):
            return False
        number, unit = value.get("number"), value.get("unit")
        return (
            isinstance(number, int | float)
            and not isinstance(number, bool)
            and 0 <= number <= self.most
            and isinstance(unit, str)
            and value.get("per", "") in PERIODS
        )

    def shown(self, value: Any, answers: Answers) -> tuple[Any, ...]:
        """The number, its unit, and for how long, where that was said."""
        per = value.get("per", "")
        each = (Fact(key=f"per.{per}"),) if per else ()
        return (Decimal(str(value["number"])), value["unit"], *each)


def _kept(found: "language.Quantity") -> dict[str, Any]:
    """A quantity as it is kept."""
    value = found.value
    number = int(value) if value == int(value) else float(value)
    return {"number": number, "unit": found.unit, "per": found.per}
