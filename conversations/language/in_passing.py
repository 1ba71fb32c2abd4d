"""Where in a passage an answer may stand: its words, to be read like any answer.

Each function knows how one kind of answer is said among other words. Whether it is one,
and what it comes to, the question that asks for it says.
"""

import re
from collections.abc import Collection, Iterator

from conversations.language.lists import (
    EVERYDAY,
    PEOPLE_TOO,
    THINGS,
    TRADES,
    VILLAGES,
    listed,
)
from conversations.language.normalise import fold
from conversations.language.options import Choices
from conversations.language.passages import Clue, Heading, Passage, Stretch
from conversations.language.people import (
    called,
    everyday,
    names_somebody,
    spoken,
    surely_a_person,
    written_large,
)
from conversations.language.places import Gazetteer
from conversations.language.slang import COURTEOUS
from conversations.language.text_kinds import OVER_A_DOOR, Shape
from conversations.language.utterance import Said, Utterance

_PAK = re.compile(r"(?i)^pa (?=\w)")
_LONGEST = 3
"""Words of a place's name, and digits of a number of people."""
_SAID = listed("in_passing")
_FOR_AN_OFFICE = {("kami",), ("kami", "dari"), ("saya", "dari")}
_WITHIN = frozenset({"kecamatan", "kelurahan", "desa", "kabupaten"})
"""What an office is named by, and an address as well."""
VAGUE = _SAID["vague"]
"""Words that name a choice only where nothing else is asked."""
_FULL = 2
"""Words of the name of a person that needs no other word before it."""
_CALLS = frozenset({"ibu", "bapak", "pak", "bu"})
_NO_NAME = (TRADES | THINGS | VILLAGES) - PEOPLE_TOO
_OF_THINGS = THINGS | EVERYDAY["describes"] | _SAID["joining"] | _SAID["of_things"]
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
        yield from _made(passage)
        yield from _traded(passage)
    if shape == "person":
        yield from _first(passage, others)
    for heading in passage.of(key):
        start, end = heading.start, heading.end
        if shape == "person":
            if _of_kin(passage, start) or _of_somebody(passage, heading):
                continue
            end = _person(passage, heading.value, end, others)
        text = _PAK.sub("Pak ", passage.written(heading.value, end))
        if not text or (len(heading.keys) > 1 and not likely(text, shape)):
            continue
        if shape == "business" and _names_an_owner(passage, heading, others):
            continue
        if passage.said[heading.value] in _SAID["leads_on"]:
            continue
        if not heading.name:
            large, door = written_large(text), shape in OVER_A_DOOR
            # Whether "Batik Melati Anyar" is called so, or is in Anyar, is to be asked.
            with_place = any(fold(word) in others for word in text.split()[1:])
            alone = (start, end) in passage.segments and len(passage.segments) > _FULL
            alone = alone and start == heading.value and names_somebody(text)
            plain = (large or alone) and not with_place
            sure, hint = not door or plain, door and large
            yield Clue(start, end, text, sure=sure, hint=hint)
            continue
        yield Clue(start, end, text, named=True)
        if len(heading.keys) == 1:
            yield Clue(start, end, f"{_DECLARED[shape]} {text}", named=True)


def _of_kin(passage: Passage, place: int) -> bool:
    """Whether the name at *place* is said of somebody's kin: "suami namanya Ahmad"."""
    return passage.before(place) in _SAID["kin"]


def _of_somebody(passage: Passage, heading: Heading) -> bool:
    """Whether whoever owns it is named before: "Siti Contoh pemilik Dapur Contoh"."""
    if "business_name" not in heading.keys or not heading.name:
        return False
    end = start = heading.start
    while start and called(passage.words[start - 1].said):
        start -= 1
        if passage.words[start].opens:
            break
    return start < end and passage.before(start) not in _NO_NAME


def _names_an_owner(
    passage: Passage, heading: Heading, others: Collection[str]
) -> bool:
    """Whether a person comes first: "pemilik Siti Contoh mebel Kopo"."""
    start, end = heading.value, heading.end
    if "owner_name" not in heading.keys or start == end:
        return False
    end = _person(passage, start, end, others)
    return end - start >= _FULL and surely_a_person(passage.written(start, end))


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


def _made(passage: Passage) -> Iterator[Clue]:
    """Things that stand where it is said what somebody makes: "jualan opak di ..."."""
    said, place = passage.said, 0
    while place < len(said):
        end = place
        while end < len(said) and said[end] in (
            THINGS if passage.words[end].opens or end == place else _OF_THINGS
        ):
            end += 1
        while end > place and said[end - 1] in _SAID["joining"]:
            end -= 1
        if end > place:
            text, before = passage.written(place, end), passage.before(place)
            told = not before or before in _SAID["makes"] | _SAID["trading"]
            plain = " " not in text or not written_large(text)
            whole = (
                end == len(said)
                or passage.words[end].opens
                or end in passage.ended
                or end in passage.counted
            )
            kind = _SAID["kinds"].issuperset(said[place:end])
            if told and whole and plain and not kind:
                yield Clue(place, end, text)
        place = max(end, place + 1)


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
    spots = list(_spots(passage, gazetteer))
    lives = _SAID["home"] if len(spots) > 1 else frozenset()
    for heading in passage.of(key):
        if heading.end > heading.value:
            text = passage.written(heading.value, heading.end)
            if passage.said[heading.start] == key:  # "kecamatan Bandung"
                text = f"{key} {text}"
            where = heading.start if heading.name else heading.value
            elsewhere = _SAID["met"] if heading.name else lives
            sure = heading.name or not _not_the_business(passage, heading.value)
            sure = sure and not _beside(passage, where, elsewhere)
            yield Clue(heading.start, heading.end, text, heading.name, sure)
    for heading in passage.of(VILLAGE):  # "desa Harjatani Kramatwatu"
        text = passage.written(heading.start, heading.end)
        yield Clue(heading.start, heading.end, text, named=True)
    for place, end in spots:
        before = passage.before(place)
        if before == "batik" or before not in _SAID["no_places"]:
            told = before in _SAID["in_places"] and not _not_the_business(
                passage, place
            )
            sure = told or _placed(passage, place, end)
            sure = sure and not _beside(passage, place, lives | _SAID["met"])
            text = passage.written(place, end)
            yield Clue(place, end, gazetteer.spelt(text), sure=sure)


def _spots(passage: Passage, gazetteer: Gazetteer) -> Iterator[Stretch]:
    """Where the name of any place stands."""
    place = 0
    while place < len(passage.said):
        size = _place(passage, gazetteer, place)
        if size:
            yield Stretch(place, place + size)
        place += size or 1


def _beside(passage: Passage, place: int, among: Collection[str]) -> bool:
    """Whether one of the words before *place*, up to any comma, is *among* those."""
    start = max(passage.segment(place).start, place - _NEAR)
    return any(_bare(word) in among for word in passage.said[start:place])


def _bare(word: str) -> str:
    return word.removesuffix("nya")


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
    word = passage.words[place].said
    return int(gazetteer.spelt(word) != word and not everyday(word))


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
            yield Clue(place, place + 1, "kantor", named=True)
    for start, *_ in office_names(passage):
        if passage.said[start + 1] in _WITHIN:
            yield Clue(start, start + 1, "kantor", named=True)


def office_names(passage: Passage) -> Iterator[Clue]:
    """What an office is called that is named large: "kami UPT Contoh", "Kantor ..."."""
    for place, word in enumerate(passage.said):
        before, last = passage.before(place), passage.segment(place).end
        ours = not before or before in _SAID["for_an_office"]
        if word not in _SAID["offices"] | {"kantor"} or not ours:
            continue
        end = place + 1
        while end < last and passage.written(end, end + 1)[0].isupper():
            if end in passage.ended and passage.said[end] not in _WITHIN:
                break
            end += 1
        if end > place + 1:
            yield Clue(place, end, passage.written(place, end), named=True)


def _row(passage: Passage, among: Choices, place: int) -> int:
    """Where the words from *place* on end that name choices, or join such words."""
    said, end = passage.said, place
    if said[place] in among.known:
        known = among.known | _SAID["joining"]
        end = passage.around(place, known.__contains__).end
    while end > place and said[end - 1] in _SAID["joining"] | _SAID["empty"]:
        end -= 1
    return end
