"""The terminal: what is typed comes in as it was meant, bubbles are printed."""

import pytest

from bot.channels.base import Bubble, Button, FetchError, Media, Outgoing
from bot.channels.terminal import PROFILE, Terminal, delivery, layout
from conversations.engine.events import Pressed, Sent, Typed

BUBBLE = Bubble(
    (("Mana?", ""),), (Button("1|a|x", "Batik"), Button("1|a|y", "Lainnya"))
)


@pytest.mark.parametrize(
    "event",
    [Typed("halo"), Pressed("x", "a", 1), Sent("photo", ("d1",)), Typed("\0\ud800")],
)
def test_what_was_written_is_what_is_read(event):
    (incoming,) = Terminal().parse(delivery("saya", 7, event, "+62812"))
    assert (incoming.event, incoming.sender, incoming.key) == (event, "saya", "saya:7")
    assert incoming.phone == "+62812"


def test_a_file_is_named_by_its_path():
    (incoming,) = Terminal().parse(delivery("saya", 1, Sent("photo"), file="a.jpg"))
    assert incoming.media == Media("photo", "a.jpg")


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b'{"event": {"is": "Nothing"}}', b"\xff"]
)
def test_what_cannot_be_read_is_a_problem_and_no_error(body):
    (incoming,) = Terminal().parse(body)
    assert incoming.problem
    assert incoming.event is None


def test_choices_are_numbered():
    assert layout(BUBBLE) == "Mana?\n  1. Batik\n  2. Lainnya"


def test_a_link_is_written_out():
    linked = Bubble((("Buka", ""),), link=("Laman", "http://127.0.0.1/"))
    assert layout(linked) == "Buka\n  Laman: http://127.0.0.1/"


async def test_a_bubble_is_shown_and_the_end_of_buttons_is_not():
    shown = []
    terminal = Terminal(PROFILE, lambda who, bubble: shown.append((who, bubble)))
    await terminal.send(Outgoing("1", "saya", BUBBLE))
    await terminal.send(Outgoing("2", "saya", Bubble(()), replaces="1"))
    assert shown == [("saya", BUBBLE)]


async def test_a_file_is_read_from_its_path(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(b"picture")
    fetched = [part async for part in Terminal().fetch(Media("photo", f"{path}"))]
    assert fetched == [b"picture"]


async def test_a_file_that_is_not_there_is_gone(tmp_path):
    with pytest.raises(FetchError, match="gone"):
        async for _ in Terminal().fetch(Media("photo", f"{tmp_path / 'none'}")):
            pass
