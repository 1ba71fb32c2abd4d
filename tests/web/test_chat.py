import asyncio
import json
import time
from datetime import UTC, datetime
from io import BytesIO

import aiohttp
import pytest

from bot.channels.base import Bubble
from bot.limits import Limit
from bot.web import chat as chat_module
from bot.web import uploads
from bot.web.backend import Shown, folded
from bot.web.server import SHUTDOWN_SECONDS, make_app, serve
from conversations.engine.events import Pressed, Sent, Started, Typed

ONE = "01KAAAAAAAAAAAAAAAAAAAAAA1"
TWO = "01KAAAAAAAAAAAAAAAAAAAAAA2"
JSON = {"Accept": "application/json"}


def visitor(browser, seat="saya"):
    return next(c.value for c in browser.cookie_jar if c.key == f"pandu-{seat}")


async def enter(browser, seat="saya"):
    async with browser.get(f"/chat/{seat}") as answer:
        assert answer.status == 200
    return visitor(browser, seat)


def post(browser, seat="saya", headers=(), **message):
    return browser.post(
        f"/chat/{seat}/messages", json=message, headers=JSON | dict(headers)
    )


async def told(stream, until="ready"):
    """The events of *stream* up to the one called *until*."""
    found, current = [], {}
    while True:
        line = (await stream.content.readline()).decode().rstrip("\n")
        if line:
            name, _, value = line.partition(": ")
            current[name.rstrip(":")] = value
            continue
        found.append(current)
        if current.get("event") == until or (until == "bubble" and "id" in current):
            return found
        current = {}


async def test_the_first_visit_gives_a_random_id_that_scripts_cannot_read(browser):
    async with browser.get("/chat") as answer:
        cookie = answer.cookies["pandu-saya"]
        page = await answer.text()
    assert len(cookie.value) == 43
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["secure"]
    assert cookie.value not in page


async def test_the_cookie_is_secure_where_the_public_address_is(house, browser):
    house.settings.public_url = "https://pandu.example"
    async with browser.get("/chat/saya") as answer:
        cookie = answer.cookies["__Host-pandu-saya"]
    assert cookie["secure"]
    assert (cookie["path"], cookie["domain"]) == ("/", "")


async def test_a_visitor_of_before_keeps_their_chat_under_the_new_name(house, browser):
    house.settings.public_url = "https://pandu.example"
    old = {"Cookie": f"pandu-saya={7:043d}"}
    async with browser.get("/chat/saya", headers=old) as answer:
        assert answer.cookies["__Host-pandu-saya"].value == f"{7:043d}"
    both = {"Cookie": f"pandu-saya={7:043d}; __Host-pandu-saya={8:043d}"}
    async with browser.get("/chat/saya", headers=both) as answer:
        assert answer.cookies["__Host-pandu-saya"].value == f"{8:043d}"
        assert "max-age" in answer.headers["Strict-Transport-Security"]


async def test_two_seats_in_one_browser_are_two_persons(browser):
    assert await enter(browser, "pemilik") != await enter(browser, "petugas")


async def test_each_kind_of_message_arrives_as_its_event(house, browser):
    await enter(browser)
    for number, message in enumerate(
        [{"start": "kode-1"}, {"text": " halo "}, {"pick": "7|how|cap"}]
    ):
        async with post(browser, id=f"01K{number:023d}", **message) as answer:
            assert (answer.status, await answer.json()) == (200, {"ok": True})
    assert [each.event for each in house.events] == [
        Started("kode-1"),
        Typed(" halo "),
        Pressed("cap", "how", 7),
    ]
    assert {each.sender for each in house.events} == {visitor(browser)}


async def test_a_message_posted_ten_times_at_once_counts_once(house, browser):
    await enter(browser)

    async def send():
        async with post(browser, id=ONE, text="halo") as answer:
            return answer.status

    assert await asyncio.gather(*(send() for _ in range(10))) == [200] * 10
    assert len(house.events) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"[" * 60_000,
        b"[]",
        b"{}",
        b'{"id": "short", "text": "halo"}',
        b'{"id": "01KAAAAAAAAAAAAAAAAAAAAAA1"}',
        b'{"id": "01KAAAAAAAAAAAAAAAAAAAAAA1", "text": "   "}',
        b'{"id": "01KAAAAAAAAAAAAAAAAAAAAAA1", "text": 5}',
        b'{"id": "01KAAAAAAAAAAAAAAAAAAAAAA1", "start": "not a payload"}',
        b'{"id": "01KAAAAAAAAAAAAAAAAAAAAAA1", "file": {"ref": "up1", "kind": "photo"}}',
    ],
)
async def test_what_makes_no_message_is_refused_with_a_sentence(house, browser, body):
    await enter(browser)
    async with browser.post("/chat/saya/messages", data=body, headers=JSON) as answer:
        assert answer.status == 400
        assert (await answer.json())["message"]
    assert not house.bodies


async def test_nul_and_half_surrogates_do_not_reach_the_conversation(house, browser):
    await enter(browser)
    body = b'{"id": "%s", "text": "a\\u0000b\\ud800c"}' % ONE.encode()
    async with browser.post("/chat/saya/messages", data=body, headers=JSON) as answer:
        assert answer.status == 200
    assert house.events[0].event == Typed("ab?c")


async def test_a_text_of_ten_thousand_signs_passes_and_one_more_does_not(browser):
    await enter(browser)
    async with post(browser, id=ONE, text="x" * 10_000) as answer:
        assert answer.status == 200
    async with post(browser, id=TWO, text="x" * 10_001) as answer:
        assert answer.status == 413


async def test_a_page_of_another_site_cannot_speak_for_the_visitor(house, browser):
    await enter(browser)
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        async with post(browser, headers=headers, id=ONE, text="halo") as answer:
            assert answer.status == 403
    assert not house.bodies


async def test_our_own_page_and_our_public_address_may_speak(house, site, browser):
    house.settings.public_url = "http://pandu.example"
    await enter(browser)
    for origin in (site, "http://pandu.example"):
        headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
        async with post(browser, headers=headers, id=ONE, text="halo") as answer:
            assert answer.status == 200


async def test_who_has_no_cookie_cannot_post_or_listen(browser):
    async with post(browser, id=ONE, text="halo") as answer:
        assert answer.status == 401
    async with browser.get("/chat/saya/stream") as answer:
        assert answer.status == 401


async def test_the_sixty_first_message_of_a_minute_waits(browser):
    await enter(browser)
    for _ in range(60):
        async with post(browser, id=ONE, text="halo") as answer:
            assert answer.status == 200
    async with post(browser, id=ONE, text="halo") as answer:
        assert answer.status == 429
        assert 1 <= int(answer.headers["Retry-After"]) <= 60


async def test_the_eleventh_new_visitor_of_a_minute_waits_and_the_known_do_not(house):
    house.settings.demo = False
    runner = await serve(make_app(house), "127.0.0.1", 0)
    site = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession(site, cookie_jar=aiohttp.DummyCookieJar()) as web:

        async def knock(n):
            cookies = {"Cookie": f"pandu-saya={n:043d}"}
            async with post(web, headers=cookies, id=ONE, text="halo") as answer:
                return answer.status

        assert [await knock(n) for n in range(11)] == [200] * 10 + [429]
        assert await knock(3) == 200
    await runner.cleanup()


def test_a_limit_refills_and_forgets_the_oldest():
    now = 0.0
    limit = Limit(60, keys=2, clock=lambda: now)
    assert [limit.wait("a") for _ in range(61)] == [0] * 60 + [1]
    now = 1.0
    assert limit.wait("a") == 0
    assert [limit.wait(key) for key in "bcd"] == [0, 0, 0]
    assert len(limit._buckets) == 2


async def test_busy_is_503_and_says_when_to_come_back(house, browser):
    await enter(browser)
    house.busy = True
    async with post(browser, id=ONE, text="halo") as answer:
        assert answer.status == 503
        assert answer.headers["Retry-After"] == "2"


async def test_the_stream_resumes_after_the_last_bubble_seen(house, browser):
    me = await enter(browser)
    house.say(me, "satu", "dua", "tiga")
    for headers, query in ({"Last-Event-ID": "b1"}, ""), ({}, "?after=b1"):
        async with browser.get(f"/chat/saya/stream{query}", headers=headers) as stream:
            events = await told(stream)
            assert [e["id"] for e in events if "id" in e] == ["b2", "b3"]


async def test_the_stream_tells_news_at_once_and_only_ones_own(house, browser):
    me = await enter(browser)
    async with browser.get("/chat/saya/stream") as stream:
        assert stream.headers["Content-Type"] == "text/event-stream"
        assert stream.headers["Cache-Control"] == "no-store"
        await told(stream)
        house.say("another", "bukan untukmu")
        house.say(me, "halo *dunia*")
        (event,) = await told(stream, "bubble")
    assert json.loads(event["data"])["runs"] == [["halo ", ""], ["dunia", "b"]]


async def test_a_silent_stream_beats_and_looks_again(house, browser, monkeypatch):
    monkeypatch.setattr(chat_module, "_HEARTBEAT_SECONDS", 0.05)
    me = await enter(browser)
    async with browser.get("/chat/saya/stream") as stream:
        await told(stream)
        await told(stream, "beat")
        house._show(me, False, Bubble((("tanpa bangun", ""),)))
        (*_, event) = await told(stream, "bubble")
        assert event["id"] == "b1"


async def test_open_streams_do_not_hold_a_shutdown(house):
    runner = await serve(make_app(house), "127.0.0.1", 0)
    site = f"http://127.0.0.1:{runner.addresses[0][1]}"
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(site, cookie_jar=jar) as web:
        await enter(web)
        streams = [await web.get("/chat/saya/stream") for _ in range(3)]
        for stream in streams:
            await told(stream)
        began = time.monotonic()
        await runner.cleanup()
        assert time.monotonic() - began < SHUTDOWN_SECONDS, "as one that is held takes"
        assert await streams[0].content.read() == b""
        for stream in streams:
            stream.close()


def form(size, mime="image/jpeg", name="foto.jpg", number=ONE):
    data = aiohttp.FormData(quote_fields=False)
    data.add_field("id", number)
    data.add_field("caption", "depan")
    data.add_field("file", BytesIO(b"\xff" * size), filename=name, content_type=mime)
    return data


async def test_a_photo_is_kept_and_arrives_as_sent(house, browser):
    me = await enter(browser)
    async with browser.post(
        "/chat/saya/messages", data=form(5_000), headers=JSON
    ) as answer:
        assert answer.status == 200
    (incoming,) = house.events
    assert incoming.event == Sent("photo", text="depan")
    assert (incoming.media.mime, incoming.media.size) == ("image/jpeg", 5_000)
    chunks = house.webchat.fetch(incoming.media)
    assert b"".join([chunk async for chunk in chunks]) == b"\xff" * 5_000
    async with browser.get(f"/chat/saya/files/{incoming.media.ref}") as answer:
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["Content-Disposition"] == "inline"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"].startswith("private, max-age=31536000")
        assert await answer.read() == b"\xff" * 5_000
    assert me == incoming.sender


async def test_nobody_sees_the_file_of_another(house, browser):
    await enter(browser)
    house.documents["another", "up1"] = (b"x", "image/png")
    async with browser.get("/chat/saya/files/up1") as answer:
        assert answer.status == 404


async def test_a_paper_is_offered_for_saving_and_never_shown_inside(house, browser):
    me = await enter(browser)
    house.documents[me, "doc"] = (b"%PDF-", "application/pdf")
    async with browser.get("/chat/saya/files/doc") as answer:
        assert answer.headers["Content-Disposition"] == "attachment"


@pytest.mark.parametrize("mime", ["image/jpeg", "application/pdf"])
async def test_a_file_one_byte_too_large_is_refused_while_it_streams(
    house, browser, mime
):
    await enter(browser)
    most = uploads.LARGEST
    for size, status in (most, 200), (most + 1, 413):
        async with browser.post(
            "/chat/saya/messages", data=form(size, mime), headers=JSON
        ) as answer:
            assert answer.status == status
            body = await answer.json()
    assert "20 MB" in body["message"]
    assert len(house.uploads) == 1


async def test_an_endless_upload_without_a_length_is_cut_off(house, browser):
    """aiohttp's own bound does not hold here; ours must."""
    await enter(browser)

    async def endless():
        yield (
            b'--x\r\nContent-Disposition: form-data; name="id"\r\n\r\n'
            + ONE.encode()
            + b'\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"'
            b"\r\nContent-Type: image/jpeg\r\n\r\n"
        )
        for _ in range(30 * 16):
            yield b"\xff" * 64 * 1024

    try:
        async with browser.post(
            "/chat/saya/messages",
            data=endless(),
            headers=JSON | {"Content-Type": "multipart/form-data; boundary=x"},
        ) as answer:
            assert answer.status == 413
    except aiohttp.ClientConnectionError:
        pass  # cut off in the middle of a write: as good an answer
    assert not house.uploads
    assert not house.bodies


async def test_the_chat_works_without_scripts(house, browser):
    async with browser.get("/chat/saya/plain") as answer:
        first = await answer.text()
    assert 'name="start"' in first
    html = {"Accept": "text/html"}
    number = first.split('name="id" value="')[1][:26]
    address = "/chat/saya/messages"
    for _ in range(2):  # a reload of a posted form posts again
        async with browser.post(
            address, data={"id": number, "start": ""}, headers=html
        ) as answer:
            assert answer.url.path == "/chat/saya/plain"
            assert "<strong>Pandu</strong>" in await answer.text()
    async with browser.post(
        address, data={"id": ONE, "text": "<b>Batik</b>"}, headers=html
    ) as answer:
        page = await answer.text()
    assert "Baik, &lt;b&gt;Batik&lt;/b&gt;." in page
    assert 'name="pick" value="1|how|cap"' in page
    async with browser.post(
        address, data={"id": TWO, "pick": "1|how|cap"}, headers=html
    ) as answer:
        assert answer.status == 200
    assert [type(each.event) for each in house.events] == [Started, Typed, Pressed]


def test_a_replaced_bubble_keeps_its_place():
    def shown(number, replaces=""):
        bubble = Bubble(((number, ""),))
        return Shown(number, False, bubble, datetime.now(UTC), replaces)

    history = [
        shown("1"),
        shown("2"),
        shown("3", "1"),
        shown("4", "3"),
        shown("5", "1"),
    ]
    page = folded(history)
    found = [(each.id, each.replaces) for each in page.bubbles]
    assert found == [("5", "1"), ("2", "")]
    assert (page.more, page.newest) == (False, "5")
