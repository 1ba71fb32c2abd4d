"""Every page as axe-core sees it: for those who listen, or see little, or no colours."""

import pytest

from bot.channels.base import Button
from bot.web.backend import Proof
from tests.web.test_browser import chromium, opened, pytestmark, said
from tests.web.test_page import WHERE

__all__ = ["chromium", "pytestmark"]
axe = pytest.importorskip("axe_playwright_python.async_playwright", reason="no axe")

TOKEN = "T" * 43
PAGES = (
    *("/", "/?lang=en", "/offline", "/nowhere", f"/data/{TOKEN}", f"/ekspor/{TOKEN}"),
    *("/demo", "/chat", "/chat/saya/plain"),
    "/sertifikat/0123456789ab",
)
PROOF = Proof("Batik Contoh", "SPPT SNI", (("number", "1"),), "Tanda.", "Ya.", "valid")


def everything(house):
    """One of each kind of bubble, said to whoever is there."""
    me = house.events[0].sender
    house.documents[me, "ladder"] = (
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "image/svg+xml",
    )
    say = house.say
    say(me, "*SRG-0001* Batik Contoh:\ntahap 2", file="ladder", mime="image/svg+xml")
    say(me, "", file="suara", mime="audio/ogg")
    say(me, "Ini suratnya.", file="surat", mime="application/pdf", filename="surat.pdf")
    say(me, "Bukalah.", link=("Buka OSS", "https://oss.go.id"))
    say(me, "Kartu", buttons=(Button("!card|take", "Ambil"),))
    say(me, "Di kecamatan mana?", buttons=WHERE)


async def test_axe_finds_nothing_on_any_page_light_or_dark(chromium, site, house):
    async with opened(chromium, site, reduced_motion="reduce") as page:
        await said(page, "Apa nama usahanya?")
        everything(house)
        house.proofs["0123456789ab"] = PROOF
        for path in PAGES:
            await page.goto(site + path)
            if path == "/chat":
                await said(page, "kecamatan mana")
            for scheme in ("light", "dark"):
                await page.emulate_media(color_scheme=scheme)
                found = await axe.Axe().run(page)
                assert not found.violations_count, (path, found.generate_report())
        page.complaints = []  # one page is nowhere
