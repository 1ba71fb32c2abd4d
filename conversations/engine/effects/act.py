"""An act upon the world: the engine hands it on unread."""

from typing import ClassVar

from msgspec import Struct


class Act(Struct, frozen=True):
    """What a person wants done; its classes stand in `conversations.cases`."""

    once: ClassVar[bool] = False
    """Whether nobody need hear of it again who hears the very same again and again."""
    shows: ClassVar[bool] = False
    """Whether it only shows what there is, so that nothing is lost without it."""
