"""One person's flood waits for itself, in order and whole; everybody else goes on."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.limits import Limit
from bot.pipeline.arrivals import Delivery
from bot.pipeline.budget import BURST, Budget
from conversations.engine.events import Typed, load
from storage.tables import inbox, outbox
from tests.transactions import reading


def test_what_is_reserved_comes_at_the_pace_that_is_allowed():
    now = 0.0
    limit = Limit(2, seconds=10.0, clock=lambda: now)
    assert [limit.reserve("a") for _ in range(5)] == [0, 0, 5, 10, 15]
    assert limit.reserve("b") == 0
    now = 40.0
    assert [limit.reserve("a") for _ in range(3)] == [0, 0, 5]


async def brings(world, budget, person, *texts):
    """All of it at once, as the door takes it."""
    found = []
    for text in texts:
        one = world.brought(person, Typed(text))
        waits = budget.waits(one.channel, one.events)
        found.append(Delivery(one.channel, one.account, one.body, one.events, waits))
    await world.receiver.committed(lambda tx: world.receiver.take(tx, found))


async def kept(world):
    async with reading(world.database) as tx:
        rows = (await tx.conn.execute(sa.select(inbox).order_by(inbox.c.seq))).all()
        return [
            (
                row.state,
                load(
                    tx.ring.unseal_json(f"inbox:event:{row.key}", row.event_sealed)[
                        "event"
                    ]
                ),
                row.done_at,
            )
            for row in rows
        ]


@pytest.mark.parametrize("at_once", [True, False])
async def test_a_flood_is_kept_whole_and_taken_bit_by_bit(world, at_once):
    # All of it in one moment, however busy the machine is.
    budget, ibu = Budget(clock=lambda: 0.0), world.person("ibu")
    texts = [f"halo {n}" for n in range(BURST + 15)]
    for part in (texts,) if at_once else ([text] for text in texts):
        await brings(world, budget, ibu, *part)
    await brings(world, budget, world.person("lain"), "halo")
    states = [state for state, *_ in await kept(world)]
    assert states == ["done"] * BURST + ["open"] * 15 + ["done"]
    async with reading(world.database) as tx:
        asked = outbox.c.unique_key.startswith("slow_down:")
        rows = (await tx.conn.execute(sa.select(outbox).where(asked))).all()
    assert len(rows) == 1
    for _ in range(40):
        world.now += timedelta(seconds=1)
        await world.worker.once()
    found = await kept(world)
    assert {state for state, *_ in found} == {"done"}
    assert [event.text for _, event, _ in found[:-1]] == texts
    ended = [at for *_, at in found[:-1]]
    assert ended == sorted(ended)
    assert ended[-1] - ended[BURST] > timedelta(seconds=5)
