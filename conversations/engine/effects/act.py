"""An act upon the world: the engine hands it on unread."""

from msgspec import Struct


class Act(Struct, frozen=True):
    """What a person wants done; its classes stand in `conversations.cases`."""
