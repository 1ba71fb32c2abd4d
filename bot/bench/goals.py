"""What is to be reached, and what may never be lost again.

A goal is one figure of a table. `GOALS` are said after a run and stand in
docs/performance.md; `HELD` are checked by the tests at each change: exact counts, and
ratios within one run with room for a busy machine. When the code gets better, draw
these tighter.
"""

from typing import NamedTuple

from bot.bench.run import Table

HOME_TURN = "pandu sqlite, 60 at once"
"""The turns that others are compared with."""


class Goal(NamedTuple):
    """One figure: where it stands, what it must be, and what it is in words."""

    part: str
    row: str
    column: str
    says: str
    least: float | None = None
    most: float | None = None

    def missed(self, tables: dict[str, Table]) -> str:
        """Why it is not reached; nothing where it is, or was not measured."""
        found = tables.get(self.part, {}).get(self.row, {}).get(self.column)
        if found is None:
            return ""
        if self.least is not None and found < self.least:
            return f"{self.row}, {self.column}: {found:g}, at least {self.least:g}"
        if self.most is not None and found > self.most:
            return f"{self.row}, {self.column}: {found:g}, at most {self.most:g}"
        return ""


def _times(row: str, says: str, least: float) -> Goal:
    return Goal("turns", row, "pandu takes", says, least=least)


def _count(part: str, row: str, column: str, most: float) -> Goal:
    return Goal(part, row, column, f"{row}: {column}", most=most)


ANSWERS = (
    *(f"telegram, {each}" for each in ("name", "choice", "business", "kecamatan")),
    "whatsapp, four lines",
)

GOALS = (
    _times("ptb", "python-telegram-bot that keeps nothing", 1.25),
    _times("ptb_sqlite", "python-telegram-bot with a flushed SQLite", 3),
    _times("aiogram_redis", "aiogram with Redis", 4.5),
    _times("grammy_fsync", "grammY with one fsync an update", 0.45),
    Goal(
        "turns",
        "pandu sqlite, 1 at once",
        "to one of ptb",
        "one message at a time",
        least=0.13,
    ),
    *(
        _count("calls", row, column, most)
        for row in ANSWERS
        for column, most in (("calls", 150), ("modules", 14), ("switches", 40))
    ),
    _count("calls", "gather of 60", "reads", 1),
    _count("calls", "gather of 60", "writes", 3),
)

HELD = (
    Goal("turns", "ptb", "pandu takes", "against a busy machine too", least=0.14),
    Goal("turns", "pandu sqlite, 1 at once", "to one of ptb", "alone", least=0.02),
    *(
        _count("calls", row, column, most)
        for row, counts in {
            "telegram, name": (1456, 53, 352),
            "telegram, choice": (1530, 56, 342),
            "telegram, business": (1557, 53, 425),
            "telegram, kecamatan": (1499, 55, 355),
            "whatsapp, four lines": (1994, 57, 515),
        }.items()
        for column, most in zip(("calls", "modules", "switches"), counts, strict=True)
    ),
    _count("calls", "gather of 60", "reads", 3),
    _count("calls", "gather of 60", "writes", 5),
)
"""Checked by tests/reliability/test_speed.py; what it is today, never more."""
