"""Several typed choices at once: "1 dan 3", "batik, halal", "semua kecuali 2"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from conversations.language.choices import certain, covered, exactly
from conversations.language.numbers import Span, read_number
from conversations.language.options import Choices, Options
from conversations.language.utterance import Said, Utterance


@dataclass(frozen=True)
class Several:
    """The *values* that were read for sure, and the parts that were *unread*."""

    values: tuple[str, ...]
    unread: tuple[str, ...] = ()


_ALL = frozenset({"semua", "all", "semua itu", "semua ada", "ada semua", "komplit"})
_BOTH = frozenset({"keduanya", "dua duanya", "kedua duanya", "dua2nya"})
_NONE = frozenset(
    {"tidak ada", "belum ada", "tidak punya", "belum punya", "tidak", "belum", "kosong"}
)
_EXCEPT = re.compile(r"^(.+?) (?:kecuali|selain) (.+)$")
_DENIALS = ("tidak", "belum")
# The looser a mark, the later it divides: "toko/galeri, online" is two.
_DIVIDERS = tuple(
    re.compile(mark, re.IGNORECASE)
    for mark in (
        r"\s*[;\n,]+\s*(?:dan\b)?",
        r"\s*[&+]\s*|\s+(?:dan|sama|juga|serta|dgn|dengan|plus)\s+",
        r"\s*/\s*",
        r"(?<=\d)[\s.]+(?=\d)",
    )
)
_MOST_LETTERS = 500


def read_several(said: Said, options: Options) -> Several | None:
    """What of *said* names options, and what does not; None if nothing was said."""
    record, among = Utterance.of(said), Choices.of(options)
    spoken = " ".join(record.core)
    if not spoken or len(record.lines) > _MOST_LETTERS:
        return None
    real = _real(among)
    if spoken in _ALL or (spoken in _BOTH and len(among) == 2):  # noqa: PLR2004
        return Several(_in_order(real, among))
    if spoken in _NONE:
        return Several(_in_order(_values(among) - real, among))
    if (but := _EXCEPT.match(spoken)) and but[1] in _ALL:
        left = read_several(but[2], among)
        if left is None or left.unread:
            return Several((), (record.lines,))
        return Several(_in_order(real - set(left.values), among))
    values: set[str] = set()
    unread: list[str] = []
    for part, found in _read(record.lines, among, 0):
        values.update(found)
        unread += [] if found else [part]
    contradicting = values - real
    if contradicting and len(values) > 1:  # "belum ada, NIB"
        labels = [o.label for o in among.options if o.value in contradicting]
        return Several(_in_order(values - contradicting, among), (*unread, *labels))
    return Several(_in_order(values, among), tuple(unread))


def _read(
    text: str, among: Choices, level: int
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each piece of *text* with the values it names, divided no more than needed."""
    part = Utterance(text)
    found = exactly(part, among) or _span(part, among)
    if found and not part.asked:
        yield text, found
        return
    for deeper in range(level, len(_DIVIDERS)):
        pieces = [piece.strip() for piece in _DIVIDERS[deeper].split(text)]
        if len(pieces) > 1:
            for piece in filter(None, pieces):
                yield from _read(piece, among, deeper + 1)
            return
    yield text, () if part.asked else covered(part, among) or certain(part, among)


def _span(part: Utterance, among: Choices) -> tuple[str, ...]:
    """The options from one number to another: "1-3", "2 sampai 4"."""
    if re.search(r"atau|,", part.typed):
        return ()
    found = read_number(part)
    if not isinstance(found, Span) or found.low < 1 or found.high > len(among):
        return ()
    chosen = among.options[int(found.low) - 1 : int(found.high)]
    return tuple(option.value for option in chosen)


def _real(among: Choices) -> set[str]:
    """The values of the options that are something, not *belum ada*."""
    named = zip(among.options, among.labels, strict=True)
    return {o.value for o, label in named if not label.startswith(_DENIALS)}


def _values(among: Choices) -> set[str]:
    return {option.value for option in among.options}


def _in_order(values: set[str], among: Choices) -> tuple[str, ...]:
    return tuple(o.value for o in among.options if o.value in values)
