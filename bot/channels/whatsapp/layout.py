"""A bubble as WhatsApp messages: its markup, its limits, its kinds of choice.

Nothing is cut inside a word. A label too long for a button becomes a list row with the
words that fit above the full label; one too long for that stands in the text, under
the number that its row bears.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from bot.channels.base import Bubble, Button, Run

# What the platform allows, in characters.
TEXT, BODY, CAPTION = 4096, 1024, 1024
BUTTONS, BUTTON_TITLE = 3, 20
ROWS, ROW_TITLE, ROW_DESCRIPTION = 10, 24, 72

BSUID_FIELD = "recipient"
"""Where a business-scoped id goes; providers disagree, so it can be changed here."""

Message = dict[str, Any]

_MARKS = {"b": "*", "q": "_"}
_BSUID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")
# WhatsApp has no escape. A word joiner on both sides takes these signs their force.
_MARKUP = re.compile(r"[*_~`]|^>", re.MULTILINE)
_JOINER = "\u2060"
# "1." at the start of a line numbers what follows and ends no sentence.
_SENTENCE_END = re.compile(r"(?<!\n\d)(?<!\n\d\d)[.!?…]+[\"')\]\u201d\u2019]*(?=\s)|\n")
_BLANK = re.compile(r"\s+")


def size(text: str) -> int:
    """The length of *text* in UTF-16 units: the strictest way it may be counted."""
    return len(text.encode("utf-16-le")) // 2


def address(to: str) -> Message:
    """Where a message goes: a business-scoped id or a phone number."""
    field = BSUID_FIELD if _BSUID.fullmatch(to) else "to"
    return {"recipient_type": "individual", field: to}


def literal(text: str) -> str:
    """*text* so that WhatsApp shows its `*_~` and back-ticks as they are."""
    return _MARKUP.sub(lambda sign: f"{_JOINER}{sign[0]}{_JOINER}", text)


def render(runs: Sequence[Run]) -> str:
    """*runs* in WhatsApp's markup."""
    whole = "".join(text for text, _ in runs)
    shown, at = [], 0
    for style, group in groupby(runs, key=lambda run: run[1]):
        for line in "".join(text for text, _ in group).splitlines(keepends=True):
            before, at = whole[at - 1 : at] if at else "", at + len(line)
            shown.append(_marked(line, _MARKS.get(style, ""), before, whole[at:][:1]))
    return "".join(shown)


def _marked(line: str, mark: str, before: str, after: str) -> str:
    """*line* between marks; none inside a word, where they would only be seen."""
    core = line.strip()
    start = line.find(core)
    lead, tail = line[:start], line[start + len(core) :]
    inside = (before + lead)[-1:].isalnum() or (tail + after)[:1].isalnum()
    if not mark or not core or inside:
        return literal(line)
    return f"{lead}{mark}{literal(core)}{mark}{tail}"


def split(runs: Sequence[Run], limit: int) -> list[Sequence[Run]]:
    """*runs* in pieces of at most *limit* when rendered, cut at ends of sentences."""
    pieces, rest = [], _trim(runs)
    while size(render(rest)) > limit:
        cut = _cut(rest, limit)
        pieces.append(_trim(_slice(rest, 0, cut)))
        rest = _trim(_slice(rest, cut))
    return [*pieces, rest]


def _cut(runs: Sequence[Run], limit: int) -> int:
    """Where the first piece of *runs* ends."""
    plain = "".join(text for text, _ in runs)
    fits, too_far = 1, min(len(plain), limit + 1)
    while too_far - fits > 1:
        middle = (fits + too_far) // 2
        if size(render(_slice(runs, 0, middle))) <= limit:
            fits = middle
        else:
            too_far = middle
    for ends in (_SENTENCE_END, _BLANK):
        if places := [found.end() for found in ends.finditer(plain, 0, fits + 1)]:
            return min(places[-1], fits)
    # A word longer than a message; at least no letter is torn from its marks.
    cut = fits
    while cut > 1 and _hangs_on(plain[cut - 1], plain[cut]):
        cut -= 1
    return cut


def _hangs_on(before: str, letter: str) -> bool:
    joiners = "\u200d\ufe0f"
    return bool(unicodedata.combining(letter)) or letter in joiners or before in joiners


def _slice(runs: Sequence[Run], start: int, end: int | None = None) -> Sequence[Run]:
    """The characters *start* to *end* of *runs*, with their styles."""
    kept, at = [], 0
    for text, style in runs:
        piece = text[max(start - at, 0) : None if end is None else max(end - at, 0)]
        if piece:
            kept.append((piece, style))
        at += len(text)
    return kept


def _length(runs: Sequence[Run]) -> int:
    return sum(len(text) for text, _ in runs)


def _trim(runs: Sequence[Run]) -> Sequence[Run]:
    """*runs* without blanks at both ends."""
    plain = "".join(text for text, _ in runs)
    start = len(plain) - len(plain.lstrip())
    return _slice(runs, start, max(len(plain.rstrip()), start))


def clip(label: str, limit: int) -> str:
    """The words of *label* that fit into *limit*."""
    kept = ""
    for word in label.split():
        longer = f"{kept} {word}".lstrip()
        if size(longer) > limit:
            break
        kept = longer
    return kept


def lay_out(
    bubble: Bubble, list_label: str, attachment: Message | None = None
) -> list[Message]:
    """The messages that carry *bubble*, in order; the last bears its choices.

    *attachment* is the uploaded file, as `{"type": kind, kind: {"id": …}}`.
    """
    kind, action, more = _choices(bubble, list_label)
    runs = (*bubble.runs, (more, ""))
    header = {}
    messages: list[Message] = []
    if attachment and kind in {"button", "cta_url"}:
        header = {"header": attachment}
    elif attachment and not action and size(render(_trim(runs))) <= CAPTION:
        return [_captioned(attachment, render(_trim(runs)))]
    elif attachment:
        messages = [attachment]
    *most, last = split(runs, TEXT)
    if not action:
        return [*messages, *map(_text, [*most, last] if any(last) else most)]
    *_, tail = split(last, BODY)
    before = _slice(last, 0, _length(last) - _length(tail))
    most += [before] if before else []
    body = {"text": render(tail) or list_label}
    choice = {"type": kind, **header, "body": body, "action": action}
    final = {"type": "interactive", "interactive": choice}
    return [*messages, *map(_text, map(_trim, most)), final]


def _text(runs: Sequence[Run]) -> Message:
    return {"type": "text", "text": {"body": render(runs), "preview_url": False}}


def _captioned(attachment: Message, caption: str) -> Message:
    kind = attachment["type"]
    words = {"caption": caption} if caption else {}
    return {"type": kind, kind: {**attachment[kind], **words}}


def _choices(bubble: Bubble, list_label: str) -> tuple[str, Message, str]:
    """What can be pressed under *bubble*: its kind, its action, words for the text.

    One message has one kind of it: a link beside buttons is written out, and a place is
    asked for by a button only where no other stands; people can always attach one.
    """
    link = "\n\n" + "\n".join(bubble.link) if bubble.link else ""
    if bubble.buttons:
        kind, action, more = _buttons(bubble.buttons, list_label)
        return kind, action, link + more
    if bubble.link:
        label, url = _one_line(bubble.link[0]), bubble.link[1]
        if label and size(label) <= BUTTON_TITLE:
            parameters = {"display_text": label, "url": url}
            return "cta_url", {"name": "cta_url", "parameters": parameters}, ""
        return "", {}, link
    if bubble.wants == "location":
        return "location_request_message", {"name": "send_location"}, ""
    return "", {}, ""


def _buttons(buttons: Sequence[Button], list_label: str) -> tuple[str, Message, str]:
    labels = [_one_line(button.label) for button in buttons]
    if len(buttons) <= BUTTONS and _usable(labels, BUTTON_TITLE):
        replies = [
            {"type": "reply", "reply": {"id": button.id, "title": label}}
            for button, label in zip(buttons, labels, strict=True)
        ]
        return "button", {"buttons": replies}, ""
    titles = [clip(label, ROW_TITLE) for label in labels]
    written = ""
    if not _usable(titles, ROW_TITLE) or any(
        size(label) > ROW_DESCRIPTION for label in labels
    ):
        labels = [f"{number}. {label}" for number, label in enumerate(labels, 1)]
        titles = [clip(label, ROW_TITLE) for label in labels]
        written = "\n\n" + "\n".join(labels)
        labels = titles
    if len(buttons) > ROWS:
        return "", {}, written or "\n\n" + "\n".join(labels)
    rows = [
        {
            "id": button.id,
            "title": title,
            **({} if title == label else {"description": label}),
        }
        for button, title, label in zip(buttons, titles, labels, strict=True)
    ]
    return "list", {"button": list_label, "sections": [{"rows": rows}]}, written


def _usable(titles: Sequence[str], limit: int) -> bool:
    """Whether *titles* can stand on buttons: none empty, too long or twice."""
    return len(set(titles)) == len(titles) and all(
        0 < size(title) <= limit for title in titles
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def template(wanted: Mapping[str, Any]) -> Message:
    """A template message: *wanted* names it, its `language` and its `params` in order.

    The platform refuses line breaks, tabs and more than four spaces in a parameter.
    """
    params = [
        {"type": "text", "text": literal(_one_line(str(param))) or "-"}
        for param in wanted.get("params", ())
    ]
    body = [{"type": "body", "parameters": params}] if params else []
    return {
        "type": "template",
        "template": {
            "name": wanted["name"],
            "language": {"code": wanted["language"]},
            "components": body,
        },
    }
