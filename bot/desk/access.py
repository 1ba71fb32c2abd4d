"""Who may, and who hears, for the matters that still do their own reading."""

from bot.desk.run import person
from bot.pipeline.acts import Acting
from conversations.cases import access as rules
from conversations.cases.duty import alerted
from conversations.cases.records import Case, Officer
from storage.people import officers


async def officer(act: Acting, *roles: str) -> Officer:
    """The active officer who acts, in one of *roles* (any handler, if none)."""
    return rules.officer(person(act), *roles)


async def on_duty(act: Acting) -> list[Officer]:
    """Whom of the office something new concerns."""
    return alerted(await officers.of_office(act.tx, act.office))


async def holders(act: Acting, case: Case) -> list[Officer]:
    """Who answers for a case: its holder, or those on duty when that one has left."""
    staff = await officers.of_office(act.tx, case.office_id)
    return [one for one in staff if one.id == case.holder_id] or alerted(staff)
