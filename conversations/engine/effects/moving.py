"""Moves of the conversation itself, which `engine.talk` carries out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Begin:
    """Open *flow* on top of what is open, with what is *given* to it."""

    flow: str
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reopen:
    """Ask *question* of the conversation below again."""

    question: str


@dataclass(frozen=True)
class Remember:
    """Keep *values* for every flow of this person that asks the same."""

    values: Mapping[str, Any]


@dataclass(frozen=True)
class Suspend:
    """Put the conversation below aside, to be resumed."""


@dataclass(frozen=True)
class Drop:
    """Throw the conversation below away."""


Move = (
    Begin | Reopen | Remember | Suspend | Drop
)  # fmt: skip
"""A move of the conversation itself."""
