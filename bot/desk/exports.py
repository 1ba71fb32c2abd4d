"""The cases of an office as a table: the link to it, and its rows page by page."""

import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import date
from functools import cache, partial

from bot import words
from bot.desk.case_file import named_at_desk
from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from bot.pipeline.word import known, serving
from bot.sheets.write import Cell
from conversations.cases import exports as rules
from conversations.cases import names
from conversations.cases.calendar import day_of
from conversations.cases.exports import COLUMNS, CaseRow, Export
from conversations.cases.lifecycle import OPEN
from conversations.cases.masking import ends, initials
from conversations.cases.records import outcome
from conversations.cases.staff.invitations import WEB
from storage.cases import exports
from storage.core.database import Database

PAGE = 250
"""Cases that are read, opened and written at once: some milliseconds of nobody else."""


def performers(doors: Mapping[str, str]) -> ByAct:
    """Who gives links, where our pages are opened by these *doors*."""

    async def read(act: Acting, asked: rules.ExportCases) -> rules.Exporting:
        return rules.Exporting(secrets.token_urlsafe(32), doors.get(WEB, ""))

    async def named(act: Acting, asked: rules.PrintCase) -> rules.Printing:
        return rules.Printing(await named_at_desk(act, asked), doors.get(WEB, ""))

    return {
        rules.ExportCases: register(read=read, decide=rules.export),
        rules.PrintCase: register(read=named, decide=rules.print_case),
    }


def heads(language: str) -> list[str]:
    """What each column is called."""
    return [words.text(language, f"desk.table.{name}") for name in COLUMNS]


async def rows(
    database: Database, about: Export, today: date
) -> AsyncIterator[Sequence[Sequence[Cell]]]:
    """The cases page by page, each page a short read: nobody waits for a long one."""
    served = await database.read(partial(known, office=about.office_id))
    after, full, named = 0, True, cache(partial(_named, about.language))
    while full:
        read = partial(exports.page, about=about, after=after, limit=PAGE)
        page = await database.read(read)
        with serving(served):
            lines = [cells(each, about, today, named) for each in page]
        yield lines
        full = len(page) == PAGE
        after = page[-1].number if page else 0


def cells(
    row: CaseRow, about: Export, today: date, named: Callable[..., str]
) -> list[Cell]:
    """One case in the order of the columns; its owner in full only where so asked."""
    since = day_of(row.since)
    state = outcome(row.state, row.ending)
    return [
        row.code,
        row.business,
        row.owner if about.named else initials(row.owner),
        row.phone if about.named else ends(row.phone),
        named("place", row.kecamatan),
        named("road", row.road),
        named("stage", row.road, row.stage),
        named("state", state),
        row.holder,
        day_of(row.opened),
        since,
        (today - since).days if row.state in OPEN else None,
    ]


def _named(language: str, kind: str, *ids: str) -> str:
    """What a mark of ours is called; there are few, and each case has four."""
    if not ids[-1]:
        return ""
    match kind:
        case "place":
            return words.show(language, names.place(*ids))
        case "road":
            return words.show(language, names.road_name(*ids))
        case "stage":
            return words.show(language, names.stage_name(*ids))
    return words.text(language, f"desk.state.{ids[0]}")
