"""Moves of the conversation itself, which `engine.talk` carries out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from conversations.engine.effects.saying import Say


@dataclass(frozen=True)
class Begin:
    """Open *flow* on top of what is open, with what is *given* to it.

    Where it is *idle* it is opened only if nothing else is.
    """

    flow: str
    given: Mapping[str, Any] = field(default_factory=dict)
    idle: bool = False


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
    """Throw the conversation below away; with *undo* it can be had back for a while."""

    undo: bool = False


@dataclass(frozen=True)
class Restore:
    """Take back what was thrown away last, if it was not long ago."""


@dataclass(frozen=True)
class Resume:
    """Go on with what is open, or with what was put aside last."""


@dataclass(frozen=True)
class Recall:
    """Bring back to mind what was left, by what there is.

    *form* is said before the question of a form that lies open. Without one *waiting*
    is done; where that is nothing, *aside* is said when a form was put aside.
    """

    form: tuple[Say, ...]
    waiting: tuple[Begin | Say, ...] = ()
    aside: tuple[Say, ...] = ()


@dataclass(frozen=True)
class OfferMenu:
    """Show the way to everything else, where nothing lies open."""


@dataclass(frozen=True)
class Utter:
    """Take *text* as if it were typed now.

    With a *conversation*, only if its *question* is still the open one.
    """

    text: str
    conversation: int = 0
    question: str = ""


Move = (
    Begin | Reopen | Remember | Suspend | Drop | Utter
    | Restore | Resume | Recall | OfferMenu
)  # fmt: skip
"""A move of the conversation itself."""
