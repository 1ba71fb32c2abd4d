"""When an office is shut, a line each: "25-26 Des Natal", "Tahun Baru: 1 Januari"."""

import re
from datetime import date, timedelta

from conversations.language.periods import read_period
from conversations.language.utterance import Said, Utterance

DaysOff = tuple[date, date, str]
"""The first and the last day, and what they are called."""
LONGEST, MOST_WORDS, MOST_LETTERS = 120, 10, 50
"""Letters of a line; words of its days, and letters."""
HALF_A_YEAR = timedelta(days=183)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b\d{4}\b")
_AROUND = " \t:;,.-\u2013"
"""What may stand between the days and their name."""


def read_days_off(said: Said, today: date) -> DaysOff | None:
    """The days that a line names, before or after what they are called.

    Nobody writes down a day that is over: without a year it is the next one.
    """
    words = Utterance.of(said).clean[:LONGEST].split()
    splits = range(min(len(words), MOST_WORDS), 0, -1)
    heads = ((words[:at], words[at:]) for at in splits)
    tails = ((words[-at:], words[:-at]) for at in splits)
    for days, name in (*heads, *tails):
        written = " ".join(days).strip(_AROUND)
        dated = len(written) <= MOST_LETTERS and _DIGIT.search(written)
        if dated and (found := _ahead(written, today)):
            return (*found, " ".join(name).strip(_AROUND))
    return None


def _ahead(written: str, today: date) -> tuple[date, date] | None:
    found = read_period(written, today)
    if found and found[1] < today and not _YEAR.search(written):
        return read_period(written, today + HALF_A_YEAR)
    return found
