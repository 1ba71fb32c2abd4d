"""The showcase for everybody: who is in it, what is said of them, and who is no more."""

from dataclasses import replace

import pytest

from bot.web.showcase import FEW
from conversations.cases.records import Document
from storage.cases import businesses, cases, documents, showcase
from storage.people import people
from storage.people.sessions import people_by_id
from storage.privacy import erasure
from tests.bot.test_certificate_page import browser, certified, read
from tests.transactions import writing

__all__ = ["browser", "certified"]
PHONE = "+6281200000000"
CODE = "c0ffee"
MOST = 30_000


async def exhibit(tx, person, business, **more):
    about = {"kecamatan": "360410", "kind": "tulis", "photo": "", "code": business}
    shown = {"name": "Batik <Contoh>", "product": "Kain batik tulis"} | more
    about |= {"person_id": person, "office_id": "serang"}
    await showcase.add(tx, business, shown=shown, **about)


@pytest.fixture
async def shown(certified, town, browser):
    """The certified one has agreed to be seen, with their number; their id."""
    me, _ = certified
    async with writing(town.database) as tx:
        (business,) = await businesses.of_person(tx, me)
        await exhibit(tx, me, business.id, phone=PHONE)
    return me, business.id


async def test_everybody_finds_a_maker_and_no_name_of_a_person(browser, shown):
    for path in ("/etalase", "/etalase?kecamatan=360410&jenis=tulis", "/?lang=id"):
        status, body = await read(browser, path)
        page = body.decode()
        assert status == 200
        assert "Batik &lt;Contoh&gt;" in page
        assert f"https://wa.me/{PHONE[1:]}" in page
        assert 'href="/sertifikat/0123456789ab"' in page
        assert "Ibu Contoh" not in page
        assert "<script" not in page


@pytest.mark.parametrize(
    "query", ["?jenis=cap", "?kecamatan=999999", "?halaman=1", "?halaman=-1&jenis=x"]
)
async def test_who_is_not_looked_for_is_not_shown(browser, shown, query):
    status, body = await read(browser, f"/etalase{query}")
    assert status == 200
    assert "Belum ada yang cocok" in body.decode()


@pytest.mark.parametrize("gone", ["withdrawn", "erased", "left"])
async def test_nobody_sees_who_does_not_agree_or_is_guided_no_more(
    browser, shown, town, gone
):
    me, business = shown
    async with writing(town.database) as tx:
        if gone == "withdrawn":
            await showcase.drop(tx, me, business)
        elif gone == "erased":
            await erasure.erase(tx, me)
        else:
            other = await businesses.add(tx, me, "serang", name="Batik Contoh Dua")
            await showcase.drop(tx, me, business)
            case = await cases.open_case(tx, "serang", me, other, "batikmark")
            await cases.change(tx, case, state="withdrawn")
            await exhibit(tx, me, other)
    for path in ("/etalase", "/?lang=id"):
        _, body = await read(browser, path)
        assert "Belum ada yang ditampilkan" in body.decode()


async def test_what_a_maker_has_no_preview_of_is_not_sent(browser, shown, town):
    me, business = shown
    photo = Document("f1", me, "photo", "f1.jpg", thumbnail=None)
    async with writing(town.database) as tx:
        await documents.add(tx, photo)
        await documents.add(tx, replace(photo, id="f2", thumbnail="f2-s.jpg"))
        for each in ("f1", "f2"):
            await exhibit(tx, me, business)
            own = {"kecamatan": "", "kind": "", "photo": each, "code": CODE}
            about = {"person_id": me, "office_id": "serang", **own}
            await showcase.add(tx, business, shown={}, **about)
            assert await showcase.photo(tx, CODE) == {"f2": "f2-s.jpg"}.get(each, "")
    assert (await read(browser, f"/etalase/{CODE}.jpg"))[0] == 404, "not in the store"


async def test_the_page_is_light_with_many_and_the_next_ones_are_a_tap_away(
    browser, shown, town
):
    me, _ = shown
    async with writing(town.database) as tx:
        for _ in range(30):
            business = await businesses.add(tx, me, "serang", name="Batik Contoh")
            case = await cases.open_case(tx, "serang", me, business, "batikmark")
            await cases.change(tx, case, state="accepted")
            await exhibit(tx, me, business, phone=PHONE)
    _, body = await read(browser, "/etalase")
    assert body.count(b'class="maker"') == 24
    assert b"halaman=1" in body
    _, packed = await read(browser, "/etalase", **{"Accept-Encoding": "gzip"})
    assert len(packed) < 4_000
    _, front = await read(browser, "/?lang=id")
    assert front.count(b'class="maker"') == FEW


async def test_agreeing_to_the_showcase_leaves_announcements_as_they_were(town):
    await town.say("owner", "halo")
    me = await town.person("owner")
    async with writing(town.database) as tx:
        await people.consent(tx, me, "announcements", agreed=True)
        assert not await people.asked(tx, me, "showcase")
        await people.consent(tx, me, "showcase", agreed=False)
        assert await people.asked(tx, me, "showcase")
        assert (await people_by_id(tx, [me]))[me].announcements
