"""Signing in to the desk: by a link of the chat, once, and out again everywhere."""

import asyncio
from datetime import timedelta

import pytest

from bot.web.desk.sessions import browser_of
from storage.people import desk_sessions, officers
from tests.bot.house import House
from tests.bot.web_desk.conftest import link
from tests.transactions import reading, writing


@pytest.fixture
async def desk(town, browsers):
    await town.hire("rina")
    return browsers()


async def test_looking_at_the_link_spends_nothing_and_its_button_does(
    desk, browsers, town
):
    door = await link(town, "rina")
    for _ in range(2):
        assert (await desk.go(door)).status == 200
    assert "rina" not in desk.page
    async with desk.session.post(door, allow_redirects=False) as answer:
        (cookie,) = (c for c in answer.cookies.values() if c.key == "__Host-desk")
    flags = cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"]
    assert flags == (True, True, "Lax", "/")
    assert (await desk.go("/desk")).status == 200
    other = browsers()
    assert (await other.post(door)).status == 404
    assert (await other.go("/desk")).status == 401


async def test_who_is_signed_out_comes_back_to_the_page_they_wanted(desk):
    assert (await desk.go("/desk?dari=tautan")).status == 401
    await desk.enter("rina")
    assert desk.path == "/desk"
    assert "/desk?dari=tautan" in desk.page


async def test_what_is_sent_carries_a_token_of_this_very_session(desk, browsers):
    await desk.enter("rina")
    other = await browsers().enter("rina")
    desk.page, mine = other.page, desk.page
    assert (await desk.post("/desk/keluar")).status == 403
    evil = {"Origin": "https://contoh.invalid"}
    async with desk.session.post("/desk/keluar", headers=evil) as answer:
        assert answer.status == 403
    desk.page = mine
    assert (await desk.post("/desk/keluar")).status == 200
    assert (await desk.go("/desk")).status == 401
    assert (await other.go("/desk")).status == 200


async def test_a_session_ends_with_the_officer_and_with_their_other_chats(
    desk, browsers, town
):
    await desk.enter("rina")
    unused = await link(town, "rina")
    await town.say("rina", "perangkat")
    await town.press("rina", "end_devices")
    assert (await desk.go("/desk")).status == 401
    assert (await browsers().post(unused)).status == 404
    await desk.enter("rina")
    me = await town.person("rina")
    async with writing(town.database) as tx:
        officer = await officers.by_person(tx, me)
        await officers.change(tx, officer.id, active=False)
    assert (await desk.go("/desk")).status == 401
    async with writing(town.database) as tx:
        await officers.change(tx, officer.id, active=True)
    assert (await desk.go("/desk")).status == 401
    await town.say("orang lain", "halo")
    assert (await browsers().enter("orang lain")).status == 404


async def test_what_no_database_keeps_is_left_out_and_no_number_is_too_large(
    desk, town
):
    await town.hire("sita", "coordinator")
    await town.apply()
    await desk.enter("sita")
    odd = "9" * 30
    for path in (
        f"kepuasan?halaman={odd}",
        f"riwayat?sebelum={odd}",
        f"kasus/SRG-{odd}",
    ):
        assert (await desk.go(f"/desk/{path}")).status in {200, 403}, path
    for letter in "abcdefghijklmnopqrstuvwxyz":
        assert (await desk.go(f"/desk/kasus?mulai={letter}{odd}")).status == 200
    note = {"code": "SRG-0001", "version": odd, "text": "Telepon\0 dulu"}
    await desk.post("/desk/kasus/SRG-0001/note", **note)
    assert "Telepon dulu" in desk.page


async def test_what_is_no_text_is_answered_like_any_other_mistake(desk, site, town):
    await desk.enter("rina")
    await desk.go("/desk")
    kinds = {"utf-8": b"token=\xed\xa0\x80", "utf-99": b"token=x"}
    for charset, body in kinds.items():
        kind = f"application/x-www-form-urlencoded; charset={charset}"
        more = {"data": body, "headers": {"Content-Type": kind}}
        async with desk.session.post("/desk/batal", **more) as answer:
            assert answer.status == 400, charset
    reader, writer = await asyncio.open_connection(
        *site.removeprefix("http://").split(":")
    )
    cookie = b"Cookie: __Host-desk=\xff\xfe\r\nConnection: close\r\n\r\n"
    writer.write(b"GET /desk HTTP/1.1\r\nHost: contoh\r\n" + cookie)
    assert b" 401 " in await reader.readline()
    writer.close()


async def test_whoever_leaves_takes_no_photo_along_in_the_browser(desk):
    await desk.enter("rina")
    await desk.go("/desk")
    async with desk.session.post("/desk/keluar", data={"token": desk.token}) as answer:
        assert answer.headers["Clear-Site-Data"] == '"cache"'


@pytest.fixture
async def house(database_url, ring, tmp_path):
    made = House(database_url, ring, tmp_path / "files")
    await made.town.open()
    yield made
    await made.database.close()


async def test_an_idle_session_is_over_and_so_is_one_of_a_month(house):
    town, start = house.town, house.now
    await town.hire("rina")
    me = await town.person("rina")
    async with writing(town.database) as tx:
        token = await desk_sessions.begin(tx, me, "Chrome, Android")

    async def goes_on(after: timedelta, *, used: bool) -> bool:
        house.now = start + after
        async with reading(town.database) as tx:
            found = await desk_sessions.find(tx, token)
        if found and used:
            async with writing(town.database) as tx:
                await desk_sessions.used(tx, found.id)
        return found is not None

    for hours in range(11, 30 * 24, 11):
        assert await goes_on(timedelta(hours=hours), used=True)
    assert not await goes_on(timedelta(days=30), used=False)
    start = house.now
    async with writing(town.database) as tx:
        token = await desk_sessions.begin(tx, me, "Chrome, Android")
    assert await goes_on(timedelta(hours=11, minutes=59), used=False)
    assert not await goes_on(timedelta(hours=12), used=False)


@pytest.mark.parametrize(
    ("agent", "called"),
    [
        (
            "Mozilla/5.0 (Linux; Android 14) Chrome/126 Mobile Safari/537",
            "Chrome, Android",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/126 Safari/537 Edg/126",
            "Edge, Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17 Safari/604",
            "Safari, iPhone",
        ),
        ("", ""),
    ],
)
def test_a_browser_is_called_as_its_owner_knows_it(agent, called):
    assert browser_of(agent) == called
