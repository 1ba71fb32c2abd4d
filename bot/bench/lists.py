"""Lists of cases and searches, as an officer asks for them, and the slowest of each."""

import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TypeAlias

from bot.desk import listing
from conversations.cases.listing import ME, Filters, Listed, Start
from conversations.cases.records import Officer
from conversations.catalogue import catalogue
from storage.core.database import Database, Transaction

Asked: TypeAlias = Callable[[Transaction], Awaitable[Listed]]
OFTEN = 20
LIST, SEARCH = "case_list_p95_ms", "case_search_p95_ms"
PLACE = next(iter(catalogue().kecamatan))
ROAD = next(iter(catalogue().roads.values()))
LISTS = {
    "on their way": Filters(),
    "all": Filters(state="all"),
    "closed": Filters(state="closed"),
    "one's own": Filters(holder=ME),
    "a kecamatan": Filters(kecamatan=PLACE),
    "a stage": Filters(road=ROAD.id, stage=ROAD.stages[0].id),
    "the owner's turn": Filters(turn="owner"),
    "the turn of the Dinas": Filters(turn="dinas"),
    "30 days": Filters(days=30),
    **{
        why: Filters(urgent=why)
        for why in ("urgent", "late", "stuck", "returned", "mandatory")
    },
}
SEARCHES = (
    *("batik", "batik contoh", "batk contoh", "batik macet", "batik kramatwatu"),
    *("SRG-0042", "0812 0000 0000", "nama yang tidak ada", "koordinator contoh"),
)


async def measured(database: Database, officer: Officer) -> dict[str, float]:
    """The time by the clock of each, at its slowest but one of twenty; and the worst.

    Names are open: that is begun at the start of a process.
    """
    lists: dict[str, Asked] = {
        name: partial(listing.listed, officer=officer, by=by, start=Start())
        for name, by in LISTS.items()
    }
    searches: dict[str, Asked] = {
        f"cari {said}": partial(listing.found, officer=officer, said=said)
        for said in SEARCHES
    }
    found = {LIST: await _slow(database, lists)}
    found[SEARCH] = await _slow(database, searches)
    slowest = {row: max(each.values()) for row, each in found.items()}
    return {**slowest, **found[LIST], **found[SEARCH]}


async def _slow(database: Database, asked: Mapping[str, Asked]) -> dict[str, float]:
    found = {}
    for name, ask in asked.items():
        await database.read(ask)
        took = []
        for _ in range(OFTEN):
            began = time.perf_counter()
            await database.read(ask)
            took.append(time.perf_counter() - began)
        found[name] = round(sorted(took)[int(0.95 * OFTEN) - 1] * 1e3, 1)
    return found
