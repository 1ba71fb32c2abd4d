"""An announcement, killed again and again on its way, reaches each one once."""

from collections import Counter

import pytest
import sqlalchemy as sa

from conversations.cases.records import Audience
from conversations.catalogue import catalogue
from storage.outreach import announcements
from storage.tables import outbox, recipients
from tests.reliability.installation import a_house
from tests.reliability.process import until
from tests.transactions import reading, writing

TEXT = "Pelatihan label batik, Kamis di Kramatwatu"


@pytest.mark.timeout(300)
async def test_nobody_is_lost_or_told_twice_by_kills_in_the_middle(
    tmp_path, database_url
):
    async with a_house(tmp_path, database_url) as house:
        officer = await house.an_officer()
        chats = await house.people(300)
        async with writing(house.database) as tx:
            whom = Audience(catalogue().office.id)
            made = await announcements.freeze(tx, officer, TEXT, whom)

        def told():
            return sum(
                TEXT in each["text"] for each in house.telegram.messages.values()
            )

        for mark in (30, 120, 210):
            await until(lambda mark=mark: told() >= mark, 30, 0.005)
            house.process.kill()
            await house.process.start().ready()

        async def over():
            async with reading(house.database) as tx:
                return (await announcements.by_id(tx, made)).state == "done"

        await until(over, 40, 0.1)
        async with reading(house.database) as tx:
            asked = sa.select(outbox.c.person_id, outbox.c.state, outbox.c.maybe_twice)
            asked = asked.where(outbox.c.kind == "announcement")
            rows = (await tx.conn.execute(asked)).all()
            counted = sa.select(recipients.c.state)
            states = Counter((await tx.conn.execute(counted)).scalars())

        heard = Counter(
            chat
            for (chat, _), message in house.telegram.messages.items()
            if TEXT in message["text"]
        )
        uncertain = sum(row.state == "uncertain" for row in rows)
        print(f"3 kills, 300 people: {states}, {len(heard)} heard it")
        assert len({row.person_id for row in rows}) == len(rows) == 300
        assert set(heard) <= set(chats)
        assert set(heard.values()) == {1}
        assert len(heard) >= 300 - uncertain
        assert set(states) <= {"sent", "delivered", "uncertain"}
        assert states["uncertain"] == uncertain
