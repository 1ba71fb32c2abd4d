"""The desk in a real browser: a case worked to its end, by hand and by keyboard."""

import re

import pytest

from storage.cases import cases, findings, visits
from storage.people import officers
from tests.bot.desk.test_erasure import EMBEDDED
from tests.bot.desk.test_papers import files
from tests.bot.phones import OFFICE
from tests.bot.web_desk.conftest import link
from tests.bot.web_desk.photographs import every_page
from tests.transactions import reading, writing
from tests.web.test_browser import (
    WIDE,
    chromium,
    opened,
    picture,
    playwright,
    pytestmark,
)

__all__ = ["chromium"]
pytestmark = [*pytestmark, EMBEDDED]
axe = pytest.importorskip("axe_playwright_python.async_playwright", reason="no axe")
CASE = "/desk/kasus/SRG-0001"


async def sees(page, text):
    """Wait until the page shows a text."""
    await playwright.expect(page.locator("body")).to_contain_text(text)


async def done(page, text):
    """Wait until it is said that something was done."""
    await playwright.expect(page.locator(".said")).to_contain_text(text)


async def at(page, name):
    """Come to whatever is called so by the Tab key alone."""
    for _ in range(80):
        await page.keyboard.press("Tab")
        called = await page.evaluate(
            """() => { const on = document.activeElement; const label = on.labels?.[0];
            return (on.ariaLabel ?? label?.innerText ?? on.innerText ?? "").trim(); }"""
        )
        if called.startswith(name):
            return
    raise AssertionError(f"no key leads to {name}")


async def use(page, name):
    """Come to it, and press it."""
    await at(page, name)
    await page.keyboard.press("Enter")


async def fold(page, name, **fields):
    """Open a form, fill it in, and send it."""
    await page.locator("summary", has_text=name).click()
    await send(page, name, **fields)


async def send(page, name, **fields):
    """Fill in the form that is open, and send it."""
    form = page.locator("details[open] form")
    for field, value in fields.items():
        one = form.locator(f"[name={field}]")
        chosen = await one.evaluate("each => each.tagName") == "SELECT"
        await (one.select_option(value) if chosen else one.fill(value))
    await form.get_by_role("button", name=name).click()


async def by_keyboard(page, town, owner):
    """An officer with a phone and no mouse: takes, sends back, accepts."""
    await use(page, "Masuk ke meja")
    await sees(page, "1 belum diambil")
    assert page.bytes < 300_000
    await use(page, "Batik Contoh 1")
    await sees(page, "Jawaban permohonan")
    await use(page, "Ambil")
    await done(page, "sekarang ditangani Petugas 1")
    await use(page, "Minta perbaikan")
    await at(page, "Yang perlu diperbaiki")
    await page.keyboard.type("Foto")
    await at(page, "Alasan, dibaca pemilik")
    await page.keyboard.type("Fotonya gelap")
    await use(page, "Minta perbaikan")
    await sees(page, "menunggu perbaikan pemilik")
    await town.let_go()
    await town.settle()
    assert "Fotonya gelap" in owner.news()
    await town.photo("owner")
    await page.reload()
    await use(page, "Terima")
    await sees(page, "didampingi")


async def on_a_large_screen(page, town):
    """A colleague: judges a paper, notes, and leads on."""
    await sees(page, "Berkas tahap")
    await town.press("owner", "send:SRG-0001/apply/nib")
    await files(town, "owner")
    await page.reload()
    await page.get_by_role("button", name=re.compile("Terima berkas")).click()
    await done(page, "SRG-0001")
    await page.get_by_label("Catatan, tidak dibaca pemilik").fill("Sudah ditelepon")
    await page.get_by_role("button", name="Tulis catatan").click()
    await sees(page, "Sudah ditelepon")
    await page.get_by_role("button", name="Lanjut ke").click()
    await done(page, "SRG-0001")


async def talks(page, town, owner, file):
    """The holder sends a photo, talks, sees at once what the owner says, and ends it."""
    await page.get_by_label("Balasan untuk").fill("Seperti ini?")
    await page.locator("input[type=file]").set_input_files(file)
    await page.get_by_role("button", name="Ngobrol", exact=True).click()
    await sees(page, "Sedang ngobrol dengan Contoh A")
    await town.settle()
    assert "Seperti ini?" in owner.news()
    await town.say("owner", "iya, begitu")
    await sees(page, "iya, begitu")
    await page.get_by_role("button", name="Selesai ngobrol").click()
    await done(page, "Obrolan dengan Contoh A selesai")


async def looks_closely(page):
    """By keyboard: a photo turns and comes nearer, and says what it is and since when."""
    link, photo = page.locator("a.photo").last, page.locator("dialog img")
    await link.press("Enter")
    expect = playwright.expect
    await expect(page.locator("dialog .what")).to_contain_text(
        re.compile(r"kain.* · .*20")
    )
    for key in "r+":
        await page.keyboard.press(key)
    await expect(photo).to_have_attribute("style", re.compile("rotate.90deg.*150%"))
    await use(page, "Putar")
    await expect(photo).to_have_attribute("style", re.compile("rotate.180deg"))
    await page.keyboard.press("Escape")
    await expect(link).to_be_focused()


async def judges_what_a_visit_found(page, town):
    """By keyboard as well: not yet, and why; then it is in order."""
    await page.locator("summary", has_text="Tawarkan kunjungan").press("Enter")
    await page.get_by_label("Waktu 1").fill("2036-12-01T09:00")
    await use(page, "Tawarkan kunjungan")
    await done(page, "SRG-0001")
    for verdict in ("Belum", "Sudah beres"):
        await found_wanting(town, "Label belum dijahit")
        await page.reload()
        await sees(page, "kata pemilik sudah beres")
        if verdict == "Belum":
            await page.locator("summary", has_text=verdict).press("Enter")
            await at(page, "Alasan, dibaca pemilik")
            await page.keyboard.type("Belum kelihatan di foto")
        await page.get_by_role("button", name=verdict).press("Enter")
        await done(page, "SRG-0001")


async def found_wanting(town, text):
    """A visit found it, and the owner says that it is put right."""
    async with writing(town.database) as tx:
        case = await cases.by_code(tx, "SRG-0001")
        if not await findings.listed(tx, case_id=case.id):
            (visit,) = await visits.of_case(tx, case.id)
            await findings.find_wanting(tx, visit, [("found", text, tx.now.date())])
        (one,) = await findings.listed(tx, case_id=case.id)
        await findings.settle(tx, one, "answered")


async def who_leads(page):
    """Began before all that: is told so, sees how it is now, and ends it."""
    await send(page, "Tutup kasus", ending="stopped")
    await sees(page, "SRG-0001 baru saja berubah")
    await sees(page, "Sudah ditelepon")
    page.complaints = []  # a form was refused, as it should be
    await fold(page, "Catat sertifikat", kind="batikmark", number="SNI-7/2026")
    await done(page, "SNI-7/2026")
    await sees(page, "selesai")


async def test_a_case_is_worked_to_its_end_by_two_officers_and_a_coordinator(
    chromium, site, town, tmp_path
):
    await town.hire("rina")
    await town.hire("budi")
    await town.hire("sita", "coordinator")
    owner = await town.apply(road="batikmark")
    links = [await link(town, each) for each in ("rina", "budi", "sita")]
    async with (
        opened(chromium, site, links[0]) as rina,
        opened(chromium, site, links[1], viewport=WIDE) as budi,
        opened(chromium, site, links[2], viewport=WIDE) as sita,
    ):
        await by_keyboard(rina, town, owner)
        await fold(rina, "Serahkan", officer=await officer_id(town, "Petugas 2"))
        await sees(rina, "dipegang Petugas 2")
        for page in (budi, sita):
            await page.get_by_role("button", name="Masuk ke meja").click()
            await page.goto(site + CASE)
        await sita.locator("summary", has_text="Tutup kasus").click()
        await on_a_large_screen(budi, town)
        await talks(budi, town, owner, picture(tmp_path))
        await looks_closely(budi)
        await judges_what_a_visit_found(budi, town)
        await who_leads(sita)
    await town.let_go()
    await town.settle()
    assert "Selamat" in owner.news()


async def officer_id(town, name):
    """What the list of colleagues knows an officer by."""
    async with reading(town.database) as tx:
        found = await officers.of_office(tx, OFFICE)
    return next(each.id for each in found if each.name == name)


async def test_axe_finds_nothing_on_any_page_of_the_desk(chromium, site, town):
    await town.hire("rina", "coordinator")
    await town.apply()
    await town.say("owner", "petugas", "Berapa biayanya?")
    first = await link(town, "rina")
    async with opened(chromium, site, first, reduced_motion="reduce") as page:
        more = ("question", "preview", "/desk/kasus/SRG-0999", "leave")
        for path in ("", "enter", *every_page(), *more):
            if path == "enter":
                await page.get_by_role("button", name="Masuk ke meja").click()
            elif path == "question":
                await page.goto(f"{site}/desk/jawaban")
                await page.locator(".rows a").click()
            elif path == "preview":
                await page.goto(f"{site}/desk/pengumuman/tulis")
                await page.get_by_label("Isi pengumuman").fill("Pelatihan di kantor")
                await page.get_by_role("button", name="Lihat dulu").click()
                await sees(page, "Yang akan dikirim")
            elif path == "leave":
                await page.context.clear_cookies()
                await page.goto(f"{site}/desk")
            elif path:
                await page.goto(site + path)
            for summary in await page.locator("summary").all():
                await summary.click()
            for scheme in ("light", "dark"):
                await page.emulate_media(color_scheme=scheme)
                found = await axe.Axe().run(page)
                assert not found.violations_count, (path, found.generate_report())
            for width in (320, 1920):
                await page.set_viewport_size({"width": width, "height": 800})
                wide = await page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, path
        page.complaints = []  # some pages are refused
