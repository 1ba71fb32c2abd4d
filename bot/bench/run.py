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
    laps: int = 7
    """How often whoever is compared is timed."""
    crowds: dict[int, int] = field(default_factory=lambda: {60: 120, 10: 40, 1: 12})
    """How many people write at the same moment, and how many a lap then has."""
    sizes: tuple[int, ...] = (1_000, 10_000)
    """How many people there are where growth is looked at."""
    quick: bool = False
    skipped: dict[str, str] = field(default_factory=dict)
    """What could not be measured here, and why."""
