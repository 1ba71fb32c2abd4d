"""The list an office had before, for whoever runs Pandu: a look at it, then read in."""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bot import words
from bot.app import key_ring
from bot.settings import Settings
from bot.sheets.read import Unreadable, read
from conversations.cases.contacts import FIELDS, Contact, Draft, drafted, guessed
from conversations.cases.names import place
from conversations.catalogue import catalogue
from storage.core.database import Database, Transaction
from storage.people import contacts, offices

KEEP = ("simpan", "keep")
"""The last word, by which what was shown is kept."""
SHOWN = 5
"""So many of the first rows are shown."""
MOST = 20_000
"""So many contacts are looked through for what is there already."""


async def imported(settings: Settings, file: str, *said: str) -> int:
    """Say what the *file* comes to; with the last word `simpan` it is read in."""
    try:
        heads, *rows = read(await asyncio.to_thread(Path(file).read_bytes))
    except (Unreadable, OSError) as refused:
        reason = refused.reason if isinstance(refused, Unreadable) else "broken"
        key = f"cli.import.unreadable.{reason}"
        sys.stdout.write(f"{words.text(settings.language, key)}\n")
        return 1
    yes = said[-1:] != () and said[-1] in KEEP
    wanted = guessed(heads) | _said(said, heads)
    database = Database(settings.url, key_ring(settings))
    try:
        await database.check()
        office = catalogue().office
        draft = await database.read(
            partial(_drafted, office=office.id, rows=rows, columns=wanted)
        )
        if yes:
            await database.write(partial(_keep, found=draft.contacts))
    finally:
        await database.close()
    told = _told(settings.language, heads, draft, yes=yes)
    sys.stdout.writelines(f"{line}\n" for line in told)
    return 0


def _said(columns: Sequence[str], heads: Sequence[str]) -> dict[str, int]:
    """`phone=2`: a column as people count them, where it was guessed wrong."""
    pairs = (each.partition("=") for each in columns if "=" in each)
    return {
        field.strip(): int(number) - 1
        for field, _, number in pairs
        if field.strip() in FIELDS and number.strip().isdecimal()
        if 0 < int(number) <= len(heads)
    }


async def _drafted(tx: Transaction, office: str, **given: Any) -> Draft:
    known = await contacts.of_office(tx, office, MOST)
    phones = {each.phone for each in known if each.phone}
    return drafted(**given, phones=phones, known={each.alike for each in known})


async def _keep(tx: Transaction, found: Sequence[Contact]) -> None:
    await offices.ensure(tx, catalogue().office)
    await contacts.add(tx, catalogue().office.id, found)


def _told(
    language: str, heads: Sequence[str], draft: Draft, *, yes: bool
) -> Iterator[str]:
    def t(key: str, **values: Any) -> str:
        return words.text(language, f"cli.import.{key}", values)

    for field, at in draft.columns.items():
        yield t("column", field=t(f"field.{field}"), number=at + 1, head=heads[at])
    for each in draft.contacts[:SHOWN]:
        where = words.show(language, place(each.kecamatan)) if each.kecamatan else ""
        said = (each.name, each.business, each.phone, where, each.village, each.product)
        yield t("row", said=" · ".join(filter(None, said)))
    for problem in draft.problems:
        yield t(f"problem.{problem.reason}", row=problem.row)
    counted = {"count": len(draft.contacts), "problems": len(draft.problems)}
    yield t("done" if yes else "draft", **counted)
