"""The people of a measurement, and the deliveries of what they write."""

import hmac
import json
import time
from collections.abc import Iterable
from hashlib import sha256
from itertools import count, cycle

from bot.bench.machine import NUMBER, SECRET

ANSWERS = ("Sari Contoh", "1", "Batik Contoh", "Anyar", "1")
"""Five answers of a business profile: names, choices by number, a kecamatan."""
OPENING = ("data usaha saya", "setuju")
"""From the menu to the profile, and yes to the notice."""
FIRST_CHAT = 10_000
_numbers = count(1)
_SYLLABLES = (
    ("sa", "ri", "de", "wi", "na", "ti", "ma", "ya", "pu", "tra"),
    ("ba", "ni", "ku", "lo", "ga", "ha", "je", "mi", "to", "su"),
)


def chats(many: int) -> range:
    """The Telegram chats of so many people."""
    return range(FIRST_CHAT, FIRST_CHAT + many)


def telegram(chat: int, text: str) -> bytes:
    """A private text message exactly as Telegram posts it."""
    number = next(_numbers)
    names = {"first_name": "Contoh", "last_name": "Contoh", "username": f"contoh{chat}"}
    message = {
        "message_id": number,
        "from": {"id": chat, "is_bot": False, **names, "language_code": "id"},
        "chat": {"id": chat, **names, "type": "private"},
        "date": 1_795_000_000,
        "text": text,
    }
    if text.startswith("/"):
        command = {"type": "bot_command", "offset": 0, "length": len(text)}
        message["entities"] = [command]
    return _packed({"update_id": number, "message": message})


def phone(chat: int) -> str:
    """The number of somebody on WhatsApp."""
    return f"62812{chat:08}"


def whatsapp(chat: int, text: str) -> bytes:
    """A text message exactly as the WhatsApp Cloud API posts it."""
    message = {
        "from": phone(chat),
        "id": f"wamid.{next(_numbers):032}",
        "timestamp": str(int(time.time())),
        "type": "text",
        "text": {"body": text},
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "62800", "phone_number_id": NUMBER},
        "contacts": [{"profile": {"name": "Contoh"}, "wa_id": phone(chat)}],
        "messages": [message],
    }
    change = {"field": "messages", "value": value}
    entry = {"id": "1", "changes": [change]}
    return _packed({"object": "whatsapp_business_account", "entry": [entry]})


def signed(body: bytes) -> dict[str, str]:
    """The header by which WhatsApp proves that it is WhatsApp."""
    made = hmac.new(SECRET.encode(), body, sha256).hexdigest()
    return {"X-Hub-Signature-256": f"sha256={made}"}


SECRETLY = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


def all_say(many: Iterable[int], text: str) -> list[bytes]:
    """Everybody writes this to Telegram, names with something of their own."""
    own = text.endswith("Contoh")
    return [telegram(chat, f"{text} {_name(chat)}" if own else text) for chat in many]


def _name(number: int) -> str:
    """A number in syllables, so that no two people have one name, and each is one."""
    pairs = zip(cycle(_SYLLABLES), str(number), strict=False)
    return "".join(each[int(digit)] for each, digit in pairs).capitalize()


def _packed(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
