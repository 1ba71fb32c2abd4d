"""Typed questions find their answer, or nobody pretends to know."""

import re
import tomllib
from pathlib import Path

import pytest

from bot import words
from bot.pipeline.render import Voice, said
from conversations.cases.messages import AskOfficers
from conversations.catalogue import catalogue
from conversations.catalogue.comparing import compared
from conversations.catalogue.search import answer
from conversations.catalogue.topics import answers
from conversations.engine.effects import Begin, Say
from conversations.engine.events import Pressed
from conversations.flows import BOOK
from conversations.flows.owner import learn
from conversations.language import Utterance
from tests.conversations.chat import Chat

FILE = Path(__file__).with_name("questions.toml")
ASKED = [
    (question, frozenset(entries.split()))
    for entries, questions in tomllib.loads(FILE.read_text("utf-8")).items()
    for question in questions
]
PRECISION, RECALL = 0.95, 0.80
CARD = 300


def found(question: str) -> str:
    """The entry that answers, or the first of two that are compared."""
    both = compared(question)
    entry = answer(question)
    return both[0] if both else entry.id if entry else "none"


@pytest.fixture
def chat():
    return Chat(BOOK, {"answer": {}}, noticed=True)


def test_there_are_many_questions():
    assert len(ASKED) >= 120
    assert sum(entries == {"none"} for _, entries in ASKED) >= 30


ABOUT_SOMETHING_ELSE = """masa berlaku sertifikat paspor, harga kain batik, biaya jahit batik
batik printing pajak, batik wajib asuransi?, sertifikat K3 berapa biayanya, biaya notaris
biaya iklan sni, sni ban mobil berapa, syarat sni kompor, modal usaha batik berapa, denda parkir
kapan sertifikat vaksin jadi, wajib lapor spt, label gizi wajib?, tarif listrik usaha, tes covid di mana
berapa ongkos jahit batik, mana tempat beli malam, batikmark bisa untuk kredit?, iso kamera berapa
sni semen wajib?, perlu paspor?, untung jual batik, gaji lssm berapa, surat nikah syaratnya, sablon kaos biaya
printing undangan berapa, kombinasi warna batik apa, wajib militer, manfaat asuransi, berapa lama kain kering"""


@pytest.mark.parametrize("asked", re.split(r", |\n", ABOUT_SOMETHING_ELSE))
def test_known_words_beside_a_subject_that_nobody_knows_are_no_answer(asked):
    """Whose business it is may be said, and nothing of SNI."""
    assert found(asked) == "none" or found(asked).startswith("matter:")


def test_an_answer_is_nearly_always_the_right_one():
    answered = [(q, found(q), right) for q, right in ASKED if found(q) != "none"]
    wrong = [(q, got) for q, got, right in answered if got not in right]
    assert len(wrong) <= (1 - PRECISION) * len(answered), wrong


def test_most_questions_are_answered():
    known = [(q, right) for q, right in ASKED if right != {"none"}]
    missed = [(q, found(q)) for q, right in known if found(q) not in right]
    assert len(missed) <= (1 - RECALL) * len(known), missed


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_card_is_read_in_one_breath(chat, language):
    for name in catalogue().cards:
        (say,) = learn.card(name, chat.here)
        assert isinstance(say, Say)
        shown = "".join(text for text, _ in said(say, Voice(language)))
        assert len(shown) <= CARD, (name, len(shown))


def test_cards_lead_from_the_first_to_the_last(chat):
    seen = []
    chat.take(Pressed("learn:"))
    while True:
        (card,) = (e for e in chat.out if getattr(e, "key", "") == "learn.card")
        seen.append(card.values["number"])
        onward = [o.value for o in card.actions if o.value.startswith("learn:")]
        if not onward:
            break
        chat.take(Pressed(onward[0]))
    assert seen == list(range(1, len(catalogue().cards) + 1))


def test_a_question_in_a_form_is_answered_and_the_form_goes_on(chat):
    chat.says("halo", "apply", "Ibu Contoh")
    assert chat.asked.flow == "apply"
    asked = chat.question
    chat.says("berapa biaya sni batik?")
    assert chat.said == ["learn.answer"]
    assert chat.question == asked


def test_a_question_where_a_name_is_asked_is_answered_and_no_name(chat):
    chat.says("halo", "apply")
    assert chat.question == "owner_name"
    chat.says("berapa biaya sni batik?")
    assert chat.said == ["learn.answer"]
    assert chat.question == "owner_name"
    assert "owner_name" not in chat.answers


def test_a_message_to_an_officer_is_never_answered_by_us(chat):
    chat.says("petugas", "berapa biaya sni batik?")
    assert chat.said == []
    assert chat.done[-1] == AskOfficers("berapa biaya sni batik?")


def test_nobody_is_told_what_is_not_known_but_it_is_one_tap_to_ask(chat):
    chat.says("halo", "harga malam per kilo berapa?")
    assert (chat.asked.flow, chat.question) == ("wonder", "send")
    chat.taps("yes")
    assert chat.done[-1] == AskOfficers("harga malam per kilo berapa?")


def test_the_privacy_notice_comes_before_even_a_question_that_was_typed():
    chat = Chat(BOOK, {"answer": {}})
    chat.says("halo", "harga malam per kilo berapa?")
    chat.taps("yes")
    assert chat.asked.flow == "consent"
    chat.taps("yes")
    assert AskOfficers("harga malam per kilo berapa?") in chat.done


def test_what_may_be_asked_is_offered_and_read_with_a_tap(chat):
    chat.says("halo", "ember pewarna dibuang kemana?")
    assert (chat.asked.flow, chat.question) == ("wonder", "near")
    chat.taps("card:waste")
    assert chat.said == ["learn.answer"]


def test_who_asks_something_else_than_what_is_offered_asks_an_officer(chat):
    chat.says("halo", "ember pewarna dibuang kemana?").taps("officer")
    assert chat.done[-1] == AskOfficers("ember pewarna dibuang kemana?")


@pytest.mark.parametrize(
    "asked", ["dititip di toko ember?", "kapan ada lomba helikopter?"]
)
def test_nothing_is_offered_for_what_is_strange_altogether(chat, asked):
    chat.says("halo", asked)
    assert (chat.asked.flow, chat.question) == ("wonder", "send")


TWO = {
    "biaya sama lamanya berapa": ("card:cost", "card:time"),
    "brp biayanya trus lama ga": ("card:cost", "card:time"),
    "syarat sm biaya batikmark apa": ("card:papers_batikmark", "card:cost_batikmark"),
    "limbah gmn, foto gmn": ("card:waste", "card:photo"),
    "oh iya npwp perlu kah, sy lupa bikin": ("card:npwp",),
}


@pytest.mark.parametrize("asked", TWO)
def test_each_of_several_things_that_are_asked_at_once_is_answered(asked):
    assert answers(Utterance(asked)) == TWO[asked]


@pytest.mark.parametrize(
    "asked", ["biaya brp, sama pasang behel", "brp biayanya, buat paspor"]
)
def test_a_strange_thing_beside_a_question_makes_it_unsure(asked):
    assert answers(Utterance(asked)) == ()


def test_what_an_officer_answered_before_is_said_again():
    known = {"answer": "Di toko bahan.", "officer": "Petugas", "on": "2026-11-20"}
    chat = Chat(BOOK, {"answer": known}, noticed=True)
    chat.says("halo", "harga malam per kilo berapa?")
    assert chat.said == ["learn.officer"]
    assert not any(isinstance(each, AskOfficers | Begin) for each in chat.done)


def test_what_the_menu_calls_by_name_is_that(chat):
    chat.says("halo", "roads")
    assert chat.asked.flow == "roads"


def test_what_an_officer_may_have_answered_is_offered_and_never_just_said():
    known = {"answer": "Boleh.", "officer": "Petugas", "on": "2026-11-20"}
    perhaps = {**known, "question": "jual keripik bisa?"}
    for tap, done in (("yes", "learn.officer"), ("no", "ask")):
        chat = Chat(BOOK, {"answer": perhaps}, noticed=True)
        chat.says("halo", "keripik boleh dititip?")
        assert (chat.asked.flow, chat.question) == ("wonder", "meant")
        assert chat.asked.values["question"] == "jual keripik bisa?"
        chat.taps(tap)
        if done == "ask":
            assert chat.done[-1] == AskOfficers("keripik boleh dititip?")
        else:
            assert chat.said == [done]


UNKNOWN = "harga malam per kilo berapa ya?"


def test_an_unknown_question_sent_again_never_gets_the_very_same_answer(chat):
    chat.says("halo")
    before = None
    for _ in range(3):
        chat.says(UNKNOWN)
        assert chat.question == "send"
        now = (chat.said, chat.asked.again, chat.asked.flow)
        assert now != before
        before = now
    assert chat.says(UNKNOWN).said
    assert chat.says(UNKNOWN).said == ["memory.same"]
    assert chat.says(UNKNOWN).out == ()


def test_another_unknown_question_is_put_in_place_of_the_first(chat):
    chat.says("halo", UNKNOWN, "kapan ada pelatihan canting?")
    assert chat.said == []
    assert chat.asked.values["text"] == "kapan ada pelatihan canting?"


def test_an_unknown_question_sent_again_is_not_sent_to_an_officer_unasked(chat):
    chat.says("halo", *[UNKNOWN] * 5)
    assert not any(isinstance(effect, AskOfficers) for effect in chat.done)
    chat.says("ya")
    assert any(isinstance(effect, AskOfficers) for effect in chat.done)
