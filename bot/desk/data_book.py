"""What is kept about a person in words that they can read, and nothing else.

A column is shown as it is, by a name that is looked up, or not at all: what has no
words here is for machines, and stands in the JSON beside the book.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bot import words
from bot.views.readiness import answers as answered
from conversations.cases import names
from conversations.cases.certificates.records import kind_of
from conversations.catalogue import catalogue
from conversations.engine.effects import Line
from conversations.engine.values import Answers
from conversations.flows.officer import case_card
from conversations.flows.owner.apply import QUESTIONS

ROW = Mapping[str, Any]

PLAIN = frozenset(
    {
        "text",
        "words",
        "due",
        "name",
        "phone",
        "code",
        "number",
        "percent",
        "size",
        "notice_version",
    }
    | {"scope", "standard", "issued_on", "valid_until", "due_on", "shown_at"}
    | {"announcements", "reachable", "agreed", "on_duty", "active"}
    | {"created_at", "updated_at", "joined_at", "received_at", "sent_at", "at"}
    | {"done_at", "expires_at", "began_at", "ended_at", "waiting_since", "used_at"}
    | {"window_until", "heard_at", "asked_at", "granted_at", "settled_at", "erased_at"}
)
"""Columns that people wrote, or moments, numbers, and yes or no."""


def shown(column: str, row: ROW, language: str) -> str:
    """The value of a *column* as a person reads it; empty if it is for machines."""
    value = row[column]
    if value is None or value in ("", [], {}):
        return ""
    if column in PLAIN:
        # A file of ours is called by a number of ours, which tells nobody anything.
        return "" if column == "name" and "mime" in row else words.show(language, value)
    read = READERS.get(column)
    return read(value, row, language) if read else _coded(column, value, language)


def _coded(column: str, value: Any, language: str) -> str:
    """A mark of ours by its name, if it has one."""
    key = f"export.value.{column}.{value}"
    return words.text(language, key) if words.has(language, key) else ""


def _keyed(prefix: str) -> Callable[[Any, ROW, str], str]:
    """A mark that has words elsewhere already."""

    def read(value: Any, row: ROW, language: str) -> str:
        key = f"{prefix}.{value}"
        return words.text(language, key) if words.has(language, key) else ""

    return read


def _road(value: Any, row: ROW, language: str) -> str:
    return words.show(language, names.road_name(str(value)))


def _stage(value: Any, row: ROW, language: str) -> str:
    return words.show(language, names.stage_name(str(row.get("road", "")), str(value)))


def _kind(value: Any, row: ROW, language: str) -> str:
    """A kind of certificate by its road; any other by its mark."""
    found = kind_of(str(row.get("road", "")), str(value))
    return (
        words.prose(language, found.name) if found else _coded("kind", value, language)
    )


def _asked(value: Any, row: ROW, language: str) -> str:
    """Which answer was asked for again."""
    return words.label(language, case_card.label(value)) if value in QUESTIONS else ""


def _answer(name: str, value: Any, row: ROW, language: str) -> str:
    """An answer by what its question calls it."""
    answers = Answers({name: value})
    if name not in QUESTIONS or not QUESTIONS[name].holds(value, answers):
        return ""
    return words.show(language, QUESTIONS[name].shown(value, answers))


def _given(value: Any, row: ROW, language: str) -> str:
    """The answers of an application, or the names in a statement."""
    if not isinstance(value, Mapping):
        return ""
    if "how" in row:
        return _said(value, row, language)
    answers = Answers(value)
    lines = [
        Line(case_card.label(name, value), QUESTIONS[name].shown(value[name], answers))
        for name in value
        if name in QUESTIONS and QUESTIONS[name].holds(value[name], answers)
    ]
    return "\n".join(words.show(language, line) for line in lines)


def _purpose(value: Any, row: ROW, language: str) -> str:
    """What a file is for: a question, a paper of a road, or a drawing of ours."""
    if value in QUESTIONS:
        return _asked(value, row, language)
    if found := names.paper_name(str(value)):
        return words.prose(language, found)
    return _coded("purpose", value, language)


def _checklist(value: Any, row: ROW, language: str) -> str:
    found = catalogue().checklists.get(str(value))
    return words.prose(language, found.name) if found else ""


def _checked(value: Any, row: ROW, language: str) -> str:
    """What was answered to each question of a readiness check."""
    found = catalogue().checklists.get(str(row.get("checklist", "")))
    if found is None or not isinstance(value, Mapping):
        return ""
    return "\n".join(
        f"{words.prose(language, item.ask)} {said}"
        for item, said in answered(language, found, value)
        if said
    )


def _act(value: Any, row: ROW, language: str) -> str:
    """What was done; a rare act by what it concerned."""
    group = str(value).partition(".")[0]
    for key in (f"export.act.{value}", f"export.act.{group}", "export.act.other"):
        if words.has(language, key):
            return words.text(language, key)
    return ""


def _files(value: Any, row: ROW, language: str) -> str:
    return words.text(language, "export.count", {"count": len(value)})


def _said(value: Any, row: ROW, language: str) -> str:
    """What somebody answered, by its question where it is one of ours."""
    if not isinstance(value, Mapping):
        return ""
    said = (
        _answer(name, each, row, language) if name in QUESTIONS else str(each)
        for name, each in value.items()
        if isinstance(each, str)
    )
    return ", ".join(filter(None, said))


def _state(value: Any, row: ROW, language: str) -> str:
    """How something stands: what most have, a visit, what it found wanting."""
    prefixes = ("export.value.state", "visits", "wanting.state")
    found = (_keyed(each)(value, row, language) for each in prefixes)
    return next(filter(None, found), "")


def _report(value: Any, row: ROW, language: str) -> str:
    """What an officer wrote of a visit, in its own words."""
    if not isinstance(value, Mapping):
        return ""
    wanting = [str(text) for text, _ in value.get("findings", ())]
    said = [value.get("talk"), *wanting, value.get("agreed"), value.get("spot")]
    return "\n".join(str(each) for each in said if each)


def _doubts(value: Any, row: ROW, language: str) -> str:
    read = _keyed("desk.recovery.why")
    return ", ".join(filter(None, (read(each, row, language) for each in value)))


def _body(value: Any, row: ROW, language: str) -> str:
    """The words of a message, or what it was where it had none."""
    match value:
        case str():
            return value
        case {"runs": list() | tuple() as runs}:
            return "".join(text for text, _ in runs)
        case {"event": Mapping() as event}:
            return _body(event, row, language)
        case {"is": "Picked", "value": picked, "question": name}:
            pressed = _answer(str(name), picked, row, language)
            return pressed or words.text(language, "export.event.Picked")
        case {"is": "Sent", "kind": kind}:
            sent = _coded("kind", kind, language)
            said = str(value.get("text", ""))
            return f"{sent}: {said}" if sent and said else sent or said
        case {"text": str(text)} if text:
            return text
        case {"is": kind} if words.has(language, f"export.event.{kind}"):
            return words.text(language, f"export.event.{kind}")
    return ""


READERS: Mapping[str, Callable[[Any, ROW, str], str]] = {
    "language": _keyed("language.which"),
    "address_form": _keyed("address.form"),
    "channel": _keyed("channel"),
    "band": _keyed("readiness.band"),
    "face": _keyed("rating.face"),
    "kind": _kind,
    "road": _road,
    "stage": _stage,
    "asked": _asked,
    "kecamatan": partial(_answer, "kecamatan"),
    "sector": partial(_answer, "sector"),
    "details": _given,
    "profile": _given,
    "purpose": _purpose,
    "checklist": _checklist,
    "answers": _checked,
    "act": _act,
    "files": _files,
    "doubts": _doubts,
    "state": _state,
    "report": _report,
    "said": _said,
    "body": _body,
    "event": _body,
}
"""How a column of marks is read; any other by `export.value.<column>.<mark>`."""
