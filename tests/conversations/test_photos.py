"""A photo that can hardly be seen is said to be so once, wherever one is asked for."""

import pytest
from msgspec import convert, json

from bot.testing.world import PROFILES
from conversations.cases.applications import OpenCase
from conversations.cases.papers import GivePaper
from conversations.engine.events import Pressed
from conversations.engine.questions import FLAWS
from conversations.engine.values import Session
from tests.conversations.applicants import (
    ASKED,
    BUBBLES,
    applicant,
    application,
    example,
    flawed,
    handed_in,
    paper,
    shows,
)

# --- one rule: said once, beside an example, then taken -------------------------------


@pytest.mark.parametrize("flaw", FLAWS)
@pytest.mark.parametrize("where", ASKED)
def test_what_can_hardly_be_seen_is_said_beside_an_example_and_can_be_kept(where, flaw):
    comes, act = ASKED[where]
    chat = flawed(comes(), "d1", flaw)
    assert chat.asked.home == f"photo.{flaw}"
    assert chat.asked.example == flaw
    assert [option.value for option in chat.asked.options] == ["keep"]
    chat.taps("keep")
    assert handed_in(chat, act) == ["d1"]


@pytest.mark.parametrize("second", [(), ("dark",), ("blurred", "cut_off")])
@pytest.mark.parametrize("where", ASKED)
def test_whatever_comes_then_is_taken(where, second):
    comes, act = ASKED[where]
    chat = flawed(comes(), "d1", "dark")
    assert handed_in(flawed(chat, "d2", *second), act) == ["d2"]


@pytest.mark.parametrize(
    "words", ["pakai foto ini", "Pakai yang ini", "tetap", "lanjut", "lewati", "pakai"]
)
@pytest.mark.parametrize("where", ASKED)
def test_a_photo_is_kept_in_any_words_that_can_mean_so(where, words):
    comes, act = ASKED[where]
    assert handed_in(flawed(comes(), "d1", "small").says(words), act) == ["d1"]


@pytest.mark.parametrize(
    "words",
    """biarin|biarkan saja|biar aja|itu aja|yang itu aja|udah itu aja|cuma ada itu
    adanya ini|gpp|gpp pakai itu|gapapa|tidak apa apa|nggak apa-apa ya bu|teu nanaon
    pake yg ini|pake aja|ya pakai|gunakan foto ini|pakai yang tadi aja|tetap pakai ini
    nggak usah|tidak usah diganti|jangan diganti|tidak|gak ada lagi|tidak ada foto lain
    enggak bisa|nggak punya yang lain|seadanya aja|cukup itu|lanjut aja|kirim saja
    kajeun|nya eta we|use this one|leave it|it's fine""".replace("\n", "|").split("|"),
)
def test_to_leave_a_photo_as_it_is_has_many_words(words):
    assert handed_in(flawed(application(), "d1", "dark").says(words), OpenCase)


@pytest.mark.parametrize(
    "words",
    """ya|iya bu|oke|sip|nanti saya foto lagi|kirim lagi|foto ulang|jangan pakai itu
    tidak pakai yang ini|ganti|ganti foto|pakai foto lain|sebentar|belum|itu|apa itu?
    pakai yang ini?|tidak yang ini|kirim foto""".replace("\n", "|").split("|"),
)
def test_nobody_keeps_a_photo_by_words_that_may_mean_another(words):
    chat = flawed(application(), "d1", "dark").says(words)
    assert chat.question != "review"


@pytest.mark.parametrize("where", ASKED)
def test_a_good_photo_is_taken_at_once(where):
    comes, act = ASKED[where]
    assert handed_in(flawed(comes()), act) == ["d1"]


def test_the_worst_is_said_and_only_that():
    assert flawed(application(), "d1", "cut_off", "dark").asked.home == "photo.dark"


def test_what_was_said_once_is_not_said_again_on_the_way_back():
    chat = flawed(application(), "d1", "dark").says("kembali")
    chat.says(example(chat))
    assert chat.question == "review"
    assert chat.answers["photo"] == {"files": ["d1"], "flaws": ["dark"]}


def test_help_at_a_dark_photo_is_about_light():
    chat = flawed(application(), "d1", "dark").says("bantuan")
    assert "photo.dark.help" in chat.said
    assert chat.asked.home == "photo.dark"


def test_a_form_put_aside_at_a_dark_photo_goes_on_there():
    chat = flawed(application(), "d1", "dark").says("simpan dulu", "lanjut")
    assert chat.asked.home == "photo.dark"


def test_a_photo_changed_afterwards_is_looked_at_as_well():
    chat = flawed(application(), "d1").says("ubah", "foto produk")
    assert flawed(chat, "d2", "dark").asked.home == "photo.dark"
    chat.taps("keep")
    assert handed_in(chat, OpenCase) == ["d2"]


@pytest.mark.parametrize("value", [["d1"], {"files": ["d1"], "flaws": []}])
def test_an_answer_from_before_the_rule_still_holds(value):
    chat = application()
    stored = json.decode(json.encode(chat.talk))
    stored["open"][-1]["answers"]["photo"] = value
    chat.talk = convert(stored, Session)
    assert handed_in(chat.says("lanjut"), OpenCase) == ["d1"]


def test_where_messages_cost_money_it_is_said_with_the_review():
    chat = applicant(together=True).says(BUBBLES["who"])
    flawed(chat, "d1", "dark", text=BUBBLES["making"])
    (bubble,) = shows(chat, PROFILES["whatsapp"])
    assert "agak gelap" in bubble.plain
    assert bubble.file == "example-dark"
    assert len(bubble.buttons) == 2
    assert chat.question == "review"
    flawed(chat, "d2", "dark")
    assert "agak gelap" not in shows(chat, PROFILES["whatsapp"])[0].plain
    assert handed_in(chat, OpenCase) == ["d2"]


@pytest.mark.parametrize("good", [True, False])
def test_whoever_was_asked_again_by_the_old_question_goes_on(good):
    """A paper had a question for each flaw, and its answer was always with flaws."""
    chat = flawed(paper(), "d1", "dark")
    stored = json.decode(json.encode(chat.talk))
    stored["open"][-1] |= {"asked": "dark", "reopened": "", "doubted": []}
    chat.talk = convert(stored, Session)
    if good:
        flawed(chat, "d2")
        assert handed_in(chat, GivePaper) == ["d1", "d2"]
    else:
        chat.take(Pressed("keep", "dark", chat.talk.open[-1].number))
        assert chat.asked.home == "photo.dark"
        chat.taps("keep")
        assert handed_in(chat, GivePaper) == ["d1"]
