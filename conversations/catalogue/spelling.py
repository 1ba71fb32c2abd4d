"""Known words, found as well where a letter slipped, without a look at each of them.

Two words that are one slip apart are the same once a letter is left out of one of them
or of both; so each known word is noted without each of its letters, once.
"""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

SURE = 88
"""How alike two spellings must be, of 100; one slip in a word of seven letters."""
SHORT = 5
"""Shorter words must be spelt right: NIB and NIK are a slip apart."""


def words(text: str) -> list[str]:
    """The words of *text*, without case and signs; "SNI-nya" is "sni"."""
    return re.findall(r"[^\W_]+", re.sub(r"-(nya|ku|mu)\b", "", text.casefold()))


def alike(name: str, text: str) -> bool:
    """Whether *text* is *name*, perhaps with a slip."""
    if min(len(name), len(text)) < SHORT:
        return name == text
    return fuzz.ratio(name, text) >= SURE


class Spelling:
    """*known* words, and which of them a word is that was typed."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._longest = max(map(len, self._known), default=0)
        self._near: dict[str, list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= SHORT:
                for bare in {word, *_without_a_letter(word)}:
                    self._near.setdefault(bare, []).append(word)

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def find(self, word: str) -> frozenset[str]:
        """The known words that *word* is: itself, else all it may be misspelt from."""
        if word in self._known:
            return frozenset({word})
        return self.near(word)

    def near(self, word: str) -> frozenset[str]:
        """The known words that are *word*, perhaps with a slip."""
        if len(word) < SHORT:
            return frozenset({word} & self._known)
        if len(word) > self._longest + 1:
            return frozenset()
        return frozenset(
            each
            for bare in (word, *_without_a_letter(word))
            for each in self._near.get(bare, ())
            if alike(each, word)
        )


def _without_a_letter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
