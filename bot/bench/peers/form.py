"""The form that every peer plays: five questions, of which two have choices."""

import json
from typing import TypedDict

TOKEN = "1000:a_token_for_measurements_only_0123456789"  # noqa: S105 -- opens nothing
QUESTIONS = (
    "Langkah 1 dari 5\nSiapa nama Bapak/Ibu?",
    "Langkah 2 dari 5\nBapak/Ibu disapa bagaimana?\n1. Ibu\n2. Bapak",
    "Langkah 3 dari 5\nApa nama usahanya?\nContoh: Batik Contoh",
    "Langkah 4 dari 5\nUsahanya di kecamatan mana?\nContoh: Anyar",
    "Langkah 5 dari 5\nUsahanya di bidang apa?\n1. Batik\n2. Lainnya",
    "Terima kasih, sudah dicatat.",
)
"""What is asked, and the words after the last answer."""
CHOICES = ((), ("1", "2"), (), (), ("1", "2"))
"""What may be answered to each; nothing: any text."""


class Form(TypedDict):
    """What a peer in another language is told of the form."""

    token: str
    questions: tuple[str, ...]
    choices: tuple[tuple[str, ...], ...]
    me: str
    sent: str


def understood(at: int, text: str) -> bool:
    """Whether *text* can be an answer to question *at*."""
    return not CHOICES[at] or text in CHOICES[at]


_BOT = {"id": 1000, "is_bot": True, "first_name": "Contoh", "username": "contoh_bot"}
_MESSAGE = {
    "message_id": 1,
    "date": 1_795_000_000,
    "chat": {"id": 10_000, "type": "private", "first_name": "Contoh"},
    "from": _BOT,
    "text": QUESTIONS[0],
}
ME = json.dumps({"ok": True, "result": _BOT}).encode()
SENT = json.dumps({"ok": True, "result": _MESSAGE}).encode()
"""What Telegram answers to `getMe`, and to a message."""


def told() -> str:
    """The form as JSON."""
    form = Form(
        token=TOKEN,
        questions=QUESTIONS,
        choices=CHOICES,
        me=ME.decode(),
        sent=SENT.decode(),
    )
    return json.dumps(form)
