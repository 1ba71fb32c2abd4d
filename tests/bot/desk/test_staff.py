"""Who works at the desk, when two decide about it in one moment."""

import asyncio

from conversations.engine.events import Typed
from storage.people import officers
from tests.bot.phones import OFFICE
from tests.transactions import reading


async def test_of_two_coordinators_who_remove_each_other_one_stays(town):
    staff = {}
    for name in "satu", "dua":
        await town.hire(name, "coordinator")
        person = await town.person(name)
        async with reading(town.database) as tx:
            staff[name] = await officers.by_person(tx, person)
    for name, other in ("satu", "dua"), ("dua", "satu"):
        asked = await town.press(name, f"remove:{staff[other].id}")
        assert "Kasusnya yang terbuka, 0," in asked.last.text
    yes = (town.happen(name, Typed("ya"), deliver=False) for name in staff)
    await asyncio.gather(*yes)
    await town.settle()
    async with reading(town.database) as tx:
        assert len(await officers.of_office(tx, OFFICE)) == 1
