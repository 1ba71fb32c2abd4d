"""One person's conversations: commands, digressions, greetings, pausing, old buttons."""

import pytest

from conversations.cases.decision import notified
from conversations.cases.handling import CaseSentBack
from conversations.cases.people import Reachable
from conversations.cases.replies import Replied
from conversations.cases.staff.officers import JoinDesk
from conversations.engine.effects import Begin, Say
from conversations.engine.events import (
    Blocked,
    Edited,
    Notified,
    Pressed,
    Started,
    Typed,
)
from conversations.engine.values import Session
from conversations.flows import BOOK
from tests.conversations.chat import SHORT, Chat, book_of

CARD = {"code": "SRG-0042", "case": "c1", "state": "submitted", "road": "sppt_sni"}


@pytest.fixture
def chat():
    """Somebody in the middle of an application, who has agreed to the notice."""
    chat = Chat(BOOK, noticed=True)
    chat.says("halo", "daftar", "Ibu Contoh")
    assert chat.question == "sector"
    return chat


def form(chat):
    return next(c for c in chat.talk.open if c.flow == "apply")


def test_the_first_word_is_answered_with_who_pandu_is():
    chat = Chat(BOOK)
    assert chat.says("halo").said == ["greet.plain", "welcome.introduction"]
    assert chat.question == "what"
    assert "welcome.hello" not in chat.says("halo").said


@pytest.mark.parametrize("text", ["halo", "assalamualaikum", "pagi", "/start"])
def test_a_greeting_never_wipes_progress(chat, text):
    chat.says("batik")
    before = form(chat).answers
    chat.says(text)
    assert form(chat).answers == before
    assert chat.question == "business_name"


def test_a_greeting_from_within_the_menu_returns_to_the_form(chat):
    assert chat.says("menu").question == "what"
    assert chat.says("halo").question == "sector"


def test_thanks_are_returned_and_the_question_stays(chat):
    assert chat.says("terima kasih").said == ["greet.thanks"]
    assert chat.question == "sector"


def test_a_hard_word_is_explained_and_the_question_stays(chat):
    assert chat.says("apa itu LSPro?").said == ["learn.gloss"]
    assert chat.question == "sector"


def test_the_menu_can_be_left_for_the_form(chat):
    chat.says("menu")
    assert chat.says("lanjut").said == ["repair.resumed"]
    assert chat.question == "sector"


def test_a_form_opened_again_goes_on_where_it_was(chat):
    chat.says("batik", "Batik Contoh", "menu", "apply")
    assert chat.said == ["repair.resumed"]
    assert chat.question == "kecamatan"
    assert len([c for c in chat.talk.open if c.flow == "apply"]) == 1


def test_leaving_asks_once_and_can_keep_the_form(chat):
    chat.says("batik", "batal")
    assert chat.question == "how"
    assert chat.says("simpan dulu").said == ["repair.saved"]
    assert chat.talk.open == ()
    assert chat.says("lanjut").question == "business_name"


def test_leaving_can_be_taken_back(chat):
    assert chat.says("batal", "stay").question == "sector"


def test_leaving_for_good_forgets_the_form(chat):
    assert chat.says("batal", "drop").said == ["repair.dropped"]
    assert chat.talk.open == ()
    assert chat.says("lanjut").said == ["repair.nothing_to_resume"]


def test_asking_to_leave_many_times_does_not_push_the_form_out(chat):
    chat.says(*["batal"] * 12)
    assert chat.says("stay").question == "sector"


@pytest.mark.parametrize("word", ["bahasa", "privasi", "batal", "ubah"])
def test_digressions_do_not_pile_up(chat, word):
    chat.says("batik", *[word] * 12)
    assert len(chat.talk.open) <= 2


# --- the notice ----------------------------------------------------------------------


@pytest.fixture
def stranger():
    chat = Chat(BOOK)
    chat.says("halo", "apply")
    assert chat.question == "agree"
    return chat


def test_agreeing_leads_into_the_form(stranger):
    assert stranger.says("setuju").question == "owner_name"


def test_reading_all_of_the_notice_asks_again(stranger):
    stranger.says("more")
    assert stranger.said == ["consent.full"]
    assert stranger.question == "agree"


def test_refusing_lets_the_form_go_and_offers_the_guide(stranger):
    assert stranger.says("tidak").said == ["consent.refused"]
    assert stranger.talk.open == ()
    stranger.take(Pressed("roads"))
    assert stranger.question == "road"
    assert stranger.says("bina_umk").said == ["roads.intro"]


@pytest.mark.parametrize(
    "way_around",
    [
        ("menu", "apply"),
        ("batal", "stay"),
        ("batal", "later", "lanjut"),
        ("simpan dulu", "lanjut"),
        ("menu", "lanjut"),
        ("kembali",),
        ("halo",),
        ("bahasa", "id"),
        ("ubah",),
        ("bantuan",),
    ],
)
def test_no_way_around_the_notice_leads_to_a_personal_question(stranger, way_around):
    stranger.says(*way_around)
    assert stranger.question == "agree"


@pytest.mark.parametrize("way_out", [("batal", "drop"), ("batal", "later")])
def test_leaving_at_the_notice_leaves_the_form(stranger, way_out):
    stranger.says(*way_out)
    assert stranger.talk.open == ()


def test_a_file_from_a_stranger_asks_for_consent_before_anything_else():
    chat = Chat(BOOK)
    chat.sends("voice", "d1")
    assert chat.question == "agree"
    assert chat.said == ["welcome.hello"]
    chat.says("setuju")
    assert [type(each).__name__ for each in chat.done][-1] == "AskOfficers"


# --- buttons -------------------------------------------------------------------------


def test_a_button_of_a_finished_form_is_old(chat):
    number = chat.asked.conversation
    chat.says("batal", "drop")
    chat.take(Pressed("batik", "sector", number))
    assert chat.said == ["repair.old_button"]


def test_a_button_below_the_menu_still_answers(chat):
    number = chat.asked.conversation
    chat.says("menu")
    chat.take(Pressed("batik", "sector", number))
    assert chat.question == "business_name"


@pytest.mark.parametrize(
    "value", ["", "nothing", "road:", "road:atlantis/99", "queue:x"]
)
def test_a_button_nobody_made_does_no_harm(chat, value):
    before = form(chat).answers
    chat.take(Pressed(value))
    assert form(chat).answers == before


# --- edits ---------------------------------------------------------------------------


def test_an_edit_of_the_last_answer_changes_it(chat):
    chat.says("batik", "Batik Contoh")
    message = chat.here.message
    chat.take(Edited("Batik Sampel", message))
    assert chat.said == ["repair.edited"]
    assert form(chat).answers["business_name"] == "Batik Sampel"


def test_an_edit_of_an_older_answer_is_explained(chat):
    chat.says("batik", "Batik Contoh")
    message = chat.here.message
    chat.says("Kramatwatu")
    chat.take(Edited("Batik Sampel", message))
    assert chat.said == ["repair.edited_late"]
    assert form(chat).answers["business_name"] == "Batik Contoh"


# --- commands and free text ------------------------------------------------------------


def test_a_slip_near_a_command_is_asked_about_where_text_is_asked(chat):
    chat.says("batik", "Bahassa")
    assert "business_name" not in form(chat).answers
    chat.says("ya")
    assert form(chat).answers["business_name"] == "Bahassa"


def test_a_slip_near_a_command_is_a_command_where_a_choice_is_asked(chat):
    assert chat.says("kembalii").question == "owner_name"


def test_the_name_of_a_choice_is_not_a_command():
    chat = Chat(BOOK, noticed=True)
    chat.talk = Session(count=1, met=True)
    assert chat.says("menu", "status").talk.open == ()
    assert [type(effect).__name__ for effect in chat.done] == ["ShowStatus"]


def test_words_of_officers_do_nothing_for_others(chat):
    for word in ("antrean", "kasus 42", "siaran", "laporan", "dasbor"):
        assert "refusal.not_allowed" in chat.says(word).said
        assert chat.question == "sector"


def test_an_invitation_is_redeemed_wherever_one_is(chat):
    chat.says("/petugas ABCDE-12345")
    assert JoinDesk("ABCDE-12345") in chat.out


def test_the_word_on_a_poster_opens_the_form_with_welcome_and_consent_at_once():
    chat = Chat(BOOK)
    assert chat.says("daftar").said == ["welcome.hello"]
    assert chat.question == "agree"


@pytest.mark.parametrize(
    ("text", "road"),
    [
        ("daftar sni bina umk", "bina_umk"),
        ("daftar SPPT SNI", "sppt_sni"),
        ("ajukan untuk batikmark", "batikmark"),
        ("daftar sni", None),
        ("daftar sni iso", None),
    ],
)
def test_an_application_can_name_its_road(text, road):
    chat = Chat(BOOK, noticed=True)
    chat.says(text)
    assert form(chat).given.get("road") == road


def test_a_newcomer_sees_three_ways_and_is_understood_who_names_another():
    chat = Chat(BOOK)
    chat.says("halo")
    assert [option.value for option in chat.asked.options] == ["apply", "learn", "all"]
    assert chat.says("ready").question == "agree"
    assert Chat(BOOK).says("halo", "9").said == ["menu.what.not_an_option"]
    assert len(Chat(BOOK).says("halo", "all").asked.options) > 3


def test_a_link_that_opens_the_form_introduces_pandu_first():
    chat = Chat(BOOK)
    chat.take(Started("daftar"))
    assert chat.said == ["welcome.hello"]
    assert chat.question == "agree"


# --- what others do ---------------------------------------------------------------------


def test_what_was_sent_back_is_asked_at_once_and_then_the_form_goes_on(chat):
    chat.says("batik")
    chat.take(
        notified(
            CaseSentBack("SRG-0042", "Batik Contoh", "Petugas", "product", "kabur")
        )
    )
    assert chat.said == ["owner.sent_back"]
    assert chat.question == "product"
    assert chat.says("kain batik").question == "business_name"
    assert type(chat.done[-1]).__name__ == "Correct"


def test_an_officers_words_do_not_interrupt_a_form(chat):
    chat.take(notified(Replied("Petugas", "halo", code="SRG-0042")))
    assert chat.said == ["owner.replied"]
    assert chat.says("batik").question == "business_name"


def test_an_officers_words_are_answered_by_what_is_said_next():
    chat = Chat(BOOK, noticed=True)
    chat.says("menu")
    chat.take(notified(Replied("Petugas", "halo", code="SRG-0042")))
    chat.says("baik, Bu")
    assert [type(effect).__name__ for effect in chat.done] == ["AnswerOfficer"]


def test_news_of_an_unknown_kind_says_nothing(chat):
    chat.take(Notified("from the future", {}))
    assert chat.out == ()


def test_being_blocked_is_noted_and_nothing_is_said(chat):
    chat.take(Blocked())
    assert chat.out == (Reachable(yes=False),)


# --- what is stored ------------------------------------------------------------------------


def test_a_flow_that_is_gone_is_forgotten_with_what_was_put_aside():
    chat = Chat(book_of(SHORT))
    chat.says("halo", "Batik Contoh", "simpan dulu")
    chat.book = BOOK
    chat.says("lanjut")
    assert chat.said == ["repair.nothing_to_resume"]


def test_what_lies_too_deep_is_put_aside_and_not_lost(chat):
    chat.says("batik")
    for number in range(9):
        chat.take(
            notified(
                CaseSentBack(str(number), "Batik Contoh", "Petugas", "product", "x")
            )
        )
    assert "apply" in [c.flow for c in chat.talk.paused]


def test_a_card_nobody_asked_for_leaves_the_question_open(chat):
    chat.take(Notified("alert", CARD))
    assert [type(effect) for effect in chat.out] == [Say]
    assert chat.says("batik").question == "business_name"


def test_a_flow_for_officers_is_closed_to_others(chat):
    chat.take(Pressed("reply:SRG-0042"))
    assert chat.said == ["refusal.not_allowed"]
    assert not any(isinstance(effect, Begin) for effect in chat.out)
    assert chat.take(Typed("batik"))


def test_thanks_from_somebody_never_met_is_no_answer_to_what_is_asked_of_them():
    chat = Chat(BOOK, noticed=True)
    sent_back = CaseSentBack("SRG-0042", "Batik Contoh", "Petugas", "product", "kabur")
    chat.take(notified(sent_back))
    assert "greet.thanks" in chat.says("terima kasih").said
    assert chat.question == "product"
