"""Bytes of a WhatsApp delivery into `Incoming`s: pure, and it never raises.

A sound delivery is decoded in one go. When anything in it is unsound, it is read again
piece by piece, so that one bad message costs only itself; whoever sent that is told.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec

from bot.channels.base import Incoming
from bot.channels.reading import mended
from bot.channels.whatsapp.events import (
    SILENT,
    STATES,
    UNKNOWN,
    UNREADABLE,
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
SERVED = ("messages", "user_id_update", "user_preferences")
"""Changes that are for us. Messages stand in others too: those of `standby` are for
another sender of our number, whose talk a word of ours would take over."""
WHOSE = (
    "id",
    "from",
    "from_user_id",
    "from_parent_user_id",
    "timestamp",
    "group_id",
)
"""Fields of a message that say whose it is."""
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
            if delivery.object == ACCOUNT and _all_served(delivery):
                return _quickly(delivery)
    return _patiently(mended(body), mark)


def _all_served(delivery: Delivery) -> bool:
    return all(
        change.field in SERVED for entry in delivery.entry for change in entry.changes
    )


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
            page = change if isinstance(change, dict) else {}
            value = page.get("value")
            if page.get("field", "messages") not in SERVED:
                yield Page("", [], [Broken(_mark(change, mark), UNKNOWN)])
            elif isinstance(value, dict):
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
    with suppress(msgspec.ValidationError):
        return msgspec.convert(raw, kind)
    if kind is Message and isinstance(raw, dict) and raw.get("type") not in SILENT:
        whose = {name: raw[name] for name in WHOSE if name in raw}
        with suppress(msgspec.ValidationError):
            return msgspec.convert({**whose, "type": UNREADABLE}, Message)
    return Broken(_best_key(raw, mark), "missing_fields")


def _best_key(raw: Any, mark: str) -> str:
    """The platform's id where it can be read; a status needs its state beside it."""
    named = raw.get("id") if isinstance(raw, dict) else None
    if not isinstance(named, str) or not 0 < len(named) <= 512:  # noqa: PLR2004 - Id
        return _mark(raw, mark)
    state = raw.get("status")
    return f"{named}:{state}" if state in STATES else named


def _mark(raw: Any, mark: str) -> str:
    """A key for a piece without an id: the same whenever it is delivered again."""
    told = f"{mark}{raw!r}".encode()
    return f"bad:{sha256(told).hexdigest()[:32]}"
