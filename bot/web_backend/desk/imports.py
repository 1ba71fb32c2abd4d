"""Lists of contacts for their page: what was brought, and what it comes to."""

from collections.abc import Mapping, Sequence

from bot import words
from bot.desk.contacts import comes_to
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.case import Choice
from bot.web.desk.imports import Field, ImportPage, ImportQuery, Kept, Look, Wrong
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import access, rights
from conversations.cases.contacts.importing import BringContacts
from conversations.cases.contacts.reading import (
    FIELDS,
    Problem,
    guessed,
    head_of,
    width,
)
from conversations.cases.contacts.records import Contact, ContactList
from conversations.cases.lifecycle import LEADERS
from conversations.cases.names import place
from storage.people import contact_lists, officers

LISTS, SHOWN, PROBLEMS = 20, 8, 50
"""So many lists, rows of a draft, and rows that cannot be taken stand on the page."""


async def read(act: Acting, query: ImportQuery) -> ImportPage:
    """For whoever leads: what they brought, and what the office has."""
    rights.ask(BringContacts, person(act))
    me = access.officer(person(act), *LEADERS)
    draft = await contact_lists.draft_of(act.tx, me.id)
    kept = await contact_lists.kept(act.tx, me.office_id, LISTS)
    by = await officers.names(act.tx, [each.officer_id for each in kept])
    return ImportPage(
        await _look(act, draft, query) if draft else None,
        tuple(_kept(act.voice.language, each, by) for each in kept),
    )


async def _look(act: Acting, draft: ContactList, query: ImportQuery) -> Look:
    at = query.sheet if query.sheet < len(draft.sheets) else 0
    rows, language = draft.sheets[at].rows, act.voice.language
    head = head_of(rows)
    heads = rows[head] if head >= 0 else ()
    columns = guessed(heads) if query.columns is None else dict(query.columns)
    found = await comes_to(act.tx, draft.office_id, draft.sheets[at], columns)
    wrong = found.problems[:PROBLEMS]
    return Look(
        draft.id,
        draft.called,
        tuple(Choice(str(n), each.name) for n, each in enumerate(draft.sheets)),
        at,
        tuple(_columns(rows, heads)),
        tuple(
            Field(
                each,
                words.text(language, f"contacts.field.{each}"),
                columns.get(each, -1) + 1,
            )
            for each in FIELDS
        ),
        head >= 0,
        len(found.contacts),
        tuple(_row(language, each) for each in found.contacts[:SHOWN]),
        tuple(_wrong(language, each) for each in wrong),
        len(found.problems) - len(wrong),
    )


def _columns(rows: Sequence[Sequence[str]], heads: Sequence[str]) -> list[Choice]:
    """Each column by its letter and the words above it, else what it begins with."""
    first = heads or next(filter(any, rows), ())
    return [
        Choice(str(n + 1), f"{_letter(n)} · {first[n] if n < len(first) else ''}"[:40])
        for n in range(width(rows))
    ]


def _letter(number: int) -> str:
    """What a spreadsheet calls a column."""
    more, last = divmod(number, 26)
    return (chr(64 + more) if more else "") + chr(65 + last)


def _row(language: str, one: Contact) -> tuple[str, ...]:
    """A contact in the order of the fields."""
    where = words.show(language, place(one.kecamatan)) if one.kecamatan else ""
    shown = {"kecamatan": where}
    return tuple(shown.get(each, getattr(one, each)) for each in FIELDS)


def _wrong(language: str, one: Problem) -> Wrong:
    values = {"row": one.row, "about": one.about}
    told = words.text(language, f"contacts.problem.{one.reason}", values)
    return Wrong(told, one.about if one.reason == "case" else "")


def _kept(language: str, one: ContactList, by: Mapping[str, str]) -> Kept:
    told = {
        "count": one.taken,
        "problems": one.refused,
        "at": one.at,
        "who": by.get(one.officer_id) or words.text(language, "contacts.by_console"),
    }
    return Kept(one.id, one.called, words.text(language, "contacts.list", told))


PAGES: Pages = {ImportQuery: Page(read)}
