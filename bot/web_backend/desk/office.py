"""The settings of an office, for its page."""

from bot import words
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.office import DayOff, Guide, OfficePage, OfficeQuery, Other
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import access
from conversations.cases.calendar import day_of
from conversations.cases.lifecycle import LEADERS
from conversations.cases.staff.records import Office
from conversations.catalogue.opening import USUAL, ZONES
from storage.people import officers, offices


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
    return OfficePage(
        name=own.name,
        short_name=own.short_name,
        prefix=own.prefix,
        regency=own.regency,
        zone=own.opening.zone,
        zones=tuple(ZONES),
        hours=_hours(language, own),
        group_chat=own.group_chat,
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


def _hours(language: str, office: Office) -> str:
    """Its hours as they are written; empty if nobody said them."""
    hours = office.opening.hours
    return "" if hours == USUAL else words.opening(language, hours)


PAGES: Pages = {OfficeQuery: Page(read)}
