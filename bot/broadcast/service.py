"""A coordinator announces: the preview, the freezing of the list, and the stop.

Whom it is for is decided once, in the commit of the confirmation. Sending is
`bot.broadcast.fanout`'s.
"""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from msgspec import structs

from bot.broadcast import bubble
from bot.channels.base import Profile
from bot.desk import access
from bot.pipeline.acts import Acting, Performer
from conversations.cases import lifecycle
from conversations.cases.announcements import (
    Announce,
    AnnouncementSent,
    StopAnnouncement,
)
from conversations.cases.decision import Denied
from conversations.engine.effects import Option, Say
from conversations.flows.notices import effects
from storage.cases import history
from storage.core.database import Transaction
from storage.outreach import announcements, recipients
from storage.outreach import audience as audiences
from storage.outreach.announcements import Announcement
from storage.outreach.audience import Audience
from storage.people import officers, offices

NARROWS = ("kecamatan", "sector", "road", "stage", "kind")


def audience(office_id: str, chosen: Mapping[str, Any]) -> Audience:
    """Whom a coordinator chose, as the storage selects them."""
    narrowed = {name: (str(chosen[name]),) for name in NARROWS if chosen.get(name)}
    return Audience(office_id, **narrowed)


async def learn(
    profiles: Mapping[str, Profile], act: Acting, asked: Mapping[str, Any]
) -> Mapping[str, Any]:
    """How many it would reach, a few of them, and how it would look."""
    try:
        officer = await access.officer(act, *lifecycle.LEADERS)
    except Denied:
        return {"count": 0, "samples": "", "outside": 0, "looks": ""}
    whom = audience(officer.office_id, asked["audience"])
    found: Mapping[str, Any] = act.read("audience", whom, partial(_reach, whom=whom))
    office = await offices.by_id(act.tx, officer.office_id)
    text, language = str(asked["text"]), act.person.language
    return {**found, "looks": bubble.looks(text, office.short_name, language, profiles)}


async def _reach(tx: Transaction, whom: Audience) -> Mapping[str, Any]:
    """How many there are, a few by name, and how many can get no free text now."""
    return {
        "count": await audiences.count(tx, whom),
        "samples": ", ".join(await audiences.sample(tx, whom)),
        "outside": await audiences.outside(tx, whom),
    }


async def announce(act: Acting, effect: Announce) -> Iterable[Say]:
    """Begin, for as many as were shown, and leave the rest to the fan-out."""
    officer = await access.officer(act, *lifecycle.LEADERS)
    whom = audience(officer.office_id, effect.audience)
    made = await announcements.freeze(act.tx, officer.id, effect.text, whom)
    values = {"count": effect.count}
    await history.write(
        act.tx,
        "announcement.started",
        officer_id=officer.id,
        announcement=made,
        count=effect.count,
    )
    halt = Option(f"halt:{made}", key="announce.halt")
    # Its own subject: the author may be a recipient too, and that is another bubble.
    return [Say("announce.started", values, actions=(halt,), subject=subject(made))]


def subject(announcement_id: str) -> str:
    """What the author's card is about."""
    return f"progress:{announcement_id}"


async def stop(act: Acting, effect: StopAnnouncement) -> Iterable[Say]:
    """Send no more of it; its author and every coordinator may."""
    officer = await access.officer(act)
    found = await announcements.find(act.tx, effect.announcement)
    if found is None or found.office_id != officer.office_id:
        raise Denied("announce.unknown")
    if officer.role not in lifecycle.LEADERS and found.author_id != officer.id:
        raise Denied("desk.not_allowed")
    if not await announcements.stop(act.tx, found.id):
        return [Say("announce.over")]
    await history.write(
        act.tx,
        "announcement.stopped",
        officer_id=officer.id,
        announcement=found.id,
    )
    found = await announcements.by_id(act.tx, found.id)
    news = numbers(found, await recipients.counts(act.tx, found.id))
    author = await officers.by_id(act.tx, found.author_id)
    if author and author.id != officer.id:
        await act.tell(author.person_id, news)
    edited = [said for said in effects(news) if isinstance(said, Say)]
    return [*edited, Say("announce.stopped", structs.asdict(news))]


def numbers(found: Announcement, states: Mapping[str, int]) -> AnnouncementSent:
    """How far an announcement is, as its author is told."""

    def sum_of(*names: str) -> int:
        return sum(states.get(name, 0) for name in names)

    # Who still waits when it is stopped gets none: that is written down a little later.
    waiting, stopped = sum_of("waiting"), found.state == "stopped"
    return AnnouncementSent(
        found.id,
        found.state,
        count=found.count,
        sent=sum_of("sent", "delivered", "read"),
        left=sum_of("queued") + (0 if stopped else waiting),
        failed=sum_of("failed", "refused"),
        uncertain=sum_of("uncertain"),
        stopped=sum_of("stopped") + (waiting if stopped else 0),
    )


PERFORMERS: Mapping[type, Performer] = {Announce: announce, StopAnnouncement: stop}
