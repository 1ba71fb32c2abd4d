"""How much of each room of `conversations` the tests beside it enter: `make coverage`.

Lines and branches count alike. A room below its floor in pyproject.toml fails, and so
does one that stands a whole point above it: a floor goes up, and is not lowered unseen.
"""

import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.project.tree import ROOT, text

SLACK = 1.0
"""So many points above its floor a room may stand before it has to be raised."""


def reached(report: Mapping[str, Any]) -> dict[str, float]:
    """How many of a hundred lines and branches of each room were entered."""
    entered: dict[str, int] = defaultdict(int)
    there: dict[str, int] = defaultdict(int)
    for file, measured in report["files"].items():
        room, of = Path(file).parent, measured["summary"]
        while len(room.parts) > 2:
            room = room.parent
        entered[room.name] += of["covered_lines"] + of["covered_branches"]
        there[room.name] += of["num_statements"] + of["num_branches"]
    return {room: 100 * entered[room] / n for room, n in sorted(there.items()) if n}


def problems(rooms: Mapping[str, float], floors: Mapping[str, float]) -> Iterator[str]:
    """What is below its floor, far above it, or has none."""
    for room in sorted({*rooms, *floors}):
        if room not in rooms or room not in floors:
            yield f"{room}: in pyproject.toml or in conversations, but not in both"
        elif rooms[room] < floors[room]:
            yield f"{room}: {rooms[room]:.2f}, and its floor is {floors[room]}"
        elif rooms[room] >= floors[room] + SLACK:
            yield f"{room}: {rooms[room]:.2f}; its floor of {floors[room]} can go up"


def main(report: str) -> int:
    """Compare a report of coverage with the floors; nought where all hold."""
    rooms = reached(json.loads(text(Path(report))))
    settings = tomllib.loads(text(ROOT / "pyproject.toml"))
    floors = settings["tool"]["pandu"]["coverage-floors"]
    for room, percent in rooms.items():
        print(f"{percent:6.2f}  {room}")
    found = list(problems(rooms, floors))
    print(*found, sep="\n", end="\n" if found else "")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
