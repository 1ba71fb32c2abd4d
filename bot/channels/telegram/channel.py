"""Telegram: bubbles out, by python-telegram-bot over our transport; bytes in.

A long text goes out in parts. If a part fails, sending the same `Outgoing` again goes
on with that part; only a restart in between begins anew.
"""

import asyncio
import contextlib
import hmac
import logging
import re
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any, TypeVar

import aiohttp
import msgspec
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    ForumTopic,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    TelegramObject,
)
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.channels.base import (
    Delivered,
    FetchError,
    Incoming,
    Media,
    Outgoing,
    TopicCall,
)
from bot.channels.telegram.errors import Floods, as_send_error, unchanged
from bot.channels.telegram.parse import parse
from bot.channels.telegram.poll import ALLOWED, Receive, poll
from bot.channels.telegram.render import Call, calls
from bot.channels.telegram.request import READ, AnsweredError, LostError, Transport
from bot.channels.telegram.spec import SPEC
from bot.channels.telegram.topics import call_of, chosen, lacks

DEFAULT_API = "https://api.telegram.org"
MOST_BYTES = 20 * 1024 * 1024
"""Bots can fetch no larger files."""

_TOKEN = re.compile(r"(\d+):[\w-]+", re.ASCII)
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PARTS_KEPT = 1000
_T = TypeVar("_T")


class TelegramChannel:
    """One bot. See `Channel` for what it promises.

    *patience* is how many seconds the platform may be silent before a call is lost.
    """

    name = SPEC.name
    profile = SPEC.profile

    def __init__(
        self,
        token: str,
        api_url: str = DEFAULT_API,
        session: aiohttp.ClientSession | None = None,
        patience: float = READ,
    ) -> None:
        if (found := _TOKEN.fullmatch(token)) is None:
            raise ValueError("a Telegram token reads <digits>:<letters>")
        self.account = found[1]
        self._transport = Transport(api_url, token, session, patience)
        # The transport alone knows the address and the token.
        self._bot = Bot(
            f"{self.account}:hidden",
            base_url="telegram:/",
            base_file_url="telegram:/",
            request=self._transport,
            get_updates_request=self._transport,
        )
        # At DEBUG the library logs the words of people.
        logging.getLogger("telegram").setLevel(logging.WARNING)
        self._username = ""
        self._floods = Floods()
        self._parts: dict[str, int] = {}
        self._keyboards: set[str] = set()
        self._icons: Mapping[str, str] | None = None

    def parse(self, body: bytes) -> list[Incoming]:
        return parse(body, self._username)

    async def send(self, outgoing: Outgoing) -> Delivered:
        todo = await self._todo(outgoing)
        done = self._parts.pop(outgoing.id, 0)
        external_id = outgoing.replaces
        for number, call in enumerate(todo[done:], start=done):
            try:
                external_id = await self._call(call) or external_id
            except TelegramError as error:
                self._remember(outgoing.id, number)
                now = asyncio.get_running_loop().time()
                raise as_send_error(error, outgoing.to, self._floods, now) from None
        return Delivered(external_id)

    async def _todo(self, outgoing: Outgoing) -> tuple[Call, ...]:
        """The calls by which it is shown, or done."""
        if asked := outgoing.extra.get("topic"):
            wanted = msgspec.convert(asked, TopicCall)
            return (call_of(wanted, outgoing.to, await self._allowed_icons()),)
        return self._put_away(outgoing.to, calls(outgoing))

    async def _allowed_icons(self) -> Mapping[str, str]:
        """The icons of topics, asked for once; without them a topic has a colour."""
        if self._icons is None:
            with contextlib.suppress(TelegramError):
                self._icons = chosen(await self._bot.get_forum_topic_icon_stickers())
        return self._icons or {}

    async def lacks(self, group: str) -> str:
        """Why *group* can have no topics of ours; empty where nothing is wanting."""
        chat = await self._ask(self._bot.get_chat(group))
        us = await self._ask(self._bot.get_chat_member(group, int(self.account)))
        return lacks(chat, us)

    async def _call(self, call: Call) -> str:
        """Make one call; the id of what it made, if it made something."""
        try:
            if call.method == "send_message":
                made = await self._text(call.values)
            else:
                message = await getattr(self._bot, call.method)(**call.values)
                made = _id_of(message)
        except TelegramError as error:
            if unchanged(error):
                return ""
            raise
        chat = str(call.values["chat_id"])
        markup = call.values.get("reply_markup")
        if isinstance(markup, ReplyKeyboardMarkup):
            self._keyboards.add(chat)
        elif isinstance(markup, ReplyKeyboardRemove):
            self._keyboards.discard(chat)
        return made

    async def _text(self, values: Mapping[str, Any]) -> str:
        """Nearly all we send is text: half the cost of `Bot.send_message` is enough.

        That half built a `Message` out of the answer, of which we want one number.
        """
        wire = {
            name: value.to_json() if isinstance(value, TelegramObject) else value
            for name, value in values.items()
        }
        payload = await self._transport.call("sendMessage", wire)
        try:
            return str(msgspec.json.decode(payload, type=_Made).result.message_id)
        except (ValueError, RecursionError):
            self._transport.parse_json_payload(payload)  # raises, if it is a no
            raise LostError("no message id") from None

    def _put_away(self, chat: str, todo: tuple[Call, ...]) -> tuple[Call, ...]:
        """Let the next bubble without buttons take a sharing keyboard away.

        It hides itself once used; a message with buttons cannot remove it, and a
        restart forgets it, so until then it waits, folded, behind the text field.
        """
        last = todo[-1]
        busy = "reply_markup" in last.values
        if chat not in self._keyboards or busy:
            return todo
        values = {**last.values, "reply_markup": ReplyKeyboardRemove()}
        return (*todo[:-1], replace(last, values=values))

    def _remember(self, outgoing_id: str, parts: int) -> None:
        """Go on with the part that failed; what was never sent again is forgotten."""
        if not parts:
            return
        self._parts[outgoing_id] = parts
        while len(self._parts) > _PARTS_KEPT:
            del self._parts[next(iter(self._parts))]

    async def acknowledge(self, receipt: str) -> None:
        with contextlib.suppress(TelegramError):  # too old, or pressed twice
            await self._bot.answer_callback_query(receipt)

    async def show_writing(self, to: str) -> None:
        with contextlib.suppress(TelegramError):
            await self._bot.send_chat_action(to, ChatAction.TYPING)

    async def fetch(self, media: Media) -> AsyncIterator[bytes]:
        if media.size > MOST_BYTES:
            raise FetchError("too_large")
        size = 0
        try:
            values = {"file_id": media.ref}
            path = _path(await self._transport.call("getFile", values))
            async for chunk in self._transport.download(path):
                size += len(chunk)
                if size > MOST_BYTES:
                    raise FetchError("too_large")
                yield chunk
        except TelegramError as error:
            raise FetchError(_why_not_fetched(error)) from None

    async def close(self) -> None:
        await self._transport.shutdown()

    async def poll(self, receive: Receive, stop: asyncio.Event) -> None:
        """Long polling until *stop*, instead of a webhook."""
        await poll(self._transport, receive, stop)

    async def ensure_webhook(self, url: str, secret: str) -> None:
        """Have updates posted to *url*; those that wait are kept."""
        if not _SECRET.fullmatch(secret):
            raise ValueError("a webhook secret is 1 to 256 of A-Z a-z 0-9 _ -")
        await self._ask(
            self._bot.set_webhook(url, allowed_updates=ALLOWED, secret_token=secret)
        )

    async def delete_webhook(self) -> None:
        """Make room for polling; updates that wait are kept."""
        await self._ask(self._bot.delete_webhook())

    async def set_commands(
        self, commands: Sequence[tuple[str, str]], language: str = "", chat: str = ""
    ) -> None:
        """The menu's *commands*, names and words, for those who read *language*.

        Where *chat* is named, in that one alone; by none it has those of all again.
        """
        scope = BotCommandScopeChat(chat) if chat else None
        shown = [BotCommand(name, words) for name, words in commands]
        await self._ask(
            self._bot.set_my_commands(shown, scope, language_code=language or None)
            if shown
            else self._bot.delete_my_commands(scope, language_code=language or None)
        )

    async def describe(self, about: str, short: str, language: str = "") -> None:
        """What an empty chat and our profile say, to those who read *language*.

        Only what changed is told: the platform bears few such calls in a day.
        """
        bot, of = self._bot, language or None
        if (await self._ask(bot.get_my_description(of))).description != about:
            await self._ask(bot.set_my_description(about, of))
        told = await self._ask(bot.get_my_short_description(of))
        if told.short_description != short:
            await self._ask(bot.set_my_short_description(short, of))

    async def check(self) -> str:
        """The bot's user name, which shows that network and token are good."""
        self._username = (await self._ask(self._bot.get_me())).username or ""
        return self._username

    async def door(self) -> str:
        """A link that opens the bot."""
        return f"https://t.me/{await self.check()}"

    async def webhook(self) -> tuple[str, int, str]:
        """Where updates go, how many wait there, and the platform's last complaint."""
        told = await self._ask(self._bot.get_webhook_info())
        return told.url, told.pending_update_count, told.last_error_message or ""

    async def _ask(self, call: Awaitable[_T]) -> _T:
        """What the platform says to a call that concerns no chat, or a `SendError`."""
        try:
            return await call
        except TelegramError as error:
            now = asyncio.get_running_loop().time()
            raise as_send_error(error, "", self._floods, now) from None


def check_secret(header: str | None, secret: str) -> bool:
    """Whether a webhook's *header* proves that Telegram sent it; never by no secret."""
    if not header or not secret:
        return False
    return hmac.compare_digest(header.encode(), secret.encode())


def _id_of(made: object) -> str:
    """What the platform calls a message or a topic that was *made*."""
    match made:
        case Message():
            return str(made.message_id)
        case ForumTopic():
            return str(made.message_thread_id)
    return ""


class _MadeMessage(msgspec.Struct):
    message_id: int


class _Made(msgspec.Struct):
    result: _MadeMessage


class _FoundFile(msgspec.Struct):
    file_path: str


class _Found(msgspec.Struct):
    result: _FoundFile


def _path(payload: bytes) -> str:
    """Where the file lies, from the answer to `getFile`."""
    try:
        return msgspec.json.decode(payload, type=_Found).result.file_path
    except (ValueError, RecursionError):
        raise FetchError("later") from None


def _why_not_fetched(error: TelegramError) -> str:
    if not isinstance(error, AnsweredError):
        return "later"
    if "too big" in error.description.lower():
        return "too_large"
    # The API's own 404 is about the token; the files' 404 has no words.
    lost = error.code == HTTPStatus.NOT_FOUND and not error.description
    refused = error.code in {HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN}
    return "gone" if lost or refused else "later"
