"""A text laid out so that answers can be found in it: its words, and where each stands.

What a question is called (`lists/called.toml`) leads to its answer, which goes on to
the next comma, the next name, or a word that no answer has in it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import NamedTuple

from conversations.language.counts import PEOPLE
from conversations.language.lists import listings
from conversations.language.normalise import MOST_READ, fold
from conversations.language.number_words import number_words
from conversations.language.slang import WORDS, words
from conversations.language.utterance import Utterance, look, once

_WORD = re.compile(r"\d{1,3}(?=org|orang)|[^\W_]+(?:['\u2019`][^\W_]+)*")
_BREAK = re.compile(r"[,;\n!?()\u2022|#~\"\u201c\u201d]|\s[-\u2013\u2014/]\s")
_COUNTED = re.compile(r"(?:(?<=\s)|^)(\d{1,2})[.)](?=\s)")
_POINTS = re.compile("[:=]")
_STOP = re.compile(r"\.(?:\s|$)")
_ABBREVIATIONS = words(
    "kec kab kel ds jl jln no hj h ir dr drs dra telp tlp hp wa bpk bp bu sdr st kp rt",
    "rw",
)
_HUNG_ON = ("nya", "ku", "na", "ne", "e")
_SOFTENING = words("teh mah tuh itu ini sih kan")
_JOINING = words("dan serta dengan sama jeng karo tapi tetapi and")
_DOUBTS = words("bukan atau or mungkin antara kecuali selain misalnya seperti kayak")
_CALLED = listings("called")
_BETWEEN = _CALLED["between"]["words"] | frozenset({"no"})
_ENDS = _CALLED["ends"]["words"]
_SLASHES = 2
"""So many stand in a date; more part a list."""
_SHORT = 7
"""Digits of the shortest phone, all but one."""
_NUMBERS = frozenset({"workers", "capacity", "phone", "nib"})
"""What is answered with numbers, so that one does not end it."""
_DIALLED = ("0", "62", "8")
MOST_WORDS = 120
"""So many words are looked at: more are a story."""


class Word(NamedTuple):
    """A word as `fold` has it, the stretch of text it is, and whether it *opens* one.

    Before what opens stands a comma, a stop or the end of a line.
    """

    said: str
    start: int
    end: int
    opens: bool


class Stretch(NamedTuple):
    """The words from *start* up to *end*."""

    start: int
    end: int


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


@dataclass(frozen=True)
class Heading:
    """The name of something, from *start*, and from *value* to *end* what follows it.

    *keys* are the questions that are called so. A *name* says what it names; without
    it, the words lead to much else as well.
    """

    keys: "Phrase"
    start: int
    value: int
    end: int
    name: bool


Phrase = tuple[str, ...]


class Names:
    """What questions are called, led to, and answered with, by first words."""

    def __init__(self, called: Mapping[str, Iterable[str]] | None = None) -> None:
        """The names of the list, and those by which questions are *called* here."""
        self._at: dict[str, list[tuple[Phrase, bool, str]]] = {}
        self._begins: dict[str, list[str]] = {}
        for key, phrases in (called or {}).items():
            self._add(key, map(fold, phrases), name=True)
        for kind in ("names", "leads"):
            for key, listed in _CALLED[kind].items():
                self._add(key, listed, name=kind == "names")
        for key, listed in _CALLED["begins"].items():
            for phrase in listed:
                self._begins.setdefault(phrase.split()[0], []).append(key)
        self.known = frozenset(
            word for rows in self._at.values() for row in rows for word in row[0]
        )

    def _add(self, key: str, phrases: Iterable[str], *, name: bool) -> None:
        for said in filter(None, map(str.split, phrases)):
            row = (tuple(said), name, key)
            rows = self._at.setdefault(said[0], [])
            if row not in rows:
                rows.append(row)

    def at(self, said: Phrase, place: int) -> tuple[int, bool, Phrase]:
        """The longest name at *place*: its length, whether it is one, and whose.

        Of two of one length the one that says what it names comes first.
        """
        found = [
            (len(phrase), name, key)
            for phrase, name, key in self._at.get(said[place], ())
            if said[place : place + len(phrase)] == phrase
        ]
        if not found:
            return 0, False, ()
        size, name = max(each[:2] for each in found)
        keys = dict.fromkeys(each[2] for each in found if each[:2] == (size, name))
        return size, name, tuple(keys)

    def begins(self, word: str) -> Phrase:
        """The questions whose answers may begin with *word*."""
        return tuple(self._begins.get(word, ()))


class Passage:
    """A text as words in order, with the *names* in it."""

    def __init__(self, said: Utterance, names: Names) -> None:
        self.text = _unnumbered(said.lines[:MOST_READ])
        self.names = names
        self.words = tuple(islice(_laid_out(self.text), MOST_WORDS))

    @look
    def said(self) -> tuple[str, ...]:
        """The words, without what is hung on a name: "kecamatannya" is *kecamatan*."""
        known = self.names.known
        return tuple([_stem(word.said, known) for word in self.words])

    @look
    def segments(self) -> tuple[Stretch, ...]:
        """What stands between commas, stops and ends of lines."""
        starts = [i for i, word in enumerate(self.words) if word.opens]
        ends = [*starts[1:], len(self.words)]
        return tuple(map(Stretch, starts, ends))

    @look
    def headings(self) -> tuple[Heading, ...]:
        """The names in it, each with what follows it."""
        return tuple(self._headings())

    @look
    def tells(self) -> bool:
        """Whether it may say more than one thing: short answers mostly do not."""
        if len(self.segments) > 1 or any(map(str.isdecimal, self.text)):
            return True
        return any(each.value > each.start for each in self.headings)

    def of(self, key: str) -> list[Heading]:
        """The headings of the question *key*."""
        return [each for each in self.headings if key in each.keys]

    def written(self, start: int, end: int) -> str:
        """The words from *start* up to *end* as they were typed."""
        if start >= end:
            return ""
        return self.text[self.words[start].start : self.words[end - 1].end]

    def doubted(self, start: int, end: int) -> bool:
        """Whether the words from *start* up to *end* are denied, or one of several."""
        first = start
        while first > max(0, start - 2) and not self.words[first].opens:
            first -= 1
        after = [end] if end < len(self.words) and not self.words[end].opens else []
        beside = (*self.said[first:start], *[self.said[at] for at in after])
        return not _DOUBTS.isdisjoint(beside)

    def around(self, place: int, of_it: Callable[[str], bool]) -> Stretch:
        """The word at *place* and those beside it that are *of_it*, up to any comma."""
        start, end = place, place + 1
        while start and not self.words[start].opens and of_it(self.said[start - 1]):
            start -= 1
        last = self.segment(place).end
        while end < last and of_it(self.said[end]):
            end += 1
        return Stretch(start, end)

    def segment(self, place: int) -> Stretch:
        """What stands between commas around *place*."""
        return next(each for each in self.segments if place < each.end)

    def before(self, place: int) -> str:
        """The word before *place*, up to any comma."""
        return "" if self.words[place].opens else self.said[place - 1]

    @look
    def counted(self) -> frozenset[int]:
        """Where a phone, or a number of people, begins."""
        pairs = zip_longest(self.said, self.said[1:], fillvalue="")
        return frozenset([at for at, pair in enumerate(pairs) if _counts(*pair)])

    def places(self, start: int, end: int) -> Stretch:
        """The words that the letters from *start* up to *end* are."""
        inside = [i for i, w in enumerate(self.words) if start <= w.start < end]
        return Stretch(inside[0], inside[-1] + 1) if inside else Stretch(0, 0)

    @look
    def ended(self) -> frozenset[int]:
        """Where no answer goes on: at a word that ends one, or a name."""
        starts = {each.start for each in self.headings if each.value > each.start}
        words = enumerate(self.said)
        return frozenset(starts | {at for at, word in words if word in _ENDS})

    def _headings(self) -> Iterator[Heading]:
        said, place = self.said, 0
        found: list[tuple[int, int, bool, Phrase]] = []
        while place < len(said):
            size, name, keys = self.names.at(said, place)
            after = place + size
            if any(word.opens for word in self.words[place + 1 : after]):
                size = 0
            if size:
                while self._joins(after, name=name):
                    after += 1
                found.append((place, after, name, keys))
            place = after if size else place + 1
        starts = [row[0] for row in found]
        for place, word in enumerate(self.words):
            if begun := self.names.begins(word.said):
                end = self._end(place + 1, starts)
                yield Heading(begun, place, place, end, name=False)
        for start, value, name, keys in found:
            named = name or self._pointed(start, value)
            numbers = not _NUMBERS.isdisjoint(keys)
            end = self._end(value, starts, numbers=numbers)
            yield Heading(keys, start, value, end, named)

    def _pointed(self, start: int, value: int) -> bool:
        """Whether a colon stands behind what leads to an answer: "Usaha: batik"."""
        after = self.words[value].start if value < len(self.words) else len(self.text)
        return bool(_POINTS.search(self.text[self.words[start].start : after]))

    def _joins(self, place: int, *, name: bool) -> bool:
        """Whether the word at *place* only joins a name, or a lead, to its answer."""
        if place >= len(self.words) or self.words[place].opens:
            return False
        joining = _BETWEEN if name else _SOFTENING
        return not joining.isdisjoint((self.said[place], self.words[place].said))

    def _end(self, value: int, starts: Sequence[int], *, numbers: bool = False) -> int:
        """Where the answer that begins at *value* ends."""
        end = value
        while end < len(self.words):
            here = self.words[end]
            if here.opens or end in starts or self.said[end] in _ENDS:
                break
            if end > value and not numbers and end in self.counted:
                break
            end += 1
        while end > value and self.said[end - 1] in _JOINING:
            end -= 1
        return end


def _counts(word: str, after: str) -> bool:
    """Whether *word*, before *after*, begins a phone, or counts people."""
    if not word.isdecimal():
        return after in PEOPLE and bool(number_words(word))
    dialled = word.startswith(_DIALLED) and (len(word) > _SHORT or after.isdecimal())
    return dialled or after in PEOPLE


@once
def passage(said: Utterance, names: Names) -> Passage:
    """*said*, laid out once."""
    return Passage(said, names)


def _unnumbered(text: str) -> str:
    """*text* with commas for numbers that only count: "1. Siti 2. batik 3. Anyar"."""
    if text.count("/") > _SLASHES:  # "Siti/Anyar/batik/10"
        text = text.replace("/", ";")
    counted = [found[1] for found in _COUNTED.finditer(text)]
    if len(counted) > 1 and counted[:2] == ["1", "2"]:
        return _COUNTED.sub(lambda found: ";".ljust(len(found[0])), text)
    return text


def _laid_out(text: str) -> Iterator[Word]:
    """The words of *text*; one opens a stretch where a break stands before it."""
    last = 0
    before = ""
    for found in _WORD.finditer(text):
        gap = text[last : found.start()]
        opens = not last or bool(_BREAK.search(gap))
        if not opens and _STOP.search(gap):
            opens = before not in _ABBREVIATIONS
        before = found[0].casefold()
        said = WORDS.get(before, before) if before.isascii() else fold(before)
        yield Word(said, found.start(), found.end(), opens)
        last = found.end()


def _stem(word: str, known: frozenset[str]) -> str:
    """*word* without what is hung on it, where that makes a name of it."""
    if word in known:
        return word
    for end in _HUNG_ON:
        if word.endswith(end):
            bare = word.removesuffix(end)
            bare = WORDS.get(bare, bare)
            if bare in known:
                return bare
    return word
