"""Whether there is a paper, where that is said among other words: "NIB sudah ada"."""

from collections.abc import Collection, Iterator

from conversations.language.lists import listed
from conversations.language.numbers_in_passing import FEWEST
from conversations.language.passages import Clue, Heading, Passage, Stretch

NOT_YET, UNDER_WAY = "belum", "sedang diproses"
REGISTERED, THERE = "sudah bersertifikat", "sudah"
THERE_OR_NOT = {
    NOT_YET: NOT_YET,
    UNDER_WAY: NOT_YET,
    REGISTERED: THERE,
    THERE: THERE,
}
"""How far something is, where only a yes or a no is asked."""
_SAID = listed("in_passing")
_HOW_FAR = _SAID["how_far"] | _SAID["paperwork"] | _SAID["done"]
_SUPPOSES = frozenset({"kalau"})
_AGREED = {("ya",), ("iya",), ("ya", "pak"), ("ya", "bu")}
_NEAR = 3
"""So many words beside the name of a paper are about it."""


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
        if key not in heading.keys or _asks(passage, heading, *said[place]):
            continue
        if start == end and _joined(passage, headings[place : place + 2]):
            start, end = said[place + 1]  # "NIB dan merek belum"
        elif (
            start == end and place and _joined(passage, headings[place - 1 : place + 1])
        ):
            before = said[place - 1]  # "belum punya NIB dan merek"
            if before.end <= headings[place - 1].start:
                start, end = before
        number = "".join(passage.said[heading.value : heading.value + 1])
        numbered = number.isdecimal() and len(number) > FEWEST
        agreed = passage.said[heading.value : passage.segment(heading.start).end]
        there = numbered or agreed in _AGREED
        answer = THERE if there else _how_far(passage.said[start:end])
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


def _asks(passage: Passage, heading: Heading, begin: int, end: int) -> bool:
    """Whether what is said of *heading*, from *begin* to *end*, asks, not tells.

    Whoever says that there is none yet goes on: "belum punya NIB, bagaimana?"
    """
    first, last = passage.segment(heading.start)
    behind = passage.text[passage.words[last - 1].end :].lstrip()[:1]
    start = max(first, heading.start - _NEAR)
    beside = passage.said[start : min(last, max(end, heading.value) + _NEAR)]
    asks = _SAID["asks"].intersection(beside)
    if not _SAID["not_yet"].isdisjoint(passage.said[begin:end]):
        asks -= _SAID["goes_on"]
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
