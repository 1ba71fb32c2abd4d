"""The list an office had before, for whoever runs Pandu: a look at it, then read in."""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bot import words
from bot.app import key_ring
from bot.desk.contacts import comes_to
from bot.settings import Settings
from bot.sheets.read import Unreadable, read
from conversations.cases.contacts.reading import FIELDS, Draft, guessed, head_of
from conversations.cases.names import place
from conversations.catalogue import catalogue
from storage.core.database import Database, Transaction
from storage.core.ids import new_id
from storage.people import contact_lists, offices

KEEP = ("simpan", "keep")
"""The last word, by which what was shown is kept."""
SHOWN = 5
"""So many of the first rows are shown."""


async def imported(settings: Settings, file: str, *said: str) -> int:
    """Say what the *file* comes to; with the last word `simpan` it is read in."""
    try:
        sheet, *_ = read(await asyncio.to_thread(Path(file).read_bytes))
    except (Unreadable, OSError) as refused:
        reason = refused.reason if isinstance(refused, Unreadable) else "broken"
        key = f"contacts.unreadable.{reason}"
        sys.stdout.write(f"{words.text(settings.language, key)}\n")
        return 1
    yes = said[-1:] != () and said[-1] in KEEP
    head = head_of(sheet.rows)
    heads = sheet.rows[head] if head >= 0 else ()
    wanted = guessed(heads) | _said(said)
    database = Database(settings.url, key_ring(settings))
    try:
        await database.check()
        office = catalogue().office.id
        come = partial(comes_to, office_id=office, sheet=sheet, columns=wanted)
        draft = await database.read(come)
        if yes:
            await database.write(partial(_keep, called=Path(file).name, draft=draft))
    finally:
        await database.close()
    told = _told(settings.language, heads, draft, yes=yes)
    sys.stdout.writelines(f"{line}\n" for line in told)
    return 0


def _said(columns: Sequence[str]) -> dict[str, int]:
    """`phone=2`: a column as people count them, where it was guessed wrong."""
    pairs = (each.partition("=") for each in columns if "=" in each)
    return {
        field.strip(): int(number) - 1
        for field, _, number in pairs
        if field.strip() in FIELDS and number.strip().isdecimal() and int(number) > 0
    }


async def _keep(tx: Transaction, called: str, draft: Draft) -> None:
    await offices.ensure(tx, catalogue().office)
    made, office = new_id(), catalogue().office.id
    refused = len(draft.problems)
    await contact_lists.bring(tx, made, office, called, draft.contacts, refused)


def _told(
    language: str, heads: Sequence[str], draft: Draft, *, yes: bool
) -> Iterator[str]:
    def t(key: str, **values: Any) -> str:
        return words.text(language, key, values)

    for field, at in draft.columns.items():
        head = heads[at] if at < len(heads) else ""
        yield t(
            "contacts.column",
            field=t(f"contacts.field.{field}"),
            number=at + 1,
            head=head,
        )
    for each in draft.contacts[:SHOWN]:
        where = words.show(language, place(each.kecamatan)) if each.kecamatan else ""
        said = (each.name, each.business, each.phone, where, each.village, each.product)
        yield "  " + " · ".join(filter(None, said))
    for problem in draft.problems:
        yield t(
            f"contacts.problem.{problem.reason}", row=problem.row, about=problem.about
        )
    counted = {"count": len(draft.contacts), "problems": len(draft.problems)}
    yield t("contacts.kept" if yes else "contacts.draft", **counted)
