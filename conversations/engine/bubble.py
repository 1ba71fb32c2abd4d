"""Reading one bubble that answers several questions: which line answers which.

People number their lines or do not, use commas, repeat the label ("Nama usaha: ..."),
leave one out. What cannot be told apart is left for its own question.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from conversations.engine.asking import skips
from conversations.engine.events import Event, Said
from conversations.engine.flow import Answers, Flow, Here, Question, Refusal
from conversations.engine.reading import fold

_NUMBERED = re.compile(r"^\s*(\d{1,2})\s*[.):\-]\s*(.*)$")


@dataclass
class Heard:
    """What one bubble's answer came to, line by line.

    *guessed* are the questions whose answer was read from something inexact.
    """

    answers: Answers
    taken: int = 0
    guessed: list[Question[Any]] = field(default_factory=list)
    wrong: list[tuple[Question[Any], Refusal]] = field(default_factory=list)

    def take(self, question: Question[Any], value: object) -> None:
        self.answers = self.answers.plus(question, value)
        self.taken += 1


def read(
    flow: Flow,
    parts: tuple[Question[Any], ...],
    event: Event,
    answers: Answers,
    here: Here,
) -> Heard:
    """Each line read into its question; one wrong line harms no other."""
    heard = Heard(answers)
    if skips(event):
        for part in parts:
            if part.optional:
                heard.take(part, None)
        return heard
    for part, line in lines(flow, parts, event, here):
        if line is None:
            continue
        if part.optional and skips(line):
            heard.take(part, None)
            continue
        try:
            found = part.read(line, heard.answers, here)
        except Refusal as refusal:
            heard.wrong.append((part, refusal))
            continue
        heard.take(part, found.value)
        if found.echo:
            heard.guessed.append(part)
    return heard


def lines(
    flow: Flow, parts: tuple[Question[Any], ...], event: Event, here: Here
) -> list[tuple[Question[Any], Event | None]]:
    """Each part with the event that answers it, None where nothing does."""
    if not isinstance(event, Said):
        return [(part, event if _fits(part, event) else None) for part in parts]
    labels = [fold(here.label(flow.label(part))) for part in parts]
    found = (
        _by_number(event.text, len(parts))
        or _by_label(event.text, labels)
        or _by_order(event.text, len(parts))
    )
    return [
        (part, Said(_unlabelled(found[i], labels[i])) if i in found else None)
        for i, part in enumerate(parts)
    ]


def _fits(part: Question[Any], event: Event) -> bool:
    """Whether a contact, say, can only be meant for *part*."""
    kind = getattr(event, "kind", "")
    return bool(kind) and part.wants == kind


def _by_number(text: str, count: int) -> dict[int, str]:
    """Lines that begin with a number, by that number."""
    found: dict[int, str] = {}
    for line in text.splitlines():
        numbered = _NUMBERED.match(line)
        if numbered is None:
            if found or not line.strip():
                continue
            return {}
        index = int(numbered[1]) - 1
        if index not in range(count) or index in found:
            return {}
        found[index] = numbered[2].strip()
    return found


def _by_label(text: str, labels: list[str]) -> dict[int, str]:
    """Lines that each begin with what they answer: "Kecamatan: Petir"."""
    found: dict[int, str] = {}
    for line in filter(str.strip, text.splitlines()):
        head, colon, rest = line.partition(":")
        named = [i for i, each in enumerate(labels) if _names(head, each)]
        if not colon or len(named) != 1 or named[0] in found:
            return {}
        found[named[0]] = rest.strip()
    return found


def _by_order(text: str, count: int) -> dict[int, str]:
    """Lines, or else what stands between commas, in the order they were asked."""
    said = [line.strip() for line in text.splitlines() if line.strip()]
    if len(said) == 1:
        by_comma = [part.strip() for part in re.split(r"[,;]", said[0])]
        if len(by_comma) == count:
            said = by_comma
    return dict(enumerate(said[:count]))


def _unlabelled(line: str, label: str) -> str:
    """*line* without the question's own label in front of it."""
    head, colon, rest = line.partition(":")
    return rest.strip() if colon and rest.strip() and _names(head, label) else line


def _names(head: str, label: str) -> bool:
    """Whether the words of *head* are words of *label*."""
    words = fold(head).split()
    return bool(words) and set(words) <= set(label.split())
