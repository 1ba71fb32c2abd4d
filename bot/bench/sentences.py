"""What it costs to understand what somebody writes: the median, and the worst text.

From the letters to a meaning, through all readers: at rest, where a name is asked,
where one chooses, and of an officer. The sentences are those that the weights were
learnt from. Beside the microseconds stands how often the same text could be folded
meanwhile, which no busy machine changes.
"""

from collections.abc import Callable
from importlib.resources import files
from itertools import islice
from statistics import median
from time import process_time

import conversations.understanding
from bot.bench.goals import UNDERSTOOD
from bot.bench.readers import TEXTS
from bot.bench.run import Run, Table
from bot.operations.explaining import Setting, reached
from conversations.engine.words import View
from conversations.language import Utterance, fold
from conversations.language.normalise import MOST_KEPT, within
from conversations.understanding import understand
from conversations.understanding.weights import unpacked

_ASKED = ("daftar", "setuju")
SETTINGS = (
    Setting(before=("halo",)),
    Setting(before=_ASKED),
    Setting(before=(*_ASKED, "Siti Contoh")),
    Setting(officer=True),
)
MOST, TIMES = 300, 5
"""Sentences that are understood, spread over all; and how often each."""


async def sentences(_: Run) -> Table:
    """A sentence where each of these lies open; and the worst text in any of them."""
    data = files(conversations.understanding).joinpath("weights.bin").read_bytes()
    learnt = [text for _, text in unpacked(data).messages]
    said = list(islice(learnt, 0, None, len(learnt) // MOST))
    folded = median(_least(fold, text) for text in said)
    known = " ".join(dict.fromkeys(" ".join(said).split()))
    texts = (*TEXTS.values(), known, known.replace(" ", ""), known.replace(" ", "x "))
    table: Table = {}
    worst = 0.0
    for name, setting in zip(UNDERSTOOD, SETTINGS, strict=True):
        look = _reading(setting)
        for text in said:
            look(text)
        whole = median(_least(look, text) for text in said)
        figures = {"median us": whole * 1e6, "x fold": whole / folded}
        table[name] = {each: round(value, 1) for each, value in figures.items()}
        worst = max(worst, *(_least(look, within(text, MOST_KEPT)) for text in texts))
    return {**table, "the worst text": {"ms": round(worst * 1e3, 2)}}


def _reading(setting: Setting) -> Callable[[str], object]:
    """Understands a text there, each time as if it came for the first time."""
    turn = reached(setting)
    return lambda text: understand(Utterance(text), View(turn, first=False))


def _least(look: Callable[[str], object], text: str) -> float:
    """The least CPU seconds of a few looks at *text*."""
    found = []
    for _ in range(TIMES):
        began = process_time()
        look(text)
        found.append(process_time() - began)
    return min(found)
