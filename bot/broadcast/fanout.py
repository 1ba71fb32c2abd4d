"""Announcements on their way: recipients become messages, a little ahead of sending.

Only a little, so that a stop and a *berhenti* have little to take back. What becomes
of the messages is noted at the recipients, and the author's card follows.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any

from bot.channels.base import Channel, Profile
from bot.pipeline.loops import AT_ONCE, LOOK_EVERY, Wake, keep_at
from bot.pipeline.render import pack
from bot.pipeline.word import known, serving
from bot.views import announcement as views
from conversations.cases.announcements import numbers
from conversations.cases.decision import notified
from conversations.cases.records import Announcement
from conversations.cases.reminders import calm
from conversations.engine.events import Notified, dump
from storage.cases import programmes
from storage.core.database import Database, Transaction
from storage.messages import inbox, outbox
from storage.outreach import announcements, recipients
from storage.outreach.announcements import Target
from storage.people import officers, offices

AHEAD = 200
"""Messages of one announcement that may wait in the outbox."""
HOLD = 0.02
"""Seconds for which nobody else may write while a list is made."""
LEAST = 200
"""People at the least that are looked at in one commit."""
EVERY = timedelta(seconds=5)
"""The author's card changes at most so often."""
LOOK_AGAIN = 0.5
"""Seconds between looks while one is on its way: what was sent makes room for more."""


class Stride:
    """How many people are looked at in one commit: so many as take about `HOLD`."""

    def __init__(self) -> None:
        self.people = LEAST

    async def go_on(self, database: Database, announcement_id: str) -> bool:
        """Go on with the list of an announcement; whether there is more of it."""
        more, took = await database.write(partial(self._timed, announcement_id))
        fitting = int(self.people * HOLD / took)
        self.people = max(LEAST, min(fitting, 2 * self.people))
        return more

    async def _timed(self, announcement_id: str, tx: Transaction) -> tuple[bool, float]:
        began = time.perf_counter()
        more = await announcements.listed(tx, announcement_id, self.people)
        return more, time.perf_counter() - began


class Fanout:
    """Sends announcements on their way, for as long as Pandu runs."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        wake: Wake,
        template: str = "",
    ) -> None:
        self.database = database
        self.profiles = {name: each.profile for name, each in channels.items()}
        self.wake = wake
        self.bell = wake.bell()
        self.template = template
        self.stride = Stride()
        self.going = False

    async def run(self, stop: asyncio.Event) -> None:
        """Post what may be posted; rest when there is nothing, or no room."""
        await keep_at(self.look, stop, self.bell)

    async def look(self) -> float:
        """List and post what may be now; seconds until there may be more."""
        self.going = bool(await self.database.read(announcements.unfinished))
        if not self.going:
            return LOOK_EVERY
        done = await next_chunk(
            self.database,
            self.profiles,
            self.stride,
            wake=self.wake,
            template=self.template,
        )
        if not done:
            return LOOK_AGAIN
        self.wake.ring()
        return AT_ONCE

    def sent(self, _: Sequence[str]) -> None:
        """Some messages went out: perhaps there is room for more."""
        if self.going:
            self.bell.set()


async def next_chunk(
    database: Database,
    profiles: Mapping[str, Profile],
    stride: Stride | None = None,
    *,
    wake: Wake | None = None,
    template: str = "",
    limit: int = 100,
) -> int:
    """List or post what may be now, of every announcement; how much that was.

    *template* names a WhatsApp template with the text as its one parameter: without
    it, who wrote more than a day ago cannot get the announcement there. *wake* rings
    when there is news for an author.
    """
    done = 0
    for one in await database.read(announcements.unfinished):
        if one.listing and await (stride or Stride()).go_on(database, one.id):
            done += 1
            continue
        post = partial(_post, one, profiles=profiles, template=template, limit=limit)
        done += await database.write(post)
        if await _tell_author(database, one.id) and wake:
            wake.ring()
    return done


async def _post(
    announcement: Announcement,
    tx: Transaction,
    *,
    profiles: Mapping[str, Profile],
    template: str,
    limit: int,
) -> int:
    """The next of one announcement, in a commit of their own; at night none."""
    if announcement.starts_at and (morning := await _morning(tx, announcement)):
        await announcements.postpone(tx, announcement.id, morning)
        return 0
    room = min(limit, AHEAD - await announcements.note(tx, announcement.id))
    targets: list[Target] = []
    if room > 0:
        targets = await announcements.next_chunk(tx, announcement.id, room)
    closed = [target for target in targets if not template and _closed(tx, target)]
    late = [target.person_id for target in closed]
    await recipients.refuse(tx, announcement.id, late, "window")
    office = await offices.by_id(tx, announcement.office_id)
    told_of = announcement.programme_id
    programme = await programmes.by_id(tx, told_of) if told_of else None

    @cache
    def body(language: str, channel: str) -> dict[str, Any]:
        """The bubble, made once for all who get it in a language and channel."""
        about = (announcement.text, office.short_name, language)
        return pack(views.composed(*about, profiles[channel], programme))

    with serving(await known(tx, announcement.office_id)):
        rows = [
            _row(tx, announcement, each, body(each.language, each.channel), template)
            for each in targets
            if each not in closed
        ]
    await outbox.post(tx, rows)
    return len(rows)


async def _morning(tx: Transaction, announcement: Announcement) -> datetime | None:
    """When people of its office may be disturbed again; None while they may be."""
    with serving(await known(tx, announcement.office_id)):
        then = calm(tx.now)
        return then if then > tx.now else None


def _closed(tx: Transaction, target: Target) -> bool:
    """Whether free text may not be sent to this person now."""
    return target.window_until is not None and target.window_until <= tx.now


def _row(
    tx: Transaction,
    announcement: Announcement,
    target: Target,
    body: dict[str, Any],
    template: str,
) -> outbox.OutboxRow:
    """One person's message; posted again, it would be passed over."""
    if _closed(tx, target):
        wanted = {
            "name": template,
            "language": target.language,
            "params": [announcement.text],
        }
        body = {**body, "template": wanted}
    subject = announcements.subject(announcement.id)
    return outbox.OutboxRow(
        id=target.outbox_id,
        person_id=target.person_id,
        address_id=target.address_id,
        channel=target.channel,
        account=target.account,
        body=body,
        lane=recipients.LANE,
        kind="announcement",
        subject=subject,
        unique_key=f"{subject}:{target.person_id}",
    )


async def _tell_author(database: Database, announcement_id: str) -> bool:
    """Change the author's card when numbers changed: once each slot of time, by key.

    What changed since the last slot began has not been told yet, so nothing is lost
    however many processes fan out. All are counted here, where nobody waits for it.
    """
    news = await database.read(partial(_news, announcement_id=announcement_id))
    if news is None:
        return False
    person, key, told = news
    event = {"event": dump(told)}
    await database.write(lambda tx: inbox.post_event(tx, person, event, key))
    return True


async def _news(
    tx: Transaction, announcement_id: str
) -> tuple[str, str, Notified] | None:
    """Whom to tell how far it is, and under which key; None when nobody."""
    announcement = await announcements.by_id(tx, announcement_id)
    going, changed = announcement.state == "sending", announcement.changed_at
    slot = int(tx.now.timestamp() // EVERY.total_seconds())
    began = (slot - 1) * EVERY.total_seconds()
    if going and (changed is None or changed.timestamp() < began):
        return None
    key = f"progress:{announcement_id}:{slot if going else 'done'}"
    author = await officers.by_id(tx, announcement.author_id)
    if author is None or await inbox.was_posted(tx, key):
        return None
    states = await recipients.counts(tx, announcement_id)
    return author.person_id, key, notified(numbers(announcement, states))
