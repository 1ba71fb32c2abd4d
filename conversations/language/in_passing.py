"""Where in a passage an answer may stand: its words, to be read like any answer.

Each function knows how one kind of answer is said among other words. Whether it is one,
and what it comes to, the question that asks for it says.
"""

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from conversations.language.counts import ADDING, COMPANY, PEOPLE
from conversations.language.lists import THINGS, TRADES, listed
from conversations.language.number_words import number_words
from conversations.language.options import Choices
from conversations.language.passages import Heading, Passage, Stretch
from conversations.language.people import spoken, written_large
from conversations.language.places import Gazetteer
from conversations.language.text_kinds import OVER_A_DOOR, Shape
from conversations.language.tokens import TOGETHER
from conversations.language.utterance import Said, Utterance


class Clue(NamedTuple):
    """The words from *start* up to *end*, which say *text*.

    *named*: it stands behind the name of what it answers. What is not *sure* may have
    been said about something else. Of a *hint* even what is hardly an answer is worth
    a question.
    """

    start: int
    end: int
    text: str
    named: bool = False
    sure: bool = True
    hint: bool = False


NOT_YET, UNDER_WAY = "belum", "sedang diproses"
REGISTERED, THERE = "sudah bersertifikat", "sudah"
THERE_OR_NOT = {
    NOT_YET: NOT_YET,
    UNDER_WAY: NOT_YET,
    REGISTERED: THERE,
    THERE: THERE,
}
"""How far something is, where only a yes or a no is asked."""
_PHONE = re.compile(r"(?<![\w.,])\(?(?:\+?62|0|8)[\d .()/\u2010-\u2015-]{6,20}\d(?!\w)")
_PAK = re.compile(r"(?i)^pa (?=\w)")
_FEWEST = 9
"""Digits of a telephone's number."""
_LONGEST = 3
"""Words of a place's name, and digits of a number of people."""
_SAID = listed("in_passing")
_HOW_FAR = _SAID["how_far"] | _SAID["paperwork"] | _SAID["done"]
_COUNTED = PEOPLE | _SAID["people"]
_FOR_AN_OFFICE = {("kami",), ("kami", "dari"), ("saya", "dari")}
_UNITS = _COUNTED - _SAID["trades"]
VAGUE = _SAID["vague"]
"""Words that name a choice only where nothing else is asked."""
_NEAR = 3
"""So many words beside a name are about it."""
VILLAGE = "village"
_ENGLISH = {
    word: str(number)
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        start=1,
    )
}
_DECLARED: dict[Shape, str] = {
    "person": "nama saya",
    "business": "nama usaha",
    "office": "nama kantor",
    "brand": "merek saya",
    "place": "desa",
    "product": "produk saya",
    "address": "alamat",
}
"""What says before an answer that it is one, in the words that are read there."""


def applies(said: Said) -> bool:
    """Whether *said* has a word of those who want to apply."""
    return not _SAID["applies"].isdisjoint(Utterance.of(said).words)


# --- what stands behind a name --------------------------------------------------------


def headed(passage: Passage, key: str) -> Iterator[Clue]:
    """What stands behind a name of *key*."""
    for heading in passage.of(key):
        if heading.name and heading.end > heading.value:
            text = passage.written(heading.value, heading.end)
            yield Clue(heading.start, heading.end, text, named=True)


def introduced(passage: Passage, key: str, shape: Shape) -> Iterator[Clue]:
    """What is said to be called so: "nama saya Siti", "usaha Batik Contoh".

    What only leads to it and is written small may be said of anything.
    """
    if shape == "product":
        yield from _traded(passage)
    for heading in passage.of(key):
        start, end = heading.start, heading.end
        if shape == "person":  # "atas nama Siti Batik Contoh"
            end = passage.until_begun(heading.value, end)
        text = _PAK.sub("Pak ", passage.written(heading.value, end))
        if not text or (len(heading.keys) > 1 and not likely(text, shape)):
            continue
        if passage.said[heading.value] in _SAID["leads_on"]:
            continue
        if not heading.name:
            large = written_large(text)
            sure, hint = (
                shape not in OVER_A_DOOR or large,
                shape in OVER_A_DOOR and large,
            )
            yield Clue(start, end, text, sure=sure, hint=hint)
            continue
        yield Clue(start, end, text, named=True)
        if len(heading.keys) == 1:
            yield Clue(start, end, f"{_DECLARED[shape]} {text}", named=True)


def _traded(passage: Passage) -> Iterator[Clue]:
    """What stands with the trade may be all that is made: "usaha keripik singkong"."""
    for heading in (*passage.of("sector"), *passage.of("business_name")):
        text = passage.written(heading.value, heading.end)
        if not heading.name and " " in text and not written_large(text):
            yield Clue(heading.value, heading.end, text, sure=False)


def likely(text: str, shape: Shape) -> bool:
    """Whether *text* is more likely of this *shape*: a person has no trade in it."""
    of_a_trade = not (TRADES | THINGS).isdisjoint(spoken(text))
    return (shape == "person") != of_a_trade


# --- numbers --------------------------------------------------------------------------


def phones_in(passage: Passage) -> Iterator[Clue]:
    """Each stretch of digits that is long enough for a telephone: it names itself."""
    for found in _PHONE.finditer(passage.text):
        if sum(map(str.isdigit, found[0])) >= _FEWEST:
            start, end = passage.places(*found.span())
            yield Clue(start, end, found[0], named=True)


def people_in(passage: Passage) -> Iterator[Clue]:
    """Each number of people: "5 orang", "pekerja 5", "berlima", "kerja sendiri"."""
    said = passage.said
    at_work = not _SAID["at_work"].isdisjoint(said)
    for place, word in enumerate(said):
        alone = word in _SAID["alone"] and (at_work or word == "sendirian")
        alone = alone or (word == "sendiri" and _just_oneself(passage, place))
        if word in TOGETHER or alone:
            yield Clue(place, place + 1, word, hint=True)
        elif not _COUNTED.isdisjoint(said[place + 1 : place + 2]) and _numeric(word):
            yield _company(passage, place)
        elif word in _UNITS and word != "orang":
            number = place + 1
            while number < len(said) and said[number] in _SAID["between"]:
                number += 1
            if number < len(said) and _numeric(said[number]):
                yield _company(passage, number)


def _just_oneself(passage: Passage, place: int) -> bool:
    """Whether nothing is said beside it: "masih sendiri aja"."""
    start, end = next(each for each in passage.segments if place < each.end)
    return _SAID["oneself"].issuperset(passage.said[start:end])


def _company(passage: Passage, place: int) -> Clue:
    """The number at *place* with all that is said of it, which may change it."""
    start, end = _around(passage, place, lambda word: word in COMPANY or _numeric(word))
    while passage.said[start] in ADDING:
        start += 1
    said = [_ENGLISH.get(word, word) for word in passage.said[start:end]]
    return Clue(start, end, " ".join(said), hint=True)


def _numeric(word: str) -> bool:
    if word.isdecimal():
        return len(word) <= _LONGEST
    return word in _ENGLISH or bool(number_words(word))


def _around(passage: Passage, place: int, of_it: Callable[[str], bool]) -> Stretch:
    """The word at *place* and those beside it that are *of_it*, up to any comma."""
    said, words = passage.said, passage.words
    start, end = place, place + 1
    while start and not words[start].opens and of_it(said[start - 1]):
        start -= 1
    while end < len(said) and not words[end].opens and of_it(said[end]):
        end += 1
    return Stretch(start, end)


# --- places and choices ---------------------------------------------------------------


def places_in(passage: Passage, gazetteer: Gazetteer, key: str) -> Iterator[Clue]:
    """Each name of a place where one is told: behind *di*, or alone."""
    for heading in passage.of(key):
        if heading.end > heading.value:
            text = passage.written(heading.value, heading.end)
            yield Clue(heading.start, heading.end, text, heading.name)
    for heading in passage.of(VILLAGE):  # "desa Harjatani Kramatwatu"
        text = passage.written(heading.start, heading.end)
        yield Clue(heading.start, heading.end, text, named=True)
    said, place = passage.said, 0
    while place < len(said):
        size = _place(passage, gazetteer, place)
        end = place + size
        before = "" if passage.words[place].opens else said[place - 1]
        if size and before not in _SAID["no_places"]:
            sure = before in _SAID["in_places"] or _placed(passage, place, end)
            yield Clue(place, end, passage.written(place, end), sure=sure)
        place += size or 1


def _placed(passage: Passage, start: int, end: int) -> bool:
    """Whether a name from *start* to *end* stands alone, or ends an address."""
    first, last = next(each for each in passage.segments if start < each.end)
    if end < last:
        return passage.said[end] in _SAID["behind_places"]
    address = not _SAID["of_an_address"].isdisjoint(passage.said[first:start])
    return start == first or address


def _place(passage: Passage, gazetteer: Gazetteer, place: int) -> int:
    """How many words from *place* on are the name of a place."""
    longest = min(_LONGEST, len(passage.said) - place)
    for size in range(longest, 0, -1):
        if gazetteer.knows(passage.said[place : place + size]):
            return size
    return 0


def choices_in(passage: Passage, among: Choices, key: str) -> Iterator[Clue]:
    """Each row of words that names a choice: "batik tulis dan cap"."""
    said, place = passage.said, 0
    if among.known.isdisjoint(said):
        return
    named = {heading.value: heading.name for heading in passage.of(key)}
    while place < len(said):
        end = _row(passage, among, place)
        if end > place and said[place] not in VAGUE:
            plain = said[place] in among.labels and said[place] not in _SAID["verbs"]
            whole = end - place > 1 or (place, end) in passage.segments
            sure = whole or plain or place in named
            text = passage.written(place, end)
            yield Clue(place, end, text, named.get(place, False), sure)
        place = max(end, place + 1)


def offices_in(passage: Passage) -> Iterator[Clue]:
    """The office one writes for: "kami dari Inspektorat", not who buys one's cloth."""
    said = passage.said
    for place, word in enumerate(said):
        before = (said[max(0, place - size) : place] for size in (1, 2))
        if word in _SAID["offices"] and not _FOR_AN_OFFICE.isdisjoint(before):
            yield Clue(place, place + 1, word, named=True)


def _row(passage: Passage, among: Choices, place: int) -> int:
    """Where the words from *place* on end that name choices, or join such words."""
    said, end = passage.said, place
    if said[place] in among.known:
        known = among.known | _SAID["joining"]
        end = _around(passage, place, known.__contains__).end
    while end > place and said[end - 1] in _SAID["joining"] | _SAID["empty"]:
        end -= 1
    return end


# --- whether there is something -------------------------------------------------------


def yes_or_no(passage: Passage, key: str) -> Iterator[Clue]:
    """Whether there is what *key* is called: "NIB sudah ada", "belum punya merek".

    What is only under way is told apart from what there is.
    """
    headings = [each for each in passage.headings if each.name]
    if not any(key in each.keys for each in headings):
        return
    said = list(_said_of(passage, headings))
    for place, heading in enumerate(headings):
        start, end = said[place]
        if key not in heading.keys or _asks(passage, heading, end):
            continue
        if start == end and _joined(passage, headings[place : place + 2]):
            start, end = said[place + 1]  # "NIB dan merek belum"
        number = "".join(passage.said[heading.value : heading.value + 1])
        numbered = number.isdecimal() and len(number) > _FEWEST
        answer = THERE if numbered else _how_far(passage.said[start:end])
        if answer:
            first, last = min(heading.start, start), max(heading.value, end)
            yield Clue(first, last, answer, named=True)


def _said_of(passage: Passage, headings: list[Heading]) -> Iterator[Stretch]:
    """What is said of each of *headings*: before it, else behind it."""
    before = -1
    for heading in headings:
        start = heading.start
        while start > 0 and not passage.words[start].opens:
            if passage.said[start - 1] not in _SAID["before"]:
                break
            start -= 1
        end = heading.value
        while end < len(passage.said) and not passage.words[end].opens:
            if passage.said[end] not in _HOW_FAR:
                break
            end += 1
        left, right = Stretch(start, heading.start), Stretch(heading.value, end)
        mine = start != before or passage.words[start].opens
        if mine and start < heading.start and _decides(passage, left, right):
            before = -1
            done = _SAID["done"].intersection(passage.said[slice(*right)])
            yield Stretch(start, end) if done else left
        else:
            before = heading.value
            yield right


def _decides(passage: Passage, left: Stretch, right: Stretch) -> bool:
    """Whether *left* says how far it is, more than *right*: "punya NIB belum"."""
    decides = _SAID["decides"].intersection
    if decides(passage.said[slice(*left)]):
        return True
    return not decides(passage.said[slice(*right)])


def _joined(passage: Passage, headings: list[Heading]) -> bool:
    """Whether only a joining word stands between two headings."""
    if len(headings) == 1:
        return False
    first, second = headings
    between = passage.said[first.value : second.start]
    return _SAID["joining"].issuperset(between)


def _asks(passage: Passage, heading: Heading, end: int) -> bool:
    """Whether what is said of *heading* up to *end* asks rather than tells."""
    first, last = next(s for s in passage.segments if heading.start < s.end)
    behind = passage.text[passage.words[last - 1].end :].lstrip()[:1]
    start = max(first, heading.start - _NEAR)
    beside = passage.said[start : min(last, max(end, heading.value) + _NEAR)]
    return behind == "?" or not _SAID["asks"].isdisjoint(beside)


def _how_far(said: Collection[str]) -> str:
    """How far *said* says that something is, as an answer is written."""
    words = set(said)
    if words & _SAID["not_yet"]:
        return NOT_YET
    if words & _SAID["under_way"]:
        return UNDER_WAY
    if words & _SAID["done"] or (words & _SAID["there"] and not words & _SAID["had"]):
        return REGISTERED
    return THERE if words & _SAID["had"] else ""
