"""Long messages keep their answers, and corrections are heard: floors for each half."""

import pytest

from bot.operations import learning
from bot.operations.listening import put_right, told

FLOORS = {"training": (0.87, 0.92, 0.01), "held_out": (0.79, 0.86, 0.027)}
"""Kept, kept or offered, wrongly kept: shares of all answers in long messages."""
RIGHT = {"training": (0.94, 0.004), "held_out": (0.76, 0.079)}
"""Corrections in passing that are taken; and what is changed that was not meant."""


@pytest.mark.parametrize("half", FLOORS)
def test_answers_told_at_once_are_kept(half):
    tally = told(learning.MESSAGES / half)
    kept, near, wrong = FLOORS[half]
    whole = tally.total()
    assert tally["kept"] / whole >= kept
    assert (tally["kept"] + tally["offered"]) / whole >= near
    assert tally["made_up"] / whole <= wrong


@pytest.mark.parametrize("half", RIGHT)
def test_corrections_in_passing_are_taken(half):
    tally = put_right(learning.MESSAGES / half)
    right, wrong = RIGHT[half]
    assert tally["kept"] / tally.total() >= right
    assert tally["made_up"] / tally.total() <= wrong
