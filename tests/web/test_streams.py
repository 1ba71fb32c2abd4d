"""How many streams of events may be open, and for whom there is room."""

import aiohttp

from bot.web import chat as chat_module
from bot.web.server import make_app, serve
from bot.web.streams import EACH, NEW_NEARBY
from tests.reliability.process import until

QUICK = aiohttp.ClientTimeout(total=20)


async def streams(web, cookies):
    """Open a stream for each of *cookies*: what is open, and what was refused."""
    opened: list[aiohttp.ClientResponse] = []
    refused: list[aiohttp.ClientResponse] = []
    for cookie in cookies:
        headers = {"Cookie": f"pandu-saya={cookie:043d}"}
        answer = await web.get("/chat/saya/stream", headers=headers)
        (opened if answer.status == 200 else refused).append(answer)
    assert {answer.status for answer in refused} <= {429}
    for answer in refused:
        answer.close()
    return opened, refused


async def test_strangers_open_few_streams_and_leave_room_for_the_known(house):
    house.settings.demo = False
    runner = await serve(make_app(house), "127.0.0.1", 0)
    site = f"http://127.0.0.1:{runner.addresses[0][1]}"
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(site, cookie_jar=jar, timeout=QUICK) as web:
        first, refused = await streams(web, range(NEW_NEARBY + 3))
        assert (len(first), len(refused)) == (NEW_NEARBY, 3)
        for known in range(100, 120):
            house.say(f"{known:043d}", "halo")
        opened, refused = await streams(web, range(100, 120))
        assert (len(opened), len(refused)) == (20, 0)
        more, refused = await streams(web, [100] * EACH)
        assert len(refused) == 1, "one was open"
        for each in (*first, *opened, *more):
            each.close()
    await runner.cleanup()


async def test_streams_that_end_make_room(house, monkeypatch):
    monkeypatch.setattr(chat_module, "_HEARTBEAT_SECONDS", 0.05)
    house.settings.demo = False
    runner = await serve(make_app(house), "127.0.0.1", 0)
    site = f"http://127.0.0.1:{runner.addresses[0][1]}"
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(site, cookie_jar=jar, timeout=QUICK) as web:
        opened, _ = await streams(web, range(NEW_NEARBY))
        for each in opened:
            each.close()

        async def open_again():
            again, _ = await streams(web, [7])
            for each in again:
                each.close()
            return again

        await until(open_again, seconds=5)
    await runner.cleanup()
