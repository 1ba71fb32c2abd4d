"""The shape of the chat page: what a thumb, a keyboard and a microphone can do on it."""

import pytest

from bot.channels.base import Button
from conversations.engine.events import Pressed, Sent, Typed
from tests.web.test_browser import (
    SMALL,
    bubbles,
    chromium,
    opened,
    picture,
    playwright,
    pytestmark,
    said,
    write,
)

__all__ = ["chromium", "pytestmark"]
PLACES = (
    *("Anyar", "Bandung", "Baros", "Binuang", "Bojonegara", "Carenang"),
    *("Cikande", "Cikeusal", "Cinangka", "Ciomas", "Ciruas", "Gunungsari"),
    *("Kragilan", "Kramatwatu", "Pulo Ampel", "Tunjung Teja"),
)
WHERE = (
    Button("7|place|keep", "Tetap"),
    *(Button(f"7|place|{name.lower()}", name) for name in PLACES),
)


async def asked(page, house):
    """A question with more choices than a screen holds."""
    await said(page, "Apa nama usahanya?")
    house.say(house.events[0].sender, "Di kecamatan mana?", buttons=WHERE)
    await said(page, "kecamatan mana")


def offered(page):
    return page.locator("button.chip:visible")


async def test_one_of_many_choices_is_found_by_typing_and_taken_without_a_mouse(
    chromium, site, house
):
    async with opened(chromium, site) as page:
        await asked(page, house)
        await playwright.expect(offered(page)).to_have_count(1 + 5)
        text = page.locator("#text")
        await text.press_sequentially("kra")
        await playwright.expect(offered(page)).to_have_text(
            ["Tetap", "Kragilan", "Kramatwatu"]
        )
        await text.press_sequentially("m")
        await playwright.expect(offered(page)).to_have_text(["Tetap", "Kramatwatu"])
        await text.press("Enter")
        await said(page, "Dicatat: kramatwatu")
        assert house.events[-1].event == Pressed("kramatwatu", "place", 7)


async def test_all_of_many_choices_can_be_seen(chromium, site, house):
    async with opened(chromium, site) as page:
        await asked(page, house)
        await page.get_by_role("button", name="lihat semua").click()
        await playwright.expect(offered(page)).to_have_count(len(WHERE))
        await playwright.expect(offered(page).first).to_be_focused()


@pytest.mark.parametrize("typed", ["kra", "ya", "menu", "kramat di desa Contoh"])
async def test_what_is_not_clearly_one_of_them_is_sent_as_it_was_typed(
    chromium, site, house, typed
):
    async with opened(chromium, site) as page:
        await asked(page, house)
        await write(page, typed)
        await said(page, f"Baik, {typed}.")
        assert house.events[-1].event == Typed(typed)


async def test_a_later_word_or_another_spacing_finds_a_choice_too(
    chromium, site, house
):
    async with opened(chromium, site) as page:
        await asked(page, house)
        for typed, found in ("ampel", "Pulo Ampel"), ("tunjungte", "Tunjung Teja"):
            await page.locator("#text").fill(typed)
            await playwright.expect(offered(page)).to_have_text(["Tetap", found])


@pytest.mark.parametrize("name", ["Kembali", "Bantuan", "Petugas"])
async def test_each_way_out_is_a_button_that_is_always_there(
    chromium, site, house, name
):
    async with opened(chromium, site) as page:
        await said(page, "Apa nama usahanya?")
        await page.get_by_role("button", name=name, exact=True).click()
        await said(page, f"Baik, {name}.")
        assert house.events[-1].event == Typed(name)


async def test_whoever_is_invited_has_the_queue_at_the_head_of_the_page(
    chromium, site, house
):
    async with opened(chromium, site, "/chat#mulai=petugas-KODE") as page:
        await said(page, "diterima")
        await page.get_by_role("button", name="Antrean", exact=True).click()
        await said(page, "Baik, Antrean.")
        await page.reload()
        ways = page.locator("header button")
        await playwright.expect(ways).to_have_text(["Kembali", "Bantuan", "Antrean"])
        house.officers.clear()
        house.say(house.events[0].sender, "Bapak/Ibu bukan petugas lagi.")
        await playwright.expect(ways).to_have_text(["Kembali", "Bantuan", "Petugas"])


async def test_the_messages_have_the_most_of_the_screen_with_the_keyboard_up(
    chromium, site
):
    view = {"width": 360, "height": 420}
    async with opened(chromium, site, viewport=view) as page:
        await said(page, "Apa nama usahanya?")
        log = await page.locator("#log").bounding_box()
        head = await page.locator("header").bounding_box()
        assert (head["height"] <= 56, log["height"] > 300) == (True, True)


async def test_the_page_itself_never_scrolls(chromium, site, house):
    async with opened(chromium, site) as page:
        await said(page, "Apa nama usahanya?")
        lines = [f"Baris {number} " * 9 for number in range(40)]
        house.say(house.events[0].sender, *lines)
        await said(page, "Baris 39")
        height = "document.documentElement.scrollHeight"
        assert await page.evaluate(height) == SMALL["height"]


async def test_a_voice_note_is_recorded_sent_and_can_be_heard_again(
    chromium, site, house
):
    async with opened(chromium, site) as page:
        await said(page, "Apa nama usahanya?")
        await page.get_by_role("button", name="Rekam suara").click()
        await playwright.expect(page.locator("#length")).to_have_text("0:01")
        await page.get_by_role("button", name="Kirim").click()
        await said(page, "Permohonan SRG-0042")
        assert isinstance(house.events[-1].event, Sent)
        assert house.events[-1].event.kind == "voice"
        assert house.events[-1].media.mime == "audio/webm"
        await page.reload()
        await playwright.expect(page.locator("audio")).to_have_count(1)
        await page.locator("audio").evaluate(
            """each => new Promise((ready, failed) => {
                each.onloadedmetadata = () => ready();
                each.onerror = () => failed(each.error);
                each.preload = "auto";
                each.load();
            })"""
        )


async def test_a_recording_that_is_dropped_is_sent_to_nobody(chromium, site, house):
    async with opened(chromium, site) as page:
        await said(page, "Apa nama usahanya?")
        await page.get_by_role("button", name="Rekam suara").click()
        await page.get_by_role("button", name="Batal").click()
        await write(page, "lebih baik ditulis")
        await said(page, "Baik, lebih baik ditulis.")
        assert not house.uploads


async def test_a_microphone_that_is_not_allowed_is_answered_with_what_works(
    chromium, site
):
    async with opened(chromium, site) as page:
        await said(page, "Apa nama usahanya?")
        await page.evaluate(
            "() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(); }"
        )
        await page.get_by_role("button", name="Rekam suara").click()
        await playwright.expect(page.locator("#state")).to_contain_text("lampiran")


async def test_files_that_are_chosen_together_are_one_album(
    chromium, site, house, tmp_path
):
    async with opened(chromium, site) as page:
        await said(page, "Apa nama usahanya?")
        paper = tmp_path / "surat.pdf"
        paper.write_bytes(b"%PDF-1.4 contoh")
        await page.locator("#file").set_input_files([picture(tmp_path), paper])
        await said(page, "Permohonan SRG-0042", 2)
        photo, document = house.events[-2:]
        assert photo.media.album == document.media.album != ""
        assert (photo.event.kind, document.event.kind) == ("photo", "document")


async def test_who_waits_long_is_told_that_it_is_being_done(chromium, site, house):
    async with opened(chromium, site) as page:
        await said(page, "Apa nama usahanya?")
        house.slow = 60.0
        await page.clock.install()
        await write(page, "halo")
        await playwright.expect(page.locator(".typing i")).to_have_count(3)
        await page.clock.fast_forward(9_000)
        await playwright.expect(page.locator(".typing")).to_contain_text("Sebentar")


async def test_a_message_that_waits_shows_how_to_try_again(chromium, site, house):
    async with opened(chromium, site) as page:
        await said(page, "Apa nama usahanya?")
        house.say(house.events[0].sender, *(f"Baris {n} " * 9 for n in range(30)))
        house.busy = True
        await write(page, "belum sampai")
        again = page.get_by_role("button", name="Coba lagi")
        await playwright.expect(again).to_be_in_viewport(ratio=1)
        page.complaints = []


async def test_news_while_one_reads_further_up_cover_no_button(chromium, site, house):
    async with opened(chromium, site) as page:
        await asked(page, house)
        me = house.events[0].sender
        house.say(me, *(f"Baris {n} " * 9 for n in range(30)))
        await said(page, "Baris 29")
        await page.locator("#log").evaluate("log => { log.scrollTop = 0; }")
        await page.evaluate("() => new Promise(requestAnimationFrame)")
        await page.evaluate("() => new Promise(requestAnimationFrame)")
        house.say(me, "kabar")
        below = page.locator("#below")
        await playwright.expect(below).to_be_visible()
        log = await page.locator("#log").bounding_box()
        mark = await below.bounding_box()
        assert mark["y"] >= log["y"] + log["height"]
        await below.click()
        await playwright.expect(bubbles(page).last).to_be_in_viewport()


async def test_a_finger_leaves_no_choice_that_looks_chosen(chromium, site, house):
    async with opened(chromium, site, has_touch=True, is_mobile=True) as page:
        await write(page, "Batik Contoh")
        await said(page, "dengan cara apa?")
        first, second = offered(page).nth(0), offered(page).nth(1)
        colour = "each => getComputedStyle(each).backgroundColor"
        await first.hover()
        assert await first.evaluate(colour) == await second.evaluate(colour)


async def test_focus_goes_to_the_next_questions_choices(chromium, site, house):
    async with opened(chromium, site) as page:
        await write(page, "Batik Contoh")
        await said(page, "dengan cara apa?")
        me = house.events[0].sender
        asked = next(s for s in house.history[me] if s.bubble.buttons)
        await page.get_by_role("button", name="Batik cap").press("Enter")
        await said(page, "Dicatat: cap.")
        house.say(me, "Mereknya?", buttons=(Button("1|brand|yes", "Ada"),))
        house.say(me, "Batiknya dibuat dengan cara apa?", replaces=asked.id)
        await playwright.expect(page.get_by_role("button", name="Ada")).to_be_focused()


async def test_without_a_network_a_page_of_ours_says_what_becomes_of_the_words(
    chromium, site
):
    async with opened(chromium, site) as page:
        await said(page, "Apa nama usahanya?")
        await page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        await page.context.set_offline(True)
        await page.goto(f"{site}/chat")
        await playwright.expect(page.locator("h1")).to_have_text("Belum ada sambungan")
        await page.context.set_offline(False)
        await page.get_by_role("link", name="Ke chat").click()
        await said(page, "Apa nama usahanya?")
        page.complaints = []


async def test_without_scripts_the_answer_is_there_when_the_page_is(
    chromium, site, house
):
    house.slow = 0.3
    async with opened(chromium, site, java_script_enabled=False) as page:
        await page.wait_for_url("**/chat/saya/plain")
        await page.get_by_role("button", name="Mulai").click()
        await playwright.expect(page.get_by_text("Apa nama usahanya?")).to_be_visible()
        assert page.url.endswith("#newest")
        house.slow = 0.0
        house.say(house.events[0].sender, "Di kecamatan mana?", buttons=WHERE)
        await page.reload()
        await page.locator("select").select_option("Kramatwatu")
        await page.get_by_role("button", name="Pilih").click()
        await playwright.expect(page.get_by_text("Dicatat")).to_be_visible()
        assert house.events[-1].event == Pressed("kramatwatu", "place", 7)
