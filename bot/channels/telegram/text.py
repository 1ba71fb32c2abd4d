"""Runs of text as Telegram's HTML, and long texts in parts."""

import html
import re
from collections.abc import Iterator, Sequence

from bot.channels.base import Run

_TAGS = {"b": "b", "q": "i"}
_SURROGATES = re.compile(r"[\ud800-\udfff]")
# Where a long text may be cut, the best places first.
_BREAKS = tuple(
    re.compile(pattern) for pattern in (r"\n{2,}", r"\n", r"(?<=[.!?…])\s+", r"\s+")
)
# Never before these: they belong to the character that goes before.
_CLINGS = re.compile(
    r"[\u0300-\u036f\u200d\ufe00-\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_JOINER = "\u200d"


def markup_of(runs: Sequence[Run]) -> str:
    """*runs* as Telegram's HTML, every character of them literal."""
    parts = []
    for text, style in runs:
        safe = html.escape(_SURROGATES.sub("\ufffd", text), quote=False)
        tag = _TAGS.get(style)
        parts.append(f"<{tag}>{safe}</{tag}>" if tag and text else safe)
    return "".join(parts)


def plain(runs: Sequence[Run]) -> str:
    """The words of *runs* alone."""
    return "".join(text for text, _ in runs)


def units(text: str) -> int:
    """The length of *text* as Telegram's clients count it, in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def split(runs: Sequence[Run], limit: int) -> tuple[tuple[Run, ...], ...]:
    """*runs* in parts of at most *limit*, cut at sentence ends where there are any.

    The parts together are the whole, each with its styles closed.
    """
    text = plain(runs)
    if units(text) <= limit:
        return (tuple(runs),)
    outside = _outside(runs)
    parts, start = [], 0
    while start < len(text):
        end = _cut(text, start, limit, outside)
        parts.append(tuple(_slice(runs, start, end)))
        start = end
    return tuple(parts)


def _outside(runs: Sequence[Run]) -> list[bool]:
    """For each place in the text, whether a cut there falls inside no styled run."""
    places: list[bool] = []
    for text, style in runs:
        places += [True, *[not style] * (len(text) - 1)] if text else []
    return [*places, True]


def _cut(text: str, start: int, limit: int, outside: Sequence[bool]) -> int:
    """Where the part that begins at *start* ends best."""
    end, room = start, limit
    while end < len(text) and (room := room - units(text[end])) >= 0:
        end += 1
    if end == len(text):
        return end
    # Not in the first half: better a plain cut than a crumb of a message.
    half = start + (end - start) // 2
    for pattern in _BREAKS:
        found = [m.end() for m in pattern.finditer(text, half, end)]
        if best := [place for place in found if outside[place]]:
            return best[-1]
    return _between_characters(text, start, end)


def _between_characters(text: str, start: int, end: int) -> int:
    """The last place up to *end* that splits no emoji or accented letter."""
    place = end
    while place > start and (_CLINGS.match(text[place]) or text[place - 1] == _JOINER):
        place -= 1
    return place if place > start else end


def _slice(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """The runs between two places of the whole text."""
    at = 0
    for text, style in runs:
        piece = text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            yield piece, style
        at += len(text)
