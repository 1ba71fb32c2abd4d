"""The main job over Telegram: Pandu whole, against a Telegram on loopback.

An owner applies, the officer's phone and the office's group ring, the officer takes the
case from the group, the group talks in peace, and moves house.
"""

import asyncio
import io
import json
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import chain

import pytest
from PIL import Image

from bot.app import Pandu
from bot.channels import spec
from bot.channels.base import Pace
from bot.settings import Settings
from conversations.catalogue import catalogue
from storage.core.migrate import migrate_within
from storage.people import officers
from tests.fakes import telegram_updates as updates
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.transactions import writing

HOUR = timedelta(hours=1)
OWNER, OFFICER, GROUP, MOVED = 7001, 7002, -100200, -100300
PATIENCE = 60


@pytest.fixture
async def telegram():
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def pandu(telegram, tmp_path, monkeypatch):
    # Telegram lets a chat have a message a second; that we keep to it is tested elsewhere.
    hurried = replace(spec.spec_of("telegram"), pace=Pace())
    monkeypatch.setitem(spec._BY_NAME, "telegram", hurried)
    settings = Settings(
        _env_file=None,
        PANDU_DATA_DIR=tmp_path,
        TELEGRAM_BOT_TOKEN=TOKEN,
        TELEGRAM_API_URL=telegram.url,
        TELEGRAM_STAFF_GROUP_ID=str(GROUP),
    )
    await migrate_within(settings.url)
    async with Pandu.open(settings) as opened:
        running = asyncio.create_task(opened.run(web=False, work=True))
        yield opened
        opened.stop.set()
        await running


class Chat:
    """One chat on the fake's side: what it reads there, and what is pressed."""

    def __init__(self, telegram, chat, user=None):
        self.telegram, self.chat = telegram, chat
        self.more = {"user": user, "group": True} if user else {}

    async def reads(self, words):
        """Wait until a message with *words* stands in this chat."""

        def there():
            return any(words in each for each in self.texts())

        try:
            await self.telegram.until(there, PATIENCE)
        except TimeoutError:
            raise AssertionError(f"no {words!r} in {self.texts()}") from None

    def texts(self):
        return [
            message.get("text", "") + message.get("caption", "")
            for message in self.telegram.to(self.chat)
        ]

    async def says(self, words):
        await self.telegram.add(updates.text(words, self.chat, **self.more))

    async def presses(self, label):
        """Press the newest button called *label*."""
        for (chat, number), message in reversed(self.telegram.messages.items()):
            markup = message.get("reply_markup") or {}
            rows = json.loads(markup) if isinstance(markup, str) else markup
            for button in chain(*rows.get("inline_keyboard", [])):
                if chat == str(self.chat) and button["text"] == label:
                    data = button["callback_data"]
                    press = updates.press(data, self.chat, number, **self.more)
                    await self.telegram.add(press)
                    return
        raise AssertionError(f"no button {label} in {self.texts()}")

    async def sends_photo(self, name):
        await self.telegram.add(updates.photo(name, self.chat))


def menus(telegram, scope):
    made = telegram.made("setMyCommands")
    return [call.params for call in made if call.params.get("scope") == scope]


def photo():
    picture = io.BytesIO()
    Image.effect_noise((900, 700), 80).convert("RGB").save(picture, "JPEG")
    return picture.getvalue()


async def test_the_office_hears_of_a_case_in_its_group(telegram, pandu):
    owner, officer = Chat(telegram, OWNER), Chat(telegram, OFFICER)
    group = Chat(telegram, GROUP, user=OFFICER)
    telegram.files["photo-1"] = photo()
    async with writing(pandu.database) as tx:
        office = catalogue().office.id
        code = await officers.invite(tx, office, "officer", timedelta(hours=1))

    await officer.says(f"/petugas {code}")
    await officer.reads("Selamat bergabung, Contoh")
    theirs = {"type": "chat", "chat_id": OFFICER}
    await telegram.until(lambda: len(menus(telegram, theirs)) >= 2, PATIENCE)
    for menu in menus(telegram, theirs):
        assert [each["command"] for each in menu["commands"]][:2] == [
            "antrean",
            "kasus",
        ]

    await owner.says("/start")
    await owner.reads("saya Pandu")
    for press, question in (
        ("Ajukan pendampingan", "Setuju?"),
        ("Setuju", "nama lengkap"),
    ):
        await owner.presses(press)
        await owner.reads(question)
    for words, question in (
        ("Pemilik Contoh", "bidang apa"),
        ("batik", "nama usahanya"),
        ("Batik <b>Contoh</b>", "kecamatan mana"),
        ("kramatwatu", "Nomor HP mana"),
        ("0812 0000 0000", "produk utama"),
        ("kain", "tulis, cap"),
        ("tulis", "orang yang bekerja"),
        ("5", "foto produk"),
    ):
        await owner.says(words)
        await owner.reads(question)
    await owner.sends_photo("photo-1")
    await owner.reads("Sudah benar semua?")
    await owner.presses("Benar, lanjut")
    await owner.reads("sudah diterima Dinas")
    await officer.reads("Baru: SRG-0001")
    await group.reads("Batik <b>Contoh</b>")

    await group.says("sudah lihat yang baru?")
    await group.presses("Ambil")
    await owner.reads("Contoh dari Dinas sekarang menangani")
    await group.reads("Ditangani Contoh")
    assert not any("sudah lihat" in text for text in officer.texts())
    assert len(group.texts()) == 1

    moved = updates.message(GROUP, user=OFFICER, group=True, migrate_to_chat_id=MOVED)
    await telegram.add(updates.update(message=moved))
    await officer.presses("Terima")
    await owner.reads("Kabar baik")
    await telegram.until(
        lambda: any(
            str(call.params["chat_id"]) == str(MOVED)
            for call in telegram.made("editMessageText")
        ),
        PATIENCE,
    )


async def test_the_commands_are_listed_beside_the_text_field(telegram, pandu):
    """In Indonesian for everybody, in English for who reads it."""
    await telegram.until(lambda: len(menus(telegram, None)) == 2, PATIENCE)
    first, second = menus(telegram, None)
    assert [first.get("language_code"), second.get("language_code")] == [None, "en"]
    assert first["commands"][0]["command"] == "menu"
    assert first["commands"] != second["commands"]


async def test_an_empty_chat_and_the_profile_say_who_we_are(telegram, pandu):
    await telegram.until(lambda: len(telegram.made("setMyShortDescription")) == 2)
    longest = {"setMyDescription": ("description", 512)}
    longest["setMyShortDescription"] = ("short_description", 120)
    for method, (field, most) in longest.items():
        told = [call.params for call in telegram.made(method)]
        assert [each.get("language_code") for each in told] == [None, "en"]
        assert all(0 < len(each[field]) <= most for each in told)


async def test_whoever_ceases_to_be_an_officer_has_the_commands_of_all(telegram, pandu):
    officer = Chat(telegram, OFFICER)
    async with writing(pandu.database) as tx:
        code = await officers.invite(tx, catalogue().office.id, "coordinator", HOUR)
    await officer.says(f"/petugas {code}")
    theirs = {"type": "chat", "chat_id": OFFICER}
    await telegram.until(lambda: len(menus(telegram, theirs)) >= 2, PATIENCE)
    assert "siaran" in [c["command"] for c in menus(telegram, theirs)[0]["commands"]]
    async with writing(pandu.database) as tx:
        (one,) = await officers.of_office(tx, catalogue().office.id)
        await officers.change(tx, one.id, active=False)
    pandu.wake.ring()
    gone = partial(telegram.made, "deleteMyCommands")
    await telegram.until(lambda: len(gone()) >= 2, PATIENCE)
    assert all(call.params["scope"] == theirs for call in gone())
