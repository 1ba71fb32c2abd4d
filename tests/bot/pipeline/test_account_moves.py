"""A number or an id changes on WhatsApp: one person stays one, with all that is theirs."""

from contextlib import asynccontextmanager
from functools import partial
from itertools import permutations

import pytest
import sqlalchemy as sa

from bot import words
from bot.channels.whatsapp.channel import PROFILE, WhatsAppChannel
from bot.desk import performers
from bot.jobs import Erasure, Runner, handlers
from bot.pipeline.arrivals import Delivery
from bot.pipeline.ingest import Receiver
from bot.pipeline.loops import Wake
from bot.pipeline.retry_worker import Worker
from bot.pipeline.turn import Turns
from conversations.cases.records import Document
from conversations.catalogue import catalogue
from conversations.flows import BOOK
from storage.cases import businesses, cases, documents
from storage.core.ids import new_id
from storage.people import offices, people
from storage.people.sessions import Sender, reach
from storage.tables import people as persons
from tests.bot.pipeline.relaying import a_stage
from tests.fakes.graph import FakeGraph
from tests.fakes.whatsapp_deliveries import NUMBER, OWNER, delivery, message, said
from tests.transactions import reading, writing

NEW = "6281300000001"
OFFICE = catalogue().office.id


class Line:
    """WhatsApp on one side, people with a case on the other, and all between."""

    def __init__(self, stage, graph, channel) -> None:
        self.stage, self.graph, self.channel = stage, graph, channel
        self.database = stage.database
        profiles = {"whatsapp": PROFILE}
        turns = Turns(BOOK, performers(profiles), profiles, OFFICE)
        self.receiver = Receiver(
            self.database, {"whatsapp": channel}, turns, lambda: None
        )
        self.worker = Worker(self.database, turns, Wake())
        self.runner = Runner(
            self.database, handlers(Erasure(self.database, stage.files)), Wake()
        )

    async def brings(self, *messages, **about) -> None:
        """One delivery, and all that follows from it."""
        body = delivery(*messages, **about)
        batch = [Delivery("whatsapp", NUMBER, body, self.channel.parse(body))]
        await self.receiver.committed(partial(self.receiver.take, batch=batch))
        while await self.worker.once() or await self.runner.once():
            pass
        relay = self.stage.relay(pace="whatsapp")
        async with self.stage.running(relay):
            await self.stage.quiet(relay)
        self.stage.hand.seconds += 60

    async def person(self, external) -> str:
        async with writing(self.database) as tx:
            sender = Sender("whatsapp", NUMBER, external)
            return (await reach(tx, [sender]))[sender.key].person_id

    async def filed(self, external, name) -> None:
        """A case with one paper."""
        me = await self.person(external)
        async with writing(self.database) as tx:
            await offices.ensure(tx, catalogue().office)
            business = await businesses.add(tx, me, OFFICE, name=name)
            case = await cases.open_case(tx, OFFICE, me, business, "bina_umk")
            id_ = new_id()
            await documents.add(tx, Document(id_, me, "photo", f"{id_}.jpg"))
            await documents.attach(tx, [id_], case.id, me)

    async def has(self, external) -> tuple[list[str], int]:
        """The businesses of the cases there, and how many papers."""
        me = await self.person(external)
        async with reading(self.database) as tx:
            names = sorted(case.business_name for case in await cases.of_person(tx, me))
            return names, len(await documents.of_person(tx, me))

    async def living(self) -> int:
        """People who are known by something."""
        async with reading(self.database) as tx:
            found = sa.select(persons.c.id).where(persons.c.erased_at.is_(None))
            ids = (await tx.conn.execute(found)).scalars().all()
            full = [each for each in ids if await cases.of_person(tx, each)]
        return len(full)

    def heard(self, to) -> str:
        """The last that was sent there."""
        texts = [
            entry.payload.get("text", entry.payload.get("interactive", {})).get("body")
            for entry in self.graph.ledger
            if entry.wamid and entry.to == to
        ]
        last = texts[-1] if texts else ""
        return last["text"] if isinstance(last, dict) else last


@asynccontextmanager
async def a_line(database_url, folder):
    async with FakeGraph() as graph:
        channel = WhatsAppChannel(
            token="token",
            phone_number_id=NUMBER,
            app_secret="s",
            verify_token="v",
            api_url=graph.api_url,
            list_label="Pilih",
            now=lambda: stage.hand.time(),  # noqa: PLW0108 -- the stage comes later
        )
        async with a_stage(database_url, folder, channel) as stage:
            yield Line(stage, graph, channel)
        await channel.close()


@pytest.fixture
async def line(database_url, tmp_path):
    async with a_line(database_url, tmp_path) as made:
        yield made


def new_number(ident="wamid.moved", to=NEW, **more):
    """The platform says that OWNER has another number."""
    about = {"type": "user_changed_number", "wa_id": to}
    return message("system", about, ident=ident, **more)


def new_id_of(ident="wamid.id"):
    """The platform says that ID.1 is ID.2 now."""
    about = {
        "type": "user_changed_user_id",
        "user_id": "ID.2",
        "previous_user_id": "ID.1",
    }
    return message("system", about, ident=ident)


async def test_a_conversation_goes_on_from_the_new_number(line):
    await line.brings(said("privasi"))
    await line.brings(new_number())
    await line.brings(said("Hapus data saya", sender=NEW))
    assert words.text("id", "privacy.sure.ask", {"you": "Bapak/Ibu"}) in line.heard(NEW)


async def test_two_who_were_one_all_along_become_one_with_all_cases_and_papers(line):
    await line.brings(said(sender=OWNER))
    await line.brings(said(sender=NEW))
    await line.filed(OWNER, "Batik Contoh 1")
    await line.filed(NEW, "Batik Contoh 2")
    await line.brings(new_number())
    assert await line.has(NEW) == (["Batik Contoh 1", "Batik Contoh 2"], 2)
    assert await line.living() == 1
    await line.brings(said("status", sender=NEW))
    assert "SRG-0001" in line.heard(NEW)
    assert "SRG-0002" in line.heard(NEW)


async def test_news_that_comes_twice_changes_nothing_the_second_time(line):
    await line.brings(said(sender=OWNER))
    await line.filed(OWNER, "Batik Contoh")
    for _ in range(2):
        await line.brings(new_number())
    await line.brings(new_number(), new_number())
    assert await line.has(NEW) == (["Batik Contoh"], 1)
    assert await line.living() == 1


async def test_whoever_has_the_old_number_next_finds_nothing_there(line):
    await line.brings(said(sender=OWNER))
    await line.filed(OWNER, "Batik Contoh")
    await line.brings(new_number())
    await line.brings(said("status", sender=OWNER))
    assert "SRG-0001" not in line.heard(OWNER)
    await line.brings(new_number())
    assert await line.has(NEW) == (["Batik Contoh"], 1)
    assert await line.has(OWNER) == ([], 0)


async def test_the_number_we_know_is_the_new_one(line):
    await line.brings(said(sender=OWNER))
    await line.brings(new_number())
    async with reading(line.database) as tx:
        assert await people.phone(tx, await line.person(NEW)) == f"+{NEW}"


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_in_whatever_order_it_comes_nobody_is_doubled(line, order):
    await line.brings(said(user_id="ID.1"))
    await line.filed("ID.1", "Batik Contoh")
    news = (
        new_id_of(),
        said(user_id="ID.2", ident="wamid.a"),
        said("status", user_id="ID.2", sender=None, ident="wamid.b"),
    )
    for each in order:
        await line.brings(news[each])
    assert await line.has("ID.2") == (["Batik Contoh"], 1)
    assert await line.living() == 1
    await line.brings(said("status", user_id="ID.2", sender=None))
    assert "SRG-0001" in line.heard("ID.2")


async def test_one_delivery_can_hold_the_news_and_a_word(line):
    await line.brings(said(user_id="ID.1", sender=None))
    await line.filed("ID.1", "Batik Contoh")
    await line.brings(said("halo", user_id="ID.2", sender=None), new_id_of())
    assert await line.has("ID.2") == (["Batik Contoh"], 1)


async def test_a_message_with_both_ids_brings_two_halves_together(line):
    await line.brings(said(sender=OWNER))
    await line.filed(OWNER, "Batik Contoh 1")
    await line.brings(said(user_id="ID.1", sender=None))
    await line.filed("ID.1", "Batik Contoh 2")
    await line.brings(said("halo", user_id="ID.1"))
    assert await line.has("ID.1") == (["Batik Contoh 1", "Batik Contoh 2"], 2)


async def test_two_who_have_ids_of_their_own_are_not_made_one_by_a_number(line):
    await line.brings(said(user_id="ID.1"))
    await line.filed("ID.1", "Batik Contoh 1")
    await line.brings(said(user_id="ID.9", sender=None))
    await line.filed("ID.9", "Batik Contoh 2")
    await line.brings(said("halo", user_id="ID.9"))
    assert await line.has("ID.1") == (["Batik Contoh 1"], 1)
    assert await line.has("ID.9") == (["Batik Contoh 2"], 1)
