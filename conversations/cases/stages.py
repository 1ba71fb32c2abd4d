"""The stages of a road, and the papers of each: where a case stands, and what is next.

A paper is known by its stage and the beginning of its name (`apply/nib`), never by
its place in a list: a paper put in between must not inherit what was decided of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Any, Literal, Protocol, TypeAlias, TypeVar

from conversations.catalogue.overrides import Stated
from conversations.catalogue.road import RetiredStage, mark

Standing: TypeAlias = Literal["missing", "sent", "back", "accepted"]
Knot: TypeAlias = Literal["done", "now", "later"]
Step: TypeAlias = Literal["onward", "backward"]

STEPS: tuple[Step, ...] = ("onward", "backward")
ENOUGH = 3
"""Cases of our own from which a duration is told; fewer would be gossip."""
_DAY = timedelta(days=1)


class Stage(Protocol):
    """What is asked of a stage of the catalogue."""

    @property
    def id(self) -> str:
        """Its name in the files."""

    @property
    def sent(self) -> tuple[str, ...]:
        """The papers that the owner sends here."""

    @property
    def direct(self) -> tuple[str, ...]:
        """The papers that never come through the chat."""

    @property
    def known_by(self) -> str:
        """The answer with which it is already done."""


S = TypeVar("S", bound=Stage)
S_co = TypeVar("S_co", bound=Stage, covariant=True)


class Road(Protocol[S_co]):
    """What is asked of a road of the catalogue."""

    @property
    def stages(self) -> Sequence[S_co]:
        """Its stages in order; at least one."""

    @property
    def retired(self) -> Sequence[RetiredStage]:
        """Those that it had once."""


@dataclass(frozen=True)
class Paper:
    """A paper that the owner sends, and how it stands; *reason* says why it came back.

    *files* are the documents that stand for it now. *stated* is the Dinas's word for
    what it is called.
    """

    id: str
    name: str
    standing: Standing = "missing"
    reason: str = ""
    files: tuple[str, ...] = ()
    stated: Stated | None = None

    @property
    def wanted(self) -> bool:
        """Whether it is the owner's to send."""
        return self.standing in {"missing", "back"}


def named(stage: Stage) -> tuple[Paper, ...]:
    """Every paper that may have come at a stage: those not sent any more as well."""
    names = (*stage.sent, *stage.direct)
    return tuple(Paper(mark(stage.id, name), name) for name in names)


def papers_of(road: Road[Stage], stage: str) -> tuple[Paper, ...]:
    """The papers of a stage, none of them sent yet."""
    found = at(road, stage)
    return tuple(Paper(mark(stage, name), name) for name in found.sent) if found else ()


def wanted(papers: Sequence[Paper]) -> list[Paper]:
    """Those that are the owner's to send: what came back is the most urgent."""
    found = [paper for paper in papers if paper.wanted]
    return sorted(found, key=lambda paper: paper.standing != "back")


def standing(states: Sequence[str]) -> Standing:
    """How a paper stands whose documents are in these *states*."""
    if not states:
        return "missing"
    if "sent_back" in states:
        return "back"
    return "accepted" if set(states) == {"accepted"} else "sent"


def at(road: Road[S], stage: str) -> S | None:
    """A stage of *road* by its id; of one that it had once, the one in its place."""
    stage = {gone.id: gone.now for gone in road.retired}.get(stage, stage)
    return next((each for each in road.stages if each.id == stage), None)


def place(road: Road[Stage], stage: str) -> int:
    """Where a case at *stage* stands on *road*, counted from nought.

    A stage that the catalogue knows no more is taken as the first: nobody gets stuck.
    """
    found = at(road, stage)
    return list(road.stages).index(found) if found else 0


def beside(road: Road[S], stage: str, step: Step) -> S | None:
    """The stage after or before; None where the road begins or ends."""
    there = place(road, stage) + {"onward": 1, "backward": -1}[step]
    return road.stages[there] if 0 <= there < len(road.stages) else None


def known(said: Mapping[str, Any]) -> frozenset[str]:
    """The answers that there are in what was *said*; a yes to `has_nib` is a NIB."""
    there = {name for name, value in said.items() if value not in (None, "", [])}
    owned = {name.removeprefix("has_") for name in there if said[name] == "yes"}
    return frozenset(there | owned)


def reach(road: Road[S], stage: str, there: Collection[str]) -> tuple[S, tuple[S, ...]]:
    """Where a case that comes to *stage* stops, and what it passes on the way.

    A stage is passed whose answer is *there*; the last never is, for it ends a case.
    """
    passed: list[S] = []
    for each in road.stages[place(road, stage) :]:
        if each is road.stages[-1] or each.known_by not in there:
            return each, tuple(passed)
        passed.append(each)
    raise ValueError(stage)


def first(road: Road[S], said: Mapping[str, Any]) -> S:
    """Where a case begins whose owner *said* so much; all before it is passed."""
    return reach(road, road.stages[0].id, known(said))[0]


def steps(road: Road[Stage] | None, stage: str) -> tuple[Step, ...]:
    """Which way a case at *stage* can go."""
    return tuple(step for step in STEPS if road and beside(road, stage, step))


def ahead(road: Road[S] | None, stage: str) -> Sequence[S]:
    """The stages that are still to come, once that of the case is done."""
    return road.stages[place(road, stage) + 1 :] if road else ()


def ladder(road: Road[S], stage: str) -> tuple[tuple[S, Knot], ...]:
    """Each stage of *road*: done, now or later."""
    here = place(road, stage)
    knots: Mapping[int, Knot] = {-1: "done", 0: "now", 1: "later"}
    return tuple(
        (each, knots[(n > here) - (n < here)]) for n, each in enumerate(road.stages)
    )


def usual(stays: Sequence[timedelta]) -> int | None:
    """How many days a stage took in the middle case, if there were enough cases."""
    if len(stays) < ENOUGH:
        return None
    return max(1, round(median(stay / _DAY for stay in stays)))
