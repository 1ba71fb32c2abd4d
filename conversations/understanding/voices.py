"""Three voices that say what a sentence may mean, each from what was learnt.

Naive Bayes over all features, messages like it (`likeness.py`), and a logistic. What
the first and the last make of a known word is worked out once; of no other word is
anything remembered, for it may be somebody's name.
"""

from collections.abc import Iterable, Sequence
from math import log, sqrt
from typing import NamedTuple

from conversations.understanding.features import (
    GROUP_COUNTS,
    GROUPS,
    Names,
    Read,
    around,
    groups_of,
    of_word,
)
from conversations.understanding.intents import OFFICERS, OWNERS
from conversations.understanding.likeness import Library
from conversations.understanding.weights import SCALE, Weights, as_shares, summed

_SMOOTH = 0.1
_GROUP, _PAIR = 0.12, 0.6
"""How much letter groups and pairs count for naive Bayes: they say much twice."""
_COOL, _SHARP = 0.5, 8.0
"""Naive Bayes is too sure of itself, likeness not enough."""


class Heard(NamedTuple):
    """What each voice says of each intent, and how *near* the nearest message is."""

    bayes: Sequence[float]
    like: Sequence[float]
    logistic: Sequence[float]
    near: float
    strange: int
    """How many words nobody ever taught."""


class Voices:
    """The three, made once from what was learnt."""

    def __init__(self, weights: Weights) -> None:
        self.intents = weights.intents
        self.able = {
            "owner": [at for at, name in enumerate(self.intents) if name in OWNERS],
            "officer": [at for at, name in enumerate(self.intents) if name in OFFICERS],
        }
        self._width = len(self.intents)
        self._known, self._pulls = weights.known, weights.pulls
        counts = [sum(each) for each in zip(*weights.often.values(), strict=True)]
        self._all = sum(counts) + 2 * _SMOOTH
        self._totals = [count + 2 * _SMOOTH for count in counts]
        self._nought = [log(_SMOOTH / total) for total in self._totals]
        self._prior = {
            who: [log((row[at] + 0.5) / (sum(row) or 1)) for at in self.able[who]]
            for who, row in weights.often.items()
        }
        self._library = Library(weights.messages)
        self._rows: dict[str, dict[str, list[float]]] = {who: {} for who in self.able}
        self._words: dict[str, dict[str, tuple[list[float], int]]] = {
            who: {} for who in self.able
        }

    def hear(self, row: Read, who: str) -> Heard:
        """What they say of a sentence."""
        able, prior = self.able[who], self._prior[who]
        rows, size = self._rows_of(row, who)
        sums = summed(rows) if rows else [0.0] * (2 * len(able))
        bayes, logistic = sums[: len(able)], sums[len(able) :]
        long = sqrt(size) or 1
        near = self._library.nearest(row)
        strange = sum(shown not in self._known for shown in row.shown)
        return Heard(
            as_shares([(a + b) * _COOL for a, b in zip(bayes, prior, strict=True)]),
            as_shares([near.get(at, 0.0) * _SHARP for at in able]),
            as_shares([each / long for each in logistic]),
            max(near.values(), default=0.0),
            strange,
        )

    def names(self, who: str) -> list[str]:
        """The intents that are weighed for *who*, as the voices order them."""
        return [self.intents[at] for at in self.able[who]]

    def speaks(self, name: str, intent: str) -> float:
        """How much the logistic hears in the word *name* for *intent*."""
        own, groups = of_word(name)
        row = self._made((*own, *groups))
        return row[self._width + self.intents.index(intent)]

    def _rows_of(self, row: Read, who: str) -> tuple[list[list[float]], float]:
        """The row of each thing the sentence is known by, and how much that is."""
        known = self._known
        rows, whole, small = [], 0, 0
        for word, own in dict(zip(row.words, row.names, strict=True)).items():
            whole += len(own)
            if word in known:
                heard, groups = self._word(word, own, who)
                rows.append(heard)
                small += groups
            else:
                parts = groups_of(word) if own[0] == word else ()
                small += len(parts)
                parts = (*own, *parts)
                rows += [self._row(each, who) for each in parts if each in known]
        for name in around(row):
            whole += 1
            if name in known:
                rows.append(self._row(name, who))
        return rows, whole + GROUP_COUNTS**2 * small

    def _word(self, word: str, own: Names, who: str) -> tuple[list[float], int]:
        """The row of a known word with all its parts, and how many groups it has."""
        found = self._words[who].get(word)
        if found is None:
            groups = groups_of(word) if own[0] == word else ()
            row = self._cut(self._made((*own, *groups)), who)
            found = self._words[who][word] = row, len(groups)
        return found

    def _row(self, name: str, who: str) -> list[float]:
        """The row of what is known."""
        row = self._rows[who].get(name)
        if row is None:
            row = self._rows[who][name] = self._cut(self._made((name,)), who)
        return row

    def _cut(self, row: Sequence[float], who: str) -> list[float]:
        """Of *row* only what is weighed for *who*."""
        able = self.able[who]
        return [row[begin + at] for begin in (0, self._width) for at in able]

    def _made(self, parts: Iterable[str]) -> list[float]:
        """What naive Bayes and the logistic make of *parts*, side by side."""
        row = [0.0] * (2 * self._width)
        for part in parts:
            if part in self._known:
                self._add(row, part)
        return row

    def _add(self, row: list[float], part: str) -> None:
        width, group = self._width, part[0] == GROUPS
        heavy = _GROUP if group else _PAIR if " " in part else 1.0
        pairs = self._known[part]
        base = log((sum(pairs[1::2]) + _SMOOTH) / self._all)
        says = list(self._nought)
        for at, count in zip(pairs[::2], pairs[1::2], strict=True):
            says[at] = log((count + _SMOOTH) / self._totals[at])
        for at in range(width):
            row[at] += heavy * (says[at] - base)
        pulls, pull = self._pulls.get(part, ()), 1 / SCALE
        if group:
            pull *= GROUP_COUNTS
        for at, value in zip(pulls[::2], pulls[1::2], strict=True):
            row[width + at] += value * pull
