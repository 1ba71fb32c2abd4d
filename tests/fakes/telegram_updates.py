"""Updates as Telegram writes them, everything defaulted: `text("halo", chat=7)`."""

from itertools import count

_numbers = count(700_000_001)
_messages = count(1)
WHEN = 1_795_000_000


def update(**content):
    return {"update_id": next(_numbers), **content}


def message(chat=7001, *, user=None, language="id", group=False, **content):
    """The inside of a message; *user* differs from *chat* in a group only."""
    return {
        "message_id": next(_messages),
        "from": {
            "id": user or chat,
            "is_bot": False,
            "first_name": "Contoh",
            "language_code": language,
        },
        "chat": {"id": chat, "type": "supergroup" if group else "private"},
        "date": WHEN,
        **content,
    }


def text(words, chat=7001, **more):
    if words.startswith("/"):
        entity = {"type": "bot_command", "offset": 0, "length": len(words.split()[0])}
        more["entities"] = [entity]
    return update(message=message(chat, text=words, **more))


def edited(words, chat=7001, message_id=1, **more):
    changed = message(chat, text=words, edit_date=WHEN + 60, **more)
    return update(edited_message={**changed, "message_id": message_id})


def press(data, chat=7001, message_id=1, **more):
    """A button pressed under the bot's message *message_id*."""
    shown = message(chat, text="?", **more)
    user = shown.pop("from")
    pressed = {
        "id": str(next(_numbers)),
        "from": user,
        "message": {**shown, "message_id": message_id},
        "chat_instance": "1",
        "data": data,
    }
    return update(callback_query=pressed)


def photo(file_id="photo-1", chat=7001, size=90_000, **more):
    sizes = [
        {"file_id": f"{file_id}-s", "file_unique_id": "s", "width": 90, "height": 67},
        {
            "file_id": file_id,
            "file_unique_id": "l",
            "width": 1280,
            "height": 960,
            "file_size": size,
        },
    ]
    return update(message=message(chat, photo=sizes, **more))


def document(file_id="document-1", chat=7001, mime="application/pdf", **more):
    file = {"file_id": file_id, "file_unique_id": "d", "mime_type": mime}
    return update(message=message(chat, document=file, **more))


def contact(phone, chat=7001, *, own=True, **more):
    card = {"phone_number": phone, "first_name": "Contoh"}
    card |= {"user_id": chat} if own else {}
    return update(message=message(chat, contact=card, **more))


def location(latitude, longitude, chat=7001, **more):
    place = {"latitude": latitude, "longitude": longitude}
    return update(message=message(chat, location=place, **more))


def membership(status, chat=7001):
    """The bot was let in (`member`) or thrown out (`kicked`)."""
    bot = {"id": 1000, "is_bot": True, "first_name": "Pandu"}
    before = "member" if status == "kicked" else "kicked"
    change = {
        "chat": {"id": chat, "type": "private"},
        "from": {"id": chat, "is_bot": False, "first_name": "Contoh"},
        "date": WHEN,
        "old_chat_member": {"user": bot, "status": before},
        "new_chat_member": {"user": bot, "status": status},
    }
    return update(my_chat_member=change)
