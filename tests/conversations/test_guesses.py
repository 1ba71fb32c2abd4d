"""What may have been meant is put to the person: only a press or a yes takes it."""

from dataclasses import dataclass
from typing import Any

import pytest
from msgspec import structs

from conversations.engine.effects import Option
from conversations.engine.events import Edited, Pressed
from conversations.engine.flow import Form
from conversations.engine.questions import (
    Question,
    Read,
    Refusal,
    Review,
    Together,
    said,
)
from tests.conversations.chat import KIND, Chat, book_of, finish

GUESSED = {
    "one": ({"number": 30, "unit": "lembar"},),
    "two": (5, 7),
    "long": ("Batik Contoh " * 20,),
}


@dataclass(frozen=True)
class Doubting(Question[Any]):
    """Takes digits and words of three letters, and guesses at some others."""

    def read(self, event, answers, here):
        text = said(event).typed
        if text in GUESSED:
            raise Refusal("unlikely", {"said": text}, offers=GUESSED[text])
        if text.isdecimal():
            return Read(int(text))
        raise Refusal("not_a_number", {"said": text})

    def holds(self, value, answers):
        return value in [v for each in GUESSED.values() for v in each] or value == 15


SIZE, OTHER = Doubting("size"), Doubting("other")
FLOW = Form("form", (SIZE, Review("review")), finish)


@pytest.fixture
def chat():
    return Chat(book_of(FLOW)).says("halo")


def guessed(chat):
    """The buttons of the guesses, without the one that denies them."""
    return [option.value for option in chat.asked.offers]


@pytest.mark.parametrize("word", ["ya", "betul", "y", "iya bu", "benar", "nggih"])
def test_a_yes_takes_the_only_guess_in_silence(chat, word):
    chat.says("one")
    assert chat.said == ["form.size.unlikely"]
    assert len(chat.asked.options) == len(guessed(chat)) + 1
    assert chat.says(word).answers == {"size": GUESSED["one"][0]}
    assert chat.said == []


@pytest.mark.parametrize("typed", GUESSED)
def test_a_press_takes_what_it_shows(chat, typed):
    chat.says(typed)
    chat.taps(guessed(chat)[-1])
    assert chat.answers == {"size": GUESSED[typed][-1]}


@pytest.mark.parametrize("word", ["bukan", "tidak", "salah", "gak"])
def test_a_no_asks_again(chat, word):
    chat.says("one", word)
    assert chat.answers == {}
    assert (chat.question, chat.asked.offers) == ("size", ())


def test_a_yes_to_two_guesses_takes_neither(chat):
    assert chat.says("two", "ya").answers == {}


def test_a_guess_is_named_by_its_own_words_and_never_by_its_place(chat):
    assert chat.says("two", "7").answers == {"size": 7}
    again = Chat(book_of(FLOW)).says("halo", "two", "2")
    assert again.answers != {"size": 7}


@pytest.mark.parametrize("text", ["15", "bukan, 15", "bukan 15", "tidak, 15"])
def test_another_answer_is_read_as_one(chat, text):
    assert chat.says("one", text).answers == {"size": 15}


def test_a_button_pressed_late_takes_no_other_guess(chat):
    chat.says("one")
    late = Pressed(guessed(chat)[0], "size", chat.asked.conversation)
    chat.says("bukan", "two")
    chat.take(late)
    assert chat.answers == {}


def test_a_guess_that_no_longer_holds_is_not_shown(chat):
    chat.says("one")
    old = structs.replace(chat.talk.open[-1], offered=("gone", 99, None))
    chat.talk = structs.replace(chat.talk, open=(old,))
    assert not chat.says("ya").asked.offers
    assert chat.answers == {}


def test_an_edit_that_is_doubtful_is_put_to_the_person(chat):
    chat.says("15")
    chat.take(Edited("one", chat.here.message))
    assert guessed(chat)
    assert chat.says("ya").answers == {"size": GUESSED["one"][0]}


BUBBLE = Form("form", (Together("all", (SIZE, OTHER, KIND)), Review("review")), finish)


def lines(*texts):
    return "\n".join(f"{n}. {text}" for n, text in enumerate(texts, 1) if text)


def together(*texts):
    return Chat(book_of(BUBBLE), together=True).says("halo", lines(*texts))


def test_the_doubtful_line_of_a_bubble_is_put_alone():
    chat = together("one", "15", "tulis")
    assert guessed(chat)
    assert not chat.asked.parts
    assert chat.says("ya").question == "review"
    assert chat.talk.open[-1].answers["size"] == GUESSED["one"][0]


def test_of_two_doubtful_lines_one_is_put_and_the_other_asked_for():
    chat = together("one", "two", "tulis")
    assert chat.said == ["repair.partly", "repair.line_unclear", "form.size.unlikely"]
    assert chat.says("ya").question == "other"


def test_a_line_behind_the_open_one_is_never_taken_for_it():
    chat = together("", "two", "")
    assert not chat.asked.offers
    assert chat.said == ["repair.line_unclear"]
    assert chat.says("ya").answers == {}


def test_a_choice_keeps_its_own_buttons():
    chat = Chat(book_of(Form("form", (KIND, Review("review")), finish)))
    chat.says("halo", "batik")
    assert guessed(chat) == ["tulis", "cap"]
    assert Option("tulis", label="Batik tulis") in chat.asked.offers
    assert chat.says("2").answers == {"kind": "cap"}
