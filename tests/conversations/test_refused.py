"""A file that cannot be kept: never a circle of asking for the same thing again."""

import pytest
from msgspec import structs

from conversations.cases.messages import AskOfficers
from conversations.engine.effects import Say
from conversations.engine.events import Pressed
from tests.conversations.test_things import somebody

STATES = {
    "nothing open": (),
    "a form": ("apply",),
    "a menu": ("menu",),
    "words to an officer": ("petugas",),
    "the notice": ("apply",),
}


@pytest.fixture
def chat():
    """Somebody who is asked for their name."""
    return somebody("apply")


def refused(chat, digest="a", problem="broken"):
    values = {"digest": digest} if digest else {}
    chat.sends("photo", problem=problem, values=values)
    return [
        (each.key, dict(each.values))
        for each in chat.out
        if isinstance(each, Say) and each.key.startswith("refusal.")
    ]


@pytest.mark.parametrize("digest", ["a", ""])
@pytest.mark.parametrize("state", STATES)
def test_no_file_is_refused_twice_in_the_same_words(state, digest):
    chat = somebody(*STATES[state], noticed=state != "the notice")
    asked = chat.question
    said = [refused(chat, digest) for _ in range(6)]
    keys = [key for ((key, _),) in said]
    assert keys[:2] == ["refusal.file_broken", "refusal.file_broken.again"]
    assert {*keys[2:]} == {"refusal.file_officer"}
    assert len({str(each) for each in said}) == len(said)
    assert not asked or chat.question == asked


def test_one_tap_asks_an_officer_about_a_file_that_cannot_be_kept(chat):
    for _ in range(3):
        refused(chat)
    offer = next(e for e in chat.out if isinstance(e, Say) and e.actions)
    chat.take(Pressed(offer.actions[0].value))
    assert [e for e in chat.done if isinstance(e, AskOfficers)] == [
        AskOfficers("", about="file")
    ]
    assert chat.says("halo").question == "owner_name"


def test_a_file_is_known_again_after_a_pause_and_after_others(chat):
    refused(chat, "a")
    refused(chat, "b", "locked_pdf")
    chat.says("simpan dulu", "lanjut")
    ((key, _),) = refused(chat, "a")
    assert key == "refusal.file_broken.again"


def test_another_file_of_the_same_fault_is_not_called_the_same(chat):
    ((one, _),), ((other, _),) = refused(chat, "a"), refused(chat, "b")
    assert one == other
    ((key, _),) = refused(chat, "c")
    assert key == "refusal.file_officer"


def test_once_a_file_was_kept_the_next_fault_begins_anew(chat):
    for digest in "ab":
        refused(chat, digest)
    chat.sends("photo", "d1", values={"digest": "c"})
    ((key, _),) = refused(chat, "d")
    assert key == "refusal.file_broken"


def test_only_so_many_files_are_remembered(chat):
    for number in range(40):
        refused(chat, f"digest-{number}")
    assert len(chat.talk.kept["refused"]) == 16


@pytest.mark.parametrize("kept", [None, 5, "x", [[1]], [["a", "b"]], {"a": 1}])
def test_what_is_remembered_wrongly_is_left_out(chat, kept):
    chat.talk = structs.replace(chat.talk, kept={"refused": kept})
    assert refused(chat)
