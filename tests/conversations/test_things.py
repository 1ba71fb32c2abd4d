"""What is no text: nothing of it is lost, and the question that was open comes again."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pipeline.render import Voice, compose
from bot.testing.world import PROFILES
from conversations.cases.messages import AskOfficers
from conversations.cases.papers import GivePaper
from conversations.cases.voices import HandOver, PutAway
from conversations.engine.effects import Say
from conversations.engine.events import Notified, Pressed, Sent
from conversations.flows import BOOK
from tests.conversations.chat import SHORT, Chat, book_of
from tests.conversations.strategies import PICK, common, happens

WANTED = {
    "code": "SRG-0001",
    "wanted": [["apply/npwp", "NPWP"], ["apply/nib", "NIB"]],
}
STATES = {
    "nothing open": (),
    "a form that asks for words": ("apply",),
    "a menu": ("menu",),
}
HEARD = {"heard": "Ibu Contoh"}


def somebody(*said, together=False, noticed=True, world=None):
    chat = Chat(BOOK, world or {}, together=together, noticed=noticed)
    return chat.says("halo", "lanjut", *said)


@pytest.fixture
def chat():
    """Somebody who is asked for their name."""
    chat = somebody("apply")
    assert chat.question == "owner_name"
    return chat


def acts(chat, kind):
    """What was done of this kind; not what is done in silence, to be on the safe side."""
    done = [each for each in chat.done if isinstance(each, kind)]
    return [each for each in done if not getattr(each, "quietly", False)]


def spoken(chat, profile):
    """The words of the last turn, as the channel shows them."""
    said = [each for each in chat.out if not hasattr(each, "files")]
    return [draft.bubble.plain for draft in compose(said, Voice(), profile)]


# --- what cannot be an answer -----------------------------------------------------------


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", ["sticker", "contact", "video", "poll", "location"])
def test_what_is_no_answer_gets_one_kind_line_and_the_step_again(kind, state, profile):
    chat = somebody(*STATES[state], together=profile.together)
    if state == "nothing open":
        chat.talk = type(chat.talk)(met=True)
    before = chat.question or "what"
    if chat.asked and kind in {part.wants for part in chat.asked.parts}:
        return  # it is asked for
    chat.sends(kind)
    assert len(chat.said) == 1
    assert chat.said[0].endswith(f"wanted_text_{kind}")
    assert chat.question == before
    bubbles = spoken(chat, profile)
    assert len(bubbles) == 1
    assert len(bubbles[0].split("\n\n")) >= 2


# --- voices -------------------------------------------------------------------------------


def test_a_voice_that_no_question_takes_goes_to_an_officer_and_the_step_stays(chat):
    chat.sends("voice", "d1")
    (handed,) = acts(chat, HandOver)
    assert handed.files == ("d1",)
    assert handed.question == "owner_name"
    assert chat.question == "owner_name"


def test_a_voice_of_one_who_did_not_agree_yet_waits_for_that():
    chat = Chat(BOOK).says("halo", "apply")
    chat.sends("voice", "d1")
    assert acts(chat, HandOver) == []
    chat.says("setuju")
    assert [each.files for each in acts(chat, HandOver)] == [("d1",)]


def test_a_voice_of_one_who_does_not_agree_goes_nowhere():
    chat = Chat(BOOK).says("halo", "apply")
    chat.sends("voice", "d1")
    chat.says("tidak", "menu", "apply", "setuju")
    assert acts(chat, HandOver) == []


def test_a_voice_out_of_turn_is_a_question_to_an_officer():
    chat = somebody()
    chat.talk = type(chat.talk)(met=True)
    chat.sends("voice", "d1")
    assert acts(chat, AskOfficers) == [AskOfficers("", ("d1",))]


def test_what_is_heard_in_a_voice_is_no_answer_before_it_is_agreed_to(chat):
    chat.sends("voice", "d1", values=HEARD)
    assert chat.question == "sure"
    assert "owner_name" not in chat.talk.open[0].answers
    chat.says("ya")
    assert chat.talk.open[0].answers["owner_name"] == "Ibu Contoh"
    assert acts(chat, HandOver) == []


def test_what_was_heard_wrongly_goes_to_an_officer(chat):
    chat.sends("voice", "d1", values=HEARD)
    chat.says("bukan")
    (handed,) = acts(chat, HandOver)
    assert (handed.files, handed.question) == (("d1",), "owner_name")
    assert chat.question == "owner_name"


def test_what_is_typed_instead_of_what_was_heard_is_the_answer(chat):
    chat.sends("voice", "d1", values=HEARD)
    chat.says("Ibu Contoh")
    assert chat.talk.open[0].answers["owner_name"] == "Ibu Contoh"


def test_a_second_voice_takes_the_place_of_the_first(chat):
    chat.sends("voice", "d1", values=HEARD)
    chat.sends("voice", "d2", values={"heard": "Ibu Contoh"})
    chat.says("ya")
    assert chat.talk.open[0].answers["owner_name"] == "Ibu Contoh"


def test_a_voice_where_a_voice_will_do_is_not_read_back():
    chat = somebody("petugas")
    chat.sends("voice", "d1", values=HEARD)
    assert acts(chat, AskOfficers) == [AskOfficers("", ("d1",))]


def test_words_an_officer_heard_answer_only_the_question_they_were_about(chat):
    number = chat.asked.conversation
    typed = {"officer": "Petugas", "text": "Ibu Contoh", "conversation": number}
    chat.says("Ibu Sampel")
    chat.take(Notified("typed", {**typed, "question": "owner_name"}))
    assert "heard.late" in chat.says("ya").said
    assert chat.talk.open[0].answers["owner_name"] == "Ibu Sampel"
    assert chat.question == "sector"


# --- pictures -----------------------------------------------------------------------------


def idle(**world):
    chat = somebody(world=world)
    chat.talk = type(chat.talk)(met=True)
    return chat


def test_a_photo_out_of_turn_is_asked_what_it_is_for():
    chat = idle(papers=WANTED)
    chat.sends("photo", "d1")
    options = [option.value for option in chat.asked.options]
    assert options == [
        *("apply/npwp", "apply/nib", "certificate"),
        *("officer", "away"),
    ]


def test_a_photo_out_of_turn_can_be_a_paper():
    chat = idle(papers={**WANTED, "paper_name": "NPWP", "next": ""})
    chat.sends("photo", "d1", values={"flaws": []})
    chat.taps("apply/npwp")
    assert acts(chat, GivePaper) == [GivePaper("SRG-0001", "apply/npwp", ("d1",))]


def test_a_photo_out_of_turn_that_cannot_be_read_is_asked_for_once_more():
    chat = idle(papers={**WANTED, "paper_name": "NPWP", "next": ""})
    chat.sends("photo", "d1", values={"flaws": ["dark"]})
    chat.taps("apply/npwp")
    assert chat.asked.home == "photo.dark"
    chat.taps("keep")
    assert acts(chat, GivePaper) == [GivePaper("SRG-0001", "apply/npwp", ("d1",))]


@pytest.mark.parametrize(
    ("chosen", "act"),
    [("officer", AskOfficers("", ("d1", "d2"))), ("away", PutAway(("d1", "d2")))],
)
def test_several_photos_out_of_turn_are_one_thing(chosen, act):
    chat = idle()
    chat.sends("photo", "d1")
    chat.sends("photo", "d2")
    assert chat.question == "for"
    chat.taps(chosen)
    assert acts(chat, type(act)) == [act]


def test_a_photo_that_no_question_takes_is_asked_about_after_the_form():
    chat = somebody()
    chat.take(Pressed("ready"))
    before = chat.question
    chat.sends("photo", "d1")
    assert chat.said[0] == "repair.aside"
    assert chat.question == before
    chat.says("simpan dulu")
    assert chat.question == "for"
    chat.taps("away")
    assert acts(chat, PutAway) == [PutAway(("d1",))]


@common
@given(
    st.lists(st.sampled_from([PICK, "photo", "voice", "document"]), max_size=12),
    st.booleans(),
)
def test_no_file_is_ever_lost(happened, noticed):
    """Each is somewhere: with an officer, with a case, in an answer, or laid aside."""
    chat = Chat(BOOK, {"papers": WANTED}, noticed=noticed).says("halo")
    sent = []
    for number, each in enumerate(happened):
        if each == PICK:
            happens(chat, each)
        else:
            sent.append(f"file-{number}")
            chat.sends(each, sent[-1])
    there = f"{chat.talk} {chat.done}"
    assert [name for name in sent if name not in there] == []


def test_what_a_thing_is_for_is_asked_once_beside_the_thing():
    chat = idle()
    chat.sends("photo", "d1")
    assert chat.asked.file == "d1"
    assert PutAway(("d1",), quietly=True) in chat.done
    for words in ("status", "hatur nuhun", "privasi", "menu", "bahasa"):
        assert chat.says(words).question != "for"


@pytest.mark.parametrize(
    "words",
    ["status", "berapa biayanya?", "halo", "apa itu SNI?", "batal", "qwrt"],
)
def test_whoever_asks_something_else_instead_is_heard(words):
    chat, other = idle(), idle()
    chat.sends("photo", "d1")
    before = {type(each) for each in chat.done}
    chat.says(words)
    other.says(words)
    assert chat.said == other.said
    assert {type(each) for each in chat.done} - before == {
        type(each) for each in other.done
    }


def test_what_is_typed_for_what_it_is_for_is_understood():
    chat = idle(papers={**WANTED, "paper_name": "NIB", "next": ""})
    chat.sends("photo", "d1")
    chat.says("itu nib")
    assert acts(chat, GivePaper) == [GivePaper("SRG-0001", "apply/nib", ("d1",))]


def test_a_press_under_what_was_asked_about_is_heard_after_other_words():
    chat = idle()
    chat.sends("photo", "d1")
    number = chat.asked.conversation
    chat.says("status")
    chat.take(Pressed("officer", "for", number))
    assert acts(chat, AskOfficers) == [AskOfficers("", ("d1",))]


def test_a_photo_of_one_who_did_not_agree_yet_is_asked_about_after_the_notice():
    chat = Chat(BOOK, {"papers": {}}).says("halo", "roads")
    chat.sends("photo", "d1")
    assert chat.question == "agree"
    assert chat.says("setuju").question == "for"


# --- patience -----------------------------------------------------------------------------


@common
@given(st.integers(0, 12), st.booleans(), st.sampled_from(["zzz", "qwrt plok", "?!"]))
def test_words_nobody_understands_never_get_the_same_answer_twice(
    picks, together, words
):
    chat = Chat(BOOK, noticed=True, together=together).says("halo", "apply")
    for _ in range(picks):
        happens(chat, PICK)
    heard: list[list[tuple[str, Any]]] = []
    for _ in range(6):
        before = chat.talk.open[-1] if chat.talk.open else None
        chat.says(words)
        after = chat.talk.open[-1] if chat.talk.open else None
        if not (before and after and before.answers == after.answers and after.misses):
            return  # it was an answer after all
        if not heard and after.misses > 1:
            return  # the picks before it were not understood
        heard.append([(s.key, dict(s.values)) for s in chat.out if isinstance(s, Say)])
    assert all(one != other or not one for one, other in pairwise(heard))
    assert heard[3] == [("memory.same", {})]
    assert heard[4:] == [[], []]
    first, second, third = ([key for key, _ in each] for each in heard[:3])
    assert first
    assert [key for key in second if key.endswith((".help", ".aid"))]
    assert "repair.offer_officer" in third


def test_a_choice_is_shown_as_an_example_at_the_second_try():
    chat = Chat(book_of(SHORT)).says("halo", "Batik Contoh", "zzz", "zzz")
    assert "repair.for_instance" in chat.said


def test_a_different_mistake_is_explained_though_it_is_the_second():
    chat = Chat(book_of(SHORT)).says("halo", "Batik Contoh", "tulis", "zzz", "9999")
    assert chat.said[0] == "short.workers.out_of_sense"


def test_a_button_of_what_is_laid_over_a_form_never_swallows_a_file(chat):
    chat.says("menu")
    chat.sends("photo", "d1")
    assert chat.question == "owner_name"
    chat.take(Pressed("officer"))
    assert "d1" in str(chat.talk)


def test_an_officer_is_not_handed_their_own_voice():
    chat = Chat(BOOK, role="officer", noticed=True).says("kasus")
    chat.take(Sent("voice", ("d1",)))
    assert acts(chat, HandOver) == []
