"""Labelled questions are answered, or with an honest no, and hardly ever amiss."""

import pytest

from bot.operations import learning
from conversations.understanding.measuring_answers import ANSWERS

FLOORS = {
    # Full; full or in part; and amiss, at the most: shares of a half, by kind.
    ("training", "fact"): (0.97, 0.97, 0.01),
    ("training", "own"): (1.0, 1.0, 0.0),
    ("training", "beside"): (1.0, 1.0, 0.0),
    ("held_out", "fact"): (0.53, 0.58, 0.10),
    ("held_out", "own"): (0.41, 0.41, 0.0),
    ("held_out", "beside"): (0.75, 0.75, 0.0),
}
"""Draw them tighter when the figures of `pandu understanding` get better."""


@pytest.mark.parametrize(("half", "kind"), FLOORS)
def test_questions_are_answered(half, kind):
    tally = learning.answers(half)[kind]
    share = {name: tally[name] / sum(tally.values()) for name in ANSWERS}
    full, useful, amiss = FLOORS[half, kind]
    assert share["full"] >= full
    assert share["full"] + share["partial"] >= useful
    assert share["amiss"] <= amiss
