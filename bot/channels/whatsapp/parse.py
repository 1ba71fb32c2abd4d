"""Bytes of a WhatsApp delivery into `Incoming`s: pure, and it never raises.

A sound delivery is decoded in one go. When anything in it is unsound, it is read again
piece by piece, so that one bad message costs only itself.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

from bot.channels.base import Incoming
from bot.channels.whatsapp.events import (
    STATES,
    UNKNOWN,
    Broken,
    Item,
    as_incoming,
    key_of,
    unusable,
)
from bot.channels.whatsapp.wire import (
    Contact,
    Delivery,
    Fate,
    Message,
    Preference,
    Renaming,
)

ACCOUNT = "whatsapp_business_account"
FIELDS = {
    "messages": Message,
    "statuses": Fate,
    "user_id_update": Renaming,
    "user_preferences": Preference,
}
_decode = msgspec.json.Decoder(Delivery).decode


@dataclass(frozen=True)
class Page:
    """What one change holds, and which of our numbers it is about."""

    number: str
    contacts: list[Contact]
    items: list[Item]


def parse(body: bytes, phone_number_id: str) -> list[Incoming]:
    """All that *body* tells the number *phone_number_id*, in order."""
    mark = sha256(body).hexdigest()[:32]
    try:
        pages = list(_pages(body, mark))
    except RecursionError:
        return [unusable(f"bad:{mark}", "nested")]
    except ValueError:
        return [unusable(f"bad:{mark}", "not_json")]
    told = [
        as_incoming(item, page.contacts)
        if page.number == phone_number_id or isinstance(item, Broken)
        else unusable(key_of(item), "other_number")
        for page in pages
        for item in page.items
    ]
    return told or [unusable(f"other:{mark}", UNKNOWN)]


def _pages(body: bytes, mark: str) -> Iterator[Page]:
    """The pages of *body*, by the quick way if it is sound."""
    # NUL decodes well, but no database of ours can keep it in a text.
    if b"\\u0000" not in body:
        try:
            delivery = _decode(body)
        except (ValueError, RecursionError):
            pass  # read it again, patiently
        else:
            if delivery.object == ACCOUNT:
                return _quickly(delivery)
    # Bytes that are no UTF-8 become lone surrogates, which spoil only their piece.
    data = json.loads(
        body.decode("utf-8", "surrogateescape"), parse_constant=_no_number
    )
    return _patiently(data, mark)


def _quickly(delivery: Delivery) -> Iterator[Page]:
    for entry in delivery.entry:
        for change in entry.changes:
            value = change.value
            yield Page(
                (value.metadata and value.metadata.phone_number_id) or "",
                value.contacts or [],
                [
                    *(value.messages or ()),
                    *(value.statuses or ()),
                    *(value.user_id_update or ()),
                    *(value.user_preferences or ()),
                ],
            )


def _patiently(data: Any, mark: str) -> Iterator[Page]:
    """The pages of a delivery that is not sound, each piece taken for itself."""
    if not isinstance(data, dict) or data.get("object") != ACCOUNT:
        yield Page("", [], [Broken(f"bad:{mark}", "not_whatsapp")])
        return
    for entry in _list(data.get("entry"), mark):
        changes = entry.get("changes") if isinstance(entry, dict) else entry
        for change in _list(changes, mark):
            value = change.get("value") if isinstance(change, dict) else None
            if isinstance(value, dict):
                yield _page(value, mark)
            else:
                yield Page("", [], [Broken(_mark(change, mark), "missing_fields")])


def _page(value: dict[str, Any], mark: str) -> Page:
    metadata = value.get("metadata")
    number = metadata.get("phone_number_id") if isinstance(metadata, dict) else ""
    return Page(
        number if isinstance(number, str) else "",
        [
            contact
            for raw in _list(value.get("contacts"), mark)
            if isinstance(contact := _piece(raw, Contact, mark), Contact)
        ],
        [
            _piece(raw, kind, mark)
            for name, kind in FIELDS.items()
            for raw in _list(value.get(name), mark)
        ],
    )


def _list(value: Any, mark: str) -> list[Any]:
    """*value* as a list; what should have been one is kept as a piece, to be Broken."""
    if value is None:
        return []
    return value if isinstance(value, list) else [f"{mark}:{value!r}"]


def _piece(raw: Any, kind: Any, mark: str) -> Any:
    """*raw* as a *kind*, or what is wrong with it."""
    named = raw.get("id") if isinstance(raw, dict) else None
    try:
        if not _sound(raw):
            named = named if _sound(named) else None
            return Broken(_best_key(raw, named, mark), "bad_text")
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError:
        return Broken(_best_key(raw, named, mark), "missing_fields")


def _best_key(raw: Any, named: Any, mark: str) -> str:
    """The platform's id where it can be read; a status needs its state beside it."""
    if not isinstance(named, str) or not 0 < len(named) <= 512:  # noqa: PLR2004 - Id
        return _mark(raw, mark)
    state = raw.get("status")
    return f"{named}:{state}" if state in STATES else named


def _mark(raw: Any, mark: str) -> str:
    """A key for a piece without an id: the same whenever it is delivered again."""
    told = f"{mark}{raw!r}".encode("utf-8", "backslashreplace")
    return f"bad:{sha256(told).hexdigest()[:32]}"


def _sound(value: Any) -> bool:
    """Whether all texts in *value* can be stored."""
    match value:
        case str():
            return "\0" not in value and not any(
                "\ud800" <= letter <= "\udfff" for letter in value
            )
        case dict():
            return all(_sound(key) and _sound(item) for key, item in value.items())
        case list():
            return all(map(_sound, value))
    return True


def _no_number(name: str) -> float:
    raise ValueError(name)
