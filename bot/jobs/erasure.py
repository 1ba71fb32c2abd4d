"""Erasures that were asked for: a word before, the erasure, and the last of it.

Files go first and rows after, so that a crash in between leaves nothing that nobody
finds again. Where a person is found stays for an hour more, to tell them it is done.
What others read of them is changed where it was read, as far as the platform lets us;
whoever has messages that cannot be changed is told that they must go.
"""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from bot import words
from bot.channels.base import Bubble
from bot.channels.spec import spec_of
from bot.jobs.names import open_names
from bot.pipeline.render import pack
from conversations.cases.decision import Notice, notified
from conversations.cases.privacy import Erased, EraseSoon, OwnerErased
from conversations.engine.events import dump
from storage.cases import cases, history, merged
from storage.core.database import Database, Transaction
from storage.core.files import BadName, FileStore
from storage.core.ids import new_id
from storage.messages import by_person, inbox, outbox
from storage.messages.by_person import Found
from storage.ops import jobs
from storage.ops.jobs import Job
from storage.people import sessions
from storage.privacy import erasure, mentions, tombstones
from storage.privacy.mentions import Mentions, Shown
from storage.privacy.tombstones import Tombstones

LAST = timedelta(hours=1)
"""After the erasure, until the way to the person is forgotten too."""


@dataclass(frozen=True)
class Erasure:
    """The three jobs of one erasure; *groups* hear of cases like one more person."""

    database: Database
    files: FileStore
    groups: Collection[str] = ()

    @property
    def tombstones(self) -> Tombstones:
        """Who was erased, for whoever brings an old copy back."""
        return Tombstones(self.files.beside(tombstones.NAME))

    async def warn(self, job: Job) -> None:
        """Tomorrow it happens."""
        day = date.fromisoformat(job.payload["day"])

        async def tell(tx: Transaction) -> None:
            await _tell(tx, job.payload["person"], EraseSoon(day), job.id)

        await self.database.write(tell)

    async def erase(self, job: Job) -> None:
        """Forget the person, and let them know."""
        person = job.payload["person"]

        async def know(tx: Transaction) -> None:
            await _tell(tx, person, Erased(), job.id)
            last = f"erasure.last:{job.id}"
            at = tx.now + LAST
            await jobs.queue(
                tx, "erasure.last", {"person": person}, run_at=at, key=last
            )

        await self._erase(person, job.id)
        await self.database.write(know)

    async def end(self, job: Job) -> None:
        """Forget where they were found, unless they began anew."""
        await self._end(job.payload["person"])

    async def again(self) -> int:
        """Erase whoever is back by an old copy of the database; how many that were."""
        erased = self.tombstones.all()
        if not erased:
            return 0
        back = await self.database.read(partial(tombstones.risen, erased=erased))
        for person in back:
            await self._erase(person, "")
            await self._end(person)
        return len(back)

    async def _erase(self, person: str, name: str) -> None:
        """Everything but the way to them.

        *name* is that of this erasure; without one nobody hears of it, for they did.
        """
        await self.database.write(partial(merged.give_back, person_id=person))
        held = await self.database.read(partial(erasure.files_of, person_id=person))
        await self._delete(held)
        search = partial(mentions.find, person_id=person, groups=self.groups)
        before = await self.database.read(search)
        found = await self.database.read(partial(by_person.find, people=[person]))
        now = await self.database.read(_now)
        self.tombstones.add(person, now)

        async def forget(tx: Transaction) -> list[str]:
            said = await search(tx, before=before)
            return await self._forget(tx, person, name, found, said)

        # Again, for what came in between.
        await self._delete(await self.database.write(forget))
        await open_names(self.database)
        await self.database.wipe()

    async def _forget(
        self, tx: Transaction, person: str, name: str, found: Found, said: Mentions
    ) -> list[str]:
        await sessions.people_by_id(tx, [person])
        await merged.give_back(tx, person)
        names = await erasure.files_of(tx, person)
        codes = tuple(case.code for case in await cases.of_person(tx, person))
        instead = await _instead(tx, said) if name else {}
        names += await mentions.forget(tx, said, instead)
        await erasure.erase(tx, person, found)
        await history.write(tx, "person.erased", person_id=person)
        changed = [each for each in said.shown if each.id in instead]
        await outbox.post(
            tx, [mentions.edited(each, new_id(), instead[each.id]) for each in changed]
        )
        for reader in sorted(_keepers(said, instead)) if name else ():
            await _tell(tx, reader, OwnerErased(codes), f"{name}:{reader}")
        return names

    async def _end(self, person: str) -> None:
        found = await self.database.read(partial(by_person.find, people=[person]))

        async def forget(tx: Transaction) -> list[str]:
            await sessions.people_by_id(tx, [person])
            names = await erasure.files_of(tx, person)
            return names if await erasure.forget_ways(tx, person, found) else []

        await self._delete(await self.database.write(forget))
        await self.database.wipe()

    async def _delete(self, names: Iterable[str]) -> None:
        for name in names:
            # What the store could never have kept is no file to lose.
            with suppress(BadName):
                await self.files.delete(name)


async def _now(tx: Transaction) -> Any:
    return tx.now


def _changes(each: Shown) -> bool:
    """Whether a message can be changed where it was read."""
    plain = each.sent and not each.replaces and not each.file
    return plain and spec_of(each.channel).profile.edits


def _keepers(said: Mentions, instead: Mapping[str, Any]) -> set[str]:
    """Who still has messages on their phone that we cannot change."""
    return {
        each.person_id
        for each in said.shown
        if each.sent and not each.replaces and each.id not in instead and each.person_id
    }


async def _instead(tx: Transaction, said: Mentions) -> dict[str, dict[str, Any]]:
    """What stands from now on in messages that can be changed, by their ids."""
    changed = [each for each in said.shown if _changes(each)]
    readers = sorted({each.person_id for each in changed if each.person_id})
    people = await sessions.people_by_id(tx, readers)
    spoken = {each.person_id: each.language for each in people.values()}

    def gone(each: Shown) -> dict[str, Any]:
        language = spoken.get(each.person_id or "", words.DEFAULT)
        return pack(Bubble(words.runs(language, "desk.erased.card")))

    return {each.id: gone(each) for each in changed}


async def _tell(tx: Transaction, person: str, notice: Notice, name: str) -> None:
    event = {"event": dump(notified(notice))}
    await inbox.post_event(tx, person, event, f"{notice.subject}:{name}")
