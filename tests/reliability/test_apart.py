"""The web and the worker as two processes hear of each other, on both databases."""

import time

import pytest

from bot.pipeline.loops import LOOK_EVERY
from tests.reliability.installation import HURRIED, a_house
from tests.reliability.load import a_post
from tests.reliability.process import Process, until

CHAT = "70001"


@pytest.mark.timeout(120)
async def test_the_other_process_sends_a_reply_before_it_would_look(
    tmp_path, database_url
):
    async with a_house(tmp_path, database_url, start=False) as house:
        env = house.process.environment
        house.process = await Process(tmp_path, env, "web", HURRIED).start().ready()
        worker = Process(tmp_path, env, "worker", HURRIED).start()

        async def ask(ident):
            before = len(house.telegram.to(CHAT))
            assert await house.post(a_post("telegram", CHAT, "menu", ident)) == 200
            await until(lambda: len(house.telegram.to(CHAT)) > before, 30)

        try:
            await ask(1)  # the worker may just be starting
            began = time.perf_counter()
            for ident in (2, 3, 4, 5):
                await ask(ident)
            took = time.perf_counter() - began
            print(f"four replies by another process in {took:.2f} s")
            assert took < 3 * LOOK_EVERY, "looking four times takes longer"
        finally:
            await worker.stop()
            await house.process.stop()
