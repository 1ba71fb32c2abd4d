"""What is remembered of a day: who comes back, greets again, repeats themselves."""

from datetime import timedelta

import pytest
from msgspec import structs

from conversations.cases.messages import AskOfficers
from conversations.cases.progress import ShowStatus
from conversations.engine.effects import Ask
from conversations.engine.memory import PATIENCE
from conversations.flows import BOOK
from tests.conversations import chat as chats
from tests.conversations.chat import Chat


class Returning(Chat):
    """Somebody who comes back on another day."""

    days = 0

    @property
    def here(self):
        return structs.replace(super().here, today=chats.TODAY + timedelta(self.days))


@pytest.fixture
def chat():
    return Returning(BOOK, phone=True, noticed=True, name="Siti Contoh")


def test_who_returns_to_an_open_form_hears_how_far_it_got(chat):
    chat.says("halo", "daftar", "Siti Contoh")
    chat.days = 1
    chat.says("halo")
    assert chat.said == ["greet.plain", "memory.open"]
    told = chat.out[1].values
    assert told["question"].key or told["question"].label
    assert (told["step"], told["steps"]) == (chat.asked.step, chat.asked.steps)
    assert chat.question == "sector"


def test_who_returns_to_a_form_put_aside_is_offered_to_go_on(chat):
    chat.says("halo", "daftar", "Siti Contoh", "nanti")
    chat.days = 1
    chat.says("assalamualaikum")
    assert chat.said == ["greet.salam", "memory.aside"]
    assert [option.value for option in chat.out[-1].actions] == ["resume"]
    assert chat.says("lanjut").question == "sector"


def test_on_the_same_day_nobody_is_welcomed_back(chat):
    chat.says("halo", "daftar", "Siti Contoh", "halo")
    assert chat.said == ["greet.plain"]
    assert chat.question == "sector"


def test_the_second_greeting_of_a_day_is_short(chat):
    assert chat.says("halo").asked
    chat.says("halo")
    assert chat.said == ["greet.plain", "memory.greeted"]
    assert not chat.asked
    chat.days = 1
    assert chat.says("halo").asked


def test_who_put_a_form_aside_hears_of_it_at_the_next_greeting(chat):
    chat.says("halo", "daftar", "Siti Contoh", "nanti dulu ya", "halo")
    assert chat.said == ["greet.plain", "memory.aside"]
    assert [option.value for option in chat.out[-1].actions] == ["resume"]


@pytest.mark.parametrize("said", ["batik", "usaha batik", "batik pak"])
def test_whoever_returns_to_a_form_put_aside_may_just_answer(chat, said):
    chat.says("halo", "daftar", "Siti Contoh", "nanti dulu ya")
    chat.says(said)
    assert chat.question == "business_name"
    assert chat.answers["sector"] == "batik"


def test_what_is_no_answer_leaves_the_form_put_aside(chat):
    chat.says("halo", "daftar", "Siti Contoh", "nanti dulu ya")
    for said in ("berapa biayanya", "status", "terima kasih", "zzz"):
        chat.says(said)
        assert [each.flow for each in chat.talk.paused] == ["apply"]


FILLED = ("Siti Contoh", "batik", "Batik Contoh", "kramatwatu", "081200001234", "kain")
NOT_NOW = ("besok ya", "lagi sibuk", "sibuk, nanti ya", "masih repot pak", "engke deui")


@pytest.mark.parametrize("said", [*NOT_NOW, "nanti", "mengko bae"])
@pytest.mark.parametrize("steps", range(len(FILLED) + 1))
def test_who_has_no_time_at_any_question_is_told_that_it_is_kept(steps, said):
    chat = Returning(BOOK, noticed=True)
    chat.says("halo", "daftar", *FILLED[:steps], said)
    assert chat.said == ["repair.saved"]
    assert [each.flow for each in chat.talk.paused] == ["apply"]


def test_what_is_said_to_a_person_puts_nothing_off(chat):
    chat.says("petugas", "besok ya")
    assert AskOfficers("besok ya") in chat.done


RIGHT = ("sudah benar", "sudah bener kok", "ga jadi", "gak jadi ubah", "tidak usah")


@pytest.mark.parametrize("said", [*RIGHT, "kembali", "batal", "lanjut"])
@pytest.mark.parametrize("steps", [1, 3, 5])
def test_whoever_changes_nothing_after_all_is_asked_on(steps, said):
    chat = Returning(BOOK, noticed=True)
    question = chat.says("halo", "daftar", *FILLED[:steps]).question
    chat.says("ubah", said)
    assert chat.question == question
    assert not [key for key in chat.said if key.startswith("field.")]


HOW = ("submitted", "late", "taken", "sent_back", "accepted", "yours", "others")


@pytest.mark.parametrize("how", [*HOW, "closed"])
def test_who_greets_after_having_applied_hears_of_the_case_first(how):
    stands = {"how": how, "code": "SRG-0017", "day": "2026-11-24", "asked": "phone"}
    world = {"standing": stands}
    chat = Returning(BOOK, world, phone=True, noticed=True, name="Siti Contoh")
    chat.says("halo")
    chat.days = 1
    chat.says("assalamualaikum")
    assert chat.said == ["greet.salam", f"memory.case.{how}"]
    assert chat.out[-2].values["code"] == "SRG-0017"
    assert chat.question == "what"
    assert chat.says("halo").said == ["greet.plain", "memory.greeted"]


def test_the_same_words_again_and_again_are_not_answered_each_time(chat):
    chat.says("halo", "daftar")
    answered = [tuple(chat.says("zzz").said) for _ in range(30)]
    heard = [said for said in answered if said]
    assert len(heard) == 6
    assert answered[3] == ("memory.same",)
    assert chat.says("Siti Contoh").question == "sector"


def test_who_is_angry_in_the_same_words_is_not_handed_on_each_time():
    chat = Chat(BOOK, noticed=True)
    asked = [AskOfficers("kamu bodoh") in chat.says("kamu bodoh").out for _ in range(9)]
    assert sum(asked) == PATIENCE
    assert AskOfficers("dasar bodoh") in chat.says("dasar bodoh").out


def test_the_same_answer_to_another_question_is_no_repetition(chat):
    chat.says("halo", "all", "ready", "batik")
    assert chat.talk.open[-1].flow == "readiness"
    for _ in range(8):
        chat.says("ya")
        assert any(isinstance(effect, Ask) for effect in chat.out)


def test_what_is_looked_at_anew_is_answered_each_time(chat):
    for _ in range(6):
        chat.says("status")
        assert ShowStatus() in chat.out


# --- who applies again --------------------------------------------------------------------


@pytest.fixture
def applicant():
    already = {"code": "SRG-0017", "business": "Batik Contoh"}
    world = {"already": already}
    return Chat(BOOK, world, phone=True, noticed=True, name="Siti Contoh")


def test_who_applies_again_hears_of_what_there_is(applicant):
    applicant.says("daftar")
    assert applicant.question == "again"
    assert applicant.asked.values["code"] == "SRG-0017"
    applicant.taps("status")
    assert applicant.done[-1] == ShowStatus()


def test_another_application_goes_on_as_the_first_did(applicant):
    applicant.says("daftar")
    applicant.taps("new")
    assert applicant.talk.open[-1].flow == "apply"


def test_who_has_none_is_asked_nothing_of_it(chat):
    chat.says("daftar")
    assert chat.talk.open[-1].flow == "apply"


def test_whoever_goes_back_again_and_again_is_always_asked(chat):
    chat.says("halo", "daftar")
    for _ in range(8):
        assert chat.says("kembali").question


def test_the_same_anger_reaches_an_officer_only_a_few_times(chat):
    chat.says("halo")
    for _ in range(12):
        chat.says("kerja kalian lambat sekali saya kecewa berat")
    assert 0 < len(chat.done) <= 5


def test_what_is_said_to_a_person_is_never_held_back(chat):
    for _ in range(6):
        chat.says("petugas", "halo pak")
    assert len(chat.done) == 6
