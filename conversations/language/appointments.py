"""When somebody could come: "kamis 9 pagi atau jumat jam 1", as days and hours.

An hour without its part of the day is one of the hours at which offices work.
"""

import re
from collections.abc import Iterator
from datetime import date, time
from typing import NamedTuple

from conversations.language.days import bare, read_day
from conversations.language.near_days import hear_day
from conversations.language.number_words import ONES, WHOLE
from conversations.language.utterance import Said, Utterance

MOST_LETTERS = 160
"""Of words about appointments; who writes more tells something else."""


class Appointment(NamedTuple):
    """A day, and an hour of it where one was said."""

    day: date
    at: time | None = None


_PARTS = {
    "pagi": (9, range(0)),
    "siang": (13, range(1, 6)),
    "sore": (15, range(1, 12)),
    "malam": (19, range(1, 12)),
    "am": (9, range(0)),
    "pm": (13, range(1, 12)),
}
"""Each part of a day: its usual hour, and the hours that count from noon in it."""
_AFTERNOON = range(1, 7)
"""Hours that are of the afternoon where nothing is said of it."""
_WORDS = ONES | {word: hour for word, hour in WHOLE.items() if hour in range(10, 13)}
_HOURS = "|".join([r"\d{1,2}", *_WORDS])
_PART = "|".join(_PARTS)
_CLOCK = re.compile(
    rf"\b(?:(?:jam|pukul|pkl|at) ?(?P<half>setengah )?(?P<named>{_HOURS})"
    r"(?:[.:](?P<minute>\d{2}))?"
    r"|(?P<figures>\d{1,2})[.:](?P<minutes>\d{2})(?!\d)"
    rf"|(?P<before>\d{{1,2}})(?= ?(?:{_PART})\b))"
    rf"(?: ?wib)?(?: ?(?P<part>{_PART})\b)?"
    rf"|\b(?P<alone>{_PART})\b"
)
_APART = re.compile(r"\s*(?:[,;\n]|\b(?:atau|dan|sama|or|and|terus)\b)\s*")
_AROUND = re.compile(
    r"\b(?:saja|aja|bae|wae|bisa|boleh|mau|kalau|kalo|pas|di|on|ya|yang|yg|dong|lah|deh"
    r"|only|the|is)\b"
)
_NEXT_WEEK = re.compile(r"^(?:minggu|pekan) depan (?:hari )?(\w+)$")
_OF_MONTH = re.compile(r"^(?:tanggal|tgl) \d{1,2}$")


def read_appointments(said: Said, today: date) -> tuple[Appointment, ...]:
    """Every day and hour that *said* names on *today*, in its order.

    An hour without a day is of the day before it; days without an hour have that of
    the next that has one.
    """
    record = Utterance.of(said)
    if len(record.typed) > MOST_LETTERS:
        return ()
    found: list[Appointment] = []
    for day, at in _parts(record.plain.casefold(), today):
        if day is None and found and found[-1].at is None:
            found[-1] = Appointment(found[-1].day, at)
        elif day or found:
            found.append(Appointment(day or found[-1].day, at))
    for place in range(len(found) - 2, -1, -1):
        if found[place].at is None:
            found[place] = Appointment(found[place].day, found[place + 1].at)
    return tuple(dict.fromkeys(found))


def _parts(written: str, today: date) -> Iterator[tuple[date | None, time | None]]:
    """The day and the hour in each part of *written* that has one of them."""
    for part in _APART.split(written):
        clock = _CLOCK.search(part)
        rest = f"{part[: clock.start()]} {part[clock.end() :]}" if clock else part
        day, at = _day(rest, today), _time(clock) if clock else None
        if day or at:
            yield day, at


def _day(written: str, today: date) -> date | None:
    """The day that is meant; of a number alone the next that has it."""
    said = bare(" ".join(_AROUND.sub(" ", written).split()))
    said = _NEXT_WEEK.sub(r"\1 depan", said)
    if _OF_MONTH.match(said):
        near = hear_day(said, today).values
        return next((day for day in near if day >= today), None)
    return read_day(said, today) if said else None


def _time(clock: re.Match[str]) -> time | None:
    """The hour that was said; None if no clock shows it."""
    part = clock["part"] or clock["alone"] or ""
    if clock["alone"]:
        return time(_PARTS[part][0])
    named = clock["named"] or clock["figures"] or clock["before"]
    hour = int(named) if named.isdecimal() else _WORDS[named]
    minute = int(clock["minute"] or clock["minutes"] or 0)
    if clock["half"]:
        hour, minute = hour - 1, 30
    late = _PARTS[part][1] if part else _AFTERNOON
    hour += 12 if hour in late else 0
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004
