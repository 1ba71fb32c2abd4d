"""A group with topics on a fake Telegram, and the loops that bring cases there.

The clock is moved by hand: what the platform counts in a minute is the same minute.
"""

import asyncio
from contextlib import asynccontextmanager

from bot.channels.telegram.channel import TelegramChannel
from bot.jobs.group_desk import GroupDesk
from bot.pipeline import groups
from conversations.cases.cards import CaseChanged, card
from conversations.cases.messages import Asked
from storage.cases import cases, topics
from storage.people.sessions import Sender, reach
from tests.bot.pipeline.relaying import a_stage
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.telegram_faults import Limits
from tests.storage.builders import a_case, an_office, an_officer
from tests.transactions import reading, writing

GROUP, OTHER = -100200, -100300


class Group:
    """An office, its group, and whoever brings one into the other."""

    def __init__(self, stage, fake, *, chat=GROUP, of="serang", prefix="SRG"):
        self.stage, self.fake, self.hand = stage, fake, stage.hand
        self.chat, self.of, self.prefix = chat, of, prefix
        self.forum = fake.forum(chat)
        self.relay = stage.relay(pace="telegram")
        self.desk = self.a_desk()

    async def beside(self, count):
        """Another office with a group of its own; what both do, is done by us."""
        made = Group(self.stage, self.fake, chat=OTHER, of="contoh", prefix="CTH")
        made.relay, made.desk = self.relay, self.desk
        return await made.open(count, {self.of: self.address})

    def a_desk(self):
        """One worker's."""
        return GroupDesk(self.stage.database, self.stage.far, lambda: None, "")

    async def open(self, count, others=None):
        """The group, an officer, and so many cases."""
        first = 1 + 1000 * len(others or {})
        async with writing(self.stage.database) as tx:
            await an_office(tx, id=self.of, prefix=self.prefix)
            at = Sender(self.stage.far.name, self.stage.far.account, str(self.chat))
            found = (await reach(tx, [at]))[at.key]
            self.address = found.address_id
            await topics.ensure(tx, {**(others or {}), self.of: self.address})
            self.officer = await an_officer(tx, first + 100, self.of)
            numbers = range(first, first + count)
            self.cases = [await a_case(tx, number, self.of) for number in numbers]
        return self

    async def happens(self, *events):
        """At one moment: a case *number* is otherwise (by name), or its owner asks."""
        async with writing(self.stage.database) as tx:
            for number, event in events:
                code = self.cases[number].code
                if isinstance(event, str):
                    asked = Asked(event, "Ibu Contoh", "Batik Contoh", code, event)
                    await groups.hear(tx, asked)
                else:
                    case = await cases.by_id(tx, self.cases[number].id)
                    case = await cases.change(tx, case, **event)
                    await groups.hear(tx, card(CaseChanged, case))

    async def changes(self, number, **new):
        await self.happens((number, new))

    async def asks(self, number, words):
        await self.happens((number, words))

    async def settle(self):
        """All that can go at this moment goes."""
        while await self.desk.look() <= 0:
            await self.relay.once()
            while self.relay.stats.in_flight:  # noqa: ASYNC110
                await asyncio.sleep(0)
            await self.relay.once()
        await self.relay.once()
        if self.relay.stats.in_flight:
            while self.relay.stats.in_flight:  # noqa: ASYNC110
                await asyncio.sleep(0)
            await self.relay.once()
            await self.settle()

    async def passes(self, seconds, step=5):
        for _ in range(0, seconds, step):
            self.hand.seconds += step
            await self.settle()

    def topic(self, number):
        """The topic of a case, and the messages in it."""
        code = self.cases[number].code
        found = [(k, t) for k, t in self.forum.topics.items() if code in t.name]
        [(thread, topic)] = found
        said = [
            message["text"]
            for message in self.fake.to(self.chat)
            if message.get("message_thread_id") == str(thread)
        ]
        return topic, said

    def calls(self):
        """When the group was called, with whatever end."""
        made = [call for call in self.fake.calls if call.chat == str(self.chat)]
        return [call.at for call in made if not call.method.startswith("get")]

    async def kept(self):
        async with reading(self.stage.database) as tx:
            return [await topics.lines(tx, case.id) for case in self.cases]


@asynccontextmanager
async def a_group(url, folder, count=1):
    """*count* cases, and the group on a Telegram that takes 20 calls a minute."""
    fake = FakeTelegram(limits=Limits(group=20))
    async with fake:
        channel = TelegramChannel(TOKEN, fake.url, patience=2)
        async with a_stage(url, folder, channel) as stage:
            fake.clock = stage.hand
            yield await Group(stage, fake).open(count)
        await channel.close()
