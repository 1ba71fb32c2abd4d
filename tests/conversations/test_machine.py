"""One flow: what is asked next, what is kept, and how patience works."""

from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs

from conversations.cases.handling import AcceptCase
from conversations.engine.effects import Option
from conversations.engine.events import LookedUp, Pressed, Typed
from conversations.engine.flow import Form
from conversations.engine.questions import Choice, Learn, Text
from tests.conversations.chat import (
    KIND,
    NAME,
    NOTE,
    REVIEW,
    SHORT,
    WORKERS,
    Chat,
    book_of,
    finish,
)


@pytest.fixture
def chat():
    chat = Chat(book_of(SHORT))
    chat.says("halo")
    return chat


def at_review(chat):
    return chat.says("Batik Contoh", "tulis", "5", "lewati")


def test_answers_in_order_lead_to_the_end(chat):
    at_review(chat).says("ya")
    assert chat.done == [AcceptCase("Batik Contoh")]
    assert chat.talk.open == ()


def test_a_question_that_does_not_apply_is_not_asked(chat):
    assert chat.says("Batik Contoh", "tulis", "19").question == "note"


def test_a_question_that_applies_is_asked(chat):
    assert chat.says("Batik Contoh", "tulis", "20").question == "export"


def test_an_answer_that_no_longer_applies_is_not_handed_on(chat):
    chat.says("Batik Contoh", "tulis", "20", "ya", "lewati", "ubah", "workers", "5")
    assert chat.question == "review"
    assert "export" not in [line.label.value for line in chat.asked.lines]


def test_correcting_one_answer_keeps_the_others(chat):
    at_review(chat).says("ubah", "kind", "cap")
    assert chat.question == "review"
    assert dict(chat.answers) == {
        "name": "Batik Contoh",
        "kind": "cap",
        "workers": 5,
        "note": None,
    }


@pytest.mark.parametrize("word", ["change", "tidak", "ubah", "belum"])
def test_a_review_can_be_changed_by_any_word_for_it(chat, word):
    assert at_review(chat).says(word).question == "which"


def test_a_confirmation_does_not_survive_a_change():
    after = Text("after")
    chat = Chat(book_of(replace(SHORT, items=(NAME, REVIEW, after))))
    chat.says("halo", "Batik Contoh", "ya")
    assert chat.question == "after"
    chat.says("ubah", "name", "Batik Lain")
    assert chat.question == "review"


def test_going_back_reaches_the_first_question_one_at_a_time(chat):
    at_review(chat)
    seen = []
    for _ in range(4):
        chat.says("kembali")
        seen.append(chat.question)
    assert seen == ["note", "workers", "kind", "name"]
    assert chat.says("kembali").said == ["repair.first"]
    assert chat.question == "name"


def test_the_first_refusal_says_why_the_second_helps_the_third_offers_a_human(chat):
    chat.says("Batik Contoh", "zzz")
    assert chat.said == ["short.kind.not_an_option"]
    chat.says("zzz")
    assert chat.said == ["short.kind.help", "repair.for_instance"]
    chat.says("zzz")
    assert chat.said == ["repair.offer_officer"]


def test_the_same_refusal_never_comes_twice_in_a_row(chat):
    chat.says("Batik Contoh")
    before = ()
    for _ in range(9):
        chat.says("zzz")
        assert chat.said != before or not chat.said
        before = chat.said


def test_what_is_unsure_is_offered_and_can_be_denied(chat):
    chat.says("Batik Contoh", "batik")
    assert [o.value for o in chat.asked.options] == ["tulis", "cap", "none_of_these"]
    chat.says("bukan")
    assert not chat.asked.offers
    assert chat.says("batik", "2").answers["kind"] == "cap"


def test_the_same_offer_never_comes_twice_without_help(chat):
    chat.says("Batik Contoh", "batik", "batik")
    assert "short.kind.help" in chat.said


@pytest.mark.parametrize("text", ["batik tulsi", "btaik tulis", "batk tuliss"])
def test_a_typo_that_is_surely_one_choice_is_taken_and_read_back(chat, text):
    chat.says("Batik Contoh", text)
    assert chat.said == ["repair.echo"]
    assert chat.answers["kind"] == "tulis"


PLAIN = ("1", "1.", "satu", "Batik tulis", "tulis", "no 1", "btik tulis")
"""By number, by name, and as it is written for short."""


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_choice_is_taken_without_a_word(chat, text):
    chat.says("Batik Contoh", text)
    assert chat.said == []
    assert chat.answers["kind"] == "tulis"


def test_an_old_button_says_what_was_answered_and_asks_again(chat):
    chat.says("Batik Contoh", "tulis")
    number = chat.asked.conversation
    chat.take(Pressed("cap", "kind", number))
    assert chat.said == ["repair.already_answered"]
    assert chat.question == "workers"
    assert chat.answers["kind"] == "tulis"


def test_turning_the_page_of_an_old_list_changes_no_page(chat):
    chat.says("Batik Contoh", "tulis")
    chat.take(Pressed("page:3", "kind", chat.asked.conversation))
    assert chat.asked.page == 0


def test_a_page_without_end_is_the_first(chat):
    chat.says("Batik Contoh")
    chat.taps("page:" + "9" * 5000)
    assert chat.question == "kind"


# --- flows that change under people ----------------------------------------------


def changed(chat, *items):
    flow = replace(SHORT, items=items)
    chat.book = book_of(flow)
    return chat


def test_a_question_added_before_is_asked_and_the_answer_given_now_is_kept(chat):
    chat.says("Batik Contoh")
    changed(chat, Text("city"), NAME, KIND, REVIEW).says("tulis")
    assert chat.said == ["repair.changed"]
    assert chat.question == "city"
    assert chat.answers["kind"] == "tulis"


def test_a_button_of_the_question_asked_before_the_change_is_kept_too(chat):
    chat.says("Batik Contoh")
    number = chat.asked.conversation
    changed(chat, Text("city"), NAME, KIND, REVIEW)
    chat.take(Pressed("tulis", "kind", number))
    assert chat.said == ["repair.changed"]
    assert chat.answers["kind"] == "tulis"


def test_an_option_that_is_gone_is_asked_for_again(chat):
    chat.says("Batik Contoh", "tulis", "5")
    fewer = replace(KIND, among=(Option("cap", label="Batik cap"),))
    changed(chat, NAME, fewer, WORKERS, NOTE, REVIEW).says("lewati")
    assert chat.question == "kind"
    assert chat.answers["workers"] == 5


def test_a_removed_question_is_forgotten(chat):
    chat.says("Batik Contoh", "tulis", "5")
    changed(chat, NAME, WORKERS, REVIEW).says("x")
    assert chat.question == "review"
    assert [line.label.value for line in chat.asked.lines] == ["name", "workers"]


def test_a_question_with_a_new_name_knows_its_old_answer(chat):
    chat.says("Batik Contoh", "tulis", "5")
    renamed = replace(NAME, key="business", was=("name",))
    changed(chat, renamed, KIND, WORKERS, REVIEW).says("x")
    assert chat.question == "review"
    assert [line.label.value for line in chat.asked.lines] == [
        "business",
        "kind",
        "workers",
    ]


# --- what only the world knows ------------------------------------------------------

CASE: Learn[dict[str, Any]] = Learn(
    "case", what="case", about=lambda answers: {"name": answers[NAME]}
)
LEARNING = Form("learning", (NAME, CASE, WORKERS, REVIEW), finish)


def test_what_is_looked_up_is_not_asked_and_is_not_reviewed():
    chat = Chat(book_of(LEARNING), world={"case": {"state": "taken"}})
    chat.says("halo", "Batik Contoh")
    assert chat.question == "workers"
    assert chat.asked.values["state"] == "taken"
    assert [line.label.value for line in chat.says("5").asked.lines] == [
        "name",
        "workers",
    ]


def test_what_was_looked_up_is_looked_up_again_when_what_it_is_about_changes():
    world = {"case": {"state": "taken"}}
    chat = Chat(book_of(LEARNING), world=world)
    chat.says("halo", "Batik Contoh", "5", "ubah", "name")
    world["case"] = {"state": "closed"}
    chat.says("Batik Lain")
    assert chat.answers["case"]["found"] == {"state": "closed"}


def test_a_look_up_that_got_lost_is_made_again_without_a_word():
    chat = Chat(book_of(LEARNING), world={"case": {}})
    chat.says("halo", "Batik Contoh")
    (conversation,) = chat.talk.open
    lost = {k: v for k, v in conversation.answers.items() if k != "case"}
    again = structs.replace(conversation, answers=lost, asked="case")
    chat.talk = structs.replace(chat.talk, open=(again,), reply=("", 0))
    chat.says("halo lagi apa kabar ya")
    assert chat.question == "workers"
    assert chat.said == []


def test_something_learned_that_nobody_asked_changes_nothing(chat):
    chat.says("Batik Contoh")
    before = chat.talk
    chat.take(LookedUp("case", {"state": "taken"}))
    assert chat.out == ()
    assert chat.talk == before


def test_a_long_choice_can_be_answered_by_number_and_by_label():
    many = Choice(
        "many", among=tuple(Option(f"v{i}", label=f"Pilihan {i}") for i in range(40))
    )
    chat = Chat(book_of(Form("long", (many, NAME), finish)))
    assert chat.says("halo", "37").answers["many"] == "v36"
    chat.says("kembali")
    chat.take(Typed("pilihan 12"))
    assert chat.answers["many"] == "v12"
