"""The days of an officer in a story: whom they guide, and what the morning brings."""

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot.channels.terminal import Terminal
from conversations.cases.calendar import at, local
from conversations.cases.digest import AT, DayAhead
from conversations.catalogue import catalogue
from storage.cases import businesses, cases, stage_log
from storage.core.database import Transaction
from storage.people import officers, people
from storage.people.sessions import Sender, reach

if TYPE_CHECKING:
    from bot.testing.world import World

ROAD = "batikmark"


async def guide(world: "World", officer: str, count: int) -> None:
    """Let *officer* guide so many workshops, whatever kecamatan they are in."""
    for number in range(1, count + 1):
        owner = world.person(f"pemilik {number}").name
        seed = partial(_guided, officer=officer, owner=owner, number=number)
        await world.database.write(seed)


def tells(world: "World", news: DayAhead) -> bool:
    """Of a story's mornings those with a visit are told, or all of them."""
    return world.mornings or bool(news.stops)


async def morning(world: "World") -> None:
    """The next one comes; it is told, and every one after it."""
    before, day = timedelta(minutes=1), local(world.now).date() + timedelta(days=1)
    await world.later(at(day, AT) - before - world.now)
    world.mornings = True
    await world.later(before)


async def _guided(tx: Transaction, officer: str, owner: str, number: int) -> None:
    office, road = catalogue().office.id, catalogue().roads[ROAD]
    senders = [Sender("telegram", Terminal.account, each) for each in (officer, owner)]
    found = await reach(tx, senders)
    holder, maker = (found[each.key].person_id for each in senders)
    works = await officers.by_person(tx, holder)
    places = sorted(catalogue().kecamatan)
    name = f"Sanggar {number} Contoh"
    await people.remember(tx, maker, name=f"Contoh {number}")
    place = places[number % len(places)]
    business = await businesses.add(tx, maker, office, name=name, kecamatan=place)
    stage = road.stages[0].id
    told = {"business_name": name, "kecamatan": place, "product": "kain batik tulis"}
    filed = (office, maker, business, ROAD)
    case = await cases.open_case(tx, *filed, details=told, stage=stage)
    holds = works.id if works else ""
    await stage_log.begin(
        tx, await cases.change(tx, case, state="accepted", holder_id=holds)
    )
