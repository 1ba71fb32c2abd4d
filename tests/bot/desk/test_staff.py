"""Who works at the desk, when two decide about it in one moment."""

import asyncio
import re

from conversations.cases import codes
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


CODE = re.compile(r"petugas ([0-9A-Z]{5}-[0-9A-Z]{5})")


async def invited(town, name, role):
    """The code that somebody who leads makes in their chat."""
    chat = await town.say(name, "undang petugas", role)
    return CODE.findall(chat.news())[-1]


async def works(town, name):
    person = await town.person(name)
    async with reading(town.database) as tx:
        return await officers.by_person(tx, person)


async def test_an_invitation_works_once_and_not_for_who_guesses(town):
    await town.hire("kepala", "coordinator")
    code = await invited(town, "kepala", "petugas")
    for number in range(codes.TRIES):
        await town.say("maling", f"petugas AAAAA-AAAA{number}")
    maling = await town.say("maling", f"petugas {code}")
    assert maling.told("desk.invite.too_many")
    await town.say("baru", f"petugas {code}", "Petugas Baru", "ya")
    assert (await works(town, "baru")).role == "officer"
    lain = await town.say("lain", f"petugas {code}")
    assert lain.told("desk.invite.used")
    assert await works(town, "maling") is None
    assert await works(town, "lain") is None


async def test_who_is_sent_away_cannot_come_back_by_a_code_of_their_own(town):
    await town.hire("kepala", "coordinator")
    await town.hire("wakil", "coordinator")
    code = await invited(town, "wakil", "petugas")
    wakil = await works(town, "wakil")
    await town.press("kepala", f"remove:{wakil.id}")
    await town.say("kepala", "ya")
    assert await works(town, "wakil") is None
    await town.say("wakil", f"petugas {code}")
    assert await works(town, "wakil") is None
