"""python-telegram-bot's own reading of an update: a scale for `pandu bench`."""

import json

from telegram import Bot, Update

_BOT = Bot("1000:reads_and_never_calls")


def decode(body: bytes) -> Update:
    """What its webhook does with a body, before any handler runs."""
    return Update.de_json(json.loads(body), _BOT)
