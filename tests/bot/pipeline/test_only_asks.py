"""Of a message in doubt, the outbox knows whether it was a question and nothing else."""

import pytest
import sqlalchemy as sa

from storage.messages.outbox import ASKS
from storage.tables import outbox
from tests.transactions import reading


async def asks(world):
    """Of each message, in order, whether it only asks."""
    async with reading(world.database) as tx:
        rows = await tx.conn.execute(sa.select(outbox).order_by(outbox.c.seq))
        unseal = tx.ring.unseal_json
        bodies = [unseal(f"outbox:body:{row.id}", row.body_sealed) for row in rows]
    return [bool(body.get(ASKS)) for body in bodies]


@pytest.mark.parametrize("channel", ["telegram", "whatsapp"])
async def test_a_question_of_a_form_only_asks_and_a_menu_tells_as_well(world, channel):
    owner = world.person("dewi", channel)
    await owner.says("ajukan pendampingan", "setuju")
    assert (await asks(world))[-1], "the first question of the form"
    await owner.fills("apply")
    assert not (await asks(world))[-1], "the receipt, with a number in it"
