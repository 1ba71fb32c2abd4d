"""A house for the tests of this folder: one process, its far ends and its database."""

from contextlib import asynccontextmanager
from datetime import timedelta
from io import BytesIO

import aiohttp
import sqlalchemy as sa

from conversations.catalogue import catalogue
from storage.cases import businesses
from storage.core.database import Database
from storage.core.ids import new_id
from storage.core.seal import KeyRing
from storage.people import officers, offices
from storage.people.sessions import Sender, reach
from storage.tables import inbox, people
from tests.fakes.graph import FakeGraph
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.reliability.process import Process, surroundings, until
from tests.transactions import reading, writing

HURRIED = "tests.reliability.hurried"
ACCOUNT = TOKEN.partition(":")[0]
_DAY = timedelta(days=1)


class House:
    """What a test sees: doors, far ends, and the database behind them."""

    def __init__(self, process, database, telegram, graph, session):
        self.process, self.database = process, database
        self.telegram, self.graph = telegram, graph
        self._session = session

    async def post(self, post):
        """Deliver; the status of the answer."""
        address = self.process.url + post.path
        body = BytesIO(post.body)
        async with self._session.post(
            address, data=body, headers=post.headers
        ) as answer:
            return answer.status

    async def inbox(self):
        """State and reason of all that came in, in order."""
        async with reading(self.database) as tx:
            rows = sa.select(inbox.c.state, inbox.c.reason).order_by(inbox.c.seq)
            return [tuple(row) for row in await tx.conn.execute(rows)]

    async def heard(self, chat, *parts, seconds=20):
        """Wait until *chat* on Telegram has been told something with all these *parts*."""

        def told():
            texts = [message["text"] for message in self.telegram.to(chat)]
            return any(all(part in text for part in parts) for text in texts)

        await until(told, seconds)

    async def an_officer(self, chat=9_001):
        """Somebody on duty, reached on Telegram."""
        async with writing(self.database) as tx:
            await offices.ensure(tx, catalogue().office)
            office = catalogue().office.id
            sender = Sender("telegram", ACCOUNT, str(chat))
            person = (await reach(tx, [sender]))[sender.key].person_id
            officer = new_id()
            about = (person, office, "coordinator", "Petugas Contoh")
            await officers.add(tx, officer, *about)
            return officer

    async def people(self, count, *, channel="telegram", first=70_001):
        """So many owners, who agreed to announcements; their chats."""
        chats = [str(first + n) for n in range(count)]
        async with writing(self.database) as tx:
            senders = [Sender(channel, ACCOUNT, chat) for chat in chats]
            for reached in (await reach(tx, senders)).values():
                person = reached.person_id
                await businesses.add(tx, person, catalogue().office.id, kecamatan="")
            await tx.conn.execute(sa.update(people).values(announcements=True))
        return chats


@asynccontextmanager
async def a_house(folder, url, *, module=HURRIED, start=True, keys=""):
    """Everything up, and down again at the end."""
    keys = keys or KeyRing.generate()
    async with (
        FakeTelegram() as telegram,
        FakeGraph() as graph,
        aiohttp.ClientSession() as session,
    ):
        env = surroundings(
            folder, url, telegram=telegram.url, graph=graph.api_url, keys=keys
        )
        process = Process(folder, env, module=module)
        database = Database(url, KeyRing.parse(keys))
        house = House(process, database, telegram, graph, session)
        try:
            if start:
                await process.start().ready()
            yield house
        except BaseException:
            if process.process:
                print(process.told())
            raise
        finally:
            await process.stop()
            await database.close()
