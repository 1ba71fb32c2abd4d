import asyncio
import hashlib
import hmac
import logging
from io import BytesIO

import aiohttp
import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.web import bodies, server
from bot.web.backend import BACKEND
from bot.web.callers import address_of
from bot.web.server import LARGEST_BODY, make_app, serve

HTML = {"Accept": "text/html"}


@pytest.fixture
def channels(house):
    house.channels |= {"telegram": None, "whatsapp": None}
    return house.channels


def signed(body, secret="wa-app-secret"):
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return {"X-Hub-Signature-256": f"sha256={digest}"}


TELEGRAM = {"X-Telegram-Bot-Api-Secret-Token": "tele-secret"}


async def test_an_authentic_delivery_is_kept_as_bytes(house, browser, channels):
    for path, headers in ("/telegram", TELEGRAM), ("/whatsapp", signed(b"\xff[[")):
        async with browser.post(path, data=b"\xff[[", headers=headers) as answer:
            assert answer.status == 200
    assert house.bodies == [("telegram", b"\xff[["), ("whatsapp", b"\xff[[")]


async def test_a_delivery_that_is_not_authentic_is_401_and_kept_nowhere(
    house, browser, channels
):
    for path, headers in [
        ("/telegram", {}),
        ("/telegram", {"X-Telegram-Bot-Api-Secret-Token": "wrong"}),
        ("/whatsapp", {}),
        ("/whatsapp", signed(b"{}", "wrong")),
        ("/whatsapp", signed(b"{ }")),
    ]:
        async with browser.post(path, data=b"{}", headers=headers) as answer:
            assert answer.status == 401
    assert not house.bodies


async def test_a_delivery_that_cannot_be_kept_is_503(house, browser, channels):
    house.busy = True
    for path, headers in ("/telegram", TELEGRAM), ("/whatsapp", signed(b"{}")):
        async with browser.post(path, data=b"{}", headers=headers) as answer:
            assert answer.status == 503
            assert answer.headers["Retry-After"] == "2"


async def test_a_delivery_of_four_mebibytes_passes_and_a_larger_one_is_413(
    house, browser, channels
):
    for size, status in (LARGEST_BODY, 200), (LARGEST_BODY + 1, 413):
        body = b"x" * size
        for path, headers in ("/telegram", TELEGRAM), ("/whatsapp", signed(body)):
            async with browser.post(
                path, data=BytesIO(body), headers=headers
            ) as answer:
                assert answer.status == status
    assert len(house.bodies) == 2


async def test_a_channel_that_is_off_has_no_door(browser):
    for path in "/telegram", "/whatsapp":
        async with browser.post(path, data=b"{}", headers=TELEGRAM) as answer:
            assert answer.status == 404
    async with browser.get("/whatsapp") as answer:
        assert answer.status == 404


async def test_the_handshake_echoes_only_for_the_right_token(browser, channels):
    query = {"hub.mode": "subscribe", "hub.challenge": "4711"}
    async with browser.get(
        "/whatsapp", params=query | {"hub.verify_token": "wa-verify"}
    ) as answer:
        assert (answer.status, await answer.text()) == (200, "4711")
    async with browser.get(
        "/whatsapp", params=query | {"hub.verify_token": "wrong"}
    ) as answer:
        assert answer.status == 403


async def test_every_answer_carries_the_security_headers(house, browser):
    house.settings.demo = False
    app = make_app(house)
    paths = {
        resource.canonical.replace("{seat}", "saya")
        for resource in app.router.resources()
    }
    paths |= {"/nothing", "/chat/UPPER", "/static/x/nothing.js"}
    for path in sorted(paths):
        for method in "GET", "POST", "PUT":
            async with browser.request(
                method, path, headers=HTML, allow_redirects=False
            ) as answer:
                headers = answer.headers
                policy = headers["Content-Security-Policy"]
                assert policy.startswith("default-src 'none'"), path
                assert "unsafe" not in policy
                assert headers["X-Content-Type-Options"] == "nosniff"
                assert headers["Referrer-Policy"] == "same-origin"
                assert "Permissions-Policy" in headers
                if path.startswith("/chat"):
                    assert "frame-ancestors 'self'" in policy or "sandbox" in policy
                else:
                    assert "frame-ancestors 'none'" in policy
                    assert headers["X-Frame-Options"] == "DENY"
                if not path.startswith(("/static", "/ladder.png")):
                    assert headers["Cache-Control"] == "no-store"


async def test_an_error_is_a_page_for_people_and_json_for_programs(house, browser):
    house.broken = True
    await (await browser.get("/chat/saya")).read()
    number = {"id": "01KAAAAAAAAAAAAAAAAAAAAAA1", "text": "halo"}
    for method, path, status, data in [
        ("GET", "/nothing", 404, None),
        ("POST", "/chat", 405, None),
        ("POST", "/chat/saya/messages", 500, number),
    ]:
        async with browser.request(method, path, json=data, headers=HTML) as answer:
            assert answer.status == status
            assert "<h1>" in await answer.text()
        async with browser.request(method, path, json=data) as answer:
            assert answer.status == status
            body = await answer.json()
            assert body["error"] == status
            assert body["message"]
            assert "purpose" not in str(body)


async def test_405_names_what_is_allowed(browser):
    async with browser.post("/healthz") as answer:
        assert "GET" in answer.headers["Allow"]


async def test_the_front_door_leads_to_the_demo_only_in_a_demo(house, browser):
    async with browser.get("/", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (302, "/demo")
    house.settings.demo = False
    house.doors = {"telegram": "https://t.me/contoh_bot"}
    async with browser.get("/") as answer:
        page = await answer.text()
    assert answer.status == 200
    assert 'href="https://t.me/contoh_bot"' in page
    assert "Diskoumperindag" in page
    assert "Alamat" not in page
    async with browser.get("/demo") as answer:
        assert answer.status == 404


async def test_the_front_page_says_what_the_dinas_has_said_of_itself(house, browser):
    house.settings.demo = False
    house.said = {"address": "Jalan Contoh No. 1", "hours": "Senin-Jumat"}
    async with browser.get("/") as answer:
        page = await answer.text()
    assert "Alamat: Jalan Contoh No. 1" in page
    assert "Jam kerja: Senin-Jumat" in page
    assert "Telepon" not in page


async def test_the_demo_invites_an_officer_until_one_has_come(house, browser):
    for _ in range(2):
        async with browser.get("/demo") as answer:
            page = await answer.text()
    assert "/chat/petugas#mulai=KODE2" in page
    await (await browser.get("/chat/petugas")).read()
    message = {"id": "01KAAAAAAAAAAAAAAAAAAAAAA1", "start": "KODE2"}
    await (await browser.post("/chat/petugas/messages", json=message)).read()
    async with browser.get("/demo") as answer:
        assert "#mulai" not in await answer.text()
    assert house.invited == 2


async def test_each_page_speaks_each_language(house, browser):
    house.settings.demo = False
    for path in "/", "/chat/saya", "/chat/saya/plain", "/nothing":
        for language in "id", "en":
            async with browser.get(f"{path}?lang={language}", headers=HTML) as answer:
                assert f'<html lang="{language}">' in await answer.text()


async def test_who_was_on_the_way_is_led_to_the_chat_and_not_to_a_beginning(browser):
    for path in "/offline", "/nothing":
        async with browser.get(path, headers=HTML) as answer:
            page = await answer.text()
        assert ("Ke chat" in page, "Mulai di sini" in page) == (True, False)


async def test_health_tells_what_is_well(house, browser):
    async with browser.get("/healthz") as answer:
        assert answer.status == 200
    async with browser.get("/readyz") as answer:
        assert (answer.status, (await answer.json())["database"]) == (200, True)
    house.well = False
    async with browser.get("/readyz") as answer:
        assert answer.status == 503
    async with browser.get("/metrics") as answer:
        assert await answer.text() == "pandu_up 1\n"


async def test_figures_and_reasons_are_for_insiders(house, browser):
    outside = {"X-Forwarded-For": "203.0.113.9"}
    for by_a_proxy in ("X-Forwarded-For", "X-Real-IP", "Via", "Forwarded"):
        async with browser.get("/metrics", headers={by_a_proxy: "x"}) as answer:
            assert answer.status == 404, by_a_proxy
    async with browser.get("/readyz", headers=outside) as answer:
        assert await answer.json() == {"ready": True}
    house.settings.metrics_token = SecretStr("a-token")
    for shown, status in ("", 404), ("Bearer another", 404), ("Bearer a-token", 200):
        headers = {**outside, "Authorization": shown}
        async with browser.get("/metrics", headers=headers) as answer:
            assert answer.status == status, shown


@pytest.mark.parametrize(
    ("trusted", "knocks"), [("private", "203.0.113.9"), ("10.0.0.0/8", "127.0.0.1")]
)
async def test_a_forwarded_address_is_believed_from_a_trusted_proxy_alone(
    house, trusted, knocks
):
    house.settings.trusted_proxies = trusted
    app = make_app(house)
    heard = []

    async def hear(request):
        heard.append(address_of(request))
        return web.Response()

    app.router.add_get("/heard", hear)
    runner = await serve(app, "127.0.0.1", 0)
    site = f"http://127.0.0.1:{runner.addresses[0][1]}"
    headers = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
    async with aiohttp.ClientSession(site) as one:
        await one.get("/heard", headers=headers)
    await runner.cleanup()
    assert heard == [knocks]


async def test_who_never_says_what_they_want_is_closed(house, monkeypatch):
    monkeypatch.setattr(server, "IDLE_SECONDS", 0.3)
    runner = await serve(make_app(house), "127.0.0.1", 0)
    for said in b"", b"GET / HTTP/1.1\r\nHost: pandu\r\n":
        reader, writer = await asyncio.open_connection(*runner.addresses[0])
        writer.write(said)
        async with asyncio.timeout(10):
            assert await reader.read() == b""
        writer.close()
    await runner.cleanup()


@pytest.mark.parametrize(
    ("path", "headers"), [("/telegram", TELEGRAM), ("/whatsapp", {})]
)
async def test_a_body_that_never_ends_is_not_waited_for(
    house, channels, monkeypatch, path, headers
):
    del channels
    monkeypatch.setattr(bodies, "WORDS_SECONDS", 0.2)
    runner = await serve(make_app(house), "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*runner.addresses[0])
    head = {"Host": "pandu", "Content-Length": "100", **headers}
    lines = [f"POST {path} HTTP/1.1", *(f"{k}: {v}" for k, v in head.items())]
    writer.write("\r\n".join([*lines, "", "{"]).encode())
    async with asyncio.timeout(10):
        assert (await reader.readline()).split()[1] == b"408"
    writer.close()
    await writer.wait_closed()
    await runner.cleanup()


async def test_no_more_are_let_in_than_there_are_files_for(house):
    runner = await serve(make_app(house), "127.0.0.1", 0, most=3)
    host, port = runner.addresses[0]
    held = [await asyncio.open_connection(host, port) for _ in range(3)]
    reader, writer = await asyncio.open_connection(host, port)
    async with asyncio.timeout(10):
        assert await reader.read() == b""
    for _, each in (*held, (reader, writer)):
        each.close()
    await runner.cleanup()


async def test_a_static_file_is_kept_for_good_under_its_own_version(browser):
    async with browser.get("/chat/saya") as answer:
        page = await answer.text()
    address = page.split('src="')[1].split('"')[0]
    async with browser.get(address) as answer:
        assert answer.headers["Content-Type"].startswith("text/javascript")
        assert "immutable" in answer.headers["Cache-Control"]
    async with browser.get("/static/old/chat.js") as answer:
        assert answer.headers["Cache-Control"] == "no-cache"
    async with browser.get("/static/x/../../server.py") as answer:
        assert answer.status == 404


async def test_the_access_log_names_routes_and_never_ids(browser, caplog):
    with caplog.at_level(logging.INFO, "aiohttp.access"):
        await (await browser.get("/chat/saya/files/secret-id?token=canary")).read()
    assert "/chat/{seat}/files/{document}" in caplog.text
    assert "secret-id" not in caplog.text
    assert "canary" not in caplog.text


async def test_what_is_no_request_is_neither_answered_nor_logged_in_its_words(
    house, caplog
):
    caplog.set_level(logging.DEBUG)
    runner = await serve(make_app(house), "127.0.0.1", 0)
    for said in (
        b"<b>canary</b>",
        b"GET / HTTP/1.1\r\nCookie canary",
        b"GET / HTTP/1.1\r\nContent-Length: canary",
    ):
        reader, writer = await asyncio.open_connection(*runner.addresses[0])
        writer.write(said + b"\r\n\r\n")
        async with asyncio.timeout(10):
            answer = await reader.read()
        assert b" 400 " in answer
        assert b"nosniff" in answer
        assert b"canary" not in answer
        assert b"aiohttp" not in answer
        writer.close()
    await runner.cleanup()
    assert "canary" not in caplog.text
    assert "Traceback" not in caplog.text


async def test_the_app_knows_its_house(house):
    assert make_app(house)[BACKEND] is house
