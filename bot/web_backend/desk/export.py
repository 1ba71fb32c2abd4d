"""Cases as a table, for its page: how many they are before they are taken along."""

from bot import words
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.cases import address
from bot.web.desk.export import ExportPage, ExportQuery
from bot.web_backend.desk.cases import known, narrowings
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import access, listing, rights
from conversations.cases.exports import ExportCases
from conversations.cases.lifecycle import LEADERS
from conversations.cases.listing import Listed
from storage.cases import listing as lists
from storage.people import officers


async def read(act: Acting, query: ExportQuery) -> ExportPage:
    """What the choices come to."""
    rights.ask(ExportCases, person(act))
    me = access.officer(person(act), *access.OVERSEERS)
    working = await officers.of_office(act.tx, act.office)
    staff = {each.id: each.name for each in working}
    chosen, language = known(query.by, staff, {}), act.voice.language
    count = await lists.count(act.tx, [me.office_id], chosen, me.acts_for)
    seen = Listed(chosen, count=count, holder=staff.get(chosen.holder, ""))
    return ExportPage(
        words.show(language, listing.asked(seen)),
        count,
        tuple(narrowings(language, chosen, staff, {})),
        address(chosen),
        me.role in LEADERS,
    )


PAGES: Pages = {ExportQuery: Page(read)}
