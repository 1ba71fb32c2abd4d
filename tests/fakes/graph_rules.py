"""What the real Graph API refuses: a breach here fails the test that made it."""

import re

BSUID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")
PHONE = re.compile(r"[0-9]{5,15}")
HEADERS = {"text", "image", "video", "document"}


def size(text):
    """UTF-16 units, which is never less than any other way to count."""
    return len(text.encode("utf-16-le")) // 2


def breach(payload, media=()):
    """What is wrong with the body of a message; "" if nothing is."""
    if payload.get("messaging_product") != "whatsapp":
        return "messaging_product"
    if payload.get("status") == "read":
        return "" if payload.get("message_id") else "message_id"
    to, recipient = payload.get("to"), payload.get("recipient")
    if not (to or recipient):
        return "to or recipient is required"
    if to and not PHONE.fullmatch(to):
        return f"to: {to}"
    if recipient and not BSUID.fullmatch(recipient):
        return f"recipient: {recipient}"
    if size(payload.get("biz_opaque_callback_data", "")) > 512:
        return "biz_opaque_callback_data"
    kind = payload.get("type")
    check = CHECKS.get(kind)
    if check is None or not isinstance(payload.get(kind), dict):
        return f"type: {kind}"
    return check(payload[kind], media)


def between(text, least, most, name):
    if not isinstance(text, str) or not text.strip():
        return name if least else ""
    return "" if size(text) <= most else f"{name}: {size(text)} > {most}"


def first(*breaches):
    return next(filter(None, breaches), "")


def text(content, media):
    return between(content.get("body"), 1, 4096, "text.body")


def file(content, media):
    return first(
        "" if content.get("id") in media else "media id",
        between(content.get("caption"), 0, 1024, "caption"),
    )


def interactive(content, media):
    header = content.get("header")
    return first(
        between((content.get("body") or {}).get("text"), 1, 1024, "body"),
        _header(content["type"], header, media) if header else "",
        ACTIONS.get(content["type"], lambda action: "interactive.type")(
            content.get("action", {})
        ),
    )


def _header(kind, header, media):
    if kind == "list" or header.get("type") not in HEADERS:
        return "header"
    return file(header[header["type"]], media)


def _twice(values, name):
    return f"{name} twice" if len(set(values)) < len(values) else ""


def buttons(action):
    replies = [button["reply"] for button in action.get("buttons", ())]
    return first(
        "" if 1 <= len(replies) <= 3 else "buttons",
        _twice([reply["id"] for reply in replies], "id"),
        _twice([reply["title"] for reply in replies], "title"),
        *(between(reply["id"], 1, 256, "id") for reply in replies),
        *(between(reply["title"], 1, 20, "button title") for reply in replies),
    )


def rows(action):
    found = [row for section in action.get("sections", ()) for row in section["rows"]]
    return first(
        between(action.get("button"), 1, 20, "list button"),
        "" if 1 <= len(found) <= 10 else "rows",
        _twice([row["id"] for row in found], "id"),
        _twice([row["title"] for row in found], "title"),
        *(between(row["id"], 1, 200, "id") for row in found),
        *(between(row["title"], 1, 24, "row title") for row in found),
        *(between(row.get("description"), 0, 72, "description") for row in found),
    )


def link(action):
    parameters = action.get("parameters", {})
    url = parameters.get("url", "")
    return first(
        between(parameters.get("display_text"), 1, 20, "display_text"),
        "" if re.match(r"https?://", url) else "url",
    )


def place(action):
    return "" if action == {"name": "send_location"} else "location action"


def template(content, media):
    if not content.get("name") or not (content.get("language") or {}).get("code"):
        return "template"
    params = [
        parameter["text"]
        for component in content.get("components", ())
        for parameter in component["parameters"]
    ]
    bad = [p for p in params if not p.strip() or re.search(r"[\n\t]| {5}", p)]
    return f"template parameter: {bad[0]!r}" if bad else ""


CHECKS = {
    "text": text,
    "image": file,
    "document": file,
    "interactive": interactive,
    "template": template,
}
ACTIONS = {
    "button": buttons,
    "list": rows,
    "cta_url": link,
    "location_request_message": place,
}
