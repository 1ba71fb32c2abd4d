"""The list of an announcement is made bit by bit, and everybody is on it once at most."""

from conversations.cases.records import Audience
from storage.outreach import announcements, recipients
from storage.people import people
from tests.storage.builders import a_case, an_office, an_officer
from tests.transactions import reading, writing


async def an_announcement(database, owners=6):
    """Confirmed for so many owners; nobody is listed yet."""
    async with writing(database) as tx:
        await an_office(tx)
        found = [(await a_case(tx, n)).person_id for n in range(1, owners + 1)]
        for one in found:
            await people.consent(tx, one, "announcements", agreed=True)
        author = await an_officer(tx)
        whom = Audience("serang")
        return await announcements.freeze(tx, author.id, "Halo", whom), found


async def go_on(database, made, size=2):
    """A commit's worth of the list; whether there is more."""
    async with writing(database) as tx:
        return await announcements.listed(tx, made, size)


async def states(database, made):
    async with reading(database) as tx:
        return await recipients.counts(tx, made)


async def test_it_goes_on_where_it_was_and_nothing_is_sent_before_it_is_whole(database):
    made, owners = await an_announcement(database)
    assert await go_on(database, made)
    assert await states(database, made) == {"waiting": 2}
    async with writing(database) as tx:
        [found] = await announcements.unfinished(tx)
        assert (found.listing, found.count) == (True, 2)
        assert await announcements.next_chunk(tx, made) == []
        assert await announcements.note(tx, made) == 0  # and it is not over
    while await go_on(database, made):
        pass
    assert not await go_on(database, made)
    async with writing(database) as tx:
        found = await announcements.by_id(tx, made)
        assert (found.listing, found.state, found.count) == (False, "sending", 6)
        reached = [t.person_id for t in await announcements.next_chunk(tx, made)]
    assert sorted(reached) == sorted(owners)


async def test_who_comes_or_goes_meanwhile_is_on_it_once_or_not(database):
    made, owners = await an_announcement(database)
    owners.sort()
    await go_on(database, made)
    async with writing(database) as tx:
        # Of those listed one leaves, of those to come another; one comes; two are one.
        await people.consent(tx, owners[0], "announcements", agreed=False)
        await people.consent(tx, owners[5], "announcements", agreed=False)
        late = (await a_case(tx, 7)).person_id
        await people.consent(tx, late, "announcements", agreed=True)
        await people.merge(tx, keep=owners[4], away=owners[1])
    while await go_on(database, made):
        pass
    async with writing(database) as tx:
        targets = await announcements.next_chunk(tx, made)
    assert sorted(t.person_id for t in targets) == sorted([*owners[2:5], late])


async def test_a_stop_ends_the_list_and_takes_it_back_bit_by_bit(database):
    made, _ = await an_announcement(database)
    assert await go_on(database, made, 5)
    async with writing(database) as tx:
        await announcements.stop(tx, made)
    assert await states(database, made) == {"waiting": 5}
    assert await go_on(database, made)
    assert await states(database, made) == {"waiting": 3, "stopped": 2}
    while await go_on(database, made):
        pass
    assert await states(database, made) == {"stopped": 5}
    async with reading(database) as tx:
        assert await announcements.unfinished(tx) == []
