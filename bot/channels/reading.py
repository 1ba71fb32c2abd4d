"""What platforms deliver as text that can be kept; their parsers read by it.

Phones cut emoji in half and paste bytes of no alphabet: what is spoiled is left out,
so that the words around it arrive.
"""

import json
import re
import unicodedata
from typing import Any

from conversations.engine.events import Sent

DAMAGED = Sent("other", problem="damaged")
"""Somebody sent something, and nothing of it can be read: they are told so."""
# Databases refuse NUL and halves of an emoji, and people never type the others; tab
# and line ends stay.
_SPOILED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_IDS = ("id", "from")


def clean(text: str) -> str:
    """*text* composed (NFC) and without what no store wants."""
    return unicodedata.normalize("NFC", _SPOILED.sub("", text))


def mended(body: bytes) -> Any:
    """The JSON of *body* with its texts made sound; raises if it is none.

    What is left of a spoiled id would be another's: it becomes None.
    """
    text = body.decode("utf-8", "surrogateescape")
    return _mended(json.loads(text, strict=False, parse_constant=_no_number))


def _mended(value: Any, name: str = "") -> Any:
    match value:
        case str() if name in _IDS or name.endswith("_id"):
            return None if _SPOILED.search(value) else value
        case str():
            return clean(value)
        case dict():
            return {clean(key): _mended(each, key) for key, each in value.items()}
        case list():
            return [_mended(each, name) for each in value]
    return value


def _no_number(name: str) -> float:
    raise ValueError(name)
