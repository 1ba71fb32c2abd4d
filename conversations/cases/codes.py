"""Codes that work once: for how long, and how often somebody may try."""

from datetime import timedelta

from msgspec import Struct

VALID = timedelta(minutes=10)
"""So long a code of an owner works."""
TRIES = 5
"""How many codes of whatever kind a person may try within `WITHIN`."""
WITHIN = timedelta(hours=1)


class Tried(Struct, frozen=True):
    """A code that was typed: whose it is, or the *problem* with it.

    *before* it the same person tried so many of late; *at_desk*: its owner has one.
    """

    owner: str = ""
    problem: str = ""
    before: int = 0
    at_desk: bool = False

    @property
    def refused(self) -> str:
        """Why the code is of no use; who tries too often is not told what it is."""
        return "too_many" if self.before >= TRIES else self.problem
