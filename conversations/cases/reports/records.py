"""What a report of an office is made of: cases that stand alike, counted together.

All that is told of an office comes from these few numbers, so that what an officer
reads in the chat, and what the Bupati reads on paper, cannot differ.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeVar

from conversations.cases.lifecycle import OPEN
from conversations.cases.records import outcome

DONE = ("reported", "disputed", "confirmed")
"""States of a visit that took place."""
T = TypeVar("T")
STUCK, LONG = timedelta(days=30), timedelta(days=90)
"""A case that nobody moved for so long is stuck; for so long, badly."""
SOON, VERY_SOON = 90, 30
"""A certificate that expires within so many days is told apart."""


@dataclass(frozen=True, slots=True)
class Alike:
    """So many cases of one place, road and stage, in one state.

    So many of them were *opened* since the month began. Of those that are open the
    stage of so many was *reported* done, and so many are *stuck*: of these so many for
    *long*, and of so many the stage was reported (*unseen*).
    """

    kecamatan: str
    road: str
    stage: str
    state: str
    ending: str
    count: int
    opened: int = 0
    reported: int = 0
    stuck: int = 0
    long: int = 0
    unseen: int = 0

    @property
    def guided(self) -> int:
        """Those that are on their way."""
        return self.count if self.state in OPEN else 0

    @property
    def given_up(self) -> int:
        """Those that ended before their goal."""
        reached = self.state == "closed" and self.ending in {"", "finished"}
        return 0 if self.guided or reached else self.count


@dataclass(frozen=True, slots=True)
class Certified:
    """So many certificates of one place and road are valid.

    Of these so many expire *soon*, and so many *very_soon*; others are *over*.
    """

    kecamatan: str
    road: str
    valid: int
    soon: int = 0
    very_soon: int = 0
    over: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One place, or one road, in a table."""

    guided: int = 0
    opened: int = 0
    certified: int = 0
    stuck: int = 0
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """An office in numbers; *moved* and *visits* since the month began.

    So many cases *moved* a stage on; *visits* are counted by their state. So many days
    of certificates were *missed*.
    """

    cases: tuple[Alike, ...] = ()
    certified: tuple[Certified, ...] = ()
    moved: int = 0
    visits: Mapping[str, int] = field(default_factory=dict)
    missed: int = 0

    @property
    def visited(self) -> int:
        """The visits that took place."""
        return sum(self.visits.get(each, 0) for each in DONE)

    @property
    def whole(self) -> Row:
        """All of it as one row."""
        return self.by(lambda _: "").get("", Row())

    @property
    def states(self) -> dict[str, int]:
        """How many cases are in each state, those reported done apart."""
        counted = Counter[str]()
        for each in self.cases:
            counted[outcome(each.state, each.ending)] += each.count - each.reported
            counted["reported"] += each.reported
        return most_first(counted)

    @property
    def places(self) -> dict[str, Row]:
        """A row for each kecamatan where there is anything, the most guided first."""
        return self.by(lambda each: each.kecamatan)

    @property
    def roads(self) -> dict[str, Row]:
        """A row for each road, likewise."""
        return self.by(lambda each: each.road)

    def by(self, of: Callable[[Alike | Certified], str]) -> dict[str, Row]:
        """Rows by what they are *of*, the most guided first."""
        guided = total(self.cases, of, lambda each: each.guided)
        opened = total(self.cases, of, lambda each: each.opened)
        certified = total(self.certified, of, lambda each: each.valid)
        stuck = total(self.cases, of, lambda each: each.stuck)
        given_up = total(self.cases, of, lambda each: each.given_up)
        keys = sorted({*guided, *opened, *certified, *given_up})
        rows = {
            key: Row(
                guided[key], opened[key], certified[key], stuck[key], given_up[key]
            )
            for key in keys
        }
        order = sorted(keys, key=lambda key: (-rows[key].guided, -rows[key].certified))
        return {key: rows[key] for key in order}


@dataclass(frozen=True, slots=True)
class Month:
    """A month that *began* then: cases that came in, certificates that were issued."""

    began: date
    opened: int
    certified: int


@dataclass(frozen=True, slots=True)
class Messages:
    """Messages of a month; *each* is how many on WhatsApp an application took.

    They are those of the whole installation, for a number and its free messages are
    shared.
    """

    received: int = 0
    sent: int = 0
    whatsapp: int = 0
    each: float | None = None


@dataclass(frozen=True, slots=True)
class Follower:
    """One case in a list of names, and *since* when nothing moved there.

    *said* is what its owner or an officer wrote about it last, and *by* whom.
    """

    code: str
    business: str
    owner: str
    kecamatan: str
    road: str
    stage: str
    state: str
    since: datetime
    reported: bool = False
    said: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Followers:
    """So many there are; *rows* are some of them, from the *start* on."""

    count: int = 0
    rows: tuple[Follower, ...] = ()


def total(
    rows: Iterable[T], of: Callable[[T], str], how_many: Callable[[T], int]
) -> Counter[str]:
    """How many there are, by what the *rows* are of; without those that have none."""
    counted = Counter[str]()
    for each in rows:
        counted[of(each)] += how_many(each)
    return +counted


def most_first(counted: Counter[str]) -> dict[str, int]:
    """Numbers by name, without noughts, the greatest first."""
    return dict(sorted((+counted).items(), key=lambda item: (-item[1], item[0])))
