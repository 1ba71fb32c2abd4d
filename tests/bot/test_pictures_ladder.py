"""The ladder as a picture: small enough to send, and each knot tells its state."""

import io

import pytest
from PIL import Image

from bot import words
from bot.pictures import canvas
from bot.pictures.canvas import WIDTH, font
from bot.pictures.contents import Ladder, Rung
from bot.pictures.ladder import SMALLEST, picture
from conversations.cases import stages
from conversations.catalogue import catalogue
from tests.bot.goldens import alike, golden

WHO = {"officer": "Bu Petugas Contoh", "since": "23 November 2026", "you": "Bapak/Ibu"}


def said(key, **values):
    return words.text("id", key, WHO | values)


def rung(stage, knot):
    time = stage.time.partition(". ")[0].removesuffix(".").lower()
    time = time or said("ladder.time", days=12, count=4)
    if knot == "now":
        note, long = said("ladder.turn.owner"), said("ladder.takes", time=time)
        return Rung(stage.name, knot, note, long)
    if knot == "done":
        note = said("ladder.rung.done_on", day="23 November 2026")
        return Rung(stage.name, knot, note)
    return Rung(stage.name, knot, said("ladder.rung.later_takes", time=time))


def ladder(name, place, called="Batik Ibu Contoh"):
    road = catalogue().roads[name]
    rungs = stages.ladder(road, road.stages[place].id)
    return Ladder(
        title=f"SRG-0001 {called}",
        road=road.name,
        rungs=tuple(rung(stage, knot) for stage, knot in rungs),
        foot=said("ladder.next.send", name="Sertifikat merek atau bukti daftarnya"),
        source=said("ladder.source"),
    )


EACH = [
    (name, place)
    for name, road in sorted(catalogue().roads.items())
    for place in range(len(road.stages))
]


@pytest.mark.parametrize(("name", "place"), EACH)
def test_a_ladder_is_under_40_kb_at_any_stage_of_any_road(name, place):
    data = picture(ladder(name, place, "Batik Contoh Kramatwatu " * 4))
    assert len(data) <= 40_000
    assert Image.open(io.BytesIO(data)).width == WIDTH


@pytest.mark.parametrize(("name", "place"), EACH)
def test_no_letter_is_smaller_than_14_pixels_on_a_phone_of_360(
    name, place, monkeypatch
):
    written = []

    def noted(size, **more):
        written.append(size)
        return font(size, **more)

    monkeypatch.setattr(canvas, "font", noted)
    picture(ladder(name, place))
    assert min(written) * 360 / WIDTH == SMALLEST / 2 == 14


def test_of_many_stages_the_far_ones_have_only_their_names():
    far, near = (Rung(f"{n}", "later", note) for n, note in enumerate(("x", "")))
    now = Rung("now", "now")
    rungs = (now, *(near,) * 8)
    assert picture(Ladder("x", "x", (*rungs, far))) == picture(
        Ladder("x", "x", (*rungs, Rung("0", "later")))
    )
    assert picture(Ladder("x", "x", (now, far))) != picture(
        Ladder("x", "x", (now, Rung("0", "later")))
    )


@pytest.mark.parametrize(
    ("name", "place"), [("bina_umk", 2), ("sppt_sni", 6), ("iso_37001", 2)]
)
def test_the_ladder_is_the_one_in_the_docs(name, place):
    drawn = Image.open(io.BytesIO(picture(ladder(name, place))))
    assert alike(drawn, golden(f"ladder_{name}.png", drawn))


def test_a_name_longer_than_the_sheet_stays_on_it():
    data = picture(Ladder("W" * 200, "x", (Rung("W" * 90, "now"),)))
    drawn = Image.open(io.BytesIO(data)).convert("L")
    margin = drawn.crop((WIDTH - 40, 40, WIDTH - 14, drawn.height - 14))
    assert min(margin.tobytes()) > 200


def test_done_now_and_later_are_three_drawings():
    drawn = {
        state: picture(Ladder("x", "x", (Rung("x", state),)))
        for state in ("done", "now", "later")
    }
    assert len(set(drawn.values())) == 3
