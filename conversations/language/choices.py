"""A typed choice: the number, the label, part of it, or a typo of it.

Sure is taken and echoed; unsure is offered, three at most. Between two labels that
are both near nothing is ever taken.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from conversations.language.number_words import number_words
from conversations.language.numbers import Number, read_number
from conversations.language.options import (
    ASKING,
    DENIALS,
    Choices,
    Options,
    is_within,
)
from conversations.language.slang import COURTEOUS, words
from conversations.language.utterance import Said, Utterance, once


@dataclass(frozen=True)
class Sure:
    """It can be nothing but *value*; *beside* it stand words that are no part of it.

    Who has to account for every word puts such a value for a yes.
    """

    value: str
    beside: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Unsure:
    """One of *values* may be meant, the nearest first; *joined* if several were."""

    values: tuple[str, ...]
    joined: bool = field(default=False, compare=False)


Match: TypeAlias = Sure | Unsure | None

OFFERED = 3
_TAKEN, _MARGIN = 88, 8
_SHORTEST_TYPO = 5  # "cap" and "cat" are one letter apart and far from each other
_SHORTEST_OTHER = 7  # of a name that is not read: "salon" is none of "sablon"
_MOST_WORDS, _MOST_EXTRA = 8, 2
_MOST_LETTERS = 200
_DIGITS = 3  # of a place in a list

_FILLER = COURTEOUS | words(
    "saya kami mau ingin pilih pilihan yang nomor no opsi saja itu ini jawab",
    "jawaban jawabannya dan atau ya ambil adalah usaha jenis ke ada punya",
    "usahanya bikin buat membuat produksi jual jualan menjual dagang bidang bergerak",
)
# What is done with a thing says nothing about it, unless it is denied.
_DOING = words("bikin buat membuat produksi jual jualan menjual dagang bergerak")
# Said beside a choice, these say that it is not quite that, or that there is more.
_HEDGES = words(
    "tapi tetapi kalau mungkin kayaknya sepertinya ragu yakin takut nanti dulu coba",
    "asal kecuali atau lebih banyak kebanyakan banyakan kadang biasanya sering",
    "sebagian besok sebentar tunggu setelah rencana calon",
)
_JOINING = words("dan sama plus juga serta jeng karo dengan ambek tambah")
_JOINED = re.compile(r"[,/&+;]")
_DOUBTFUL = ASKING | _HEDGES
_LAST = frozenset({"terakhir", "paling akhir", "paling bawah", "akhir"})
_FIRST = frozenset({"pertama", "kesatu", "paling atas", "awal"})
_BELOW_ZERO = re.compile(r"\s*[-\u2212]\d")
_NUMBERED = re.compile(r"\b(?:no|nomor|nomer|nmr)(?=\d)")


def match(said: Said, options: Options) -> Match:
    """The option that *said* means, as far as one can be sure of it."""
    record, among = Utterance.of(said), Choices.of(options)
    folded = record.folded
    if not (folded and among.options) or len(record.typed) > _MOST_LETTERS:
        return None
    bare = _bare(record)
    if exact := _exactly(record, bare, among):
        return exact
    below = _BELOW_ZERO.match(record.typed)
    place = None if below else position(bare, len(among))
    if place is not None:
        return _at(place, bare, among)
    mentions = _mentions(bare, among)
    if mentions:
        return _mentioned(record, bare, mentions, among)
    return _nearest(bare, among)


def _exactly(said: Utterance, bare: str, among: Choices) -> Match:
    """The options that are called what was said, with or without what joins."""
    spelled = {said.folded}
    if "atau" not in said.words:
        apart = " ".join(word for word in bare.split() if word not in _JOINING)
        spelled |= {bare, apart}
    exact = sorted({i for name in spelled for i in among.named.get(name, ())})
    if not exact:
        return None
    # "Bapak" is the one called just that, although another is "Bapak/Ibu".
    whole = [i for i in exact if among.labels[i] in {said.folded, bare}]
    named = whole if len(whole) == 1 else exact
    # Asked back, unless the label itself asks: "Dari mana?"
    asked = said.asked and not all("?" in among.options[i].label for i in named)
    return _among(among, named, plainly=not asked)


def _at(place: int, bare: str, among: Choices) -> Match:
    """The option at *place*; "1" is the first, unless another label begins with a 1."""
    start = f"{bare} "
    rivals = {i for i, label in enumerate(among.labels) if label.startswith(start)}
    if rivals:
        rivals &= set(_mentions(bare, among)) - {place}
    return _among(among, [place, *sorted(rivals)])


def _mentioned(
    said: Utterance, bare: str, mentions: list[int], among: Choices
) -> Match:
    """The option that was named among other words."""
    words = bare.split()
    spoken = set(said.words)
    joined = bool(_JOINING & spoken or _JOINED.search(said.typed))
    extra = [word for word in words if word not in among.known]
    more = not _JOINING.issuperset(extra)
    doubtful = said.asked or not _DOUBTFUL.isdisjoint(spoken) or (joined and more)
    # One who says little more than a label chooses; more is talk.
    short = len(words) <= _MOST_WORDS and len(extra) <= _MOST_EXTRA
    found = _among(among, mentions, plainly=short and not doubtful)
    if isinstance(found, Sure):
        return Sure(found.value, beside=_beside(words, mentions[0], among))
    return found and Unsure(found.values, joined)


def certain(said: Said, options: Options) -> tuple[str, ...]:
    """The one option that *said* is, with no word left over; else nothing."""
    one = match(said, options)
    return (one.value,) if isinstance(one, Sure) and not one.beside else ()


def apart(said: Said, names: Sequence[tuple[str, str]]) -> str:
    """What stands behind the first of *names* that is said, and not denied.

    They are as `fold` leaves them.
    """
    if not names or denies(said):
        return ""
    whole = Utterance.of(said).folded
    return next((each for name, each in names if is_within(name, whole)), "")


def denies(said: Said) -> bool:
    """Whether *said* says what something is not."""
    return not DENIALS.isdisjoint(Utterance.of(said).words)


def position(bare: str, count: int) -> int | None:
    """The index that *bare* words name among *count*: "no 2", "yang kedua", "satu"."""
    if bare in _LAST and count:
        return count - 1
    if bare in _FIRST and count:
        return 0
    digits = bare.removeprefix("ke ") if bare.startswith("ke ") else bare
    if not digits.isdecimal() and digits.startswith("ke"):
        digits = digits.removeprefix("ke").strip()
    words = digits.split()
    if not words or not all(w.isdecimal() or number_words(w) for w in words):
        return None
    if len(words) > 1 and any(word.isdecimal() for word in words):
        return None
    if digits.isascii() and digits.isdecimal() and len(digits) <= _DIGITS:
        return int(digits) - 1 if int(digits) in range(1, count + 1) else None
    found = read_number(digits)
    if not isinstance(found, Number) or found.value not in range(1, count + 1):
        return None
    return int(found.value) - 1


def exactly(said: Said, options: Options) -> tuple[str, ...]:
    """The one option that *said* is a name of, to the letter."""
    record, among = Utterance.of(said), Choices.of(options)
    # "Abdi Rahman" may stand beside "Rahman".
    for name in (record.folded, _unfilled(record)):
        found = among.named.get(name, ())
        if len(found) == 1:
            return (among.options[found[0]].value,)
    return ()


def plainly(said: Said, options: Options) -> bool:
    """Whether *said* is a choice's number, name, or words of its name."""
    record, among = Utterance.of(said), Choices.of(options)
    bare = _bare(record)
    if position(bare, len(among)) is not None or exactly(record, among):
        return True
    return among.known.issuperset(bare.split())


def whole(said: Said, options: Options) -> bool:
    """Whether *said* has a choice's number or whole name, not just a part of it."""
    record, among = Utterance.of(said), Choices.of(options)
    bare = _bare(record)
    numbered = position(bare, len(among)) is not None
    return numbered or bool(exactly(record, among) or among.within(bare))


def covered(said: Said, options: Options) -> tuple[str, ...]:
    """The options whose names together make up all of what was said."""
    bare, among = _unfilled(Utterance.of(said)), Choices.of(options)
    inside = [
        (among.options[i].value, name)
        for i in _mentions(bare, among)
        for name in among.called[i]
        if is_within(name, bare)
    ]
    words = {word for _, name in inside for word in name.split()}
    whole = words and words.issuperset(bare.split())
    return tuple(dict.fromkeys(value for value, _ in inside)) if whole else ()


def _bare(said: Utterance) -> str:
    """*said* without what is put around an answer; all of it, if that is all."""
    return _unfilled(said) or said.folded


@once
def _unfilled(said: Utterance) -> str:
    """*said* without the words people put around an answer, also where they stick."""
    words = _NUMBERED.sub("", said.folded).split()
    kept = frozenset() if DENIALS.isdisjoint(words) else _DOING
    return " ".join([word for word in words if word in kept or word not in _FILLER])


def _mentions(bare: str, among: Choices) -> list[int]:
    """The options named within *bare*, or, if none is, those it is a part of.

    A part of another name is too little: "batik" is none of "batik tulis dan cap".
    """
    whole = among.within(bare)
    if len(whole) > 1:  # "batik cap" names *batik cap*, and not also *batik*
        return [i for i in whole if not _shadowed(i, whole)]
    return list(whole) or among.part(bare)


def _shadowed(i: int, whole: dict[int, list[str]]) -> bool:
    """Whether each name of *i* is only a part of another's that was said as well."""
    others = [name for j, names in whole.items() if j != i for name in names]
    return all(
        any(is_within(name, other) and name != other for other in others)
        for name in whole[i]
    )


def _beside(words: list[str], place: int, among: Choices) -> bool:
    """Whether *words* are in no name, or in another option's label."""
    left = set(words) - _JOINING - among.words[place]
    others = (name for i, each in enumerate(among.read) if i != place for name in each)
    return not (left <= among.known and all(left.isdisjoint(n.split()) for n in others))


def _among(among: Choices, found: Sequence[int], *, plainly: bool = True) -> Match:
    """Sure of one that was said *plainly*, else an offer of the first few."""
    if len(found) == 1 and plainly:
        return Sure(among.options[found[0]].value)
    return Unsure(tuple(among.options[i].value for i in found[:OFFERED]))


def _nearest(bare: str, among: Choices) -> Match:
    """The option whose name is spelled nearest; figures must be right to be sure."""
    scores = among.near(bare)
    if not scores:
        return None
    best, first, name = scores[0]
    read = name in among.read[first]
    second = scores[1][0] if len(scores) > 1 else 0
    sure = (
        best >= _TAKEN
        and ASKING.isdisjoint(bare.split())
        and best - second >= _MARGIN
        and min(len(bare), len(name)) >= (_SHORTEST_TYPO if read else _SHORTEST_OTHER)
        and re.findall(r"\d+", bare) == re.findall(r"\d+", name)
    )
    if sure:
        return Sure(among.options[first].value)
    return Unsure(tuple(among.options[i].value for _, i, _ in scores[:OFFERED]))
