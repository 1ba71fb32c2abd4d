"""What a sentence is known by: words, their kinds and pairs, letter groups of 3 and 4.

Greeting, courtesy and introduction are taken off first, for they tell who speaks and
not what is wanted. Names, places and figures count as such, whichever they are.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from conversations.catalogue import catalogue
from conversations.language import Utterance, fold
from conversations.language.courtesy import greeted
from conversations.language.lists import PEOPLE, VILLAGES
from conversations.language.slang import COURTEOUS, words
from conversations.understanding.kinds import kinds_of

MOST_WORDS, MOST_LETTERS = 60, 24
"""Words of a sentence, and letters of a word, that are looked at."""
FIGURE, PHONE, NAME, PLACE = "#figure", "#phone", "#name", "#place"
INTRODUCED, ASKED, GREETED = "@introduced", "@asked", "@greeted"
LONG = "@long"
"""Of which only a part was looked at: nothing is done at once because of it."""
OFFICER = "officer"
GROUPS = "~"
"""How letter groups begin; marks of a sentence begin with @, what is masked with #."""
_A_PHONE = 9
"""Digits of a telephone number, and of little else."""
_SIZES = (3, 4)
_MOST_KINDS = 10
_BEGINS_WITHIN = 3
"""How far into a sentence an introduction may begin."""
_NAME_WORDS, _HOME_WORDS = 4, 6
_LEADS = (
    *(("perkenalkan", "nama", "saya"), ("kenalkan", "nama", "saya")),
    *(("perkenalkan", "saya"), ("kenalkan", "saya"), ("kenalin", "saya")),
    *(("nama", "saya"), ("nami", "saya"), ("my", "name", "is"), ("perkenalkan",)),
    *(("kenalkan",), ("kenalin",), ("saya", "dengan"), ("dengan", "saya")),
    *(("ini", "dengan"), ("ini", "saya")),
)
_ME = words("saya kami ini dengan kite ane")
_TITLES = words("pak bapak bu ibu kang teh teteh mas mbak haji hajah ceu bang")
_FROM = words("dari ti saking saka seko from")
_SOFT_ENDS = COURTEOUS - words("bapak ibu bu pak abang om tante")

Names: TypeAlias = tuple[str, ...]
GROUP_COUNTS = 0.3
"""How much a letter group counts beside a word: there are many of them."""


class Read(NamedTuple):
    """The *words* that tell what is wanted, and *marks* of the whole sentence."""

    words: tuple[str, ...]
    plain: tuple[str, ...]
    """Each, but names, places and figures as such."""
    shown: tuple[str, ...]
    """Each as its kind, where it has one."""
    names: tuple[Names, ...]
    """Each as it counts by itself: with its kinds, or as what it is one of many of."""
    marks: tuple[str, ...]


def read(said: Utterance, context: str) -> Read:
    """*said* without what tells only who speaks; *context* is where it was said."""
    spoken: Sequence[str] = said.words
    if context == OFFICER and (head := said.typed.partition(":")[0]) != said.typed:
        spoken = Utterance(head).words or spoken  # what follows is for somebody else
    long = len(spoken) > MOST_WORDS
    if long:  # what is wanted stands first or last
        half = MOST_WORDS // 2
        spoken = (*spoken[:half], *spoken[-half:])
    rest = _without_greeting(spoken)
    left = _without_introduction(rest)
    marks = [f"@{context}"]
    if len(left) < len(rest):
        marks.append(INTRODUCED)
    if said.asked:
        marks.append(ASKED)
    if spoken and not left:
        marks.append(GREETED)
    if long:
        marks.append(LONG)
    kinds = [kinds_of(word) for word in left]
    names = tuple(map(_names, left, kinds))
    plain = tuple([each[0] for each in names])
    shown = [kind[0] if kind else word for word, kind in zip(plain, kinds, strict=True)]
    return Read(tuple(left), plain, tuple(shown), names, tuple(marks))


def around(row: Read) -> Iterator[str]:
    """What a sentence is known by beside each of its words."""
    yield from row.marks
    yield from (f"{a} {b}" for a, b in pairwise(["^", *row.shown, "$"]))
    kinds = list(dict.fromkeys([each for each in row.shown if each[0] == "="]))
    del kinds[_MOST_KINDS:]
    for at, kind in enumerate(kinds, 1):
        yield from (f"{kind} .. {other}" for other in kinds[at:])


def of_word(word: str) -> tuple[Names, Names]:
    """The word as it counts with its kinds; and its letter groups."""
    names = _names(word, kinds_of(word))
    return names, groups_of(word) if names[0] == word else ()


def _names(word: str, kinds: Names) -> Names:
    return (word, *kinds) if kinds else (masked(word),)


def groups_of(word: str) -> Names:
    """The letter groups of a word, with its edges."""
    if len(word) < _SIZES[0]:
        return ()
    edged = f"<{word[:MOST_LETTERS]}>"
    groups = [edged[at : at + n] for n in _SIZES for at in range(len(edged) - n + 1)]
    return tuple([f"{GROUPS}{group}" for group in groups])


def masked(word: str) -> str:
    """*word*, which has no kind, or what it is one of many of."""
    if word.isdecimal():
        return PHONE if len(word) >= _A_PHONE else FIGURE
    if word in PEOPLE:
        return NAME
    return PLACE if word in _places() else word


@lru_cache(1)
def _places() -> frozenset[str]:
    names = (each.name for each in catalogue().kecamatan.values())
    return VILLAGES | words(*map(fold, names))


def _without_greeting(said: Sequence[str]) -> Sequence[str]:
    _, at = greeted(tuple(said))
    end = len(said)
    while end > at and said[end - 1] in _SOFT_ENDS:
        end -= 1
    return said[at:end]


def _without_introduction(said: Sequence[str]) -> Sequence[str]:
    for begin in range(min(_BEGINS_WITHIN, len(said))):
        if length := _leads(said[begin : begin + 3]):
            at = _over(said, begin + length, _NAME_WORDS)
            if at < len(said) and said[at] in _FROM:
                at = _over(said, at + 1, _HOME_WORDS)
            return (*said[:begin], *said[at:])
    return said


def _leads(said: Sequence[str]) -> int:
    """How many of the first words introduce somebody."""
    for lead in _LEADS:
        if tuple(said[: len(lead)]) == lead:
            return len(lead)
    if len(said) > 1 and said[0] in _ME:
        if said[1] in _TITLES:
            return 2
        if said[1] in PEOPLE or said[1] in _FROM:
            return 1
    return 0


def _over(said: Sequence[str], at: int, most: int) -> int:
    """Where the name or home ends that begins *at*."""
    end = min(len(said), at + most)
    while at < end and not kinds_of(said[at]) and said[at] not in _FROM:
        at += 1
    return at
