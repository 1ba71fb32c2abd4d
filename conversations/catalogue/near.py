"""What a question may be about where that is not sure: to be offered, never just said.

Each entry is asked for in many words; the nearest of them counts. A word weighs by how
few entries it may ask for, and a word that is strange to us counts against them all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from math import log

from conversations.catalogue import where
from conversations.catalogue.entries import asked_for
from conversations.catalogue.search import ASPECTS, LONGEST, around, matter
from conversations.catalogue.vocabulary import known, meanings, weight
from conversations.language.utterance import Utterance, once

MOST = 2
"""So many are offered, and a person."""
KINDS = ("card:", "term:", "institution:", "road:", "stage:")
"""Entries that tell enough to be worth a tap."""
NEAR = 0.4
"""How much of what is said and of what asks for an entry has to be the same."""
BESIDE = 0.7
"""How near the second has to be, as a share of the first."""
ENOUGH = 2.0
"""What the shared words have to weigh together; one that any entry has will not do."""
_ASKING = frozenset({"kapan", "mana", "siapa", "beda", "perlu", "urus", "daftar"})
LEFT = 0.5
"""How much of its weight a word has that is said and asks for something else."""
OTHERWISE = 2.0
"""The same of what is asked of a thing: no price of it is told by what it is."""
STRANGE = 3.0
WEIGHT = 20
"""What a word weighs in `vocabulary.weight` that weighs as much as it is rare here."""


@once
def near(text: Utterance) -> tuple[str, ...]:
    """The entries that *text* may ask for, the likeliest first; few, or none."""
    beside = matter(text)
    if len(text.typed) > LONGEST or where.asked(text):
        return ()
    if beside and not (beside.text or beside.card):
        return ()
    best: dict[str, float] = {}
    for id_, score in _scored(meanings(text.typed)):
        best[id_] = max(score, best.get(id_, 0))
    ranked = sorted(best, key=lambda id_: -best[id_])[:MOST]
    return tuple(
        each for each in ranked if best[each] >= max(NEAR, BESIDE * best[ranked[0]])
    )


def _scored(said: frozenset[str]) -> Iterator[tuple[str, float]]:
    """Each entry that some of *said* ask for, with how near they are."""
    weights, by_word = _index()
    heavy = {word: weights.get(word, 0 if known(word) else STRANGE) for word in said}
    strange = {word for word in said if not known(word)}
    if len(strange) > 1:
        return
    # Beside a strange word, "kapan" alone is no hint of what is asked about.
    hints = said - ASPECTS - _ASKING if strange else said
    rows = {row for word in hints for row in by_word.get(word, ())}
    for id_, pattern in rows:
        shared = sum(heavy[word] for word in pattern & said)
        left = sum(
            heavy[word] * (OTHERWISE if word in ASPECTS else LEFT)
            for word in said - pattern - around(id_)
        )
        whole = sum(weights[word] for word in pattern) + left
        if shared >= ENOUGH:
            yield id_, shared / whole


@cache
def _index() -> tuple[
    Mapping[str, float], Mapping[str, list[tuple[str, frozenset[str]]]]
]:
    """What each word weighs, and what it may ask for."""
    rows = {(id_, meanings(ask)) for id_, ask in asked_for() if id_.startswith(KINDS)}
    in_entries = Counter(
        word
        for id_ in {id_ for id_, _ in rows}
        for word in frozenset().union(*(words for of, words in rows if of == id_))
    )
    by_word = defaultdict(list)
    for row in rows:
        for word in row[1]:
            by_word[word].append(row)
    count = len(rows)
    return {
        word: log(1 + count / n) * weight((word,)) / WEIGHT
        for word, n in in_entries.items()
    }, by_word
