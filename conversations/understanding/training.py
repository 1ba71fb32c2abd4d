"""Learns `Weights` from labelled messages: plain counting, and a small descent.

Nothing here is left to chance: the same messages give the same weights, byte by byte.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import sqrt
from typing import Any, NamedTuple

from conversations.language import Utterance
from conversations.understanding.features import (
    GROUP_COUNTS,
    GROUPS,
    around,
    of_word,
    read,
)
from conversations.understanding.intents import OFFICERS, OWNERS
from conversations.understanding.weights import (
    SCALE,
    Weights,
    as_shares,
    sparse,
    summed,
)

LAPS = 8
"""How often the descent goes through all messages."""
FIRST_STEP, SLOWER = 5.0, 0.3
LEAST_PULL = 0.03
"""A difference that is no longer mended."""
ALSO = 0.3
"""What is shared by the other intents that a message may have as well."""
CONTEXTS = ("idle", "aside", "officer")
"""The files of wishes: where each message was said."""


class Labelled(NamedTuple):
    """A message, what it means, and where it was said."""

    said: str
    intent: str
    context: str
    language: str
    also: tuple[str, ...] = ()
    about: str = ""
    text: str = ""

    @property
    def right(self) -> frozenset[str]:
        """What a fair officer would take it for."""
        return frozenset((self.intent, *self.also))


def labelled(context: str, table: Mapping[str, Any]) -> Iterator[Labelled]:
    """The messages of a file of wishes."""
    for intent, languages in table.items():
        for language, entries in languages.items():
            for entry in entries:
                if isinstance(entry, str):
                    yield Labelled(entry, intent, context, language)
                    continue
                also = tuple(entry.get("also", ()))
                about, text = entry.get("about", ""), entry.get("text", "")
                said = entry["said"]
                yield Labelled(said, intent, context, language, also, about, text)


def who(context: str) -> str:
    """Whether an owner or an officer says it."""
    return "officer" if context == "officer" else "owner"


class Vector(NamedTuple):
    """What a sentence is known by: *whole* things, and letter *groups*."""

    whole: list[str]
    groups: list[str]

    @property
    def length(self) -> float:
        """How long it is as an arrow."""
        return sqrt(len(self.whole) + GROUP_COUNTS**2 * len(self.groups)) or 1


def learn(messages: Sequence[Labelled]) -> Weights:
    """What *messages* teach."""
    intents = sorted(OWNERS | OFFICERS)
    number = {intent: at for at, intent in enumerate(intents)}
    rows = [read(Utterance(each.said), each.context) for each in messages]
    vectors = [_vector(row.words, around(row)) for row in rows]
    met = Counter(name for vector in vectors for part in vector for name in part)
    kept = {name for name, times in met.items() if times >= _least(name)}
    vectors = [
        Vector(*([name for name in part if name in kept] for part in vector))
        for vector in vectors
    ]
    known: dict[str, list[int]] = defaultdict(lambda: [0] * len(intents))
    often = {"owner": [0] * len(intents), "officer": [0] * len(intents)}
    for each, vector in zip(messages, vectors, strict=True):
        often[who(each.context)][number[each.intent]] += 1
        for name in (*vector.whole, *vector.groups):
            known[name][number[each.intent]] += 1
    pulls = _descend(messages, vectors, sorted(kept), number)
    return Weights(
        intents,
        [
            (number[message.intent], " ".join(row.words))
            for message, row in zip(messages, rows, strict=True)
            if row.words
        ],
        {name: sparse(known[name]) for name in sorted(kept)},
        {name: row for name in sorted(kept) if (row := sparse(pulls[name], SCALE))},
        often,
    )


def _least(name: str) -> int:
    """How often *name* must be met to be more than chance."""
    return 4 if name[0] == GROUPS else 2 if " " in name else 1


def _vector(spoken: Iterable[str], beside: Iterable[str]) -> Vector:
    """Everything a sentence is known by."""
    parts = [of_word(word) for word in dict.fromkeys(spoken)]
    whole = dict.fromkeys(name for own, _ in parts for name in own)
    groups = dict.fromkeys(name for _, groups in parts for name in groups)
    return Vector([*whole, *beside], [*groups])


def _descend(
    messages: Sequence[Labelled],
    vectors: Sequence[Vector],
    kept: Sequence[str],
    number: Mapping[str, int],
) -> dict[str, list[float]]:
    """What each feature speaks for: a logistic of all intents, step by step."""
    pulls = {name: [0.0] * len(number) for name in kept}
    able = {
        "owner": [number[name] for name in sorted(OWNERS)],
        "officer": [number[name] for name in sorted(OFFICERS)],
    }
    goals = [_goal(message, number) for message in messages]
    order = [at for at, vector in enumerate(vectors) if vector.whole]
    for lap in range(LAPS):
        order = _shuffled(order)
        step = FIRST_STEP / (1 + lap * SLOWER)
        for at in order:
            vector, mine = vectors[at], able[who(messages[at].context)]
            long = vector.length
            sums = summed([pulls[name] for name in vector.whole])
            if vector.groups:
                more = summed([pulls[name] for name in vector.groups])
                sums = [a + GROUP_COUNTS * b for a, b in zip(sums, more, strict=True)]
            shares = as_shares([sums[n] / long for n in mine])
            for n, share in zip(mine, shares, strict=True):
                off = share - goals[at].get(n, 0)
                if abs(off) >= LEAST_PULL:
                    off *= step / long
                    for name in vector.whole:
                        pulls[name][n] -= off
                    off *= GROUP_COUNTS
                    for name in vector.groups:
                        pulls[name][n] -= off
    return pulls


def _goal(message: Labelled, number: Mapping[str, int]) -> dict[int, float]:
    """How much *message* should say each intent."""
    if not message.also:
        return {number[message.intent]: 1.0}
    goal = dict.fromkeys(
        map(number.__getitem__, message.also), ALSO / len(message.also)
    )
    return goal | {number[message.intent]: 1 - ALSO}


def _shuffled(order: Sequence[int]) -> list[int]:
    """*order* dealt out by a stride, the same each time."""
    count = len(order)
    stride = next((n for n in (1_013, 1_009, 997) if count % n), 1)
    return [order[at * stride % count] for at in range(count)]
