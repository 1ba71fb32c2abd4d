"""An officer's own cases, and what is said where one is asked what to look for."""

from functools import partial

import pytest
from msgspec import structs

from bot import words
from conversations.cases.listing import MINE
from conversations.cases.queue import ShowCase, ShowQueue
from conversations.engine.values import Session
from conversations.language import Utterance
from conversations.understanding.objects import object_of
from tests.conversations.test_officer_wishes import Officer, case


class Reader(Officer):
    """An officer who sees the buttons as they are called."""

    @property
    def here(self):
        return structs.replace(super().here, label=partial(words.label, "id"))


OWN = "kasus saya", "kasus saya apa saja", "Kasus Saya", "kasus saya dong", "kasus gue"


@pytest.mark.parametrize("menu", [(), ("menu",)])
@pytest.mark.parametrize("text", [*OWN, "daftar kasus saya", "kasus yang saya pegang"])
def test_ones_own_cases_are_not_looked_for(menu, text):
    chat = Reader(case()).says(*menu, text)
    assert MINE in chat.out
    assert chat.question != "code"


@pytest.mark.parametrize("text", ["cari kasus", "kasus"])
def test_a_part_of_a_choice_is_still_that_choice(text):
    assert Reader(case()).says("menu", text).question == "code"


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        *[(text, MINE) for text in OWN],
        ("antrean", ShowQueue()),
        ("siapa saja yang belum diambil", ShowQueue()),
    ],
)
def test_a_sure_wish_is_not_looked_for_as_a_name(text, effect):
    chat = Reader(case()).wants("find").says(text)
    assert effect in chat.out
    assert chat.question != "code"


def test_a_note_is_not_looked_for_as_a_name():
    chat = Reader(case()).wants("find").says("catatan kasus 15: sudah ditelepon")
    assert chat.question == "note"
    assert chat.asked.values["text"] == "sudah ditelepon"


@pytest.mark.parametrize(
    "text",
    ["batik contoh", "kasus 15", "15", "bu siti", "kramatwatu", "0812 0000 7788"],
)
def test_what_is_looked_for_is_an_answer(text):
    chat = Reader(case()).wants("find").says(text)
    assert ShowCase("SRG-0015") in chat.out


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("cari percobaan", "percobaan"),
        ("cari kasus percobaan", "percobaan"),
        ("tolong cariin usaha Mandiri dong", "Mandiri"),
        ("cari kasus", ""),
        ("cari kasus saya", ""),
    ],
)
def test_the_word_behind_cari_is_the_name(text, about):
    assert object_of("find", Utterance(text)) == (about, "")


def test_ones_own_cases_are_no_press_on_a_button_about_a_case():
    chat = Reader(case())
    acts = (("close:SRG-0015", "desk.act.close", ""), ("take:SRG-0015", "", "Ambil"))
    chat.talk = Session(met=True, acts=acts)
    assert chat.says("kasus saya apa saja").out == (MINE,)
