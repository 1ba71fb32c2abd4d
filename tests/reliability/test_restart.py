"""Killed and started again, Pandu answers as soon as it is ready."""

import time

import pytest

from bot.pipeline.send import LEASE
from tests.reliability.installation import a_house
from tests.reliability.load import a_post
from tests.reliability.process import until

CHAT = "70001"
SOON = LEASE / 3
"""Seconds: long for one reply on a busy machine, and short beside a lease."""


@pytest.mark.timeout(120)
async def test_a_reply_does_not_wait_for_the_lease_of_one_who_was_killed(
    tmp_path, database_url
):
    async with a_house(tmp_path, database_url, module="bot") as house:
        answered = house.telegram

        async def ask(ident, seconds):
            before = len(answered.to(CHAT))
            began = time.perf_counter()
            assert await house.post(a_post("telegram", CHAT, "halo", ident)) == 200
            await until(lambda: len(answered.to(CHAT)) > before, seconds)
            return time.perf_counter() - began

        await ask(1, LEASE)
        house.process.kill()
        await house.process.start().ready()
        killed = await ask(2, SOON)
        await house.process.stop()
        await house.process.start().ready()
        print(
            f"first reply {killed:.2f} s after a kill, {await ask(3, SOON):.2f} after a stop"
        )
