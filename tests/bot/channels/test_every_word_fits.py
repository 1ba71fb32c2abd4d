"""Whatever Pandu can say fits every channel, in both languages, and nothing is cut.

Every key of words with the longest values people may give, and every question that
players came to, as it is put on each channel.
"""

import re

import pytest

from bot import words
from bot.channels import terminal, webchat
from bot.channels.base import Bubble, Outgoing
from bot.channels.telegram import channel as telegram
from bot.channels.telegram.render import TEXT, calls
from bot.channels.telegram.text import units
from bot.channels.terminal import layout
from bot.channels.whatsapp import channel as whatsapp
from bot.pipeline.render import Voice, put, tidy
from conversations.flows import FLOWS
from tests.bot.channels.test_whatsapp_layout import laid, words_of
from tests.conversations.form_player import at, states
from tests.project.spoken import spoken

LONGEST = "Batik Contoh Kramatwatu " * 4
"""As long as a name may be; see `Text` in the flows."""
PLACE = re.compile(r"{(\w+)}")
PAGES = ("web.", "cli.", "export.")
"""What is read elsewhere than in a chat."""
PROFILES = (
    telegram.TelegramChannel.profile,
    whatsapp.PROFILE,
    webchat.PROFILE,
    terminal.PROFILE,
)


def lost(bubble: Bubble) -> set[str]:
    """The words of a bubble, its choices included, that a channel would not show."""
    wanted = " ".join([bubble.plain, *(button.label for button in bubble.buttons)])
    lacking = set()
    for shown in (on_whatsapp(bubble), on_telegram(bubble), layout(bubble)):
        lacking |= set(bare(wanted)) - set(bare(shown))
    return lacking


def bare(text: str) -> list[str]:
    """The words alone: a channel's marks stand right beside them."""
    return re.findall(r"[^\W_]+", text)


def on_whatsapp(bubble):
    return words_of(laid(bubble))


def on_telegram(bubble):
    made = calls(Outgoing("1", "7", bubble))
    assert all(units(str(call.values.get("text", ""))) <= 2 * TEXT for call in made)
    shown = [re.sub(r"</?[bi]>", "", call.values["text"]) for call in made]
    for call in made:
        markup = call.values.get("reply_markup")
        for row in getattr(markup, "inline_keyboard", ()):
            assert all(len(button.callback_data.encode()) <= 64 for button in row)
            shown += [button.text for button in row]
        # A place is shared by a key of the keyboard, and nothing stands in the bubble.
        for row in getattr(markup, "keyboard", ()):
            shown += [key.text for key in row]
    return " ".join(shown).replace("&amp;", "&").replace("&lt;", "<")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_word_of_the_chat_is_shown_whole_with_the_longest_values(language):
    cut = {}
    for key in spoken(language):
        if not key.startswith(PAGES):
            values = dict.fromkeys(PLACE.findall(spoken(language)[key]), LONGEST)
            if lacking := lost(Bubble(tidy(words.runs(language, key, values)))):
                cut[key] = lacking
    assert cut == {}


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.name)
def test_every_question_is_shown_whole_with_its_choices(language, profile):
    cut = {}
    for state in sorted(states()):
        if state[2] is profile.together:
            talks = FLOWS[state[0]].goes_on  # there "lanjut" is said to somebody
            chat = at(state).says("bantuan" if talks else "lanjut")
            assert chat.asked
            bubble = put(chat.asked, Voice(language, "name", LONGEST), profile)
            if lacking := lost(bubble):
                cut[state] = lacking
    assert cut == {}
