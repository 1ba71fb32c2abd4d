"""Bubbles reach a Telegram that refuses and fails in every way it can."""

import json
import logging
import socket
import traceback

import aiohttp
import pytest

from bot.channels.base import (
    Bubble,
    Button,
    FetchError,
    Later,
    Media,
    Moved,
    Outgoing,
    Refused,
    SendError,
    Uncertain,
    Unreachable,
)
from bot.channels.telegram.channel import TelegramChannel, check_secret
from tests.fakes.telegram import FakeTelegram

CANARY = "canary_canary_canary_canary_canary1"
TOKEN = f"1000:{CANARY}"
YES = Button("!ya", "Ya")


@pytest.fixture
async def fake():
    async with FakeTelegram() as running:
        yield running


@pytest.fixture
async def channel(fake):
    made = TelegramChannel(TOKEN, fake.url, patience=1)
    yield made
    await made.close()


def saying(words, to="7", **more):
    """An `Outgoing` whose bubble is *words*; *more* goes where it belongs."""
    fields = {*Bubble.__struct_fields__} - {"file"}
    bubble = {key: more.pop(key) for key in list(more) if key in fields}
    return Outgoing(more.pop("id", "1"), to, Bubble(((words, ""),), **bubble), **more)


async def test_a_bubble_arrives_with_its_words_and_buttons(channel, fake):
    runs = (("Batik <Contoh> ", ""), ("tulis", "b"), (" & cap", "q"))
    bubble = Bubble(runs, buttons=(YES, Button("12|kind|cap", "Cap")))
    delivered = await channel.send(Outgoing("1", "7", bubble))
    [message] = fake.to(7)
    assert delivered.external_id == str(message["id"])
    assert message["text"] == bubble.plain
    assert message["html"] == "Batik &lt;Contoh&gt; <b>tulis</b><i> &amp; cap</i>"
    data = [b["callback_data"] for b in message["reply_markup"]["inline_keyboard"][0]]
    assert data == ["!ya", "12|kind|cap"]
    assert message["link_preview_options"] == {"is_disabled": True}


async def test_a_photo_is_shown_and_another_file_attached(channel, fake):
    await channel.send(saying("Foto", mime="image/jpeg", file=b"jpeg", buttons=(YES,)))
    await channel.send(saying("Surat", mime="application/pdf", file=b"%PDF"))
    photo, letter = fake.to(7)
    assert (photo["photo"], photo["text"]) == (b"jpeg", "Foto")
    assert photo["reply_markup"]["inline_keyboard"]
    assert (letter["document"], letter["media"]) == (b"%PDF", "document")
    assert letter["filename"] == "pandu.pdf"


# What the platform does, and what we make of it: the error and what it carries.
FAULTS = {
    "a flood": (
        {"kind": "flood", "seconds": 7},
        Later,
        {"seconds": 7, "scope": "chat"},
    ),
    "a flood of no time": ({"kind": "flood", "seconds": 0}, Later, {"scope": "chat"}),
    "blocked": (
        {"kind": "forbidden", "words": "Forbidden: bot was blocked by the user"},
        Unreachable,
        {},
    ),
    "no such chat": (
        {"kind": "bad", "words": "Bad Request: chat not found"},
        Unreachable,
        {},
    ),
    "deactivated": (
        {"kind": "bad", "words": "Bad Request: user is deactivated"},
        Unreachable,
        {},
    ),
    "another 400": (
        {"kind": "bad", "words": 'Bad Request: can\'t parse entities: at "Bu Contoh"'},
        Refused,
        {"reason": "cannot_parse_entities"},
    ),
    "a 400 that quotes": (
        {"kind": "bad", "words": "Bad Request: button URL 'https://x/s3cret' is bad"},
        Refused,
        {"reason": "button_url"},
    ),
    "a wordless 400": ({"kind": "bad"}, Refused, {"reason": "bad"}),
    "moved": ({"kind": "migrate", "to": -1009}, Moved, {"to": "-1009"}),
    "500": ({"kind": "server"}, Later, {"scope": "message"}),
    "502 with a page": ({"kind": "gateway"}, Later, {"scope": "message"}),
    "504": ({"kind": "gateway_timeout"}, Uncertain, {}),
    "a bad token": (
        {"kind": "unauthorized"},
        Later,
        {"seconds": 60, "scope": "account"},
    ),
    "no such bot": ({"kind": "not_found"}, Later, {"seconds": 60, "scope": "account"}),
    "a yes nobody can read": ({"kind": "garbage"}, Uncertain, {}),
    "no answer": ({"kind": "hang"}, Uncertain, {}),
    "an answer by drops": ({"kind": "drip", "seconds": 0.05}, Uncertain, {}),
    "reset before": ({"kind": "reset_before"}, Uncertain, {}),
    "reset after": ({"kind": "reset_after"}, Uncertain, {}),
}


@pytest.mark.parametrize(("fault", "error", "told"), FAULTS.values(), ids=FAULTS)
async def test_each_failure_says_whether_to_try_again(
    channel, fake, fault, error, told
):
    fake.fail(**fault)
    with pytest.raises(error) as raised:
        await channel.send(saying("halo"))
    assert {name: getattr(raised.value, name) for name in told} == told
    # And nobody else is concerned: the next one goes through.
    assert await channel.send(saying("hai", to="8"))


async def test_where_nothing_listens_nothing_was_sent():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        channel = TelegramChannel(TOKEN, f"http://127.0.0.1:{closed.getsockname()[1]}")
        with pytest.raises(Later) as raised:
            await channel.send(saying("halo"))
    await channel.close()
    assert raised.value.scope == "message"


async def test_a_closed_channel_sent_nothing(fake):
    async with aiohttp.ClientSession() as session:
        channel = TelegramChannel(TOKEN, fake.url, session)
        assert await channel.send(saying("halo"))
    with pytest.raises(Later):
        await channel.send(saying("halo"))


async def test_several_chats_flooded_at_once_are_the_accounts_limit(channel, fake):
    fake.fail("flood", seconds=30, times=3)
    scopes = []
    for to in ("7", "8", "9"):
        with pytest.raises(Later) as raised:
            await channel.send(saying("halo", to=to))
        scopes.append(raised.value.scope)
    assert scopes == ["chat", "chat", "account"]


async def test_a_long_text_goes_on_with_the_part_that_failed(channel, fake):
    words = "".join(f"Ini kalimat nomor {n} saja. " for n in range(350))
    outgoing = saying(words, buttons=(YES,))
    fake.fail("server", text="nomor 340 ")  # in the third part
    with pytest.raises(Later):
        await channel.send(outgoing)
    assert await channel.send(outgoing)
    assert "".join(part["text"] for part in fake.to(7)) == words
    keyboards = ["reply_markup" in part for part in fake.to(7)]
    assert keyboards == [False, False, True]


async def test_an_edit_changes_the_bubble_and_twice_is_as_good(channel, fake):
    first = await channel.send(saying("Langkah 1", buttons=(YES,)))
    edit = saying("Langkah 2", kind="edit", replaces=first.external_id)
    assert await channel.send(edit) == await channel.send(edit) == first
    [message] = fake.to(7)
    assert (message["text"], message["reply_markup"]) == ("Langkah 2", None)


async def test_an_edit_without_words_takes_the_buttons_only(channel, fake):
    sent = await channel.send(saying("Mau?", buttons=(YES,)))
    bare = Outgoing("", "7", Bubble(()), kind="edit", replaces=sent.external_id)
    assert await channel.send(bare) == await channel.send(bare) == sent
    [message] = fake.to(7)
    assert (message["text"], message["reply_markup"]) == ("Mau?", None)


@pytest.mark.parametrize(
    "words",
    [
        "Bad Request: message can't be edited",
        "Bad Request: message to edit not found",
        "Bad Request: MESSAGE_ID_INVALID",
    ],
)
async def test_what_cannot_be_edited_is_to_be_sent_anew(channel, fake, words):
    fake.fail("bad", words=words)
    with pytest.raises(Refused, match="not_editable"):
        await channel.send(saying("Langkah 2", kind="edit", replaces="5"))


async def test_a_photo_has_no_text_to_edit(channel):
    sent = await channel.send(saying("Foto", mime="image/png", file=b"png"))
    with pytest.raises(Refused, match="not_editable"):
        await channel.send(saying("x", kind="edit", replaces=sent.external_id))


async def test_the_sharing_keyboard_goes_away_with_the_next_plain_bubble(channel, fake):
    share = Button("12|phone|contact", "Bagikan nomor")
    await channel.send(saying("Nomor?", wants="contact", buttons=(share,)))
    await channel.send(saying("Betul?", buttons=(YES,)))
    await channel.send(saying("Terima kasih."))
    await channel.send(saying("Lanjut."))
    asked, checked, thanked, went_on = fake.to(7)
    assert asked["reply_markup"]["keyboard"][0][0]["request_contact"]
    assert "inline_keyboard" in checked["reply_markup"]
    assert thanked["reply_markup"] == {"remove_keyboard": True}
    assert "reply_markup" not in went_on


async def test_an_answer_quotes_what_it_answers(channel, fake):
    for quotes in ("41", "", "wamid.7"):
        await channel.send(saying("ya", extra={"quotes": quotes}))
    first, *others = [call.params for call in fake.made("sendMessage")]
    assert json.loads(first["reply_parameters"]) == {
        "message_id": 41,
        "allow_sending_without_reply": True,
    }
    assert not any("reply_parameters" in each for each in others)


@pytest.mark.parametrize("kind", ["bad", "forbidden", "server", "hang", "reset_before"])
async def test_to_acknowledge_a_press_never_raises(channel, fake, kind):
    fake.fail(kind)
    await channel.acknowledge("123")
    assert fake.made("answerCallbackQuery")[0].params["callback_query_id"] == "123"


@pytest.mark.parametrize("kind", ["", "bad", "forbidden", "flood", "reset_before"])
async def test_to_show_that_we_write_never_raises(channel, fake, kind):
    if kind:
        fake.fail(kind)
    await channel.show_writing("7001")
    assert fake.made("sendChatAction")[0].params["action"] == "typing"


async def read(channel, media):
    return b"".join([chunk async for chunk in channel.fetch(media)])


async def test_a_file_is_fetched_in_chunks(channel, fake):
    fake.files["photo-1"] = bytes(range(256)) * 2000
    assert await read(channel, Media("photo", "photo-1")) == fake.files["photo-1"]


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"kind": "bad", "method": "getFile", "words": "file is too big"}, "too_large"),
        ({"kind": "bad", "method": "getFile", "words": "wrong file_id"}, "gone"),
        ({"kind": "forbidden", "method": "getFile"}, "gone"),
        ({"kind": "not_found", "method": "file"}, "gone"),
        ({"kind": "not_found", "method": "getFile"}, "later"),
        ({"kind": "server", "method": "getFile"}, "later"),
        ({"kind": "gateway", "method": "file"}, "later"),
        ({"kind": "garbage", "method": "getFile"}, "later"),
        ({"kind": "flood", "method": "getFile"}, "later"),
        ({"kind": "reset_before", "method": "file", "times": 3}, "later"),
        ({"kind": "hang", "method": "file"}, "later"),
    ],
)
async def test_a_file_that_cannot_be_fetched_says_why(channel, fake, fault, reason):
    fake.files["photo-1"] = b"jpeg"
    fake.fail(**fault)
    with pytest.raises(FetchError) as raised:
        await read(channel, Media("photo", "photo-1"))
    assert raised.value.reason == reason


async def test_a_file_that_says_it_is_too_large_is_not_asked_for(channel, fake):
    with pytest.raises(FetchError, match="too_large"):
        await read(channel, Media("video", "v", size=20 * 1024 * 1024 + 1))
    assert not fake.calls


async def test_a_file_larger_than_it_said_is_given_up(channel, fake, monkeypatch):
    monkeypatch.setattr("bot.channels.telegram.channel.MOST_BYTES", 100_000)
    fake.files["v"] = bytes(100_001)
    with pytest.raises(FetchError, match="too_large"):
        await read(channel, Media("video", "v", size=5))


def test_only_the_right_secret_opens_the_webhook():
    assert check_secret("rahasia", "rahasia")
    for header in (None, "", "Rahasia", "rahasia ", "rahasi\u00e4"):
        assert not check_secret(header, "rahasia")
    assert not check_secret("", "")


@pytest.mark.parametrize("secret", ["", "x" * 257, "dengan spasi", "baris\n", "é"])
async def test_a_secret_that_telegram_would_refuse_is_refused_here(channel, secret):
    with pytest.raises(ValueError, match="secret"):
        await channel.ensure_webhook("https://pandu.example/telegram", secret)


async def test_the_webhook_is_set_and_unset_and_nothing_dropped(channel, fake):
    await channel.ensure_webhook("https://pandu.example/telegram", "rahasia")
    assert fake.webhook["url"] == "https://pandu.example/telegram"
    assert fake.webhook["secret_token"] == "rahasia"
    assert "my_chat_member" in fake.webhook["allowed_updates"]
    await channel.delete_webhook()
    assert not fake.webhook
    assert not any("drop_pending_updates" in call.params for call in fake.calls)


async def test_the_menu_shows_the_commands(channel, fake):
    await channel.set_commands([("status", "Sampai di mana")], "id")
    [call] = fake.made("setMyCommands")
    assert call.params["commands"] == [
        {"command": "status", "description": "Sampai di mana"}
    ]
    assert call.params["language_code"] == "id"


async def test_the_doctor_learns_the_bots_name_or_why_not(channel, fake):
    assert await channel.check() == "pandu_contoh_bot"
    fake.fail("unauthorized")
    with pytest.raises(Later):
        await channel.check()


@pytest.mark.parametrize("token", ["", "1000", "abc:def", "1000:", f"{CANARY}"])
def test_what_is_no_token_is_refused_and_not_repeated(token):
    with pytest.raises(ValueError, match="token") as raised:
        TelegramChannel(token)
    assert CANARY not in str(raised.value)


async def test_the_token_is_in_no_log_and_no_error(fake, caplog):
    caplog.set_level(logging.DEBUG)
    told = []
    addresses = [fake.url, "http://127.0.0.1:1", "http://[no-address", "nothing"]
    for address in addresses:
        channel = TelegramChannel(TOKEN, address, patience=0.2)
        logging.getLogger("telegram").setLevel(logging.DEBUG)
        for kind in ("bad", "server", "hang", "garbage", "reset_before", "flood"):
            fake.faults.clear()
            fake.fail(kind, times=2)
            for trial in (channel.send(saying("halo")), channel.check()):
                with pytest.raises(SendError) as raised:
                    await trial
                told += traceback.format_exception(raised.value)
            with pytest.raises(FetchError) as unfetched:
                await read(channel, Media("photo", "photo-1"))
            told += traceback.format_exception(unfetched.value)
        told += [repr(vars(channel)["_bot"])]
        await channel.close()
    assert CANARY not in "".join(told) + caplog.text
