"""What it costs to weigh a sentence that somebody writes: the median, and the worst.

The sentences are those that the weights were learnt from. Beside the microseconds
stands how often the same text could be folded meanwhile, which no busy machine changes.
"""

from collections.abc import Callable
from importlib.resources import files
from statistics import median
from time import process_time

import conversations.understanding
from bot.bench.readers import READERS, TEXTS
from bot.bench.run import Run, Table
from conversations.language import Utterance, fold
from conversations.understanding.classifier import shipped
from conversations.understanding.weights import unpacked

EVERY = 10
"""One of so many sentences is weighed."""
TIMES = 5


async def sentences(_: Run) -> Table:
    """A sentence, from its letters to what it may mean; and the worst text."""
    data = files(conversations.understanding).joinpath("weights.bin").read_bytes()
    said = [text for _, text in unpacked(data).messages[::EVERY]]
    classifier = shipped()
    for text in said:
        classifier.weigh(Utterance(text), "idle")
    whole = [_least(lambda t: classifier.weigh(Utterance(t), "idle"), t) for t in said]
    folded = [_least(fold, text) for text in said]
    known = " ".join(dict.fromkeys(" ".join(said).split()))
    texts = (*TEXTS.values(), known, known.replace(" ", ""), known.replace(" ", "x "))
    worst = max(_least(READERS["weigh"], text) for text in texts)
    return {
        "a sentence": {
            "median us": round(median(whole) * 1e6, 1),
            "x fold": round(median(whole) / median(folded), 1),
        },
        "the worst text": {"ms": round(worst * 1e3, 2)},
    }


def _least(look: Callable[[str], object], text: str) -> float:
    """The least CPU seconds of a few looks at *text*."""
    found = []
    for _ in range(TIMES):
        began = process_time()
        look(text)
        found.append(process_time() - began)
    return min(found)
