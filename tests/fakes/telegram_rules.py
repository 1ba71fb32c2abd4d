"""How the fake Telegram reads a request, and what it refuses to show."""

import json

from aiohttp import web

from tests.fakes.telegram_faults import Refusal
from tests.fakes.telegram_html import plain, units

READ = (
    "reply_markup",
    "allowed_updates",
    "commands",
    "scope",
    "link_preview_options",
)


async def read_params(request):
    """What was sent, whichever of the three ways; JSON inside is read."""
    if request.content_type == "application/json":
        return await request.json()
    params = dict(request.query)
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            params[name] = value.file.read()
            params["filename"] = value.filename
        else:
            params[name] = value
    for name in READ:
        if isinstance(params.get(name), str):
            params[name] = json.loads(params[name])
    return params


def read_words(params, name):
    """The text of a message, read as Telegram reads it and within its limit."""
    words = str(params.get(name, ""))
    if params.get("parse_mode") == "HTML":
        try:
            words = plain(words)
        except ValueError as error:
            raise Refusal(400, f"Bad Request: can't parse entities: {error}") from None
    if units(words) > (4096 if name == "text" else 1024):
        kind = "message" if name == "text" else "message caption"
        raise Refusal(400, f"Bad Request: {kind} is too long")
    return words


def check_markup(markup):
    buttons = [b for row in (markup or {}).get("inline_keyboard", []) for b in row]
    for button in buttons:
        if len(button.get("callback_data", "").encode()) > 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        if "://localhost" in button.get("url", ""):
            words = f"inline keyboard button URL '{button['url']}' is invalid"
            raise Refusal(400, f"Bad Request: {words}: Wrong HTTP URL")
    if len(buttons) > 100:
        raise Refusal(400, "Bad Request: too many inline keyboard buttons")


def shown(chat, number, words):
    kind = "supergroup" if chat.startswith("-") else "private"
    place = {"id": int(chat), "type": kind}
    return {"message_id": number, "date": 1795000000, "chat": place, "text": words}
