"""Where people give up, as the report tells it."""

from collections.abc import Sequence
from typing import TypeAlias

from conversations.cases.stumbles import Stumble
from conversations.engine.effects import Fact, Line, Option, Say

SHOWN = 8
"""So many questions, those first where most is lost."""
QUOTED = 3
"""So many of the last words at each."""
Called: TypeAlias = tuple[Option, Stumble]
"""What the question is called, and what happened there."""


def told(found: Sequence[Called]) -> Say:
    """Each question: how many came, went away and were refused, and what they wrote."""
    if not found:
        return Say("desk.report.no_stumbles")
    return Say("desk.report.stumbles", {"lines": [_line(*each) for each in found]})


def _line(name: Option, each: Stumble) -> Line:
    counts = {"came": each.came, "left": each.left, "refused": each.refused}
    said: list[Fact | Say] = [Say("desk.report.stumble", counts)]
    if each.words:
        text = "; ".join(f'"{words}"' for words in each.words)
        said.append(Say("desk.report.stumble_words", {"text": text}))
    return Line(name, (said,))
