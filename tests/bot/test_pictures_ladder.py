"""The ladder as a picture: small enough to send, and each knot tells its state."""

import io

import pytest
from PIL import Image

from bot.pictures.ladder import WIDTH, Ladder, Rung, picture
from conversations.catalogue import catalogue
from conversations.rules import stages


@pytest.mark.parametrize("name", sorted(catalogue().roads))
def test_a_ladder_of_any_road_is_under_60_kb_and_as_wide_as_a_phone(name):
    road = catalogue().roads[name]
    rungs = tuple(
        Rung(stage.name, knot, stage.time if knot == "now" else "")
        for stage, knot in stages.ladder(road, road.stages[-1].id)
    )
    data = picture(Ladder("SRG-0001 Batik Contoh", road.name, rungs, road.summary))
    assert len(data) < 60_000
    assert Image.open(io.BytesIO(data)).width == WIDTH


def test_done_now_and_later_are_three_drawings():
    drawn = {
        state: picture(Ladder("x", "x", (Rung("x", state),)))
        for state in ("done", "now", "later")
    }
    assert len(set(drawn.values())) == 3
