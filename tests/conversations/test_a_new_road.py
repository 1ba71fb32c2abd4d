"""A road is one file: with it, the road is advised, offered, checked and drawn."""

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from bot.pictures.contents import Ladder, Rung
from bot.pictures.ladder import picture
from conversations.cases import stages
from conversations.cases.readiness import checklist_for
from conversations.cases.road_advice import RoadFacts, Step, choose
from conversations.catalogue import catalogue, instead
from conversations.catalogue.loader import load
from conversations.engine.values import Answers
from conversations.flows.owner import apply

SHIPPED = files("conversations.catalogue")
ROAD = """
id = "contoh"
order = 9
name = "Jalur Contoh"
summary = "Jalur yang hanya ada di tes."
for_whom = "Usaha contoh."
checklist = "batik"
open = [{ id = "business", applicant = "business" }]
warning = [{ id = "nib_first", nib = false }]
source = "susunan sendiri"
confidence = "low"
checked_on = 2026-11-22

[[advice]]
id = "contoh"
order = 75
applicant = "business"
sells_to = "shops"
because = "usahanya usaha contoh"

[[stage]]
id = "begin"
name = "Mulai"
who = "owner"
result = "Sudah mulai."
source = "susunan sendiri"
confidence = "low"
checked_on = 2026-11-22

[[fee]]
id = "contoh"
name = "Biaya contoh"
amount = "Gratis."
source = "susunan sendiri"
confidence = "low"
checked_on = 2026-11-22
"""


@pytest.fixture
def with_it(tmp_path: Path) -> Iterator[None]:
    """All that is shipped, and one file more."""
    assert isinstance(SHIPPED, Path)
    folder = shutil.copytree(
        SHIPPED, tmp_path / "catalogue", ignore=shutil.ignore_patterns("*.py", "__*")
    )
    (folder / "roads" / "contoh.toml").write_text(ROAD, encoding="utf-8")
    with instead(load(folder)):
        yield


@pytest.mark.usefixtures("with_it")
def test_it_is_advised_to_whom_its_rows_say():
    advice = choose(RoadFacts(sells_to=("shops",)))
    assert advice.steps == (Step("contoh", ("contoh",)),)
    assert advice.warnings == ("nib_first",)
    assert choose(RoadFacts()).road != "contoh"
    assert "contoh" in choose(RoadFacts()).alternatives


@pytest.mark.usefixtures("with_it")
def test_it_is_offered_and_presumed_in_an_application():
    offered = {option.value for option in apply.open_roads(Answers())}
    assert "contoh" in offered
    assert apply.advised(Answers({}, {"market": ["shops"]})) == "contoh"
    assert apply.advised(Answers({}, {"road": "contoh"})) == "contoh"


@pytest.mark.usefixtures("with_it")
def test_its_readiness_is_checked():
    assert checklist_for("contoh", "food") == "batik"


@pytest.mark.usefixtures("with_it")
def test_it_is_drawn():
    road = catalogue().roads["contoh"]
    rungs = [Rung(s.name, knot, "-") for s, knot in stages.ladder(road, "begin")]
    drawn = Ladder(title="-", road=road.name, rungs=tuple(rungs), foot="-", source="-")
    assert picture(drawn)
