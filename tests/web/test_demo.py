"""The demo as a visitor plays it: two phones, one real Pandu, a real browser."""

import asyncio
import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from bot.app import Pandu
from bot.channels.webchat import WebChat
from bot.operations.sample import load
from bot.pipeline.ingest import Receiver
from bot.settings import Demo, Settings
from conversations.cases.reminders import quiet
from storage.core.migrate import migrate_within
from tests.web.test_browser import (
    SMALL,
    WIDE,
    chromium,
    opened,
    playwright,
    pytestmark,
)

__all__ = ["chromium", "pytestmark"]
LIMIT = 300_000


@pytest.fixture
async def demo(tmp_path):
    """The address of a demo with its sample world."""
    given = Settings(_env_file=None, PANDU_DATA_DIR=tmp_path, PORT=0)
    settings = Demo.of(given)
    settings.data_dir.mkdir()
    await migrate_within(settings.url)
    async with Pandu.open(settings) as pandu:
        home = (WebChat.name, WebChat.account)
        await load(pandu.database, pandu.files, home)
        wake = pandu.wake.ring
        receiver = Receiver(pandu.database, pandu.channels, pandu.turns(), wake)
        pandu.loop("receive", receiver.run(pandu.stop))
        pandu.work(receiver)
        runner = await pandu.serve(receiver)
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        pandu.stop.set()
        await runner.cleanup()
        await asyncio.gather(*pandu.loops.values())


def photo():
    picture = io.BytesIO()
    Image.effect_noise((900, 700), 80).convert("RGB").save(picture, "JPEG")
    return {"name": "batik.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}


OWNERS = ["Kembali", "Bantuan", "Petugas"]
OFFICERS = ["Kembali", "Bantuan", "Antrean"]
"""The ways out at the head of each phone."""


NEWS = 30_000
"""Milliseconds; what an officer does waits ten seconds before its owner hears of it."""


class Phone:
    """One of the two phones on the page."""

    def __init__(self, page, seat):
        self.frame = page.frame_locator(f"iframe[src^='/chat/{seat}']")
        self.ways = self.frame.locator("header button")

    async def reads(self, words):
        shown = self.frame.locator(".bubble .text").filter(has_text=words).last
        await playwright.expect(shown).to_be_visible(timeout=NEWS)

    async def taps(self, label):
        buttons = self.frame.get_by_role("button", name=label, exact=True)
        await buttons.last.click()

    async def says(self, words):
        await self.frame.locator("#text").fill(words)
        await self.frame.locator("#text").press("Enter")

    async def shows_photo(self):
        await self.frame.locator("input[type=file]").set_input_files(photo())


async def apply(owner):
    await owner.taps("Ajukan pendampingan")
    await owner.taps("Setuju")
    for question, answer in (
        ("nama lengkap", "Pemilik Contoh"),
        ("bidang apa", "batik"),
        ("nama usahanya", "Batik Contoh"),
        ("kecamatan mana", "kramat jati"),
        ("Maksudnya", "ya"),
        ("Nomor HP mana", "0812 0000 0000"),
        ("produk utamanya", "kain batik"),
        ("tulis, cap", "tulis"),
        ("berapa orang", "dua puluh lima"),
    ):
        await owner.reads(question)
        await owner.says(answer)
    await owner.reads("satu foto produk")
    await owner.shows_photo()
    await owner.reads("Sudah benar semua?")
    await owner.taps("Benar, lanjut")
    await owner.reads("SRG-0016")
    await owner.taps("Ikut pengumuman")


async def test_a_visitor_plays_the_whole_main_job(chromium, demo, tmp_path):
    async with opened(chromium, demo, "/", viewport=WIDE) as page:
        owner, officer = Phone(page, "pemilik"), Phone(page, "petugas")
        await officer.reads("Siapa nama")
        await officer.says("Bu Petugas Contoh")
        await playwright.expect(officer.ways).to_have_text(OFFICERS)
        await apply(owner)
        await officer.reads("Baru: SRG-0016")
        await officer.taps("Ambil")
        await owner.reads("Bu Petugas Contoh dari Dinas sekarang menangani")
        await officer.taps("Minta perbaikan")
        await officer.taps("Foto produk")
        await officer.reads("Apa alasannya")
        await officer.says("Motifnya belum terlihat.")
        await owner.reads("minta satu hal diperbaiki: Foto produk")
        await owner.shows_photo()
        await officer.reads("sudah diperbaiki")
        await officer.taps("Terima")
        await owner.reads("Kabar baik")
        await officer.says("siaran")
        await officer.reads("Tulis pengumumannya")
        await officer.says("Pelatihan label batik, Kamis 3 Desember, gratis.")
        await officer.taps("Semua")
        await officer.taps("Sekarang")
        await officer.reads("Kirim?")
        await officer.taps("Benar, lanjut")
        if quiet(datetime.now(UTC)):
            await officer.reads("untuk 15 orang dikirim")
        else:
            await owner.reads("Pelatihan label batik")
            await playwright.expect(owner.ways).to_have_text(OWNERS)
            await officer.reads("Pengumuman selesai: 15 dari 15")
        await page.screenshot(path=tmp_path / "demo.png")
        assert page.hosts == {demo.removeprefix("http://")}


async def test_the_first_look_is_light_and_one_phone_at_a_time(chromium, demo):
    async with opened(chromium, demo, "/", viewport=SMALL) as page:
        owner, officer = Phone(page, "pemilik"), Phone(page, "petugas")
        await owner.reads("saya Pandu")
        assert page.bytes < LIMIT
        tab = page.get_by_role("tab", name="Petugas Dinas")
        await playwright.expect(page.locator("#petugas")).to_be_hidden()
        await tab.click()
        await officer.reads("Siapa nama")
        await playwright.expect(page.locator("#pemilik")).to_be_hidden()
