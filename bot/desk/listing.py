"""Lists of cases and what is found by words: what is read of them."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import finding, listing
from conversations.cases.listing import COUNTED, ME, NOBODY, Filters, Listed, Start
from conversations.cases.masking import MASKED
from conversations.cases.queue import PAGE
from conversations.cases.records import Case, Officer
from conversations.language import Utterance, read_case_number, read_phone
from storage.cases import cases
from storage.cases import finding as names
from storage.cases import listing as lists
from storage.core.database import Transaction
from storage.people import officers, offices, teams


async def listed(
    tx: Transaction,
    officer: Officer,
    by: Filters,
    start: Start = Start(),  # noqa: B008 -- frozen
    limit: int = PAGE,
) -> Listed:
    """A page of the cases that an officer asks for, and how many there are."""
    at, holder, own = officer.sees, by.holder, officer.acts_for
    called, team = "", ""
    if by.team:
        among = await teams.of_office(tx, officer.office_id)
        team = next((each.name for each in among if each.id == by.team), "")
    if holder not in {"", ME, NOBODY}:
        called = (await officers.names(tx, [holder])).get(holder, "")
    if by.words:
        mark = (await offices.by_id(tx, officer.office_id)).prefix
        named = {each: sorted(await _named(tx, officer, each, mark, by)) for each in at}
        rows = await _rows(tx, named, start.ahead, limit)
        count = sum(map(len, named.values()))
        return Listed(by, start, count, tuple(rows), called, limit, team)
    count = await lists.count(tx, at, by, own)
    page = await lists.page(tx, at, by, start, own, limit)
    return Listed(by, start, count, tuple(page), called, limit, team)


async def _named(
    tx: Transaction, officer: Officer, office_id: str, mark: str, by: Filters
) -> set[int]:
    """The cases of an office that are called so: by number, telephone, or a name.

    A bare number has the *mark* of the officer's own office. Who reads owners
    shortened finds by no more than they read.
    """
    whole = officer.role not in MASKED
    numbers = set[int]()
    if code := read_case_number(by.words, mark):
        numbers = await lists.of_code(tx, office_id, code)
    elif whole and (phone := read_phone(Utterance(by.words)).phone):
        numbers = await lists.of_phone(tx, office_id, phone)
    # Four figures may be the end of a telephone as well.
    narrowed = by.narrowed > {"words"}
    if not numbers:
        said, most = finding.sought(by.words), None if narrowed else COUNTED + 1
        numbers = await names.named(tx, office_id, said, most, owners=whole)
    if narrowed:
        own = officer.acts_for
        return await lists.let_through(tx, office_id, by, numbers, own)
    return numbers


async def _rows(
    tx: Transaction, named: Mapping[str, Sequence[int]], ahead: int, limit: int
) -> list[Case]:
    """A page of what is *named* so, office by office, the newest first."""
    rows: list[Case] = []
    for office_id, numbers in named.items():
        page = numbers[::-1][ahead : ahead + limit - len(rows)]
        rows += await cases.by_numbers(tx, office_id, page)
        ahead = max(0, ahead - len(numbers))
    return rows


async def found(
    tx: Transaction, officer: Officer, said: str, limit: int = PAGE
) -> Listed:
    """The list that these words ask for; where that is empty, what else they mean."""
    working = await officers.of_office(tx, officer.office_id)
    staff = {each.id: each.name for each in working}
    by = finding.asked_for(said, staff)
    first = await listed(tx, officer, by, limit=limit)
    if first.count:
        return first
    for other in finding.otherwise(said, by, staff):
        if (seen := await listed(tx, officer, other, limit=limit)).count:
            return seen
    return first


async def _sought(act: Acting, asked: Mapping[str, Any]) -> Listed:
    """What is looked for; without a word, what is on the screen, or one's own."""
    officer = act.person.officer
    if officer is None:
        return Listed()
    if said := str(asked.get("words", "")):
        read = partial(found, officer=officer, said=said, limit=finding.MOST)
        return _read(act, said, read)
    if shown := str(asked.get("shown", "")):
        seen = await listed(act.tx, officer, Filters(words=shown))
        if seen.count:
            return seen
    return await listed(act.tx, officer, Filters(holder=ME), limit=finding.MOST)


async def _listed(act: Acting, asked: listing.ShowCases) -> Listed:
    if act.person.officer is None:
        return Listed()
    by, start = listing.read_spec(asked.spec)
    page = partial(listed, officer=act.person.officer, by=by, start=start)
    if by.words:
        return _read(act, asked.spec, page)
    return await page(act.tx)


def _read(act: Acting, about: str, read: Any) -> Listed:
    """Made before the commit, for whoever looks for a name may have to open many."""
    seen: Listed = act.read("cases", about, read)
    return seen


FOUND = answer(_sought, finding.found)
PERFORMERS: ByAct = {
    listing.ShowCases: register(read=_listed, decide=listing.show_cases),
}
