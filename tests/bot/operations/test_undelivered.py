"""What did not arrive stands in a list, in the doctor's findings and in the figures."""

from datetime import timedelta

from bot.metrics import exposed
from bot.operations.doctor import WARNING, _waiting
from bot.operations.undelivered import listed
from bot.settings import Settings
from storage.core.database import Database
from storage.core.ids import new_id
from storage.core.migrate import migrate_within
from storage.core.seal import KeyRing
from storage.messages import delivery, outbox
from tests.bot.pipeline.relaying import saying
from tests.storage.builders import somebody
from tests.transactions import reading, writing


async def installation(tmp_path):
    """Three messages: one waits at a shut chat, one was refused, one arrived."""
    keys = KeyRing.generate()
    url = f"sqlite:///{tmp_path}/lost.db"
    await migrate_within(url)
    database = Database(url, KeyRing.parse(keys))
    async with writing(database) as tx:
        owner = await somebody(tx, 1)
        rows = [
            outbox.OutboxRow(
                id=new_id(),
                person_id=owner.person_id,
                address_id=owner.address_id,
                channel=owner.channel,
                account=owner.account,
                body=saying("rahasia") | {outbox.ABOUT: "SRG-0042"},
                kind="notice",
            )
            for _ in range(3)
        ]
        await outbox.post(tx, rows)
        for reason in ("window", "131051", ""):
            [row] = await outbox.claim(
                tx,
                owner.channel,
                owner.account,
                holder="t",
                limit=9,
                lease=timedelta(1),
            )
            if reason:
                await delivery.failed(tx, [(row.id, reason)])
            else:
                await delivery.sent(tx, [(row.id, "x")])
    return database, Settings(
        DATABASE_URL=url, PANDU_KEYS=keys, PANDU_DATA_DIR=tmp_path
    )


async def test_what_did_not_arrive_is_counted_and_listed_and_says_nothing(tmp_path):
    database, settings = await installation(tmp_path)
    lines = await listed(settings)
    assert len(lines) == 2
    assert all("SRG-0042" in line and "rahasia" not in line for line in lines)
    async with reading(database) as tx:
        found = {each.key: each for each in await _waiting(tx)}
    assert found["undelivered"].level == WARNING
    assert found["undelivered"].values == {"reasons": "131051 1, window 1"}
    figures = (await exposed(database, 1.0, tmp_path)).decode()
    assert 'pandu_outbox_failed{reason="window"} 1.0' in figures
    await database.close()
