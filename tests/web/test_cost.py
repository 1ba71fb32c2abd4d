"""What opening the chat costs, in bytes on the wire."""

import asyncio
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from bot.channels.base import Bubble, Button
from bot.web.backend import Shown
from tests.web.test_browser import bubbles, chromium, opened, playwright, pytestmark
from tests.web.test_chat import enter, told
from tests.web.wire import wired

__all__ = ["chromium", "pytestmark"]
FINISHED, PICTURES = 130, 20
"""A case that came to its end: so many bubbles, and so many pictures among them."""
AGAIN = 60_000


def photo(side):
    """As heavy as a photo of that size can be."""
    written = io.BytesIO()
    picture = Image.effect_noise((side, side * 3 // 4), 60).convert("RGB")
    picture.save(written, "JPEG", quality=85)
    return written.getvalue()


@pytest.fixture
def finished(house):
    """Fill the history of a visitor with a whole case."""
    whole, preview = photo(1600), photo(480)

    def fill(visitor):
        house.history[visitor].clear()
        for number in range(FINISHED):
            bubble = Bubble(((f"Pesan nomor {number}. " * 8, ""),))
            if number % (FINISHED // PICTURES) == 0:
                file = f"photo{number}"
                house.documents[visitor, file] = whole, "image/jpeg"
                house.documents[visitor, f"{file} small"] = preview, "image/jpeg"
                bubble = Bubble((), file=file, mime="image/jpeg")
            at = datetime.now(UTC) - timedelta(hours=FINISHED - number)
            mine, size = number % 2 == 0, (1600, 1200)
            shown = Shown(f"b{number}", mine, bubble, at, "", "", *size)
            house.history[visitor].append(shown)

    return fill


async def started(page, house):
    """The visitor whose page this is, once greeted."""
    await playwright.expect(bubbles(page)).to_have_count(1)
    return house.events[0].sender


async def test_a_finished_case_opened_again_costs_under_60_kb(
    chromium, site, house, finished
):
    async with wired(site) as wire, opened(chromium, wire.site) as page:
        finished(await started(page, house))
        put_away: asyncio.Queue[str] = asyncio.Queue()
        page.on("requestfinished", lambda request: put_away.put_nowait(request.url))
        for most in (len(photo(1600)), AGAIN):
            before = wire.bytes
            await page.reload()
            await playwright.expect(bubbles(page)).to_have_count(30 - 5)
            # All of them, for they would come sooner or later.
            await page.evaluate("for (const i of document.images) i.loading = 'eager'")
            pictures: set[str] = set()
            while len(pictures) < 5:
                address = await put_away.get()
                pictures |= {address} if address.endswith("/small") else set()
            assert wire.bytes - before < most


async def test_older_messages_come_on_scrolling_up_and_on_a_tap(
    chromium, site, house, finished
):
    async with opened(chromium, site) as page:
        finished(await started(page, house))
        await page.reload()
        rows = page.locator("#list .bubble")
        await playwright.expect(rows).to_have_count(30)
        reading = rows.first
        await page.locator("#log").evaluate("log => { log.scrollTop = 0; }")
        await playwright.expect(rows).to_have_count(60)
        assert await page.locator("#log").evaluate("log => log.scrollTop") > 500
        while await page.locator("#older").is_visible():
            count = await rows.count()
            # Where it is: a mouse would scroll there first, and that is a wish already.
            await page.locator("#older").dispatch_event("click")
            await playwright.expect(rows).not_to_have_count(count)
        await playwright.expect(rows).to_have_count(FINISHED)
        numbers = await rows.evaluate_all("all => all.map(each => each.dataset.id)")
        assert numbers == [f"b{number}" for number in range(FINISHED)]
        days = await page.locator(".day").all_inner_texts()
        assert len(days) == len(set(days))
        assert await reading.is_visible()


async def test_each_page_of_the_past_follows_on_the_one_before(house, browser):
    me = await enter(browser)
    house.say(me, *(f"pesan {number}" for number in range(1, 71)))
    house.say(me, "pesan 5, lain", replaces="b5")
    house.say(me, "pesan 69, lain", replaces="b69")

    async def older(before=""):
        async with browser.get(f"/chat/saya/older?before={before}") as answer:
            page = await answer.json()
        return page["bubbles"], page["more"]

    newest, more = await older()
    assert ([each["id"] for each in newest[-2:]], more) == (["b72", "b70"], True)
    middle, more = await older(newest[0]["id"])
    assert (middle[0]["id"], middle[-1]["id"], more) == ("b11", "b40", True)
    oldest, more = await older(middle[0]["id"])
    assert (len(oldest), more) == (10, False)
    assert [each["id"] for each in oldest][4] == "b71", "as it stands today"
    assert (await older("nowhere")) == ([], False)


async def test_what_is_written_is_small_on_the_wire_and_news_still_come_at_once(
    house, browser
):
    me = await enter(browser)
    house.say(me, *(f"Ini pesan nomor {number}." for number in range(40)))
    for path in ("/chat/saya", "/chat/saya/older", "/chat/saya/plain"):
        async with browser.get(path, headers={"Accept": "text/html"}) as answer:
            assert answer.headers["Content-Encoding"] == "gzip"
        plain = {"Accept-Encoding": "identity"}
        async with browser.get(path, headers=plain) as answer:
            assert "Content-Encoding" not in answer.headers
    async with browser.get("/chat/saya/stream?after=b40") as stream:
        assert stream.headers["Content-Encoding"] == "gzip"
        await told(stream)
        house.say(me, "kabar", buttons=(Button("1|how|cap", "Batik cap"),))
        (event,) = await told(stream, "bubble")
    assert json.loads(event["data"])["runs"] == [["kabar", ""]]


async def test_a_file_is_kept_by_the_browser_for_good_and_by_nobody_else(
    house, browser
):
    me = await enter(browser)
    house.documents[me, "f"] = b"whole", "image/jpeg"
    house.documents[me, "f small"] = b"small", "image/jpeg"
    for path, body in ("f", b"whole"), ("f/small", b"small"):
        async with browser.get(f"/chat/saya/files/{path}") as answer:
            assert await answer.read() == body
            kept = "private, max-age=31536000, immutable"
            assert answer.headers["Cache-Control"] == kept
            # What is called a part is kept by no browser as the whole.
            assert answer.status == 200
    async with browser.get(
        "/chat/saya/files/f", headers={"Range": "bytes=1-2"}
    ) as part:
        assert (part.status, await part.read()) == (206, b"ho")
        assert part.headers["Content-Range"] == "bytes 1-2/5"
    async with browser.get("/chat/saya/files/nothing/small") as answer:
        assert (answer.status, answer.headers["Cache-Control"]) == (404, "no-store")
