"""People with phones, the real turns between them, and a postman instead of a relay.

Nobody here imitates our code: events go into the inbox, the worker takes what others
were told, and what lies in the outbox is claimed, read and marked as sent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa

from bot import words
from bot.channels.base import Button, Incoming, Profile, decode_button
from bot.desk import performers
from bot.jobs.held_news import HeldNews
from bot.pipeline.arrivals import envelope
from bot.pipeline.loops import Wake
from bot.pipeline.render import unpack
from bot.pipeline.retry_worker import Worker
from bot.pipeline.turn import Arrived, Outcome, Turns
from bot.testing.form_player import Filling, Place
from conversations.cases.records import Document
from conversations.catalogue import catalogue
from conversations.engine.events import Pressed, Sent, Typed
from conversations.flows import BOOK
from storage import tables
from storage.cases import documents
from storage.core.database import Database
from storage.core.ids import new_id
from storage.messages import delivery, inbox, outbox
from storage.ops import jobs
from storage.people import officers, offices
from storage.people.sessions import Sender, reach
from tests.transactions import reading, writing

PROFILE = Profile("webchat", text=4096, caption=1024, buttons=10, label=40, edits=True)
PROFILES = {"webchat": PROFILE}
OFFICE = catalogue().office.id
LETTERS = "OABCDEFGHIJKLMNPQRSTUVWXYZ"
"""By which owners are told apart: a name with a number in it is asked about."""


@dataclass
class Seen:
    """One bubble as it stands on a phone now."""

    id: str
    text: str
    buttons: tuple[Button, ...]
    file: str
    kind: str
    drawing: Any = None


@dataclass
class Phone:
    """One person's screen, oldest first."""

    name: str
    screen: list[Seen] = field(default_factory=list)
    heard: int = 0

    def show(self, id_: str, seen: Seen, replaces: str | None) -> None:
        place = next(
            (n for n, old in enumerate(self.screen) if old.id == replaces), None
        )
        if place is None:
            self.screen.append(seen)
        elif not seen.text:
            self.screen[place].buttons = ()
        else:
            seen.id = self.screen[place].id
            self.screen[place] = seen

    def retire(self, old: str) -> None:
        for seen in self.screen:
            if seen.id == old:
                seen.buttons = ()

    @property
    def last(self) -> Seen:
        return self.screen[-1]

    def news(self) -> str:
        """What came since one last looked."""
        new, self.heard = self.screen[self.heard :], len(self.screen)
        return "\n---\n".join(seen.text for seen in new)

    def told(self, key: str) -> bool:
        """Whether the screen shows the words of *key*, with whatever values."""
        literal = [
            piece.text for piece in words.sentence("id", key).pieces if not piece.name
        ]
        return any(all(part in seen.text for part in literal) for seen in self.screen)

    def button(self, verb: str) -> str:
        """The newest button that does *verb*."""
        for seen in reversed(self.screen):
            for button in seen.buttons:
                value, _, _ = decode_button(button.id)
                if value.startswith(f"{verb}:"):
                    return value
        raise AssertionError(f"{self.name} has no button {verb}")


class Town:
    """A Dinas, its people, and everything that happens between them."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.turns = Turns(BOOK, performers(PROFILES), PROFILES, OFFICE)
        self.worker = Worker(database, self.turns, Wake())
        self.phones: dict[str, Phone] = {}
        self.vouched: dict[str, str] = {}
        """Whose number the platform tells with each message."""
        self.patient = True
        """Whether the seconds pass in which a reply could be taken back."""

    async def open(self) -> "Town":
        async with writing(self.database) as tx:
            await offices.ensure(tx, catalogue().office)
        return self

    def phone(self, name: str) -> Phone:
        return self.phones.setdefault(name, Phone(name))

    async def happen(self, name: str, event, *, deliver: bool = True) -> Phone:
        """One event of one person, and all that follows from it."""
        happen = partial(self._happen, name=name, event=event)
        await self.turns.reads.committed(self.database, happen)
        if deliver:
            await self.settle()
        return self.phone(name)

    async def _happen(self, tx, name, event) -> None:
        sender = Sender("webchat", "web", name)
        reached = (await reach(tx, [sender]))[sender.key]
        key = inbox.event_key(tx, "webchat", "web", new_id())
        row = inbox.InboxRow(
            key,
            "webchat",
            "web",
            person_id=reached.person_id,
            address_id=reached.address_id,
            event=envelope(Incoming(new_id(), name, event)),
        )
        seq = (await inbox.take_in(tx, [row]))[key]
        outcome = Outcome()
        at = reached.address_id, "webchat", "web"
        arrived = Arrived(seq, event, *at, phone=self.vouched.get(name, ""))
        await self.turns.run(tx, [(reached, [arrived])], outcome)
        assert not outcome.failed, (
            outcome.failed[0].__cause__ or outcome.failed[0].reason
        )
        await outcome.write(tx)

    async def settle(self) -> None:
        """Until nobody has anything left to be told, and every phone shows it."""
        while await self.worker.once():
            pass
        while await self.carry():
            pass
        if self.patient and await self.let_go():
            await self.settle()
        async with reading(self.database) as tx:
            assert await inbox.dead(tx, OFFICE) == []

    async def let_go(self) -> int:
        """The seconds pass in which news could be taken back; how many went."""
        held, due = tables.held_news, tables.jobs.c.state == "due"
        waits = sa.select(tables.jobs).where(tables.jobs.c.kind == "news", due)
        async with writing(self.database) as tx:
            await tx.conn.execute(sa.update(held).values(due_at=tx.now))
            rows = (await tx.conn.execute(waits)).all()
        for row in rows:
            known = {name: getattr(row, name) for name in jobs.Job.__slots__}
            await HeldNews(self.database).send(jobs.Job(**known))
            async with writing(self.database) as tx:
                await jobs.done(tx, row.id)
        return len(rows)

    async def carry(self, limit: int = 100) -> int:
        """One walk of the postman."""
        async with writing(self.database) as tx:
            claimed = await outbox.claim(
                tx,
                "webchat",
                "web",
                holder="post",
                limit=limit,
                lease=timedelta(minutes=1),
            )
            await delivery.sent(tx, [(row.id, row.id) for row in claimed])
        for row in claimed:
            bubble = unpack(row.body)
            seen = Seen(row.id, bubble.plain, bubble.buttons, bubble.file, row.kind)
            seen.drawing = row.body.get("drawing")
            self.phone(row.to).show(row.id, seen, row.replaces)
            for old in row.body.get(outbox.RETIRES, ()):
                self.phone(row.to).retire(old)
        return len(claimed)

    async def say(self, name: str, *texts: str) -> Phone:
        for text in texts:
            await self.happen(name, Typed(text))
        return self.phone(name)

    async def press(self, name: str, value: str, *, deliver: bool = True) -> Phone:
        return await self.happen(name, Pressed(value), deliver=deliver)

    async def act(self, name: str, verb: str) -> Phone:
        """Press the newest button for *verb*."""
        return await self.press(name, self.phone(name).button(verb))

    async def photo(self, name: str) -> Phone:
        """Send a photo that was fetched and checked."""
        person = await self.person(name)
        id_ = new_id()
        async with writing(self.database) as tx:
            await documents.add(tx, Document(id_, person, "photo", f"{id_}.jpg"))
        return await self.happen(name, Sent("photo", (id_,)))

    async def person(self, name: str) -> str:
        async with writing(self.database) as tx:
            sender = Sender("webchat", "web", name)
            return (await reach(tx, [sender]))[sender.key].person_id

    async def hire(
        self, name: str, role: str = "officer", office: str = OFFICE
    ) -> Phone:
        """Invite somebody, let them join with the code, and say who they are."""
        async with writing(self.database) as tx:
            code = await officers.invite(tx, office, role, timedelta(days=1))
            number = len(await officers.of_office(tx, office)) + 1
        await self.say(name, f"/petugas {code}")
        return await self.say(name, f"Petugas {number}", "ya")

    async def apply(
        self, name: str = "owner", number: int = 1, road: str = "bina_umk"
    ) -> Phone:
        """Hand in an application, as short as one can; again, it knows the answers."""
        await self.press(name, f"apply:{road}")
        if "Ajukan yang lain" in [each.label for each in self.phone(name).last.buttons]:
            await self.say(name, "Ajukan yang lain")
        given = {
            "Nama pemilik": f"Contoh {LETTERS[number]}",
            "Nama usaha": f"Batik Contoh {number}",
            "Nomor HP/WA": f"0812 0000 {number:04d}",
        }
        return await self.fill(name, "apply", given)

    async def fill(
        self, name: str, form: str, given: Mapping[str, str] | None = None
    ) -> Phone:
        """Fill in the form that is open, with its own examples."""
        place = Place(self.database, "webchat", "web", name, PROFILE)
        async for reply in place.fills(Filling(form, given or {})):
            if reply.file:
                await self.photo(name)
            else:
                await self.happen(name, Typed(reply.text), deliver=False)
        await self.settle()
        return self.phone(name)
