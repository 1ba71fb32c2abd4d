"""Builders of what WhatsApp delivers; everything has a default, `sign` signs it."""

import hmac
import json
import time
from hashlib import sha256
from itertools import count

NUMBER = "106540352242922"
OWNER = "6281200000001"
BSUID = "ID.13491208655302741918"

_numbers = count(1)


def sign(body, secret):
    """The header `X-Hub-Signature-256` for these bytes."""
    return "sha256=" + hmac.new(secret.encode(), body, sha256).hexdigest()


def message(kind, content=None, *, ident="", sender=OWNER, user_id=None, **more):
    """One message of *kind*; *sender* None for people who show no phone number."""
    made = {
        "id": ident or f"wamid.{next(_numbers):06}",
        "timestamp": str(int(time.time())),
        "type": kind,
    }
    if sender:
        made["from"] = sender
    if user_id:
        made["from_user_id"] = user_id
    if content is not None:
        made[kind] = content
    return {**made, **more}


def said(body="halo", **who):
    return message("text", {"body": body}, **who)


def pressed(choice, title="Ya", **who):
    """A press on a reply button."""
    reply = {"type": "button_reply", "button_reply": {"id": choice, "title": title}}
    return message("interactive", reply, **who)


def picked(choice, title="Ya", **who):
    """A row picked from a list."""
    reply = {"type": "list_reply", "list_reply": {"id": choice, "title": title}}
    return message("interactive", reply, **who)


def photo(media, caption=None, **who):
    words = {"caption": caption} if caption else {}
    return message("image", {"id": media, "mime_type": "image/jpeg", **words}, **who)


def status(wamid, state, *, opaque="", code=None, to=OWNER, user_id=None):
    """What became of a message of ours."""
    made = {
        "id": wamid,
        "status": state,
        "timestamp": "1763798401",
        "recipient_id": to,
        **({"recipient_user_id": user_id} if user_id else {}),
        **({"biz_opaque_callback_data": opaque} if opaque else {}),
        **({"errors": [{"code": code, "title": "failed"}]} if code else {}),
    }
    return {name: value for name, value in made.items() if value is not None}


def value(*messages, statuses=(), number=NUMBER, contacts=None):
    """The value of one change."""
    made = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "15550783881", "phone_number_id": number},
    }
    if messages:
        made["contacts"] = contacts or [
            {"profile": {"name": "Batik Contoh"}, "wa_id": sender}
            for sender in dict.fromkeys(one.get("from") for one in messages)
            if sender
        ]
        made["messages"] = list(messages)
    if statuses:
        made["statuses"] = list(statuses)
    return made


def delivery(*messages, **about):
    """The body of a delivery that holds *messages* in one change."""
    return wrapped(value(*messages, **about))


def wrapped(*values, field="messages"):
    """The body of a delivery with one entry and change for each of *values*."""
    entries = [
        {"id": "102290129340398", "changes": [{"field": field, "value": each}]}
        for each in values
    ]
    whole = {"object": "whatsapp_business_account", "entry": entries}
    return json.dumps(whole).encode()


def batch(n, **who):
    """The body of a delivery of *n* texts."""
    return delivery(*(said(f"pesan {number}", **who) for number in range(n)))
