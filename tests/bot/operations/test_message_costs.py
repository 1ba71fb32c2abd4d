"""What a form costs is played; one that costs too much, or never ends, is found."""

from dataclasses import replace

import pytest

from bot.channels.telegram import channel as telegram
from bot.channels.whatsapp import channel as whatsapp
from bot.operations.message_costs import TURNS, Cost, Endless, costs, play
from conversations.engine.effects import Begin
from conversations.engine.flow import Form
from conversations.engine.questions import Text
from conversations.flows import BOOK


@pytest.fixture(scope="module")
def played():
    return {(cost.flow, cost.channel): cost.bubbles for cost in costs()}


def test_an_application_on_whatsapp_costs_five_messages(played):
    assert played["apply", "whatsapp"] == 5


def test_a_check_of_readiness_on_whatsapp_costs_at_most_eight(played):
    assert played["readiness", "whatsapp"] <= 8


def test_one_question_to_a_bubble_costs_more(played):
    assert played["apply", "telegram"] > played["apply", "whatsapp"]


@pytest.mark.parametrize(("bubbles", "dear"), [(5, False), (6, True)])
def test_a_sixth_message_is_too_many(bubbles, dear):
    assert Cost("apply", "whatsapp", bubbles).too_many is dear
    assert not Cost("apply", "telegram", bubbles).too_many


@pytest.mark.parametrize("many", [1, 4])
def test_each_question_more_costs_a_bubble(many):
    asked = tuple(Text(name, home="apply.product") for name in "abcd"[:many])
    form = Form("made", asked, lambda _: ())
    book = replace(BOOK, flows={**BOOK.flows, "made": form})
    assert play(book, "made", telegram.TelegramChannel.profile) == many + 1


def test_a_form_that_never_ends_is_found():
    form = Form("made", (Text("a", home="apply.product"),), lambda _: (Begin("made"),))
    book = replace(BOOK, flows={**BOOK.flows, "made": form})
    with pytest.raises(Endless):
        play(book, "made", whatsapp.PROFILE)
    assert TURNS < 100
