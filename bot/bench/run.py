"""One run of the bench: where it works, how much it does, and what it found."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

Table: TypeAlias = dict[str, dict[str, float]]
"""Rows by name, each with its figures by name."""


@dataclass
class Run:
    """What every part of the bench is told."""

    folder: Path
    databases: dict[str, str]
    """An empty place for databases of each kind, as URLs."""
    peers: tuple[str, ...] = ()
    quick: bool = False
    full: bool = False
    skipped: dict[str, str] = field(default_factory=dict)
    """What could not be measured here, and why."""

    @property
    def laps(self) -> int:
        """How often whoever is compared is timed."""
        return 3 if self.quick else 9
