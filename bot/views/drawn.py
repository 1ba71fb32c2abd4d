"""A drawing before it is made: its words as data, and what is said beside it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from conversations.engine.effects import Say

LONGEST = 60
"""Letters of a file's name."""


@dataclass(frozen=True)
class Drawn:
    """A drawing of a *kind* (`bot.pictures.registry`), and what it stands beside."""

    said: Say
    kind: str
    words: Any
    filename: str = ""
    before: Sequence[Say] = ()
    """What else is said first, in the same bubble."""


def plain(name: str) -> str:
    """*name* as a file may be called on any phone."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.lower())[:LONGEST].strip("-")
