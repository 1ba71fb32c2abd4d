"""The page of a certificate: what everybody may see, and that nobody sees it after."""

from typing import Any

import aiohttp
import pytest

from bot.web.server import make_app, serve
from bot.web_backend.house import Listeners, WebBackend
from storage.cases import businesses, cases, certificates
from storage.core.files import FileStore
from storage.core.ids import new_id
from storage.people import people
from storage.privacy import erasure
from tests.fakes.backend import FakeSettings
from tests.transactions import reading, writing

CODE = "0123456789ab"
MOST = 30_000
"""Bytes of the page with all that a browser fetches for it."""
BEFORE = pytest.mark.parametrize("gone", ["closed", "replaced", "erased"])


@pytest.fixture
async def browser(database, ring, tmp_path):
    settings: Any = FakeSettings()
    nobody: Any = None
    files = FileStore(tmp_path / "files", ring)
    rooms = WebBackend(
        settings, database, {}, nobody, files, Listeners(), {}, lambda: True
    )
    runner = await serve(make_app(rooms), "127.0.0.1", 0)
    site = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with aiohttp.ClientSession(site, auto_decompress=False) as session:
        yield session
    await runner.cleanup()


@pytest.fixture
async def certified(town) -> tuple[str, str]:
    """Somebody whose certificate everybody may see; their id, and that of it."""
    await town.say("owner", "halo")
    me, one = await town.person("owner"), new_id()
    async with writing(town.database) as tx:
        await people.remember(tx, me, name="Ibu Contoh", phone="+6281200000000")
        business = await businesses.add(
            tx, me, "serang", name="Batik Contoh", kecamatan="360410"
        )
        case = await cases.open_case(tx, "serang", me, business, "sppt_sni")
        await certificates.add(
            tx,
            one,
            office_id="serang",
            person_id=me,
            business_id=business,
            case_id=case.id,
            road="sppt_sni",
            kind="sppt_sni",
            number="SPPT-1/2026",
            scope="Kain batik tulis",
            body="BSN",
            valid_until="2030-03-12",
        )
        await certificates.open_page(tx, one, CODE)
    return me, one


async def read(browser, path, **headers):
    plain = {"Accept": "text/html", "Accept-Encoding": "identity"}
    async with browser.get(path, headers=plain | headers) as answer:
        return answer.status, await answer.read()


async def test_everybody_reads_what_is_certified_and_no_name_of_a_person(
    browser, certified
):
    status, body = await read(browser, f"/sertifikat/{CODE}")
    page = body.decode()
    assert status == 200
    for said in ("Batik Contoh", "SPPT-1/2026", "Kain batik tulis", "12 Maret 2030"):
        assert said in page
    for secret in ("Ibu Contoh", "6281200000000", "SRG-0001"):
        assert secret not in page
    assert "<svg" in page


@BEFORE
async def test_what_is_not_shown_any_more_is_answered_like_what_never_was(
    browser, certified, town, gone
):
    me, one = certified
    async with writing(town.database) as tx:
        if gone == "closed":
            await certificates.close_pages(tx, me, one)
        elif gone == "replaced":
            await certificates.end(tx, one, "replaced")
        else:
            await erasure.erase(tx, me)
    never = await read(browser, "/sertifikat/ba9876543210")
    assert await read(browser, f"/sertifikat/{CODE}") == never
    assert never[0] == 404
    if gone == "erased":
        async with reading(town.database) as tx:
            assert await certificates.by_id(tx, one) is None


async def test_what_was_recorded_by_mistake_gives_back_what_it_followed(
    browser, certified, town
):
    me, one = certified
    other = new_id()
    async with writing(town.database) as tx:
        before = await certificates.by_id(tx, one)
        assert before
        await certificates.add_task(tx, "t", one, me, "expiry", "2030-03-12")
        await certificates.end(tx, one, "replaced")
        await certificates.add(
            tx,
            other,
            office_id=before.office_id,
            person_id=me,
            business_id=before.business_id,
            case_id=before.case_id,
            road="sppt_sni",
            kind="sppt_sni",
            number="SPPT-2/2026",
            replaces=one,
            public_code=CODE,
            shown_at=before.shown_at,
        )
        await certificates.drop(tx, other)
        assert await certificates.of_person(tx, me) == [before]
        assert [t.state for t in await certificates.open_tasks(tx, [one])] == ["due"]
    _, body = await read(browser, f"/sertifikat/{CODE}")
    assert "SPPT-1/2026" in body.decode()


async def test_the_page_costs_under_30_kb_with_all_that_it_fetches(browser, certified):
    packed = {"Accept-Encoding": "gzip"}
    _, body = await read(browser, f"/sertifikat/{CODE}", **packed)
    _, plain = await read(browser, f"/sertifikat/{CODE}")
    text = plain.decode()
    root = text.partition('href="/static/')[2].partition("/")[0]
    total = len(body)
    for name in (
        *("pandu.css", "icon.svg", "kawung.svg"),
        *(f"fonts/plus-jakarta-sans-latin-{w}-normal.woff2" for w in (400, 700)),
    ):
        total += len((await read(browser, f"/static/{root}/{name}", **packed))[1])
    assert total < MOST, total
