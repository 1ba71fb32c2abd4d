"""What the cases of an office are called: opened, in memory, and found there.

Names are sealed at rest, and no index of them is stored (decision 0016). A word that is
looked for may be the beginning of one, or have a slip in it; several must all be there.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from conversations.language import fold

_SLIPS = ((8, 2), (4, 1))
"""Of so many letters so many may be wrong; of fewer, none."""
_SHORTEST = 3
"""Letters of a word that was written in one with another."""
_PARTS = 3
"""So many words may have been written in one."""
_ALIKE = 20
"""So many words are taken for the one that was meant."""


class Names:
    """The words by which cases are known, and the numbers of the cases of each word."""

    def __init__(self) -> None:
        self._called: dict[int, str] = {}
        self._at: dict[str, array[int]] = {}
        self._sorted: list[str] = []

    def __len__(self) -> int:
        return len(self._called)

    def take(self, called: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Cases, each by its number, go by these names now, and by no others."""
        renamed, new = False, list[str]()
        folded = cache(fold)  # of a place many times, and forgotten at the end
        for number, names in called:
            said = "\n".join(folded(name) for name in names if name)
            before = self._called.get(number)
            if before == said:
                continue
            if before is not None:
                self._leave(number, before)
                renamed = True
            self._called[number] = said
            for word in {*said.split()}:
                if word not in self._at:
                    self._at[word] = array("I")
                    new.append(word)
                self._at[word].append(number)
        self._sorted = sorted(self._at if renamed else [*self._sorted, *new])

    def keep(self, numbers: Collection[int]) -> None:
        """Of cases that are not among these nothing is known any more."""
        for number in self._called.keys() - numbers:
            self._leave(number, self._called.pop(number))
        self._sorted = sorted(self._at)

    def _leave(self, number: int, said: str) -> None:
        """These are not its names; a word that was of no other case goes as well."""
        for word in {*said.split()}:
            self._at[word].remove(number)
            if not self._at[word]:
                del self._at[word]

    def find(self, said: Sequence[str], most: int | None = None) -> set[int]:
        """The cases that *said* names; of more than *most* the newest.

        One that is called just so is meant, and not those that are called longer;
        where there is none at all, those that are called nearly so.
        """
        found = next(filter(None, self._found(said, most)), set())
        return found if most is None else {*_newest(found)[:most]}

    def _found(self, said: Sequence[str], most: int | None) -> Iterator[set[int]]:
        """The cases that it may be, the surest first."""
        begun = self._all(said, self._begun)
        if len(said) > 1:
            whole = f"\n{' '.join(said)}\n"
            so = (at for at in _newest(begun) if whole in f"\n{self._called[at]}\n")
            yield {*islice(so, most)}
        yield begun
        for otherwise in self._spaced(said):
            yield self._all(otherwise, self._begun)
        yield self._all(said, self._alike)

    def _all(
        self, said: Sequence[str], words_of: Callable[[str], Sequence[str]]
    ) -> set[int]:
        """The cases that have a word of each that is *said*."""
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
        if word.isdecimal():  # another number is another telephone
            return self._begun(word)
        slips = next((slips for long, slips in _SLIPS if len(word) >= long), 0)
        near = process.extract(
            word, self._sorted, scorer=OSA.distance, score_cutoff=slips, limit=_ALIKE
        )
        return list({*self._begun(word), *(found for found, _, _ in near)})

    def _spaced(self, said: Sequence[str]) -> Iterator[Sequence[str]]:
        """The same with two words in one, or one in several: "srijaya", "sri jaya"."""
        for at in range(len(said) - 1):
            yield [*said[:at], said[at] + said[at + 1], *said[at + 2 :]]
        if said:
            yield ["".join(said)]
        for at, word in enumerate(said):
            for parts in self._parts(word):
                yield [*said[:at], *parts, *said[at + 1 :]]

    def _parts(self, word: str, most: int = _PARTS) -> Iterator[Sequence[str]]:
        """The words that *word* is written together of."""
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            first, rest = word[:cut], word[cut:]
            if first in self._at:
                if rest in self._at:
                    yield first, rest
                elif most > 2:  # noqa: PLR2004 -- two are left
                    yield from ((first, *more) for more in self._parts(rest, most - 1))


def _newest(numbers: set[int]) -> list[int]:
    return sorted(numbers, reverse=True)
