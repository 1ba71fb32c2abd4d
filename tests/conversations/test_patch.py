"""What the Dinas put right, as the files of the catalogue would say it."""

import shutil
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from conversations.catalogue import catalogue
from conversations.catalogue.loader import load
from conversations.catalogue.overrides import Stated, entries
from conversations.catalogue.patch import patch

STAGE = next(each for each in catalogue().roads["bina_umk"].stages if each.papers)
AT = f"bina_umk/{STAGE.id}"
PAPER = next(each for each in entries() if each.startswith(f"paper:{AT}/"))
ON = date(2026, 11, 28)


def said(entry, text="Baru."):
    return tomllib.loads(patch({entry: Stated(text, ON)}))


OWN = {
    "source": catalogue().office.short,
    "checked_on": ON,
    "confidence": "medium",
}


@pytest.mark.parametrize(
    ("entry", "file", "kind", "values"),
    [
        ("card:cost", "learn.toml", "card", {"id": "cost", "text": "Baru."}),
        ("term:nib", "glossary.toml", "term", {"id": "nib", "gloss": "Baru."}),
        ("fee:nib", "roads/bina_umk.toml", "fee", {"id": "nib", "amount": "Baru."}),
        (
            f"time:{AT}",
            "roads/bina_umk.toml",
            "stage",
            {"id": STAGE.id, "time": "Baru."},
        ),
        (
            PAPER,
            "roads/bina_umk.toml",
            "stage",
            {"id": STAGE.id, "papers": ["Baru.", *STAGE.papers[1:]]},
        ),
    ],
)
def test_each_entry_has_its_file_and_its_key(entry, file, kind, values):
    assert said(entry) == {file: {kind: [values | OWN]}}


def test_a_road_is_its_file_and_the_office_is_of_the_installation():
    summary = said("road:bina_umk")["roads/bina_umk.toml"]
    assert summary == {"summary": "Baru."} | OWN
    assert said("office:address") == {"office.toml": {"office": {"address": "Baru."}}}


def test_signs_are_kept_and_what_left_the_catalogue_is_left_out():
    (card,) = said("card:cost", 'Kata "Dinas":\n*gratis* \\')["learn.toml"]["card"]
    assert card["text"] == 'Kata "Dinas":\n*gratis* \\'
    for gone in ("card:gone", "stage:gone/gone"):
        assert patch({gone: Stated("Baru.", ON)}) == ""
    assert patch({}) == ""


def test_copied_in_it_is_what_the_catalogue_says(tmp_path):
    root = Path(str(files("conversations.catalogue")))
    shutil.copytree(root, tmp_path / "facts")
    text = (tmp_path / "facts" / "learn.toml").read_text("utf-8")
    (card,) = said("card:cost", "Gratis tahun ini.")["learn.toml"]["card"]
    old = f'text = "{catalogue().cards["cost"].text}"'
    assert old in text
    new = f'text = "{card["text"]}"'
    path = tmp_path / "facts" / "learn.toml"
    path.write_text(text.replace(old, new), "utf-8")
    assert load(tmp_path / "facts").cards["cost"].text == "Gratis tahun ini."


def test_all_that_can_be_put_right_has_its_place():
    for entry in entries():
        assert said(entry), entry
    tomllib.loads(patch({each: Stated("Baru.", ON) for each in entries()}))


def test_a_region_is_known_by_its_code():
    code = next(iter(catalogue().neighbours))
    (found,) = said(f"region:{code}")["regions.toml"]["neighbour"]
    assert found == {"code": code, "contact": "Baru."} | OWN
