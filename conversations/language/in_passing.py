"""Where in a passage an answer may stand: its words, to be read like any answer.

Each function knows how one kind of answer is said among other words. Whether it is one,
and what it comes to, the question that asks for it says.
"""

import re
from collections.abc import Collection, Iterator

from conversations.language.lists import PEOPLE_TOO, THINGS, TRADES, VILLAGES, listed
from conversations.language.normalise import fold
from conversations.language.numbers_in_passing import FEWEST
from conversations.language.options import Choices
from conversations.language.passages import Clue, Heading, Passage, Stretch
from conversations.language.people import (
    called,
    everyday,
    spoken,
    surely_a_person,
    written_large,
)
from conversations.language.places import Gazetteer
from conversations.language.slang import COURTEOUS
from conversations.language.text_kinds import OVER_A_DOOR, Shape
from conversations.language.utterance import Said, Utterance

NOT_YET, UNDER_WAY = "belum", "sedang diproses"
REGISTERED, THERE = "sudah bersertifikat", "sudah"
THERE_OR_NOT = {
    NOT_YET: NOT_YET,
    UNDER_WAY: NOT_YET,
    REGISTERED: THERE,
    THERE: THERE,
}
"""How far something is, where only a yes or a no is asked."""
_PAK = re.compile(r"(?i)^pa (?=\w)")
_LONGEST = 3
"""Words of a place's name, and digits of a number of people."""
_SAID = listed("in_passing")
_HOW_FAR = _SAID["how_far"] | _SAID["paperwork"] | _SAID["done"]
_FOR_AN_OFFICE = {("kami",), ("kami", "dari"), ("saya", "dari")}
VAGUE = _SAID["vague"]
"""Words that name a choice only where nothing else is asked."""
_SUPPOSES = frozenset({"kalau"})
_FULL = 2
"""Words of the name of a person that needs no other word before it."""
_CALLS = frozenset({"ibu", "bapak", "pak", "bu"})
_NO_NAME = (TRADES | THINGS | VILLAGES) - PEOPLE_TOO
_NEAR = 3
"""So many words beside a name are about it."""
VILLAGE = "village"
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


def introduced(
    passage: Passage, key: str, shape: Shape, others: Collection[str] = ()
) -> Iterator[Clue]:
    """What is said to be called so: "nama saya Siti", "usaha Batik Contoh".

    What only leads to it and is written small may be said of anything.
    """
    if shape == "product":
        yield from _traded(passage)
    if shape == "person":
        yield from _first(passage, others)
    for heading in passage.of(key):
        start, end = heading.start, heading.end
        if shape == "person":
            if _of_kin(passage, start):
                continue
            end = _person(passage, heading.value, end, others)
        text = _PAK.sub("Pak ", passage.written(heading.value, end))
        if not text or (len(heading.keys) > 1 and not likely(text, shape)):
            continue
        if passage.said[heading.value] in _SAID["leads_on"]:
            continue
        if not heading.name:
            large, door = written_large(text), shape in OVER_A_DOOR
            # Whether "Batik Melati Anyar" is called so, or is in Anyar, is to be asked.
            with_place = any(fold(word) in others for word in text.split()[1:])
            sure, hint = not door or (large and not with_place), door and large
            yield Clue(start, end, text, sure=sure, hint=hint)
            continue
        yield Clue(start, end, text, named=True)
        if len(heading.keys) == 1:
            yield Clue(start, end, f"{_DECLARED[shape]} {text}", named=True)


def _of_kin(passage: Passage, place: int) -> bool:
    """Whether the name at *place* is said of somebody's kin: "suami namanya Ahmad"."""
    return passage.before(place) in _SAID["kin"]


def _person(passage: Passage, start: int, end: int, others: Collection[str]) -> int:
    """Where the name of a person ends: before a trade, a thing, or a place."""
    for place in range(start + 1, end):
        word, before = passage.words[place].said, passage.words[place - 1].said
        other = not called(word) and (everyday(word) or word.isdecimal())
        other = other or word in _CALLS | _NO_NAME or word in others
        if passage.names.begins(word) or (other and called(before)):
            return place
    return end


def _first(passage: Passage, others: Collection[str]) -> Iterator[Clue]:
    """Who is named first and at once said to make something: "siti aminah batik"."""
    for start, last in passage.segments:
        end = start
        while end < last and called(word := passage.words[end].said):
            if word in others:
                break
            end += 1
        named = passage.written(start, end)
        if _FULL <= end - start <= _LONGEST and end < last and surely_a_person(named):
            word = passage.said[end]
            makes = (
                word in others
                or word in _NO_NAME | _SAID["makes"]
                or passage.names.begins(word)
            )
            if makes or end in passage.counted:
                yield Clue(start, end, named)


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


# --- places and choices ---------------------------------------------------------------


def places_in(passage: Passage, gazetteer: Gazetteer, key: str) -> Iterator[Clue]:
    """Each name of a place where one is told: behind *di*, or alone."""
    for heading in passage.of(key):
        if heading.end > heading.value:
            text = passage.written(heading.value, heading.end)
            if passage.said[heading.start] == key:  # "kecamatan Bandung"
                text = f"{key} {text}"
            sure = heading.name or not _not_the_business(passage, heading.value)
            yield Clue(heading.start, heading.end, text, heading.name, sure)
    for heading in passage.of(VILLAGE):  # "desa Harjatani Kramatwatu"
        text = passage.written(heading.start, heading.end)
        yield Clue(heading.start, heading.end, text, named=True)
    said, place = passage.said, 0
    while place < len(said):
        size = _place(passage, gazetteer, place)
        end = place + size
        before = passage.before(place)
        if size and (before == "batik" or before not in _SAID["no_places"]):
            told = before in _SAID["in_places"] and not _not_the_business(
                passage, place
            )
            sure = told or _placed(passage, place, end)
            yield Clue(place, end, passage.written(place, end), sure=sure)
        place += size or 1


def _not_the_business(passage: Passage, place: int) -> bool:
    """Whether the place is where they sell, or live: "jualannya di Ciruas"."""
    start, _ = passage.segment(place)
    beside = passage.said[max(start, place - 2) : place]
    return not _SAID["not_there"].isdisjoint(beside)


def _placed(passage: Passage, start: int, end: int) -> bool:
    """Whether a name from *start* to *end* stands alone, or ends an address."""
    first, last = passage.segment(start)
    behind = "".join(passage.said[end : min(end + 1, last)])
    address = not _SAID["of_an_address"].isdisjoint(passage.said[first:start])
    if start == first or address or _follows(passage, start, end):
        goes_on = behind in _NO_NAME | COURTEOUS | _SAID["behind_places"]
        return not behind or goes_on or end in passage.counted
    return False


def _follows(passage: Passage, start: int, end: int) -> bool:
    """Whether a place from *start* on follows a name, a thing or a phone.

    Written large, or behind *batik*, it may be a part of what a shop is called.
    """
    before = passage.words[start - 1].said
    large = passage.written(start - 1, end).istitle()
    if large or before == "batik":
        return False
    return called(before) or before in _NO_NAME or before.isdecimal()


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
        end = passage.around(place, known.__contains__).end
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
        numbered = number.isdecimal() and len(number) > FEWEST
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
    first, last = passage.segment(heading.start)
    behind = passage.text[passage.words[last - 1].end :].lstrip()[:1]
    start = max(first, heading.start - _NEAR)
    beside = passage.said[start : min(last, max(end, heading.value) + _NEAR)]
    asks = _SAID["asks"].intersection(beside)
    if asks == _SUPPOSES:  # "kalau merek belum" only tells one from the other
        asks = _SAID["asks"].intersection(passage.said) - _SUPPOSES
    return behind == "?" or bool(asks)


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
