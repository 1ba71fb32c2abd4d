"""A burst of files on WhatsApp, which knows no albums, is one answer; text never waits."""

import io
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

import pytest
import sqlalchemy as sa
from fpdf import FPDF
from PIL import Image

from bot.channels.whatsapp.channel import WhatsAppChannel
from bot.desk import performers
from bot.media.bursts import LONGEST, WAIT
from bot.media.fetching import LEASE, Fetcher
from bot.pipeline.arrivals import Delivery
from bot.pipeline.ingest import Receiver
from bot.pipeline.loops import Wake
from bot.pipeline.retry_worker import Worker
from bot.pipeline.turn import Turns
from conversations.catalogue import catalogue
from conversations.flows import BOOK
from storage.cases import cases, documents
from storage.core.database import Database
from storage.core.files import FileStore
from storage.people import offices
from storage.tables import inbox
from tests.bot.media.way import Way
from tests.fakes import whatsapp_deliveries as deliveries
from tests.fakes.graph import FakeGraph
from tests.transactions import reading, writing

ONE, OTHER = "6281200000001", "6281200000002"
UP_TO_THE_PHOTO = (
    "daftar",
    "setuju",
    "1. Pemilik Contoh\n2. batik\n3. Batik Contoh\n4. kramatwatu",
)
MAKING = "1. kain batik\n2. tulis\n3. 5"
BURST = WAIT["burst"].total_seconds()


@cache
def jpeg(shade=128):
    """A photo large enough to be read, made once."""
    data = io.BytesIO()
    noise = Image.effect_noise((800, 480), 80).convert("RGB")
    noise.point(lambda each: each * shade // 255).save(data, "JPEG")
    return data.getvalue()


def pdf():
    made = FPDF()
    made.add_page()
    return bytes(made.output())


class House(Way):
    """The way of a WhatsApp delivery to a reply, by a clock of its own."""

    def __init__(self, database, graph, folder):
        self.now = datetime(2026, 11, 22, 3, tzinfo=UTC)
        self.database, self.graph, self.folder = database, graph, folder
        self.channel = WhatsAppChannel(
            token="token",
            phone_number_id=deliveries.NUMBER,
            app_secret="secret",
            verify_token="verify",
            list_label="Pilih",
            api_url=graph.api_url,
            now=lambda: self.now,
        )
        self.numbers = count(1)
        self.starts()

    def starts(self):
        """A process of Pandu; whatever the one before it knew is gone."""
        channels = {"whatsapp": self.channel}
        profiles = {"whatsapp": self.channel.profile}
        turns = Turns(BOOK, performers(profiles), profiles, catalogue().office.id)
        files = FileStore(self.folder, self.database.ring)
        self.receiver = Receiver(self.database, channels, turns, lambda: None)
        self.worker = Worker(self.database, turns, Wake())
        self.fetcher = Fetcher(self.database, channels, files, Wake())

    async def arrives(self, *messages):
        """Messages in one delivery each, in one commit."""
        bodies = [deliveries.delivery(each) for each in messages]
        account = self.channel.account
        batch = [
            Delivery("whatsapp", account, body, self.channel.parse(body))
            for body in bodies
        ]
        async with writing(self.database) as tx:
            await self.receiver.take(tx, batch)

    def photo(self, caption=None, sender=ONE, data=None):
        name = f"media-{next(self.numbers)}"
        self.graph.hold(name, jpeg() if data is None else data)
        return deliveries.photo(name, caption, sender=sender)

    def document(self, sender=ONE):
        name = f"media-{next(self.numbers)}"
        self.graph.hold(name, pdf(), "application/pdf")
        about = {"id": name, "mime_type": "application/pdf", "filename": "a.pdf"}
        return deliveries.message("document", about, sender=sender)

    def text(self, words, sender=ONE):
        return deliveries.said(words, sender=sender)

    async def applies(self, sender=ONE):
        """Somebody as far as the bubble that asks for the photo."""
        for words in UP_TO_THE_PHOTO:
            await self.arrives(self.text(words, sender))
        bubbles = await self.bubbles()
        assert "satu foto produk" in bubbles[-1]
        return len(bubbles)

    async def handed_in(self, code="SRG-0001", sender=ONE):
        await self.arrives(self.text("benar, lanjut", sender))
        async with reading(self.database) as tx:
            case = await cases.by_code(tx, code)
            return [each.kind for each in await documents.of_case(tx, case.id)]


@pytest.fixture
async def house(database_url, ring, tmp_path):
    async with FakeGraph() as graph:
        made: list[House] = []
        opened = Database(database_url, ring, clock=lambda: made[0].now)
        made.append(House(opened, graph, tmp_path / "files"))
        async with writing(opened) as tx:
            await offices.ensure(tx, catalogue().office)
        yield made[0]
        await made[0].channel.close()
        await opened.close()


@pytest.mark.parametrize("photos", [1, 2, 12])
async def test_a_burst_costs_as_many_messages_as_one_photo(house, photos):
    before = await house.applies()
    for number in range(photos):
        await house.arrives(house.photo(None if number else MAKING))
        await house.passes(0.5)
    assert await house.bubbles() == []
    await house.passes(BURST)
    (review,) = await house.bubbles()
    assert f"Foto produk: {photos} berkas" in review
    assert await house.handed_in() == ["photo"] * photos
    (receipt,) = await house.bubbles()
    assert "SRG-0001" in receipt
    assert before + 2 == 5


async def test_words_under_any_photo_of_a_burst_are_read(house):
    await house.applies()
    await house.arrives(house.photo(), house.photo(MAKING), house.photo())
    await house.passes(BURST)
    assert "Foto produk: 3 berkas" in (await house.bubbles())[0]


async def test_text_never_waits(house):
    await house.arrives(house.text("halo"))
    assert len(await house.bubbles()) == 1


async def test_text_after_a_burst_ends_it_and_is_not_overtaken(house):
    await house.applies()
    await house.arrives(house.photo())
    await house.passes(0.5)
    await house.arrives(house.text(MAKING))
    await house.arrives(house.photo())
    await house.passes()
    review = (await house.bubbles())[-1]
    assert "Foto produk: 1 berkas" in review
    await house.passes(BURST)
    assert "Foto produk: 2 berkas" in (await house.bubbles())[-1]


async def test_text_in_the_same_commit_ends_it_as_well(house):
    await house.applies()
    await house.arrives(house.photo(), house.photo(), house.text(MAKING))
    await house.passes()
    assert "Foto produk: 2 berkas" in (await house.bubbles())[-1]


async def test_a_voice_is_an_answer_by_itself(house):
    await house.applies()
    voice = {"id": "voice-1", "mime_type": "audio/ogg"}
    house.graph.hold("voice-1", b"OggS\0\2" + bytes(22) + b"OpusHead", "audio/ogg")
    await house.arrives(house.photo(MAKING), deliveries.message("audio", voice))
    await house.passes()
    assert "Foto produk: 1 berkas" in (await house.bubbles())[0]


async def test_two_who_send_at_once_each_have_their_own(house):
    await house.applies(ONE)
    await house.applies(OTHER)
    for caption in (MAKING, None, None):
        await house.arrives(house.photo(caption), house.photo(caption, OTHER))
    await house.passes(BURST)
    reviews = await house.bubbles()
    assert [each.count("Foto produk: 3 berkas") for each in reviews] == [1, 1]


async def test_of_photos_and_a_pdf_each_goes_where_it_belongs(house):
    await house.applies()
    await house.arrives(house.photo(MAKING), house.document(), house.photo())
    await house.passes(BURST)
    (review,) = await house.bubbles()
    assert "Foto produk: 2 berkas" in review
    assert "simpan dulu" in review
    # The PDF is put away with the case, and its owner asked what it is for.
    assert sorted(await house.handed_in()) == ["document", "photo", "photo"]
    assert "Ini untuk apa?" in (await house.bubbles())[-1]


async def test_a_burst_survives_a_restart_in_between(house):
    await house.applies()
    await house.arrives(house.photo(MAKING))
    house.starts()
    await house.arrives(house.photo())
    house.starts()
    await house.passes(BURST)
    assert "Foto produk: 2 berkas" in (await house.bubbles())[-1]


async def test_nobody_waits_for_ever_because_they_go_on_sending(house):
    await house.applies()
    waited = 0.0
    while not await house.bubbles():
        await house.arrives(house.photo(None if waited else MAKING))
        await house.passes(BURST - 0.1)
        waited += BURST - 0.1
    assert waited <= LONGEST.total_seconds() + BURST


async def test_one_broken_file_is_told_and_the_others_are_kept(house):
    await house.applies()
    await house.arrives(
        house.photo(MAKING), house.photo(data=jpeg()[:4_000]), house.photo()
    )
    await house.passes(BURST)
    (review,) = await house.bubbles()
    assert "Foto produk: 2 berkas" in review
    assert "1 kiriman lain belum bisa saya buka" in review


async def test_what_cannot_be_had_now_is_had_later_with_all_the_others(house):
    await house.applies()
    house.graph.fail(path="file", status=503)
    await house.arrives(house.photo(MAKING), house.photo())
    await house.passes(BURST)
    assert await house.bubbles() == []
    await house.passes(2 * LEASE.total_seconds() + 1)
    assert "Foto produk: 2 berkas" in (await house.bubbles())[-1]


async def test_two_that_fetch_at_once_take_a_burst_once(house):
    await house.applies()
    await house.arrives(house.photo(MAKING), house.photo(), house.photo())
    house.now += timedelta(seconds=BURST)
    async with writing(house.database) as tx:
        (mine,) = await house.fetcher.claim(tx)
    assert len(mine) == 3
    house.now += timedelta(seconds=BURST)
    async with writing(house.database) as tx:
        assert await house.fetcher.claim(tx) == []
    await house.fetcher.take(mine)
    await house.passes()
    assert "Foto produk: 3 berkas" in (await house.bubbles())[-1]
    async with reading(house.database) as tx:
        left = sa.select(sa.func.count()).where(inbox.c.state == "media")
        assert (await tx.conn.execute(left)).scalar_one() == 0


async def test_one_dark_photo_among_good_ones_is_no_matter(house):
    await house.applies()
    await house.arrives(house.photo(MAKING, data=jpeg(20)), house.photo())
    await house.passes(BURST)
    assert "gelap" not in (await house.bubbles())[-1]
