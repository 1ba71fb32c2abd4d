"""When somebody works, as people write it: "Senin-Kamis 08.00-16.00; Jumat 8-11.30"."""

import re
from collections.abc import Sequence
from datetime import time

from conversations.language.days import WEEKDAYS
from conversations.language.utterance import Said, Utterance

_TO = r"\s*(?:-|\u2013|sampai|s\.?d\.?|to)\s*"
_LINE = re.compile(
    rf"(?P<first>[a-z]+)(?:{_TO}(?P<last>[a-z]+))?[\s:,]+"
    rf"(?P<opens>\d{{1,2}}(?:[.:]\d{{2}})?){_TO}(?P<shuts>\d{{1,2}}(?:[.:]\d{{2}})?)"
    r"(?:\s+[a-z]{3,4})?"
)
_PARTS = re.compile(r"[;\n]|,\s*(?=[a-z])")


def read_opening_hours(said: Said) -> dict[int, tuple[time, time]] | None:
    """Hours by weekday, from Monday, nought; None where any part of it is not clear."""
    found: dict[int, tuple[time, time]] = {}
    parts = _PARTS.split(Utterance.of(said).typed.casefold())
    for part in filter(None, map(str.strip, parts)):
        line = _LINE.fullmatch(part)
        days, hours = (_days(line), _hours(line)) if line else ((), None)
        if not days or hours is None:
            return None
        found |= dict.fromkeys(days, hours)
    return dict(sorted(found.items())) or None


def _days(line: re.Match[str]) -> Sequence[int]:
    first = WEEKDAYS.get(line["first"])
    last = WEEKDAYS.get(line["last"] or line["first"])
    if first is None or last is None or last < first:
        return ()
    return range(first, last + 1)


def _hours(line: re.Match[str]) -> tuple[time, time] | None:
    try:
        opens, shuts = (_clock(line[name]) for name in ("opens", "shuts"))
    except ValueError:
        return None
    return (opens, shuts) if opens < shuts else None


def _clock(said: str) -> time:
    hour, _, minute = said.replace(".", ":").partition(":")
    return time(int(hour), int(minute or 0))
