"""The pages in a real browser, where there is one."""

import re
import shutil
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.web.server import make_app, serve
from conversations.engine.events import Pressed, Sent, Started, Typed

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
playwright = pytest.importorskip("playwright.async_api", reason="no playwright")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(120),
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium: apt install chromium"),
]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A microphone that hums, and a person who allows it.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
SMALL = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 860}
# The network's own complaints, which a test that cuts the line brings about.
CUT = re.compile(r"Failed to load resource|ERR_")


@pytest.fixture(scope="module")
async def chromium():
    async with playwright.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def opened(chromium, site, path="/chat", **options):
    """A page in a browser of its own; a complaint on its console is a failure."""
    context = await chromium.new_context(**({"viewport": SMALL} | options))
    page = await context.new_page()
    page.set_default_timeout(15_000)
    page.complaints = []
    page.bytes = 0
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda said: (
            page.complaints.append(said.text)
            if said.type in {"error", "warning"}
            else None
        ),
    )
    network = await context.new_cdp_session(page)
    await network.send("Network.enable")

    def count(event):
        page.bytes += int(event["encodedDataLength"])

    network.on("Network.loadingFinished", count)
    page.hosts = set()
    page.on("request", lambda request: page.hosts.add(request.url.split("/")[2]))
    await page.goto(site + path)
    yield page
    assert page.complaints == []
    await context.close()


def bubbles(page, kind=""):
    return page.locator(f".bubble{kind}:not(.typing) .text")


async def said(page, text, count=1):
    await playwright.expect(bubbles(page).filter(has_text=text)).to_have_count(count)


async def write(page, text):
    await page.locator("#text").fill(text)
    await page.locator("#text").press("Enter")


def picture(tmp_path):
    from PIL import Image  # noqa: PLC0415

    path = tmp_path / "kain.png"
    Image.effect_noise((2400, 1800), 60).save(path)
    return path


async def test_an_owner_applies_with_a_name_a_button_and_a_photo(
    chromium, site, house, tmp_path
):
    async with opened(chromium, site) as page:
        await said(page, "Apa nama usahanya?")
        await write(page, "Batik <b>Contoh</b>")
        await said(page, "Baik, Batik <b>Contoh</b>.")
        await page.get_by_role("button", name="Batik cap").click()
        await said(page, "Dicatat: cap.")
        chip = page.get_by_role("button", name="Batik tulis")
        assert await chip.get_attribute("aria-disabled") == "true"
        await page.locator("#file").set_input_files(picture(tmp_path))
        await said(page, "Permohonan SRG-0042")
        kinds = [type(each.event) for each in house.events]
        assert kinds == [Started, Typed, Pressed, Sent]
        media = house.events[-1].media
        assert media.mime == "image/jpeg"
        original = picture(tmp_path).stat().st_size
        assert media.size < original / 2, "a photo is made small before it is sent"

        before = await bubbles(page).all_inner_texts()
        await page.reload()
        await playwright.expect(bubbles(page)).to_have_count(len(before))
        assert await bubbles(page).all_inner_texts() == before
        assert len(house.events) == 4, "a reload says nothing again"


async def test_a_dropped_connection_neither_loses_nor_doubles(chromium, house):
    runner = await serve(make_app(house), "127.0.0.1", 0)
    port = runner.addresses[0][1]
    async with opened(chromium, f"http://127.0.0.1:{port}") as page:
        await said(page, "Apa nama usahanya?")
        house.lost_answers = 1
        await write(page, "satu")
        await said(page, "Baik, satu.")
        await runner.cleanup()
        await write(page, "dua")
        await write(page, "tiga")
        await playwright.expect(page.locator("#state")).to_contain_text("Menyambung")
        assert await page.locator(".pending").count() == 2
        visitor = house.events[0].sender
        house.say(visitor, "ini terjadi selagi putus")
        runner = await serve(make_app(house), "127.0.0.1", port)
        await said(page, "Baik, tiga.")
        await playwright.expect(page.locator("#state")).to_be_hidden()
        await playwright.expect(page.locator(".pending")).to_have_count(0)
        await said(page, "ini terjadi selagi putus")
        for text in "satu", "dua", "tiga":
            await said(page, re.compile(f"^{text}$"))
        texts = [e.event.text for e in house.events if isinstance(e.event, Typed)]
        assert texts == ["satu", "dua", "tiga"]
        page.complaints = [c for c in page.complaints if not CUT.search(c)]
    await runner.cleanup()


async def test_what_was_not_sent_when_the_page_closed_goes_out_later(
    chromium, house, tmp_path
):
    runner = await serve(make_app(house), "127.0.0.1", 0)
    port = runner.addresses[0][1]
    async with opened(chromium, f"http://127.0.0.1:{port}") as page:
        await said(page, "Apa nama usahanya?")
        house.busy = True
        await write(page, "belum sampai")
        await page.locator("#file").set_input_files(picture(tmp_path))
        await playwright.expect(page.locator(".pending")).to_have_count(2)
        await page.wait_for_function(
            "JSON.parse(localStorage['pandu.outbox.saya']).length === 2"
        )
        await page.reload()
        await playwright.expect(page.locator(".pending")).to_have_count(2)
        house.busy = False
        await said(page, "Permohonan SRG-0042")
        assert [type(e.event) for e in house.events] == [Started, Typed, Sent]
        page.complaints = [c for c in page.complaints if not CUT.search(c)]
    await runner.cleanup()


async def test_everything_can_be_done_from_the_keyboard(chromium, site, house):
    async with opened(chromium, site, viewport=WIDE) as page:
        await said(page, "Apa nama usahanya?")
        await page.keyboard.type("Batik Contoh")
        await page.keyboard.press("Enter")
        await said(page, "dengan cara apa?")
        for _ in range(3):  # back over the paper clip to the last and second chip
            await page.keyboard.press("Shift+Tab")
        focused = page.locator(":focus")
        await playwright.expect(focused).to_have_text("Batik cap")
        await page.keyboard.press("Enter")
        await said(page, "Dicatat: cap.")
        await playwright.expect(focused).to_have_text("Batik cap")
        await page.locator("#text").focus()
        await write(page, "lagi")
        await said(page, "Baik, lagi.")
        await page.locator("#log").focus()
        await page.keyboard.press("1")
        await said(page, "Dicatat: tulis.")
        assert house.events[-1].event == Pressed("tulis", "how", 1)


async def test_an_edited_bubble_changes_in_its_place_and_keeps_the_focus(
    chromium, site, house
):
    async with opened(chromium, site) as page:
        await write(page, "Batik Contoh")
        await said(page, "dengan cara apa?")
        visitor = house.events[0].sender
        shown = next(s for s in house.history[visitor] if s.bubble.buttons)
        chip = page.get_by_role("button", name="Batik cap")
        await chip.focus()
        house.say(visitor, "Halaman 2", buttons=shown.bubble.buttons, replaces=shown.id)
        await said(page, "Halaman 2")
        await said(page, "dengan cara apa?", 0)
        await playwright.expect(chip).to_be_focused()


async def test_a_picture_is_called_by_the_first_line_of_its_words(
    chromium, site, house
):
    words = "*SRG-0001* Batik Contoh, jalur Batikmark:\n\nsekarang: Daftar"
    picture = {"file": "ladder", "mime": "image/png"}
    async with opened(chromium, site) as page:
        await said(page, "Apa nama usahanya?")
        house.say(house.events[0].sender, words, **picture)
        shown = page.get_by_alt_text("SRG-0001 Batik Contoh, jalur Batikmark:")
        await playwright.expect(shown).to_have_count(1)
        page.complaints.clear()  # the file itself is nowhere
    async with opened(chromium, site, java_script_enabled=False) as page:
        await page.wait_for_url("**/chat/saya/plain")
        await page.get_by_role("button", name="Mulai").click()
        # The page that the button brings; a reload on its way there is an error.
        await playwright.expect(page.get_by_text("Apa nama")).to_be_visible()
        house.say(house.events[-1].sender, words, **picture)
        await page.reload()
        shown = page.get_by_alt_text("SRG-0001 Batik Contoh, jalur Batikmark:")
        await playwright.expect(shown).to_have_count(1)
        page.complaints.clear()


async def test_a_browser_without_scripts_is_led_to_the_plain_page(
    chromium, site, house
):
    async with opened(chromium, site, java_script_enabled=False) as page:
        await page.wait_for_url("**/chat/saya/plain")
        await page.get_by_role("button", name="Mulai").click()
        await page.locator("textarea").fill("Batik Contoh")
        await page.get_by_role("button", name="Kirim").click()
        await page.get_by_role("button", name="Batik cap").click()
        await playwright.expect(page.get_by_text("Dicatat")).to_be_visible()
    assert [type(each.event) for each in house.events] == [Started, Typed, Pressed]


async def test_a_file_too_large_is_refused_with_what_is_possible(
    chromium, site, house, tmp_path
):
    path = tmp_path / "besar.pdf"
    path.write_bytes(b"%PDF-" + bytes(20 * 2**20))
    async with opened(chromium, site) as page:
        await said(page, "Apa nama usahanya?")
        await page.locator("#file").set_input_files(path)
        await playwright.expect(page.locator(".failed")).to_contain_text("20 MB")
        assert not house.uploads


@pytest.mark.parametrize("view", [SMALL, WIDE], ids=["small", "wide"])
async def test_the_demo_rings_the_other_phone(chromium, site, house, view, tmp_path):
    async with opened(chromium, site, "/demo", viewport=view) as page:
        owner = page.frame_locator("#pemilik iframe")
        officer = page.frame_locator("#petugas iframe")
        await playwright.expect(owner.locator(".theirs .text")).to_have_count(1)
        if view is WIDE:
            await playwright.expect(officer.locator(".theirs .text")).to_have_count(1)
        await page.wait_for_load_state("load")
        badge = page.locator(
            "#tab-petugas .new" if view is SMALL else "#petugas figcaption .new"
        )
        (incoming,) = (e for e in house.events if e.event != Started(""))
        assert incoming.event == Started("KODE1")
        if view is WIDE:
            await owner.locator("#text").click()
        # The greeting itself does not ring, once it is over.
        await playwright.expect(officer.locator("body[data-awaiting]")).to_have_count(0)
        await playwright.expect(badge).to_be_hidden()
        house.say(incoming.sender, "Baru: SRG-0042 Batik Contoh")
        await playwright.expect(badge).to_be_visible()
        await page.screenshot(path=tmp_path / f"demo-{view['width']}.png")
        if view is SMALL:
            await page.get_by_role("tab", name="Petugas").click()
            await playwright.expect(officer.locator("#text")).to_be_visible()
            await playwright.expect(owner.locator("#text")).to_be_hidden()
        else:
            await officer.locator("#text").click()
        await playwright.expect(badge).to_be_hidden()
        assert page.bytes < 300_000
        assert page.hosts == {site.removeprefix("http://")}


@pytest.mark.parametrize("path", ["/chat", "/chat/saya/plain", "/demo"])
async def test_nothing_is_cut_off_at_320_pixels(chromium, site, path):
    view = {"width": 320, "height": 640}
    async with opened(chromium, site, path, viewport=view) as page:
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", [SMALL, WIDE], ids=["small", "wide"])
async def test_each_target_is_large_enough_for_a_thumb(
    chromium, site, view, scheme, tmp_path
):
    async with opened(
        chromium, site, viewport=view, color_scheme=scheme, reduced_motion="reduce"
    ) as page:
        await write(page, "Batik Contoh")
        await said(page, "dengan cara apa?")
        boxes = await page.locator("button:visible, .attach, textarea").evaluate_all(
            "all => all.map(e => [e.offsetWidth, e.offsetHeight])"
        )
        assert len(boxes) == 9
        assert all(width >= 44 and height >= 44 for width, height in boxes)
        path = Path(tmp_path) / f"chat-{view['width']}-{scheme}.png"
        await page.screenshot(path=path)
        print(path)
