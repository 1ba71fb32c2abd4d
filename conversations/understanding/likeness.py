"""Finds the labelled messages that are most like a sentence: BM25 over their words."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import log, sqrt

from conversations.understanding.features import Read

_COMMON = 150
"""Messages that have a word, from which on it tells none of them apart."""
_MORE = 0.3
"""How much the next nearest count beside the nearest."""
_NEXT = 2


class Library:
    """Labelled messages, found by any of their words and pairs that are not common."""

    def __init__(self, messages: Sequence[tuple[int, str]]) -> None:
        texts = [terms(text.split()) for _, text in messages]
        found: dict[str, list[int]] = defaultdict(list)
        for at, text in enumerate(texts):
            for term in text:
                found[term].append(at)
        count = len(texts)
        self._intents = [intent for intent, _ in messages]
        self._rare = {
            term: log(1 + (count - len(at) + 0.5) / (len(at) + 0.5))
            for term, at in found.items()
        }
        self._unknown = log(1 + 2 * count)
        lengths = [self._length(text) for text in texts]
        self._found = {
            term: [(each, self._rare[term] / lengths[each]) for each in at]
            for term, at in found.items()
            if len(at) <= _COMMON
        }

    def nearest(self, row: Read) -> dict[int, float]:
        """How near the nearest messages of each intent are, where any is."""
        said = terms(row.plain)
        length = self._length(said)
        like: dict[int, float] = defaultdict(float)
        for term in said:
            if term in self._found:
                value = self._rare[term] / length
                for at, share in self._found[term]:
                    like[at] += value * share
        best: dict[int, list[float]] = defaultdict(list)
        intents = self._intents
        for at, value in like.items():
            best[intents[at]].append(value)
        return {intent: _top(values) for intent, values in best.items()}

    def _length(self, said: Sequence[str]) -> float:
        """How much is said in all; a word that nobody knows makes it longer."""
        rare, unknown, whole = self._rare, self._unknown, 0.0
        for term in said:
            value = rare.get(term, -1.0)
            if value < 0:
                value = 0.0 if " " in term else unknown
            whole += value * value
        return sqrt(whole) or 1


def terms(words: Sequence[str]) -> list[str]:
    """Words and pairs of them."""
    return list(dict.fromkeys([*words, *(f"{a} {b}" for a, b in pairwise(words))]))


def _top(values: list[float]) -> float:
    if len(values) == 1:
        return values[0]
    values.sort(reverse=True)
    return values[0] + _MORE * sum(values[1 : 1 + _NEXT])
