"""What is to be reached, and what may never be lost again.

A goal is one figure of a table. `GOALS` are said after a run and stand in
docs/performance.md; `HELD` are checked by the tests at each change: exact counts, and
ratios within one run with room for a busy machine. When the code gets better, draw
these tighter.
"""

from collections.abc import Mapping
from typing import NamedTuple

from bot.bench.run import Table

ANSWERS = (
    *(f"telegram, {each}" for each in ("name", "choice", "business", "kecamatan")),
    "whatsapp, four lines",
)


class Goal(NamedTuple):
    """One figure: where it stands, and what it must be."""

    part: str
    row: str
    column: str
    least: float | None = None
    most: float | None = None

    def found(self, tables: Mapping[str, Table]) -> float | None:
        """What was measured; None where it was not."""
        return tables.get(self.part, {}).get(self.row, {}).get(self.column)

    def missed(self, tables: Mapping[str, Table]) -> str:
        """Why it is not reached; nothing where it is, or was not measured."""
        found = self.found(tables)
        if found is None:
            return ""
        if self.least is not None and found < self.least:
            return f"{self.row}, {self.column}: {found:g}, at least {self.least:g}"
        if self.most is not None and found > self.most:
            return f"{self.row}, {self.column}: {found:g}, at most {self.most:g}"
        return ""


def _most(part: str, row: str, **columns: float) -> tuple[Goal, ...]:
    """Bounds of one row; an underscore in a name stands for a space."""
    return tuple(
        Goal(part, row, name.replace("_", " "), most=most)
        for name, most in columns.items()
    )


PEERS = {
    "ptb": ("python-telegram-bot that keeps nothing", 1.25),
    "ptb_sqlite": ("python-telegram-bot with a flushed SQLite", 3.0),
    "aiogram_redis": ("aiogram with Redis", 4.5),
    "grammy_fsync": ("grammY with one fsync an update", 0.45),
}
"""In words, and how many durable turns Pandu is to take to one of theirs."""
ALONE = "pandu sqlite, 1 at once"

GOALS = (
    *(Goal("turns", name, "pandu takes", least=x) for name, (_, x) in PEERS.items()),
    # Three times what it was: 0.046.
    Goal("turns", ALONE, "to one of ptb", least=0.138),
    *(
        goal
        for row in ANSWERS
        for goal in _most("calls", row, calls=150, modules=14, switches=40)
    ),
    *_most("calls", "gather of 60", reads=1, writes=3),
    *_most("webhooks", "telegram, sqlite", x_empty=4.5),
    *_most("webhooks", "whatsapp, sqlite", x_empty=4.5),
    *_most("latency", "telegram", reply_p50_ms=300),
    *_most("latency", "telegram, after kill -9", first_reply_ms=1_000),
    *(
        Goal("growth", "100,000 people", column, most=most)
        for column, most in {
            "case list p95 ms": 50.0,
            "a case p95 ms": 50.0,
            "laporan p95 ms": 100.0,
            "/metrics p95 ms": 10.0,
            "siaran: all sent s": 60.0,
            "writer held ms": 50.0,
        }.items()
    ),
    *_most("start", "pandu serve", cpu_s=2, rss_mb=110),
    Goal("start", "pandu serve", "idle, % of a core", most=1),
)

HELD = (
    Goal("turns", "ptb", "pandu takes", least=0.08),
    Goal("turns", ALONE, "to one of ptb", least=0.012),
    *(
        goal
        for row, (calls, modules, switches) in {
            "telegram, name": (1460, 54, 360),
            "telegram, choice": (1540, 57, 350),
            "telegram, business": (1560, 54, 430),
            "telegram, kecamatan": (1510, 56, 360),
            "whatsapp, four lines": (2000, 58, 520),
        }.items()
        for goal in _most("calls", row, calls=calls, modules=modules, switches=switches)
    ),
    *_most("calls", "gather of 60", reads=3, writes=5),
    *_most("webhooks", "telegram, sqlite", x_empty=30),
)
"""What it is today, never more; tests/reliability/test_speed.py asks for it."""
