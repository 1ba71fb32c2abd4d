"""The Dinas's word is found, and stands wherever its fact is shown."""

from datetime import date

import pytest

from bot import words
from conversations.catalogue import catalogue, overrides
from conversations.catalogue.entries import all_entries as found
from conversations.catalogue.overrides import Stated, beside, entries, sought
from conversations.engine.effects import Begin, Say
from conversations.engine.events import Pressed
from conversations.engine.values import Here, Who
from conversations.flows import BOOK
from conversations.flows.owner import guide, learn
from tests.conversations.chat import TODAY, Chat, label

ROAD = catalogue().roads["sppt_sni"]
STAGE = next(each for each in ROAD.stages if each.papers and each.time)
AT = f"{ROAD.id}/{STAGE.id}"
NEW = Stated("Begini sekarang.", date(2026, 11, 28))
WORD = {"office:address": NEW}
LONGEST_BUTTON = 64


def here(*names, role="", until=None):
    word = {each: Stated(NEW.text, NEW.on, until) for each in names}
    return Here(Who(role=role), TODAY, label, word=word)


def shown(said):
    return words.text("id", said.key, {**said.values, "you": ""})


def test_every_entry_has_a_name_that_fits_a_button_and_no_two_are_called_alike():
    known = entries()
    assert set(found()) <= set(known)
    assert all(len(f"put_right:{each}") <= LONGEST_BUTTON for each in known)
    office = [each for each in known if each.startswith("office:")]
    assert len(known) == len(list(overrides._entries())) + len(office)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("biaya sni", "card:cost"),
        ("alamat kantor", "office:address"),
        ("jam buka", "office:hours"),
        ("nomor wa dinas", "office:whatsapp"),
        ("biaya uji batikmark", "cost:batikmark/test"),
        ("lama pengujian batikmark", "time:batikmark/test"),
        ("berkas nib", "card:nib"),
    ],
)
def test_a_fact_is_found_by_its_words(text, first):
    assert sought(text)[0] == first
    assert len(sought(text)) <= overrides.MOST


@pytest.mark.parametrize("text", ["", "apa itu ya", "paspor", "xyzzy"])
def test_what_is_no_fact_is_not_found(text):
    assert sought(text) == ()


def test_a_stage_is_put_right_part_by_part():
    parts = beside(f"stage:{AT}")
    assert {f"stage:{AT}", f"time:{AT}", f"cost:{AT}"} < set(parts)
    assert any(each.startswith(f"paper:{AT}/") for each in parts)
    assert beside("card:cost") == ("card:cost",)
    assert beside("card:gone") == ()


@pytest.mark.parametrize("until", [None, date(2026, 12, 31)])
def test_a_card_and_an_answer_say_on_whose_word(until):
    at = here("card:cost", until=until)
    (card,) = learn.card("cost", at)
    answer = learn.told(found()["card:cost"], at, busy=False)
    for each in (card, answer):
        assert NEW.text in shown(each)
        assert "Menurut Diskoumperindag Kabupaten Serang, 28 November" in shown(each)
        assert ("berlaku sampai 31 Desember 2026" in shown(each)) == bool(until)
    (source,) = learn.sources("card:cost", at)
    assert catalogue().cards["cost"].text in shown(source)


def test_another_card_is_as_it_was():
    (card,) = learn.card("time", here("card:cost"))
    assert NEW.text not in shown(card)


def test_of_a_stage_only_what_was_put_right_is_the_dinas_word():
    paper = overrides.paper_entry(ROAD.id, STAGE.id, STAGE.papers[0])
    number = ROAD.stages.index(STAGE) + 1
    for name in (f"time:{AT}", f"cost:{AT}", f"stage:{AT}", paper):
        (card, *_) = guide.stage_card(ROAD, number, here(name))
        assert shown(card).count(f"{NEW.text} (menurut Diskoumperindag") == 1, name
    intro = guide.read(ROAD.id, here(f"road:{ROAD.id}"))[0]
    assert NEW.text in shown(intro)


def test_a_stage_as_the_dinas_says_it_keeps_the_names_of_what_is_sent():
    paper = overrides.paper_entry(ROAD.id, STAGE.id, STAGE.papers[0])
    word = {f"time:{AT}": NEW, paper: NEW}
    made = overrides.stage_as_said(ROAD, STAGE, word)
    assert (made.time, made.papers[0]) == (NEW.text, NEW.text)
    assert (made.sent, made.cost, made.id) == (STAGE.sent, STAGE.cost, STAGE.id)
    assert overrides.stage_as_said(ROAD, STAGE, {}) is STAGE


@pytest.mark.parametrize(
    ("role", "offered"),
    [("", False), ("auditor", False), ("officer", True), ("coordinator", True)],
)
def test_only_officers_are_offered_to_put_it_right(role, offered):
    at = here(role=role)
    for said in (
        *learn.card("cost", at),
        learn.told(found()["card:cost"], at, busy=False),
        guide.stage_card(ROAD, 1, at)[-1],
        guide.read(ROAD.id, at)[0],
    ):
        assert isinstance(said, Say)
        assert any(a.value.startswith("put_right:") for a in said.actions) == offered


class Town(Chat):
    """A talk in a Dinas that has put something right."""

    @property
    def here(self):
        return Here(self.who, TODAY, label, message=f"m{self.messages}", word=WORD)


def test_what_the_catalogue_does_not_know_is_answered_when_the_dinas_said_it():
    chat = Town(BOOK, {"answer": {}}, noticed=True)
    chat.says("halo", "alamat dinas di mana?")
    assert chat.said == ["learn.answer"]
    assert NEW.text in shown(chat.out[0])


@pytest.mark.parametrize("said", ["betulkan biaya sni", "Ralat info biaya sni"])
def test_an_officer_names_the_fact(said):
    chat = Chat(BOOK, {"fact": {"now": "Lama."}}, role="officer")
    chat.says(said)
    assert (chat.asked.flow, chat.question) == ("fact", "which")
    chat.taps("card:cost")
    assert chat.question == "text"
    assert chat.asked.values["now"] == "Lama."


def test_an_owner_changes_their_own_answers_by_the_same_word():
    chat = Chat(BOOK, {"answer": {}}, noticed=True)
    chat.says("halo", "betulkan biaya sni")
    assert not any(f.flow == "fact" for f in chat.talk.open)


def test_what_an_officer_writes_to_an_owner_is_no_fact():
    chat = Chat(BOOK, {"addressee": {}}, role="officer")
    chat.take(Pressed("reply:SRG-0001"))
    chat.says("betulkan alamat di formulir ya bu")
    assert not any(f.flow == "fact" for f in chat.talk.open)


def test_words_that_name_no_fact_are_asked_again():
    chat = Chat(BOOK, {"fact": {}}, role="officer")
    chat.says("betulkan paspor")
    assert chat.question == "sought"
    chat.says("paspor hijau")
    assert chat.question == "sought"
    chat.says("alamat kantor")
    assert chat.question == "text"


@pytest.mark.parametrize(("entry", "fits"), [("card:cost", 300), ("office:hours", 120)])
def test_what_is_right_is_as_short_as_it_has_to_be(entry, fits):
    for more, question in ((1, "text"), (0, "until")):
        chat = Chat(BOOK, {"fact": {}}, role="officer")
        chat.take(Pressed(f"put_right:{entry}"))
        chat.says("x" * (fits + more))
        assert chat.question == question


def test_a_day_that_is_over_is_no_last_day():
    chat = Chat(BOOK, {"fact": {"on": "2026-11-22"}}, role="officer")
    chat.take(Pressed("put_right:card:cost"))
    chat.says("Gratis tahun ini.", "1 januari 2020")
    assert chat.question == "until"
    chat.taps("skip")
    assert chat.question == "review"
    assert "fact.preview" in chat.said
    chat.taps("yes")
    assert not any(isinstance(each, Begin) for each in chat.done)
