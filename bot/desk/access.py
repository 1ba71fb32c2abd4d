"""Who hears of a case, for the matter that still does its own reading."""

from bot.pipeline.acts import Acting
from conversations.cases.duty import alerted
from conversations.cases.records import Case, Officer
from storage.people import officers


async def holders(act: Acting, case: Case) -> list[Officer]:
    """Who answers for a case: its holder, or those on duty when that one has left."""
    staff = await officers.of_office(act.tx, case.office_id)
    return [one for one in staff if one.id == case.holder_id] or alerted(staff)
