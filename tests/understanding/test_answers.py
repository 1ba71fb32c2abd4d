"""Labelled questions are answered, offered, or met with an honest no; seldom amiss."""

import pytest

from bot.operations import learning
from conversations.understanding.measuring_answers import ANSWERS

FLOORS = {
    # Full; useful: full, in part or offered; and amiss, at the most: shares, by kind.
    ("training", "fact"): (0.98, 0.98, 0.01),
    ("training", "own"): (1.0, 1.0, 0.0),
    ("training", "beside"): (1.0, 1.0, 0.0),
    ("held_out", "fact"): (0.58, 0.73, 0.15),
    ("held_out", "own"): (0.9, 1.0, 0.0),
    ("held_out", "beside"): (0.9, 0.95, 0.0),
}
"""Draw them tighter when the figures of `pandu understanding` get better."""


@pytest.mark.parametrize(("half", "kind"), FLOORS)
def test_questions_are_answered(half, kind):
    tally = learning.answers(half)[kind]
    share = {name: tally[name] / sum(tally.values()) for name in ANSWERS}
    full, useful, amiss = FLOORS[half, kind]
    assert share["full"] >= full
    assert share["full"] + share["partial"] + share["offered"] >= useful
    assert share["amiss"] <= amiss
