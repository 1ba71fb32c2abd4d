"""What was learnt from labelled messages, as data: `weights.bin`."""

import lzma
from collections.abc import Iterable, Sequence
from math import exp

from msgspec import Struct, json

SCALE = 4


class Weights(Struct):
    """What the voices speak from; `pandu learn` makes it."""

    intents: list[str]
    messages: list[tuple[int, str]]
    """Each labelled message: the number of its intent, and its words."""
    known: dict[str, list[int]]
    """How many messages of each intent have a feature: pairs of number and count."""
    pulls: dict[str, list[int]]
    """What a feature speaks for: pairs of an intent's number and a quarter of pull."""
    often: dict[str, list[int]]
    """How many messages each intent has, by who says it."""


def sparse(row: Iterable[float], scale: float = 1) -> list[int]:
    """The values of *row* that are not nought, as pairs."""
    values = enumerate(round(value * scale) for value in row)
    return [part for pair in values if pair[1] for part in pair]


def packed(weights: Weights) -> bytes:
    """*weights* as they are kept: small."""
    return lzma.compress(json.encode(weights))


def unpacked(data: bytes) -> Weights:
    """The weights that were `packed`."""
    return json.decode(lzma.decompress(data), type=Weights)


def summed(rows: Iterable[Sequence[float]]) -> list[float]:
    """*rows* of equal width, added up."""
    return list(map(sum, zip(*rows, strict=True)))


def as_shares(values: Sequence[float]) -> list[float]:
    """*values* as shares of one, by how much each is over the others."""
    most = max(values)
    raised = [exp(value - most) for value in values]
    whole = sum(raised)
    return [each / whole for each in raised]
