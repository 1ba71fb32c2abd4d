"""What the cases of an office are called: opened, in memory, and found there.

Names are sealed at rest, and no index of them is stored (decision 0016). A word that is
looked for may be the beginning of one, or have a slip in it; several must all be there.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from conversations.language import fold

_SLIPS = ((8, 2), (4, 1))
"""Of so many letters so many may be wrong; of fewer, none."""
_SHORTEST = 3
"""Letters of a word that was written in one with another."""
_ALIKE = 20
"""So many words are taken for the one that was meant."""


class Names:
    """The words by which cases are known, and the cases of each word.

    A case that is called otherwise gets a new place; its old one is
    left, and leads nowhere.
    """

    def __init__(self) -> None:
        self._cases: list[str] = []
        self._place: dict[str, int] = {}
        self._left: set[int] = set()
        self._whole: dict[str, array[int]] = {}
        self._at: dict[str, array[int]] = {}
        self._sorted: list[str] = []

    def __len__(self) -> int:
        return len(self._place)

    def take(self, called: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Cases, each by its id, go by these names now."""
        known = len(self._at)
        for case, names in called:
            self._take(case, [fold(name) for name in names if name])
        if len(self._at) > known:
            self._sorted = sorted(self._at)

    def _take(self, case: str, names: Sequence[str]) -> None:
        if (old := self._place.get(case)) is not None:
            self._left.add(old)
        place = self._place[case] = len(self._cases)
        self._cases.append(case)
        for word in {word for name in names for word in name.split()}:
            self._at.setdefault(word, array("L")).append(place)
        for whole in {name.replace(" ", "") for name in names}:
            self._whole.setdefault(whole, array("L")).append(place)

    def find(self, said: Sequence[str]) -> list[str]:
        """The cases that *said* names, the newest first.

        One that is called just so is meant, and not those that are called longer;
        where there is none at all, those that are called nearly so.
        """
        for places in self._found(said):
            if places := places - self._left:
                return [self._cases[at] for at in sorted(places, reverse=True)]
        return []

    def _found(self, said: Sequence[str]) -> Iterator[set[int]]:
        """Where they are, the surest first."""
        if len(said) > 1:
            yield set(self._whole.get("".join(said), ()))
        yield self._all(said, self._begun)
        yield set(self._whole.get("".join(said), ()))
        for otherwise in self._spaced(said):
            yield self._all(otherwise, self._begun)
        yield self._all(said, self._alike)

    def _all(
        self, said: Sequence[str], words_of: Callable[[str], Sequence[str]]
    ) -> set[int]:
        """Where a word of each that is *said* stands."""
        each = [words_of(word) for word in said]
        if not each or not all(each):
            return set()
        each.sort(key=lambda words: sum(len(self._at[word]) for word in words))
        first, *others = each
        found = self._of(first)
        for words in others:
            found &= self._of(words)
        return found

    def _of(self, words: Iterable[str]) -> set[int]:
        return set[int]().union(*(self._at[word] for word in words))

    def _begun(self, word: str) -> Sequence[str]:
        """The words that begin with *word*."""
        first = bisect_left(self._sorted, word)
        last = bisect_left(self._sorted, f"{word}\U0010ffff", first)
        return self._sorted[first:last]

    def _alike(self, word: str) -> Sequence[str]:
        """The words that are written nearly so, or begin so."""
        slips = next((slips for long, slips in _SLIPS if len(word) >= long), 0)
        near = process.extract(
            word, self._sorted, scorer=OSA.distance, score_cutoff=slips, limit=_ALIKE
        )
        return list({*self._begun(word), *(found for found, _, _ in near)})

    def _spaced(self, said: Sequence[str]) -> Iterator[Sequence[str]]:
        """The same with two words in one, or one in two: "srijaya", "sri jaya"."""
        for at in range(len(said) - 1):
            yield [*said[:at], said[at] + said[at + 1], *said[at + 2 :]]
        for at, word in enumerate(said):
            for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
                if word[:cut] in self._at and word[cut:] in self._at:
                    yield [*said[:at], word[:cut], word[cut:], *said[at + 1 :]]
