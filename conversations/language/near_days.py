"""Days that are only offered: "tgl 5", "bulan depan", "17 atau 18 agustus".

Whoever says them means one day, and which is not sure: the nearest are put to them.
"""

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from conversations.language.days import bare, read_day
from conversations.language.heard import Heard, doubtful, sure
from conversations.language.numbers import Number, read_number
from conversations.language.utterance import Said, Utterance

NO_DAY = "not_a_day"
MOST_LETTERS = 100
"""Of an answer that is a day; who writes more says something else."""
_BARE = re.compile(r"(?:tanggal )?(\d{1,2})")
_MONTHS_AWAY = re.compile(r"(?:(.+?) |se)bulan (lagi|depan|(?:yang )?lalu)")
_ENDS = re.compile(r"(awal|akhir|pertengahan|tengah) bulan(?: (ini|depan))?")
_APART = re.compile(r"\s+(?:atau|sampai|hingga|s/d|sd)\s+|\s*,\s*")
_SPAN = re.compile(r"(\d{1,2})\s*(?:-|/|sampai|atau|dan|s/d)\s*(\d{1,2}) ([a-z]{3,}.*)")
_MOST_MONTHS = 120


def hear_day(said: Said, today: date) -> Heard[date]:
    """The day *said* means on *today*; or those that it may mean."""
    record = Utterance.of(said)
    if len(record.typed) > MOST_LETTERS:
        return doubtful(why=NO_DAY)
    found = read_day(record, today)
    if found:
        return sure(found)
    near = _one_of_two(record.plain, today) or _near(bare(record.folded), today)
    return doubtful(*near) if near else doubtful(why=NO_DAY)


def _one_of_two(written: str, today: date) -> list[date]:
    """Two days of which each could be meant."""
    if span := _SPAN.fullmatch(written.strip(" .!")):
        parts = [f"{span[1]} {span[3]}", f"{span[2]} {span[3]}"]
    else:
        parts = _APART.split(written)
    if len(parts) != 2:  # noqa: PLR2004 -- two, as the name says
        return []
    days = [read_day(part, today) for part in parts]
    return [day for day in days if day] if all(days) else []


def _near(said: str, today: date) -> list[date]:
    """The nearest days that *said* may mean."""
    if bare := _BARE.fullmatch(said):
        return _of_number(int(bare[1]), today)
    if said in {"minggu depan", "pekan depan"}:
        return [today + timedelta(7)]
    if said in {"bulan depan", "bulan lalu"}:
        return _moved(today, 1 if said.endswith("depan") else -1)
    if end := _ENDS.fullmatch(said):
        return _of_end(end[1], today, later=end[2] == "depan")
    if away := _MONTHS_AWAY.fullmatch(said):
        count = read_number(away[1]) if away[1] else Number(1)
        if not isinstance(count, Number) or count.value not in range(1, _MOST_MONTHS):
            return []
        return _moved(
            today, int(count.value) * (1 if away[2] in {"lagi", "depan"} else -1)
        )
    return []


def _of_number(day: int, today: date) -> list[date]:
    """The next day of a month that has this number, and the last one."""
    months = [first for n in (0, 1, 2, -1) for first in _moved(today.replace(day=1), n)]
    days = [
        first.replace(day=day)
        for first in months
        if 1 <= day <= monthrange(first.year, first.month)[1]
    ]
    coming = [each for each in days if each >= today]
    gone = [each for each in days if each < today]
    return [*sorted(coming)[:1], *sorted(gone)[-1:]]


def _of_end(which: str, today: date, *, later: bool) -> list[date]:
    """The beginning, the middle or the end of this month or the next."""
    month = _moved(today.replace(day=1), int(later))
    if which == "awal" and not later:
        month = _moved(today.replace(day=1), 1)
    if not month:
        return []
    last = monthrange(month[0].year, month[0].month)[1]
    return [month[0].replace(day={"awal": 1, "akhir": last}.get(which, 15))]


def _moved(today: date, months: int) -> list[date]:
    """The same day so many *months* on, or the last of a shorter month."""
    at = today.year * 12 + today.month - 1 + months
    year, month = divmod(at, 12)
    if not 1 <= year <= MAXYEAR:
        return []
    return [date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))]
