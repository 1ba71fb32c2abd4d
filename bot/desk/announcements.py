"""Announcements: what is read for each act, and the rule that decides."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from msgspec.structs import replace

from bot.channels.base import Profile
from bot.desk.run import answer, nothing, register
from bot.pipeline.acts import Acting, ByAct, LookUpper
from bot.views.announcement import looks
from conversations.cases import announcements as rules
from conversations.cases.records import Announcement, Audience
from storage.core.database import Transaction
from storage.outreach import announcements, recipients
from storage.outreach import audience as audiences
from storage.people import officers, offices

LATEST = 5
"""Among so many of an office the one is looked for that was just sent."""


def previews(profiles: Mapping[str, Profile]) -> LookUpper:
    """The preview of an announcement; how it looks depends on the channels."""

    async def read(act: Acting, asked: Mapping[str, Any]) -> rules.Preview:
        if act.person.officer is None:
            return rules.Preview()
        office = await offices.by_id(act.tx, act.person.officer.office_id)
        whom = rules.audience(office.id, asked["audience"])
        found: rules.Preview = act.read("audience", whom, partial(reach, whom=whom))
        shown = (str(asked["text"]), office.short_name, act.person.language)
        return replace(found, looks=looks(*shown, profiles))

    return answer(read, rules.preview)


async def reach(tx: Transaction, whom: Audience) -> rules.Preview:
    """How many there are, a few by name, and how many of whom it would not reach."""
    return rules.Preview(
        await audiences.count(tx, whom),
        ", ".join(await audiences.sample(tx, whom)),
        await audiences.outside(tx, whom),
        silent=await audiences.silent(tx, whom),
    )


async def _latest(act: Acting, asked: rules.Announce) -> list[Announcement]:
    return await announcements.of_office(act.tx, act.office, limit=LATEST)


async def _sending(act: Acting, asked: rules.StopAnnouncement) -> rules.Sending:
    found = await announcements.find(act.tx, asked.announcement)
    if found is None:
        return rules.Sending()
    return rules.Sending(
        found,
        await officers.by_id(act.tx, found.author_id),
        await recipients.counts(act.tx, found.id),
        await recipients.ahead(act.tx, found.id),
    )


PERFORMERS: ByAct = {
    rules.Announce: register(read=_latest, decide=rules.announce),
    rules.SampleAnnouncement: register(read=nothing, decide=rules.sample),
    rules.StopAnnouncement: register(read=_sending, decide=rules.stop),
}
