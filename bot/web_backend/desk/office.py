"""The settings of an office, for its page."""

import math
from collections.abc import Iterator

from bot import words
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.office import (
    DayOff,
    Guide,
    OfficePage,
    OfficeQuery,
    Other,
    Told,
)
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import access
from conversations.cases.calendar import day_of
from conversations.cases.lifecycle import LEADERS
from conversations.cases.staff.records import Office
from conversations.catalogue import catalogue
from conversations.catalogue.opening import USUAL, ZONES
from conversations.catalogue.overrides import Word
from conversations.engine.effects import Fact
from storage.cases import topics
from storage.people import officers, offices

UNKNOWN = "desk.group.lacks.no_admin"
"""What is said of a group that lacks what nobody foresaw."""
CALLS, PER_MINUTE = 3, 20
"""Calls that bring one topic to how its case stands, and those a group bears."""


async def read(act: Acting, query: OfficeQuery) -> OfficePage:
    """The office of whoever sits there, and what an admin sees of all others."""
    del query
    me = access.officer(person(act), *access.LOOKERS)
    every = await offices.every(act.tx)
    own = next(each for each in every if each.id == me.office_id)
    granted = await offices.granted(act.tx, own.id)
    guides = await officers.guides(act.tx)
    today, language = day_of(act.now), act.voice.language
    unnamed = words.text(language, "desk.office.unnamed")
    word = (await act.known.get(act.tx)).word
    group = await topics.state(act.tx, own.id)
    return OfficePage(
        name=own.name,
        short_name=own.short_name,
        prefix=own.prefix,
        regency=own.regency,
        zone=own.opening.zone,
        zones=tuple(ZONES),
        hours=_hours(language, own),
        group_chat=own.group_chat,
        group=_group(language, own, *group) if group else (),
        told=tuple(_told(language, word)),
        off=tuple(
            DayOff(day, words.day(language, day), name or unnamed)
            for day, name in own.off.items()
            if day >= today
        ),
        others=tuple(
            Other(each.short_name, each.prefix, each.regency, _hours(language, each))
            for each in every
            if each.id != own.id
        ),
        guides=tuple(Guide(each.id, each.name, each.id in granted) for each in guides),
        leads=me.role in LEADERS,
        runs=me.role == "admin",
    )


def _told(language: str, word: Word) -> Iterator[Told]:
    """What an office says of itself, in its own later words where there are any."""
    office = catalogue().office
    for each in office.details:
        if each.id.endswith("_en"):
            continue  # the same, for whoever reads English
        entry = f"office:{each.id}"
        said = word[entry].text if entry in word else office.detail(each.id, language)
        yield Told(entry, words.label(language, Fact(label=each.title)), said)


def _group(language: str, office: Office, lacks: str, waits: int) -> tuple[str, ...]:
    """How its group is, and what is on its way there."""
    key = f"desk.group.lacks.{lacks or 'nothing'}"
    state = words.text(language, key, {"group": office.short_name}, UNKNOWN)
    # Each may need its words, its card and its icon.
    minutes = math.ceil(waits * CALLS / PER_MINUTE)
    late = {"count": waits, "minutes": minutes}
    queue = words.text(language, "web.desk.office.group_waits", late) if waits else ""
    return tuple(filter(None, (state, queue)))


def _hours(language: str, office: Office) -> str:
    """Its hours as they are written; empty if nobody said them."""
    hours = office.opening.hours
    return "" if hours == USUAL else words.opening(language, hours)


PAGES: Pages = {OfficeQuery: Page(read)}
