"""A storm of deliveries: each comes one to five times, late, at once, until it is taken.

People write one thing after another, as people do: the next when the last was taken.
Older deliveries come again in between, in any order. What was answered with 200 stands
in a ledger; whether all of it has its effect, once, is for `reckoning` to say.
"""

import asyncio
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.fakes import telegram_updates, whatsapp_deliveries
from tests.reliability.process import APP_SECRET, SECRET, until

TIMES = (1, 2, 3, 4, 5), (5, 3, 2, 1, 1)
"""How often a delivery comes, and the weight of each."""
WINDOW = 50
"""So many copies wait to come again at any time."""
AT_ONCE = 0.1
"""The part of the deliveries whose copies all come in the same moment."""
IN_FLIGHT = 32


@dataclass(frozen=True)
class Post:
    """One delivery: *key* names its event, *copies* is how often it comes."""

    key: str
    path: str
    body: bytes
    headers: dict[str, str]
    copies: int = 1


@dataclass(frozen=True)
class Person:
    """Somebody at *address* on *channel*, and all that they write, in order."""

    channel: str
    address: str
    posts: tuple[Post, ...]
    questions: tuple[str, ...] = ()


def telegram_post(update, copies=1, secret=SECRET):
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
    body = json.dumps(update).encode()
    return Post(f"t{update['update_id']}", "/telegram", body, headers, copies)


def whatsapp_post(body, key="", copies=1, secret=APP_SECRET):
    headers = {"X-Hub-Signature-256": whatsapp_deliveries.sign(body, secret)}
    return Post(key or f"w{hash(body)}", "/whatsapp", body, headers, copies)


def a_post(channel, address, words, ident, copies=1):
    """The delivery of one text."""
    if channel == "telegram":
        update = telegram_updates.text(words, chat=int(address))
        return telegram_post({**update, "update_id": ident}, copies)
    wamid = f"wamid.{ident}"
    said = whatsapp_deliveries.said(words, ident=wamid, sender=address)
    return whatsapp_post(whatsapp_deliveries.delivery(said), wamid, copies)


def asker(channel, address, first, chance, events=10):
    """Somebody who agrees to the notice and then asks the Dinas one thing after another."""
    words = ["/start" if channel == "telegram" else "halo"]
    questions: list[str] = []
    words += ["petugas", "setuju"]
    while len(words) < events:
        questions.append(f"Pertanyaan {len(questions) + 1} dari {address}")
        words += [questions[-1], "petugas"]
    words = words[:events]
    posts = tuple(
        a_post(channel, address, said, first + n, chance.choices(*TIMES)[0])
        for n, said in enumerate(words)
    )
    asked = tuple(one for one in questions if one in words)
    return Person(channel, str(address), posts, asked)


def askers(count, seed, events=10):
    """*count* people, half on each platform."""
    chance = random.Random(seed)
    return [
        asker("telegram", f"{7_000 + n}", 1_000_000 + 100 * n, chance, events)
        if n % 2
        else asker("whatsapp", f"62812{n:08}", 2_000_000 + 100 * n, chance, events)
        for n in range(count)
    ]


@dataclass
class Storm:
    """Brings what *people* write to the doors; *up* is set while somebody may answer."""

    people: list[Person]
    doors: list[str]
    seed: int = 0
    acknowledged: Counter[str] = field(default_factory=Counter)
    refused: Counter[Any] = field(default_factory=Counter)
    begun: int = 0
    up: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self):
        self._chance = random.Random(self.seed)
        self._late: list[Post] = []
        self._places = asyncio.Semaphore(IN_FLIGHT)

    @property
    def deliveries(self):
        return sum(post.copies for person in self.people for post in person.posts)

    @property
    def events(self):
        return sum(len(person.posts) for person in self.people)

    async def blow(self):
        """Until every copy of everything was answered with 200."""
        async with aiohttp.ClientSession() as self._session:
            await asyncio.gather(*map(self._writes, self.people))
            self._chance.shuffle(self._late)
            await asyncio.gather(*map(self._bring, self._late))

    async def _writes(self, person):
        for post in person.posts:
            if self._chance.random() < AT_ONCE:
                await asyncio.gather(*[self._bring(post) for _ in range(post.copies)])
                continue
            await self._bring(post)
            self._late += [post] * (post.copies - 1)
            while len(self._late) > WINDOW:
                again = self._late.pop(self._chance.randrange(len(self._late)))
                await self._bring(again)

    async def _bring(self, post):
        """Again and again, as a platform does."""
        async with self._places:
            while True:
                await self.up.wait()
                self.begun += 1
                door = self._chance.choice(self.doors)
                try:
                    async with self._session.post(
                        door + post.path, data=post.body, headers=post.headers
                    ) as answer:
                        if answer.status == 200:
                            self.acknowledged[post.key] += 1
                            return
                        self.refused[answer.status] += 1
                except aiohttp.ClientError:
                    self.refused["lost"] += 1
                await asyncio.sleep(0.01)

    async def kill(self, process, times, sent):
        """`kill -9` *process* at chosen points of the storm; it starts again at once."""
        whole = self.deliveries + self.events
        marks = sorted(self._chance.sample(range(1, whole), times))
        for mark in marks:
            await until(lambda mark=mark: self.begun + sent() >= mark, 150, 0.005)
            self.up.clear()
            process.kill()
            await process.start().ready()
            self.up.set()
