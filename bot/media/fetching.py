"""Files that people send: fetched at once, checked in a child, sealed, then taken.

Platforms keep a file for minutes, so it is fetched before its event has its turn. An
album is one answer: its parts are waited for and become one event. What cannot be
taken becomes an event with a problem, which the conversation answers kindly.
"""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from msgspec import structs

from bot.channels.base import Channel, FetchError, Media
from bot.channels.spec import spec_of
from bot.media import bursts, quota
from bot.media import check as media_check
from bot.media.formats import bare_name
from bot.media.transcribing import Transcriber, words_in
from bot.pipeline.loops import Wake, keep_at, take_due
from conversations.cases.records import Document
from conversations.engine import events
from conversations.engine.events import Sent
from conversations.language import hidden
from storage.cases import documents
from storage.core.database import Database, Transaction
from storage.core.files import FileStore
from storage.core.ids import new_id
from storage.messages import inbox
from storage.messages.inbox import OpenEvent
from storage.people import people

AT_ONCE = 8
LEASE = timedelta(seconds=60)
SOON = timedelta(seconds=2)
"""Until a file is asked for again, doubled each time: its person waits behind it."""
TRIES = 5
MOMENT, SHOWN = 1.0, 4.0
"""Seconds until a chat shows that we write, and for which the platforms show it."""

LEFT_OUT = {"quota", "no_room"}
"""Why parts of an album are not taken while others are."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fetched:
    """What became of one file: a document, its *kind* and *flaws*, or a problem.

    *heard* are the words in a voice, where something listens. By its *digest* a file
    is known when it comes again.
    """

    document: Document | None = None
    problem: str = ""
    kind: str = ""
    flaws: tuple[str, ...] = ()
    heard: str = ""
    digest: str = ""


_GONE, _BROKEN = Fetched(problem="gone"), Fetched(problem="broken")


class Fetcher:
    """Fetches what waits for its file, until stopped."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        files: FileStore,
        wake: Wake,
        transcriber: Transcriber | None = None,
    ) -> None:
        self.transcriber = transcriber
        self.ledger = quota.Ledger()
        self.database = database
        self.channels = channels
        self.files = files
        self.wake = wake

    async def run(self, stop: asyncio.Event) -> None:
        """Fetch what is due; rest when there is nothing."""
        await keep_at(self.look, stop, self.wake.bell())

    async def look(self) -> float:
        """Fetch files that are due; seconds to the next."""
        return await take_due(self.database, inbox.next_media, self.once, self.wake)

    async def once(self) -> int:
        """A handful of events side by side; how many there were."""
        claimed = await self.database.write(self.claim)
        await asyncio.gather(*(self.take(parts) for parts in claimed))
        return len(claimed)

    async def claim(self, tx: Transaction) -> list[list[OpenEvent]]:
        """Due events, whole albums together; an album still growing is left alone.

        An album is taken by its first part, so that no two can take it.
        """
        found = await inbox.claim_media(tx, AT_ONCE, LEASE)
        claimed: list[list[OpenEvent]] = []
        for event in found:
            if not event.album:
                claimed.append([event])
                continue
            waiting = await inbox.waiting_of(tx, event.person_id)
            parts = bursts.parts(event, waiting)
            settled = bursts.settled(parts, waiting)
            if parts[0].seq != event.seq:
                await inbox.postpone(tx, event.seq, tx.now + bursts.LONGEST)
            elif settled > tx.now:
                await inbox.postpone(tx, event.seq, settled)
            else:
                seqs = [part.seq for part in parts]
                await inbox.lease(tx, seqs, tx.now + LEASE * len(parts))
                claimed.append(parts)
        return claimed

    async def take(self, parts: Sequence[OpenEvent]) -> None:
        """Fetch one event's files, and open it for its turn."""
        last = parts[0].attempts >= TRIES
        got: list[Fetched] = []
        async with self.seen_writing(parts[0]):
            for part in parts:
                fetched = await self.attempt(part, got, last=last)
                if fetched is None:
                    await self.database.write(partial(self.again, parts=parts))
                    return
                got.append(fetched)
        await self.database.write(lambda tx: self.keep(tx, parts, got))
        await self.forget(parts)

    @asynccontextmanager
    async def seen_writing(self, event: OpenEvent) -> AsyncIterator[None]:
        """Have its chat show that we are at it, where that takes more than a moment."""
        showing = asyncio.create_task(self.show_writing(event))
        try:
            yield
        finally:
            showing.cancel()

    async def show_writing(self, event: OpenEvent) -> None:
        """Show it until told that it is over."""
        to = event.event.get("from", "")
        wait = MOMENT
        while to:
            await asyncio.sleep(wait)
            await self.channels[event.channel].show_writing(to)
            wait = SHOWN

    async def again(self, tx: Transaction, parts: Sequence[OpenEvent]) -> None:
        """All of it is tried again, soon."""
        wait = SOON * 2 ** max(parts[0].attempts - 1, 0)
        await inbox.lease(tx, [part.seq for part in parts], tx.now + wait)

    async def attempt(
        self, part: OpenEvent, before: Sequence[Fetched], *, last: bool
    ) -> Fetched | None:
        """One file, or why not; None where it may be had later.

        The *last* time there is no later. What becomes of one file is no other's loss.
        """
        try:
            return await self.fetch(part, before)
        except FetchError as error:
            return None if error.reason == "later" and not last else _GONE
        except Exception as error:  # noqa: BLE001 -- one file may not stop the others
            log.warning("a file failed: %s", type(error).__name__)
            return _BROKEN if last else None

    async def forget(self, parts: Sequence[OpenEvent]) -> None:
        """The verdict is in: what lay here until then, good or bad, goes at once."""
        for part in parts:
            name = part.event.get("media", {}).get("ref", "")
            uploads = spec_of(part.channel).uploads
            if uploads and name.startswith(uploads):
                await self.files.delete(name)

    async def fetch(self, event: OpenEvent, before: Sequence[Fetched] = ()) -> Fetched:
        """One file: fetched, checked, sealed; *before* it came others of its album."""
        media = Media(**event.event["media"])
        # Of a file that is not fetched, its size is all that is known.
        too_large = Fetched(problem="too_large", digest=digest(b"%d" % media.size))
        if not media_check.worth_fetching(media.size):
            return too_large
        channel = self.channels.get(event.channel)
        if channel is None:
            return Fetched(problem="gone")
        if problem := await self.unwelcome(event.person_id, before):
            return Fetched(problem=problem, digest=digest(b"%d" % media.size))
        try:
            data = await media_check.gather(channel.fetch(media))
        except media_check.TooLarge:
            return too_large
        except FetchError as error:
            if error.reason == "too_large":
                return too_large
            raise
        self.ledger.note(event.person_id, len(data))
        checked = await media_check.check(data, media.kind)
        if isinstance(checked, media_check.Problem):
            return Fetched(problem=checked.reason, digest=digest(data))
        document = await store(self.files, event.person_id, checked, media.name)
        heard = hidden(await self.listen(event.person_id, checked))
        return Fetched(
            document,
            kind=checked.kind,
            flaws=checked.flaws,
            heard=heard,
            digest=digest(data),
        )

    async def unwelcome(self, person_id: str, before: Sequence[Fetched]) -> str:
        """Why nothing more of this person can be taken now; empty where it can."""
        if not quota.roomy(self.files):
            return "no_room"
        held = partial(quota.kept, person_id=person_id)
        count, size = await self.database.read(held)
        new = [each.document.size for each in before if each.document]
        kept = (count + len(new), size + sum(new))
        tried = self.ledger.spent(person_id)
        return "quota" if quota.over(*kept) or quota.over(*tried) else ""

    async def listen(self, person_id: str, checked: media_check.Checked) -> str:
        """The words in a voice, if it is one and something listens."""
        if self.transcriber is None or checked.kind != "voice":
            return ""
        spoken = partial(people.language, person_id=person_id)
        language = await self.database.read(spoken)
        return await words_in(self.transcriber, checked.data, checked.mime, language)

    async def keep(
        self, tx: Transaction, parts: Sequence[OpenEvent], got: Sequence[Fetched]
    ) -> None:
        """Note the documents; the first part carries them all, the others are done."""
        taken = [each.document for each in got if each.document]
        for document in taken:
            await documents.add(tx, document)
        first, *others = parts
        if "event" not in first.event:
            await inbox.fetched(tx, first, {})  # unreadable: its turn will say so
            return
        sent = events.load(first.event["event"])
        if isinstance(sent, Sent):
            told = next((each for each in got if each.document), got[0])
            kinds = [each.kind for each in got if each.document]
            values = {**sent.values, "digest": told.digest}
            if taken:
                values["flaws"] = shared(got)
            if len({*kinds}) > 1:
                values["kinds"] = kinds
            left_out = sum(each.problem in LEFT_OUT for each in got)
            if taken and left_out:
                values["left_out"] = left_out
            if taken and (lost := len(got) - len(taken) - left_out):
                values["lost"] = lost
            if got[0].heard:
                values["heard"] = got[0].heard
            sent = structs.replace(
                sent,
                kind=kinds[0] if kinds else sent.kind,
                files=tuple(document.id for document in taken),
                problem=told.problem,
                text=under(parts),
                values=values,
            )
        kept = {**first.event, "event": events.dump(sent)}
        await inbox.fetched(tx, first, kept)
        await inbox.finish(tx, [part.seq for part in others])


async def store(
    files: FileStore, person_id: str, checked: media_check.Checked, called: str = ""
) -> Document:
    """Seal a checked file and its thumbnail."""
    name = new_id()
    stored = await files.put(name, checked.data, checked.suffix)
    thumbnail = None
    if checked.thumbnail:
        small = await files.put(f"{name}-s", checked.thumbnail, "jpg")
        thumbnail = small.name
    return Document(
        id=name,
        person_id=person_id,
        kind=checked.mark or checked.kind,
        name=stored.name,
        mime=checked.mime,
        size=stored.size,
        sha256=stored.sha256,
        thumbnail=thumbnail,
        width=checked.width,
        height=checked.height,
        called=bare_name(called),
    )


def under(parts: Sequence[OpenEvent]) -> str:
    """What is written under any of the files, once."""
    each = [part.event.get("event", {}).get("text") for part in parts]
    return "\n".join(dict.fromkeys(text for text in each if text))


def shared(got: Sequence[Fetched]) -> list[str]:
    """What is wrong with every part: one good photo of an album is enough."""
    of_each = [set(each.flaws) for each in got if each.document]
    return sorted(set.intersection(*of_each)) if of_each else []


def digest(data: bytes) -> str:
    """A short name of *data*, the same each time it comes, which says nothing of it."""
    return hashlib.sha256(data).hexdigest()[:16]
