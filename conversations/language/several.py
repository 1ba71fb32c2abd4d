"""Several typed choices at once: "1 dan 3", "batik, halal", "semua kecuali 2"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from conversations.language.choices import Labelled, certain, covered, exactly
from conversations.language.normalise import clean, fold
from conversations.language.numbers import Span, read_number
from conversations.language.slang import COURTEOUS


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


def match_several(text: str, options: Sequence[Labelled]) -> tuple[str, ...] | None:
    """The options *text* names, in their order; None unless all of it was read."""
    found = read_several(text, options)
    return None if found is None or found.unread else found.values


def read_several(text: str, options: Sequence[Labelled]) -> Several | None:
    """What of *text* names options, and what does not; None if nothing was said."""
    written = clean(text, lines=True)
    said = " ".join(word for word in fold(written).split() if word not in COURTEOUS)
    if not said or len(written) > _MOST_LETTERS:
        return None
    if said in _ALL or (said in _BOTH and len(options) == 2):  # noqa: PLR2004
        return Several(_in_order(_real(options), options))
    if said in _NONE:
        nothing = {option.value for option in options} - _real(options)
        return Several(_in_order(nothing, options))
    if (but := _EXCEPT.match(said)) and but[1] in _ALL:
        left = read_several(but[2], options)
        if left is None or left.unread:
            return Several((), (written,))
        return Several(_in_order(_real(options) - set(left.values), options))
    values: set[str] = set()
    unread: list[str] = []
    for part, found in _read(written, options, 0):
        values.update(found)
        unread += [] if found else [part]
    contradicting = values - _real(options)
    if contradicting and len(values) > 1:  # "belum ada, NIB"
        labels = [o.label for o in options if o.value in contradicting]
        return Several(_in_order(values - contradicting, options), (*unread, *labels))
    return Several(_in_order(values, options), tuple(unread))


def _read(
    part: str, options: Sequence[Labelled], level: int
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each piece of *part* with the values it names, divided no more than needed."""
    found = exactly(part, options) or _span(part, options)
    if found and "?" not in part:
        yield part, found
        return
    for deeper in range(level, len(_DIVIDERS)):
        pieces = [piece.strip() for piece in _DIVIDERS[deeper].split(part)]
        if len(pieces) > 1:
            for piece in filter(None, pieces):
                yield from _read(piece, options, deeper + 1)
            return
    doubted = "?" in part
    found = covered(fold(part), options) or certain(part, options)
    yield part, () if doubted else found


def _span(part: str, options: Sequence[Labelled]) -> tuple[str, ...]:
    """The options from one number to another: "1-3", "2 sampai 4"."""
    if re.search(r"atau|,", part):
        return ()
    found = read_number(part)
    if not isinstance(found, Span) or found.low < 1 or found.high > len(options):
        return ()
    return tuple(o.value for o in options[int(found.low) - 1 : int(found.high)])


def _real(options: Sequence[Labelled]) -> set[str]:
    """The values of the options that are something, not *belum ada*."""
    return {o.value for o in options if not fold(o.label).startswith(_DENIALS)}


def _in_order(values: set[str], options: Sequence[Labelled]) -> tuple[str, ...]:
    return tuple(o.value for o in options if o.value in values)
