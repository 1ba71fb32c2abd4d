"""The page shows what was said on both sides, and no button that was answered."""

from datetime import UTC, datetime

from bot.channels.base import Bubble, Button
from bot.pipeline.render import pack
from bot.web_backend import page
from storage.messages.chat_history import Line
from storage.messages.outbox import RETIRES

NOW = datetime(2026, 11, 28, tzinfo=UTC)
YES = (Button("1|sure|yes", "Ya"),)


def test_a_reply_takes_the_buttons_off_what_it_answers():
    asked = pack(Bubble((("Yakin?", ""),), YES))
    answered = pack(Bubble((("Baik.", ""),))) | {RETIRES: ["a", "gone"]}
    lines = [Line("a", False, NOW, asked), Line("b", False, NOW, answered)]
    found = [(each.id, each.replaces, each.bubble.buttons) for each in page(lines)]
    assert found == [("a", "", YES), ("b", "", ()), ("b.0", "a", ())]
    assert page(lines)[2].bubble.plain == "Yakin?"
