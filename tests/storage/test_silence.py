"""Who has been silent, since when; and what they were told of it already."""

from datetime import timedelta

import sqlalchemy as sa

from storage.cases import businesses, cases
from storage.core.ids import new_id
from storage.messages.inbox import post_event
from storage.outreach import silence
from storage.people import officers, people
from storage.tables import addresses
from tests.storage.builders import an_office, somebody
from tests.transactions import writing

DAY = timedelta(days=1)


async def silent(tx):
    found = await silence.silent(tx, tx.now - 8 * DAY, tx.now - DAY)
    return [each.person_id for each in found]


async def left(tx, number, days, *, agreed=True):
    """Somebody who wrote last so many days ago."""
    reached = await somebody(tx, number)
    if agreed:
        await people.consent(
            tx, reached.person_id, "notice", agreed=True, version="2026-11"
        )
    own = sa.update(addresses).where(addresses.c.id == reached.address_id)
    await tx.conn.execute(own.values(heard_at=tx.now - days * DAY))
    return reached.person_id


async def test_only_those_are_found_who_left_in_that_time_and_agreed(database):
    async with writing(database) as tx:
        await left(tx, 1, 0)
        yesterday = await left(tx, 2, 2)
        await left(tx, 3, 9)
        await left(tx, 4, 2, agreed=False)
        assert await silent(tx) == [yesterday]


async def test_news_of_a_case_begins_the_silence_anew(database):
    async with writing(database) as tx:
        office = await an_office(tx)
        person = await left(tx, 1, 30)
        business = await businesses.add(tx, person, office)
        case = await cases.open_case(tx, office, person, business, "bina_umk")
        assert await silent(tx) == []
        await cases.change(tx, case, state="accepted")
    async with writing(database) as tx:
        (found,) = await silence.silent(tx, tx.now - DAY, tx.now + DAY)
        assert found.news_at
        assert found.since == found.news_at > found.heard_at


async def test_an_officer_and_who_cannot_be_reached_are_passed_over(database):
    async with writing(database) as tx:
        office = await an_office(tx)
        worker, gone = await left(tx, 1, 2), await left(tx, 2, 2)
        await officers.add(tx, new_id(), worker, office, "officer", "Petugas Contoh")
        own = sa.update(addresses).where(addresses.c.person_id == gone)
        await tx.conn.execute(own.values(reachable=False))
        assert await silent(tx) == []


async def test_a_reminder_that_was_given_is_known(database):
    async with writing(database) as tx:
        person = await left(tx, 1, 2)
        (found,) = await silence.silent(tx, tx.now - 8 * DAY, tx.now)
        keys = [found.key(1), found.key(2)]
        assert await silence.reminded(tx, keys) == set()
        await post_event(tx, person, {}, found.key(1))
        assert await silence.reminded(tx, keys) == {found.key(1)}
