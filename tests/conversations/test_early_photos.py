"""A photo that comes before it is asked for, late, or with other things."""

import pytest

from conversations.cases.applications import OpenCase
from conversations.cases.papers import GivePaper
from conversations.engine.events import Pressed
from conversations.engine.questions import FLAWS
from conversations.flows import BOOK
from tests.conversations.applicants import (
    ANSWERS,
    BUBBLES,
    applicant,
    application,
    flawed,
    handed_in,
    of,
    to_the_end,
    until,
)
from tests.conversations.chat import Chat
from tests.conversations.form_player import WORLD, Hearing

# --- a photo that comes early ---------------------------------------------------------


@pytest.mark.parametrize("key", ANSWERS)
def test_a_photo_that_comes_early_answers_its_own_question(key):
    chat = flawed(until(applicant(), key))
    assert chat.said == ["repair.filed"]
    assert chat.question == key
    to_the_end(chat)
    assert handed_in(chat, OpenCase) == ["d1"]
    assert chat.question != "for"
    assert chat.says("status").question != "for"


@pytest.mark.parametrize("key", ANSWERS)
def test_words_under_an_early_photo_answer_what_is_asked_and_are_said_back(key):
    chat = flawed(until(applicant(), key), text=ANSWERS[key])
    assert chat.said[:2] == ["repair.filed", "repair.echo"]
    assert chat.question != key
    assert handed_in(to_the_end(chat), OpenCase) == ["d1"]


@pytest.mark.parametrize("key", ["sector", "kecamatan", "phone", "batik_kind"])
def test_words_that_are_about_the_photo_are_no_answer(key):
    chat = flawed(until(applicant(), key), text="ini foto yang kemarin")
    assert chat.said == ["repair.filed"]
    assert chat.question == key


@pytest.mark.parametrize("key", ANSWERS)
def test_an_early_photo_that_can_hardly_be_seen_is_said_when_it_is_its_turn(key):
    chat = flawed(until(applicant(), key), "d1", "blurred")
    assert chat.said == ["repair.filed"]
    assert until(chat, "photo").asked.home == "photo.blurred"
    chat.taps("keep")
    assert handed_in(chat, OpenCase) == ["d1"]


@pytest.mark.parametrize(
    ("flaws", "home"), [(("dark",), "photo.dark"), ((), "apply.review")]
)
def test_two_early_photos_are_both_kept_and_one_good_one_is_enough(flaws, home):
    chat = flawed(until(applicant(), "phone"), "d1", "dark")
    flawed(chat, "d2", *flaws)
    until(chat, "photo", "review")
    assert chat.asked.home == home
    chat.says("lanjut")
    assert handed_in(chat, OpenCase) == ["d1", "d2"]


def test_a_photo_that_comes_late_is_added():
    chat = flawed(flawed(application(), "d1"), "d2")
    assert chat.question == "review"
    assert handed_in(chat, OpenCase) == ["d1", "d2"]


@pytest.mark.parametrize("words", [("simpan dulu", "lanjut"), ("menu", "lanjut"),
    ("kembali", "tetap"), ("batal", "simpan dulu", "lanjut"),
    ("batal", "hapus", "kembalikan"), ("halo",), ("petugas", "kembali")])  # fmt: skip
def test_an_early_photo_goes_wherever_its_form_goes(words):
    chat = flawed(until(applicant(), "phone")).says(*words)
    assert chat.question == "phone"
    assert handed_in(to_the_end(chat), OpenCase) == ["d1"]


def test_an_early_photo_of_a_form_thrown_away_is_asked_about_no_more():
    chat = flawed(until(applicant(), "phone")).says("batal", "hapus", "status")
    assert chat.question != "for"


def test_a_photo_sent_before_the_notice_was_read_waits_for_it():
    chat = Hearing(BOOK, WORLD).says("halo", "ajukan pendampingan")
    flawed(chat)
    assert chat.question == "agree"
    to_the_end(chat.says("setuju"))
    assert handed_in(chat, OpenCase) == ["d1"]


def test_words_under_a_photo_agree_to_nothing():
    chat = Hearing(BOOK, WORLD).says("halo", "ajukan pendampingan")
    assert flawed(chat, text="setuju").question == "agree"
    chat = flawed(application(), "d1")
    assert flawed(chat, "d2", text="ya").question == "review"


@pytest.mark.parametrize("key", ["sector", "phone", "photo"])
def test_a_question_under_a_photo_is_answered(key):
    chat = flawed(until(applicant(), key), text="berapa biayanya?")
    asked = Chat(BOOK, noticed=True).says("halo", "berapa biayanya?")
    assert set(asked.said) & set(chat.said)
    assert handed_in(to_the_end(chat), OpenCase) == ["d1"]


@pytest.mark.parametrize("bubble", BUBBLES)
@pytest.mark.parametrize("text", [True, False])
def test_an_early_photo_leaves_the_numbered_bubble_as_it_is(bubble, text):
    chat = applicant(together=True)
    if bubble == "making":
        chat.says(BUBBLES["who"])
    flawed(chat, text=BUBBLES[bubble] if text else "")
    for said in [] if text and bubble == "making" else [BUBBLES["making"]]:
        if chat.question == "owner_name":
            chat.says(BUBBLES["who"])
        assert "photo" not in [part.question for part in chat.asked.parts]
        chat.says(said)
    assert handed_in(chat, OpenCase) == ["d1"]


def test_a_photo_of_an_office_has_no_question_and_is_asked_about_once():
    chat = flawed(until(applicant(), "sector"))
    chat.says("kantor pemerintah", "mutu", "Dinas Contoh", "0812 3456 7890")
    assert chat.question == "review"
    chat.taps("yes")
    assert of(chat, OpenCase)[0].files == {"photo": ()}
    assert chat.question == "for"
    assert chat.says("status").question != "for"


def test_a_photo_sent_before_its_paper_was_chosen_is_that_paper():
    chat = Hearing(BOOK, {"papers": {**WORLD["papers"], "next": ""}}, noticed=True)
    chat.says("halo").take(Pressed("send:SRG-0042"))
    assert chat.question == "which"
    flawed(chat).says("NIB")
    assert of(chat, GivePaper) == [GivePaper("SRG-0042", "apply/nib", ("d1",))]


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_paper_sent_before_it_was_chosen_is_looked_at_once(flaw):
    chat = Hearing(BOOK, {"papers": {**WORLD["papers"], "next": ""}}, noticed=True)
    chat.says("halo").take(Pressed("send:SRG-0042"))
    flawed(chat, "d1", flaw).says("NIB")
    assert chat.asked.home == f"photo.{flaw}"
    chat.taps("keep")
    assert of(chat, GivePaper) == [GivePaper("SRG-0042", "apply/nib", ("d1",))]


# --- several kinds at once ------------------------------------------------------------


def test_of_what_is_sent_at_once_each_question_takes_its_kind():
    chat = application()
    kinds = {"kinds": ["photo", "document", "photo"], "flaws": []}
    chat.sends("photo", "d1", "d2", "d3", values=kinds)
    assert "repair.aside" in chat.said
    assert handed_in(chat, OpenCase) == ["d1", "d3"]
    assert "d2" in str(chat.talk)


def test_a_pdf_where_a_photo_is_asked_for_is_kept_and_the_photo_asked_for():
    chat = application()
    chat.sends("document", "d1", values={"flaws": []})
    assert chat.said == ["repair.aside", "apply.photo.wanted_file_document"]
    assert handed_in(flawed(chat, "d2"), OpenCase) == ["d2"]


@pytest.mark.parametrize("kind", ["document", "voice"])
def test_the_wrong_kind_sent_again_is_told_in_other_words(kind):
    chat = application()
    heard = []
    for number in range(4):
        chat.sends(kind, f"d{number}", values={"flaws": []})
        heard.append([*chat.said])
    assert heard[0] != heard[1] != heard[2] != heard[3]
    assert "repair.offer_officer" in heard[2]


def test_an_early_burst_of_both_kinds_is_taken_apart_as_well():
    chat = until(applicant(), "phone")
    kinds = {"kinds": ["document", "photo"], "flaws": []}
    chat.sends("document", "d1", "d2", values=kinds)
    assert chat.said == ["repair.filed", "repair.aside"]
    assert handed_in(to_the_end(chat), OpenCase) == ["d2"]
    assert chat.asked.file == "d1"


@pytest.mark.parametrize("words", ["batal", "kembali", "daftar"])
def test_a_paper_that_is_left_leaves_its_file_to_be_asked_about(words):
    chat = Hearing(BOOK, WORLD, noticed=True).says("halo")
    chat.take(Pressed("send:SRG-0042"))
    flawed(chat)
    chat.says(words)
    assert "d1" in str(chat.talk)


def test_a_paper_asked_for_again_leaves_its_file_to_be_asked_about():
    chat = Hearing(BOOK, WORLD, noticed=True).says("halo")
    chat.take(Pressed("send:SRG-0042"))
    flawed(chat).take(Pressed("send:SRG-0042"))
    assert "d1" in str(chat.talk)
