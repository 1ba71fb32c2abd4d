"""Of many kecamatan the likeliest are put first; where typing finds none, alone."""

import pytest

from bot.channels.spec import spec_of
from bot.pipeline.render import Voice, buttons
from conversations.engine.flow import Form
from conversations.flows.owner import profile
from tests.conversations.chat import REVIEW, Chat, book_of, finish

FORM = Form("form", (profile.KECAMATAN, REVIEW), finish)
LIKELY = ["Tirtayasa", "Ciruas", "Kramatwatu", "Pontang", "Kibin"]


@pytest.fixture
def chat():
    """Somebody who is asked, at a Dinas that has cases."""
    chat = Chat(book_of(FORM))
    named = {place.name: place.code for place in profile.places()}
    chat.places = tuple(named[name] for name in LIKELY)
    return chat.says("halo")


def shown(chat, channel):
    found = buttons(chat.asked, Voice(), spec_of(channel).profile)
    return [button.label for button in found]


def test_a_page_that_narrows_has_all_and_the_likeliest_first(chat):
    labels = shown(chat, "webchat")
    assert labels[:6] == [*LIKELY, "Anyar"]
    assert sorted(labels) == sorted(place.name for place in profile.places())


@pytest.mark.parametrize("channel", ["telegram", "whatsapp"])
def test_elsewhere_the_five_stand_alone_and_the_others_are_a_tap_away(chat, channel):
    assert shown(chat, channel) == [*LIKELY, "Yang lain"]
    seen: list[str] = []
    for page in range(1, 5):
        chat.taps(f"page:{page}")
        seen += shown(chat, channel)
    assert {place.name for place in profile.places()} <= {*LIKELY, *seen}


def test_a_number_counts_as_they_are_put(chat):
    chat.says("3")
    assert chat.answers["kecamatan"] == chat.places[2]


def test_where_no_case_is_known_all_are_put(chat):
    chat.places = ()
    chat.says("bantuan")
    assert shown(chat, "telegram")[:2] == ["Anyar", "Bandung"]
