"""Moves of the conversation itself, which `engine.session` carries out."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from conversations.engine.effects.act import Act
from conversations.engine.effects.saying import Say


class Begin(Struct, frozen=True):
    """Open *flow* on top of what is open, with what is *given* to it.

    Where it is *idle* it is opened only if nothing else is. *told* are answers that
    were said already, *perhaps* what may be one.
    """

    flow: str
    given: Mapping[str, Any] = {}
    idle: bool = False
    told: Mapping[str, Any] = {}
    perhaps: Mapping[str, Any] = {}


class Reopen(Struct, frozen=True):
    """Ask *question* of the conversation below again."""

    question: str


class Remember(Struct, frozen=True):
    """Keep *values* for every flow of this person that asks the same."""

    values: Mapping[str, Any]


class Suspend(Struct, frozen=True):
    """Put the conversation below aside, to be resumed."""


class Drop(Struct, frozen=True):
    """Throw the conversation below away; with *undo* it can be had back for a while."""

    undo: bool = False


class Restore(Struct, frozen=True):
    """Take back what was thrown away last, if it was not long ago."""


class Resume(Struct, frozen=True):
    """Go on with what is open, or with what was put aside last."""


class Recall(Struct, frozen=True):
    """Bring back to mind what was left, by what there is.

    *form* is said before the question of a form that lies open. Without one *waiting*
    is done; where that is nothing, *aside* is said when a form was put aside.
    """

    form: tuple[Say, ...]
    waiting: tuple[Begin | Say | Act, ...] = ()
    aside: tuple[Say, ...] = ()


class Moot(Struct, frozen=True):
    """Let go of what lies open of *flows* and is about what is *given*: it is over.

    Where something was let go, *then* is done.
    """

    flows: tuple[str, ...]
    given: Mapping[str, Any] = {}
    then: tuple[Say | Recall, ...] = ()


class OfferMenu(Struct, frozen=True):
    """Show the way to everything else, where nothing lies open."""


class Utter(Struct, frozen=True):
    """Take *text* as if it were typed now.

    With a *conversation*, only if its *question* is still the open one.
    """

    text: str
    conversation: int = 0
    question: str = ""


Move = (
    Begin | Reopen | Remember | Suspend | Drop | Moot | Utter
    | Restore | Resume | Recall | OfferMenu
)  # fmt: skip
"""A move of the conversation itself."""
