"""Topics of a group on either database: marked, planned for by one, kept."""

import sqlalchemy as sa

from conversations.cases.topics import Call, Topic
from storage.cases import topics
from storage.tables import topics as rows
from tests.storage.builders import a_case, an_office, somebody
from tests.transactions import reading, writing


async def a_group(database):
    async with writing(database) as tx:
        await an_office(tx)
        first, second = [await somebody(tx, n) for n in (-1, -2)]
        await topics.ensure(tx, {"serang": first.address_id})
        case = await a_case(tx)
        await topics.changed(tx, case.id)
        await topics.looked(tx, first.address_id, "", forum=True)
    return case, first.address_id, second.address_id


async def test_a_case_is_marked_once_however_often_it_changes(database):
    case, at, _ = await a_group(database)
    async with writing(database) as tx:
        for _ in range(3):
            await topics.changed(tx, case.id)
        await topics.say(tx, case.code, {"runs": []}, quick=True)
        await topics.renamed(tx, case.business_id)
    async with reading(database) as tx:
        kept = await topics.next_due(tx, at)
        assert kept.due_at <= tx.now - topics.HURRY
        assert [each.body for each in await topics.lines(tx, case.id)] == [{"runs": []}]
        count = sa.select(sa.func.count()).select_from(rows)
        assert (await tx.conn.execute(count)).scalar_one() == 1


async def test_a_call_is_found_while_it_is_on_its_way(database):
    case, at, _ = await a_group(database)
    topic = Topic(thread="5", call=Call("m1", "card"))
    async with writing(database) as tx:
        assert await topics.hold(tx, at) is True
        await topics.keep(tx, case.id, topic, tx.now)
    async with reading(database) as tx:
        assert (await topics.under_way(tx, at)).topic == topic
        assert await topics.code_of(tx, at, "5") == case.code
        assert not await topics.code_of(tx, at, "6")


async def test_an_office_that_moves_begins_its_topics_anew(database):
    case, at, new = await a_group(database)
    async with writing(database) as tx:
        await topics.keep(tx, case.id, Topic(thread="5"), None)
        await topics.ensure(tx, {"serang": new})
        await topics.changed(tx, case.id)
    async with reading(database) as tx:
        assert [each.address_id for each in await topics.groups(tx)] == [new]
        assert await topics.next_due(tx, at) is None
        assert (await topics.next_due(tx, new)).topic == Topic()
    async with writing(database) as tx:
        await topics.ensure(tx, {})
        assert await topics.groups(tx) == []
