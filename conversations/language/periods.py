"""A first and a last day in one breath: "1-5 Des", "besok sampai jumat"."""

import re
from datetime import date

from conversations.language.days import read_day
from conversations.language.utterance import Said, Utterance

_NUMBERS = re.compile(r"(\d{1,2}) ?[-–/] ?(\d{1,2}) ([a-z]{3,}.*)")
_BETWEEN = re.compile(r" (?:-|–|s/d|s\.d\.|sd|sampai(?: dengan)?|hingga|to|until) ")
_ALONE = re.compile(r"(?:tanggal |tgl )?\d{1,2}")
_BEFORE = re.compile(r"^(?:dari|mulai|from|tanggal|tgl) ")


def read_period(said: Said, today: date) -> tuple[date, date] | None:
    """The first and the last day that *said* means on *today*; None if it means none.

    A first day that is only a number is of the month of the last.
    """
    written = " ".join(Utterance.of(said).plain.casefold().split())
    written = _BEFORE.sub("", written)
    if numbers := _NUMBERS.fullmatch(written):
        first, last = f"{numbers[1]} {numbers[3]}", f"{numbers[2]} {numbers[3]}"
    else:
        first, *rest = _BETWEEN.split(written, maxsplit=1)
        last = rest[0] if rest else first
        if _ALONE.fullmatch(first) and (month := re.search(r"\d{1,2} (\D.*)", last)):
            first = f"{first} {month[1]}"
    days = read_day(first, today), read_day(last, today)
    return (days[0], days[1]) if days[0] and days[1] and days[0] <= days[1] else None
