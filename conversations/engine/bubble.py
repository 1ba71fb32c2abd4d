"""Reading one bubble that answers several questions: which line answers which.

People number their lines or do not, use commas, repeat the label ("Nama usaha: ..."),
leave one out. What cannot be told apart is left for its own question.
"""

import re
from typing import Any

from conversations.engine.events import Event, Said
from conversations.engine.flow import Flow, Here, Question
from conversations.engine.reading import fold

_NUMBERED = re.compile(r"^\s*(\d{1,2})\s*[.):\-]\s*(.*)$")


def lines(
    flow: Flow, parts: tuple[Question[Any], ...], event: Event, here: Here
) -> list[tuple[Question[Any], Event | None]]:
    """Each part with the event that answers it, None where nothing does."""
    if not isinstance(event, Said):
        return [(part, event if _fits(part, event) else None) for part in parts]
    found = _by_number(event.text, len(parts)) or _by_order(event.text, len(parts))
    return [
        (part, Said(_unlabelled(flow, part, found[i], here)) if i in found else None)
        for i, part in enumerate(parts)
    ]


def _fits(part: Question[Any], event: Event) -> bool:
    """Whether a contact, say, can only be meant for *part*."""
    kind = getattr(event, "kind", "")
    return bool(kind) and part.wants == kind


def _by_number(text: str, count: int) -> dict[int, str]:
    """Lines that begin with a number, by that number; later lines continue them."""
    found: dict[int, str] = {}
    for line in text.splitlines():
        numbered = _NUMBERED.match(line)
        if numbered is None:
            if found or not line.strip():
                continue
            return {}
        index = int(numbered[1]) - 1
        if index >= count or index in found:
            return {}
        found[index] = numbered[2].strip()
    return found


def _by_order(text: str, count: int) -> dict[int, str]:
    """Lines, or else what stands between commas, in the order they were asked."""
    said = [line.strip() for line in text.splitlines() if line.strip()]
    if len(said) == 1:
        by_comma = [part.strip() for part in re.split(r"[,;]", said[0])]
        if len(by_comma) == count:
            said = by_comma
    return dict(enumerate(said[:count]))


def _unlabelled(flow: Flow, part: Question[Any], line: str, here: Here) -> str:
    """*line* without the question's own label in front of it."""
    head, colon, rest = line.partition(":")
    if not colon or not rest.strip():
        return line
    label = fold(here.label(flow.label(part)))
    return rest.strip() if fold(head) and fold(head) in label else line
