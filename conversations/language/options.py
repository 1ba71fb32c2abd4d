"""What can be chosen, and all that each choice is called: looked through once.

Names are found by their words, so that a text that names none is hardly looked at.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from rapidfuzz import fuzz, process

from conversations.language.normalise import fold
from conversations.language.slang import words

DENIALS = words(
    "tidak bukan belum jangan tanpa selain kecuali kurang",
)
ASKING = words(
    "apa bagaimana kenapa berapa kapan mana siapa beda bedanya",
)
_WEIGHTLESS = ASKING | words("sudah sedang lagi masih akan")
_BRACKETS = re.compile(r"\(([^)]*)\)")
_NEAR = 60
"""How alike two spellings are, of 100, at least, to be compared at all."""


@dataclass(frozen=True)
class Labelled:
    """An option as the person sees it, and the other names it goes by."""

    value: str
    label: str
    aliases: tuple[str, ...] = ()


class Choices:
    """Options that can be chosen, with all that each is called, made once.

    Names are found by their words, so that what names none of them is hardly looked at.
    """

    def __init__(self, options: Iterable[Labelled]) -> None:
        self.options = tuple(options)
        self.read = tuple(map(_read_names, self.options))
        """What the label of each calls it: what a person sees."""
        aliases = [_folded(*option.aliases) for option in self.options]
        self.called = tuple(a | b for a, b in zip(self.read, aliases, strict=True))
        """All that each is called."""
        self.labels = tuple(fold(option.label) for option in self.options)
        self.words = tuple(frozenset(_words(names)) for names in self.called)
        self.named = _places((n, i) for i, each in enumerate(self.called) for n in each)
        """The places of the options that go by a name."""
        self.known = frozenset(word for each in self.words for word in each)
        self._whole = _index(self.called, first=True)
        self._parts = _index(self.read, first=False)
        self._spelled = tuple(
            (name, i) for i, each in enumerate(self.called) for name in sorted(each)
        )
        self._spellings = tuple(name for name, _ in self._spelled)

    @classmethod
    def of(cls, options: "Options") -> "Choices":
        """*options*, looked through."""
        return options if isinstance(options, Choices) else cls(options)

    def __len__(self) -> int:
        return len(self.options)

    def within(self, bare: str) -> dict[int, list[str]]:
        """The options with a name in *bare*, and which."""
        words = bare.split()
        denied, found = DENIALS.intersection(words), dict[int, list[str]]()
        for word in dict.fromkeys(words):
            for name, denies, i in self._whole.get(word, ()):
                if denies == denied and is_within(name, bare):
                    found.setdefault(i, []).append(name)
        return dict(sorted(found.items()))

    def part(self, bare: str) -> list[int]:
        """The options of whose label *bare* is a part."""
        words = set(bare.split())
        if not words or not any(map(_heavy, words)):
            return []
        denied = DENIALS & words
        found = {
            i
            for name, denies, i in self._parts.get(next(iter(words)), ())
            if denies == denied and words <= set(name.split())
        }
        return sorted(found)

    def near(self, bare: str) -> list[tuple[float, int, str]]:
        """The options that are spelled like *bare*, the nearest first."""
        denied = DENIALS.intersection(bare.split())
        best: dict[int, tuple[float, str]] = {}
        for name, score, at in process.extract(
            bare, self._spellings, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None
        ):
            i = self._spelled[at][1]
            best[i] = max(best.get(i, (0.0, "")), (score, name))
        fitting = [
            (score, i, name)
            for i, (score, name) in sorted(best.items())
            if DENIALS.intersection(name.split()) == denied
        ]
        return sorted(fitting, key=lambda row: -row[0])


Options: TypeAlias = Choices | Sequence[Labelled]


def _words(names: Iterable[str]) -> Iterator[str]:
    return (word for name in names for word in name.split())


def _places(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for name, place in pairs:
        found.setdefault(name, []).append(place)
    return found


_Named: TypeAlias = tuple[str, frozenset[str], int]


def _index(called: Sequence[frozenset[str]], *, first: bool) -> dict[str, list[_Named]]:
    """Names, what they deny and whose they are, by their *first* word or by each."""
    found: dict[str, list[_Named]] = {}
    for i, names in enumerate(called):
        for name in names:
            words = name.split()
            row = (name, DENIALS.intersection(words), i)
            for word in words[:1] if first else dict.fromkeys(words):
                found.setdefault(word, []).append(row)
    return found


def _heavy(word: str) -> bool:
    """Whether *word* can point to an option by itself."""
    return word.isdecimal() or (len(word) >= len("sni") and word not in _WEIGHTLESS)


def is_within(part: str, whole: str) -> bool:
    """Whether the words of *part* stand in *whole*."""
    return f" {part} " in f" {whole} "


def _read_names(option: Labelled) -> frozenset[str]:
    """What its label calls *option*, with and without what stands in brackets."""
    within = _BRACKETS.findall(option.label)
    return _folded(option.label, *within, _BRACKETS.sub(" ", option.label))


def _folded(*labels: str) -> frozenset[str]:
    """*labels* as they are compared, and each side of a stroke: "toko/galeri"."""
    sides = [side for label in labels if "/" in label for side in label.split("/")]
    return frozenset(name for label in (*labels, *sides) if (name := fold(label)))
