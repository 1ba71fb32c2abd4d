"""A case as the flows take it: what is on a card, and who has one."""

from collections.abc import Mapping
from typing import Any

from bot.desk import readiness
from bot.pipeline.acts import Act
from conversations.cases.records import Case
from conversations.engine.effects import Line, Option, Say
from conversations.flows.officer import case_card
from conversations.flows.owner.apply import QUESTIONS
from storage.cases import documents, notes
from storage.people import officers

NOTES = 5
"""So many of the last words about a case stand on its full card."""
FILES = 5
"""So many of its files follow it."""


def values(case: Case) -> dict[str, Any]:
    """A case as JSON-ready data, for its card and for `Notified`."""
    return {
        "case": case.id,
        "code": case.code,
        "state": case.state,
        "road": case.road,
        "stage": case.stage,
        "holder": case.holder_name,
        "helper": case.helper_name,
        "fields": case.details,
    }


def returnable(case: Case) -> list[str]:
    """What can be sent back: every answer of the case, and its road."""
    answered = [name for name, value in case.details.items() if value not in (None, "")]
    return [name for name in (*answered, "road") if name in QUESTIONS]


async def renew(act: Act, case: Case) -> list[Say]:
    """The case changed: every officer's card changes, the actor's in this turn."""
    for officer in await officers.of_office(act.tx, case.office_id):
        if officer.person_id != act.person.person_id:
            await act.tell(officer.person_id, "card", values(case))
    for watcher in act.watchers:
        await act.tell(watcher, "card", values(case))
    if act.person.officer is None:
        return []
    return [case_card.card(values(case), edits=True)]


async def whole(act: Act, case: Case) -> list[Say]:
    """Everything known of a case: one message, then its files."""
    said = await notes.of_case(act.tx, case.id, internal=True)
    lines = [
        Line(Option(note.kind, key=f"desk.note.{note.kind}"), (note.body,))
        for note in said[-NOTES:]
        if note.body
    ]
    files = await documents.of_case(act.tx, case.id)
    shown = [
        Say("desk.file", {"code": case.code}, file=each.id, kind="notice")
        for each in files[-FILES:]
    ]
    ready = await readiness.line(act, case.person_id)
    return [case_card.whole({**values(case), "notes": [*ready, *lines]}), *shown]


def found(case: Case) -> Mapping[str, Any]:
    """A case for the flow that sends one thing of it back."""
    return {
        "code": case.code,
        "owner": case.owner_name,
        "business": case.business_name,
        "fields": returnable(case),
    }
