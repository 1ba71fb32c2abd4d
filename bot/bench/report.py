"""What was found, in words for whoever looks on, and as data for whoever compares."""

import json
import platform
from collections.abc import Iterator
from typing import Any

from bot.bench.goals import GOALS, PEERS
from bot.bench.run import Run, Table

Tables = dict[str, Table]


def headline(tables: Tables) -> Iterator[str]:
    """The turns against each peer, in words."""
    for name, words in PEERS.items():
        if found := tables.get("turns", {}).get(name, {}).get("pandu takes"):
            yield f"Pandu takes {found:.2f} durable turns to one of {words}."


def in_lines(run: Run, tables: Tables) -> str:
    """For a terminal."""
    lines = list(headline(tables))
    for name, table in tables.items():
        lines += ["", name, *_columns(table)]
    missed = [text for goal in GOALS if (text := goal.missed(tables))]
    lines += ["", *(f"not reached: {text}" for text in missed)]
    lines += [f"{name}: {why}" for name, why in run.skipped.items()]
    return "\n".join(lines)


def in_markdown(run: Run, tables: Tables) -> str:
    """For docs/performance.md."""
    parts = [" ".join(headline(tables)), _lines(_goals(tables))]
    for name, table in tables.items():
        parts += [f"## {name}", f"`pandu bench --only {name}`", _lines(_cells(table))]
    parts += [f"{name}: {why}." for name, why in run.skipped.items()]
    return "\n\n".join(filter(None, parts))


def _goals(tables: Tables) -> list[list[str]]:
    """What was to be reached, and was measured."""
    made = [["", "", "was", "goal", "now", ""]]
    for goal in GOALS:
        if (found := goal.found(tables)) is not None:
            where, now = f"{goal.part}: {goal.row}", _number(found)
            mark = "" if goal.missed(tables) else "reached"
            was = _number(goal.was)
            made.append([where, goal.column, was, goal.bound, now, mark])
    return made


def _lines(cells: list[list[str]]) -> str:
    """A table, its first line above it."""
    heads, *rows = cells
    rule = ["---", *("---:" for _ in heads[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))


def as_json(run: Run, tables: Tables) -> str:
    """For a machine."""
    made: dict[str, Any] = {
        "headline": list(headline(tables)),
        "tables": tables,
        "skipped": run.skipped,
        "quick": run.quick,
        "python": platform.python_version(),
    }
    return json.dumps(made, indent=2) + "\n"


def _cells(table: Table) -> list[list[str]]:
    """Names of columns, then a row each; what a row does not have stays empty."""
    heads = list(dict.fromkeys(head for row in table.values() for head in row))
    made = [["", *heads]]
    for name, row in table.items():
        made.append([name, *(_number(row.get(head)) for head in heads)])
    return made


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"  # noqa: PLR2004


def _columns(table: Table) -> list[str]:
    cells = _cells(table)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in cells
    ]
