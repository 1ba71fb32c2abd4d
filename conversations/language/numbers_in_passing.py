"""Where a phone, or a number of people, may stand among other words."""

import re
from collections.abc import Collection, Iterator

from conversations.language.counts import ADDING, COMPANY, PEOPLE
from conversations.language.lists import listed
from conversations.language.number_words import number_words
from conversations.language.passages import Clue, Passage
from conversations.language.tokens import TOGETHER

_PHONE = re.compile(r"(?<![\w.,])\(?(?:\+?62|0|8)[\d .()/\u2010-\u2015-]{6,20}\d(?!\w)")
FEWEST = 9
"""Digits of a telephone's number."""
_LONGEST = 3
"""Digits of a number of people."""
_SAID = listed("in_passing")
_FEW = 2
"""So many stretches between commas are no list yet."""
_AT_WORK = _SAID["at_work"]
_COUNTED = PEOPLE | _SAID["people"]
_UNITS = _COUNTED - _SAID["trades"]
_ENGLISH = {
    word: str(number)
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        start=1,
    )
}


def phones_in(passage: Passage) -> Iterator[Clue]:
    """Each stretch of digits that is long enough for a telephone: it names itself."""
    for found in _PHONE.finditer(passage.text):
        if sum(map(str.isdigit, found[0])) >= FEWEST:
            start, end = passage.places(*found.span())
            yield Clue(start, end, found[0], named=True)


def people_in(passage: Passage) -> Iterator[Clue]:
    """Each number of people: "5 orang", "pekerja 5", "berlima", "kerja sendiri"."""
    said = passage.said
    dialled = {at for clue in phones_in(passage) for at in range(*clue[:2])}
    for place, word in enumerate(said):
        if word in TOGETHER or (word in _SAID["alone"] and _alone(passage, place)):
            yield Clue(place, place + 1, word, hint=True)
        elif place in dialled:
            continue
        elif _listed(passage, place):
            if _numeric(word):  # alone in a list
                yield Clue(place, place + 1, word, sure=False, hint=True)
        elif not _COUNTED.isdisjoint(said[place + 1 : place + 2]) and _numeric(word):
            yield _company(passage, place, dialled)
        elif word in _COUNTED and word != "orang":
            number = place + 1
            while number < len(said) and said[number] in _SAID["between"]:
                number += 1
            if number in dialled or not _numeric("".join(said[number : number + 1])):
                continue
            if word in _UNITS or number + 1 == passage.segment(number).end:
                yield _company(passage, number, dialled)


def _listed(passage: Passage, place: int) -> bool:
    """Whether the word at *place* stands alone in a list."""
    alone = passage.segment(place) == (place, place + 1)
    return alone and len(passage.segments) > _FEW


def _alone(passage: Passage, place: int) -> bool:
    """Whether it is said of the work: not "suami kerja, saya sendiri Siti"."""
    start, end = passage.segment(place)
    beside = passage.said[start:end]
    if passage.said[place] == "sendirian":
        return True
    if _SAID["oneself"].issuperset(beside):
        return beside != ("saya", "sendiri")
    return not _AT_WORK.isdisjoint(beside)


def _company(passage: Passage, place: int, dialled: Collection[int]) -> Clue:
    """The number at *place* with all that is said of it, which may change it."""
    start, end = passage.around(place, lambda word: word in COMPANY or _numeric(word))
    end = min((at for at in dialled if start <= at < end), default=end)
    while passage.said[start] in ADDING:
        start += 1
    while passage.said[end - 1] in ADDING:
        end -= 1
    said = [_ENGLISH.get(word, word) for word in passage.said[start:end]]
    return Clue(start, end, " ".join(said), hint=True)


def _numeric(word: str) -> bool:
    if word.isdecimal():
        return len(word) <= _LONGEST
    return word in _ENGLISH or bool(number_words(word))
