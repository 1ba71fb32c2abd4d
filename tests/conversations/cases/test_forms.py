"""A form is filled in with what was told, and stays open where nothing was."""

import pytest

from bot.pictures.registry import described, draw
from bot.pipeline.render import Voice
from bot.views.form import OPEN, shown
from conversations.cases.forms import FormShown, ShowForm, Told, show
from conversations.cases.records import Business
from conversations.catalogue import catalogue
from conversations.flows.owner.apply import QUESTIONS
from tests.conversations.cases.files import case, person, verdict

OWNER = person("owner", name="Contoh")
FORMS = sorted(catalogue().forms)
TOLD = Told(
    (
        Business(
            id="b1",
            person_id="owner",
            office_id="dinas",
            kind="business",
            name="Batik Contoh",
            kecamatan="360405",
            sector="batik",
            road="",
            stage="",
            profile={"brand": "Contoh", "kecamatan": "360405", "workers": 5},
        ),
    ),
    (case(details={"product": "kain batik tulis"}),),
)


def filled(name, told):
    (notice,) = show(ShowForm(name), told, OWNER).reply
    assert isinstance(notice, FormShown)
    return shown(Voice(), notice)


@pytest.mark.parametrize("name", FORMS)
def test_every_form_asks_for_what_an_application_asks_and_says_what_it_is_not(name):
    form = catalogue().forms[name]
    known = {each.known for sheet in form.sheets for each in sheet.blanks}
    assert known - {""} <= set(QUESTIONS)
    assert "Pandu" in form.note
    assert not {"nik", "npwp", "has_npwp"} & known


def test_what_was_told_stands_on_it_in_words():
    sheet, *_ = filled("batikmark", TOLD).words.sheets
    lines = dict(sheet.lines)
    assert lines["Nama usaha"] == "Batik Contoh"
    assert lines["Kecamatan"] == "Kramatwatu"
    assert lines["Produk"] == "kain batik tulis"
    assert lines["Bahan kain"] == ""


@pytest.mark.parametrize("told", [Told(), TOLD])
@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_drawn_whether_anything_is_known_or_not(name, told):
    made = filled(name, told)
    assert draw(described(made.kind, made.words)).startswith(b"%PDF")
    texts = [text for sheet in made.words.sheets for text in sheet.texts]
    assert not [text for text in texts if "{" in text]
    assert told is TOLD or name != "sppt_sni" or any(OPEN in text for text in texts)


def test_a_form_that_is_gone_is_said_to_be():
    assert verdict(show, ShowForm("gone"), Told(), OWNER) == "form.gone"
