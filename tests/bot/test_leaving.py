"""Asked to end, Pandu says so at its door, serves whoever still comes, and then shuts it."""

import asyncio
import shutil
from contextlib import suppress

import aiohttp

from bot.app import Pandu
from bot.settings import Settings
from tests.reliability.process import free_port, until

MESSAGE = {"id": "0" * 26, "text": "halo"}
COOKIE = {"Cookie": f"pandu-saya={'a' * 43}"}


async def test_while_it_leaves_it_is_not_ready_and_takes_in_what_comes(
    empty_world, tmp_path
):
    shutil.copy(empty_world, tmp_path / "pandu.db")
    port = free_port()
    settings = Settings(
        _env_file=None, PANDU_DATA_DIR=tmp_path, PORT=port, DRAIN_SECONDS=600
    )
    site = f"http://127.0.0.1:{port}"
    async with Pandu.open(settings) as pandu, aiohttp.ClientSession(site) as web:
        running = asyncio.create_task(pandu.run(web=True, work=True))

        async def ready():
            with suppress(aiohttp.ClientError):
                async with web.get("/readyz") as answer:
                    return answer.status
            return None

        async def is_ready():
            return await ready() == 200

        await until(is_ready)
        pandu.stop.set()
        assert await ready() == 503
        work = [loop for name, loop in pandu.loops.items() if name != "receive"]
        await asyncio.gather(*work)
        async with web.post(
            "/chat/saya/messages", json=MESSAGE, headers=COOKIE
        ) as answer:
            assert answer.status == 200, "kept, for whoever comes after us"
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        assert await ready() is None
        assert pandu.loops["receive"].done()
