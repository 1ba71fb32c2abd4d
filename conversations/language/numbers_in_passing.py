"""Where a phone, or a number of people, may stand among other words."""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from conversations.language.counts import ADDING, COMPANY, PEOPLE, read_count
from conversations.language.lists import listed
from conversations.language.number_words import number_words
from conversations.language.passages import Clue, Passage
from conversations.language.tokens import TOGETHER
from conversations.language.utterance import Utterance

_PHONE = re.compile(r"(?<![\w.,])\(?(?:\+?62|0|8)[\d .()/\u2010-\u2015-]{6,20}\d(?!\w)")
FEWEST = 9
"""Digits of a telephone's number."""
_LONGEST = 3
"""Digits of a number of people."""
_SAID = listed("in_passing")
_FEW = 2
"""So many stretches between commas are no list yet."""
_AT_WORK = _SAID["at_work"]
_ME = frozenset({"saya", "kami", "sendiri", "i", "me", "my"})
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
    yield from _described(passage)
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


def _described(passage: Passage) -> Iterator[Clue]:
    """People by who they are, or what is left of them."""
    yield from _changed(passage)
    for place, pair in enumerate(pairwise(passage.said)):
        word, after = pair
        if word in _ME and after in ADDING:
            yield from _family(passage, place)
        elif _numeric(word) and _group(passage, place):
            yield Clue(place, place + 2, f"{word} orang", sure=_works(passage, place))


def _changed(passage: Passage) -> Iterator[Clue]:
    """How many are left: "dulu 10 orang, sekarang tinggal 4"."""
    once = [at for at, word in enumerate(passage.said) if word in _SAID["formerly"]]
    for place, word in enumerate(passage.said):
        if word not in _SAID["now"] or not once or place < once[0]:
            continue
        number = place + 1
        while "".join(passage.said[number : number + 1]) in _SAID["between"]:
            number += 1
        counts = passage.counted.intersection(range(once[0], number + 1))
        if counts and _numeric("".join(passage.said[number : number + 1])):
            text = f"{passage.said[number]} orang"
            yield Clue(once[0], number + 1, text, named=True)


def _family(passage: Passage, place: int) -> Iterator[Clue]:
    """Oneself and kin, one by one: "saya sama dua anak saya"."""
    said, (_, last) = passage.said, passage.segment(place)
    end, people = place + 1, 1
    while end + 1 < last and said[end] in ADDING:
        number = _number(said[end + 1])
        kin = end + 1 + bool(number)
        kin += bool(number) and said[kin : kin + 1] == ("orang",)
        if kin >= last or said[kin].removesuffix("nya") not in _SAID["family"]:
            break
        people, end = people + (number or 1), kin + 1
        while end < last and said[end] in _ME:
            end += 1
    if people > 1:
        whole = passage.segment(place) == (place, end) and len(passage.segments) > _FEW
        sure = whole or _works(passage, place)
        counted = (*said[:place], *said[end:])
        others = any(w.isdecimal() and len(w) <= _LONGEST for w in counted)
        yield Clue(place, end, f"{people} orang", sure=sure and not others)


def _group(passage: Passage, place: int) -> bool:
    """Whether the number at *place* counts such people as also work: "5 ibu2"."""
    after = passage.said[place + 1 : place + 2]
    return not _SAID["groups"].isdisjoint(after) and not passage.words[place + 1].opens


def _works(passage: Passage, place: int) -> bool:
    """Whether it is said around *place* that somebody works, and helps nobody."""
    beside = passage.said[slice(*passage.segment(place))]
    return not (_AT_WORK | _SAID["makes_it"]).isdisjoint(beside)


def _listed(passage: Passage, place: int) -> bool:
    """Whether the word at *place* stands alone in a list."""
    alone = passage.segment(place) == (place, place + 1)
    return alone and len(passage.segments) > _FEW


def _alone(passage: Passage, place: int) -> bool:
    """Whether it is said of the work: not "suami kerja, saya sendiri Siti"."""
    start, end = passage.segment(place)
    where = (at for at in range(place, end) if passage.said[at] in _SAID["in_places"])
    beside = passage.said[start : min(where, default=end)]
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


def _number(word: str) -> int:
    """The number that *word* is; 0 where it is none."""
    heard = read_count(Utterance(_ENGLISH.get(word, word)))
    return int(heard.values[0]) if heard.values and _numeric(word) else 0


def _numeric(word: str) -> bool:
    if word.isdecimal():
        return len(word) <= _LONGEST
    return word in _ENGLISH or bool(number_words(word))
