"""The history for a page: read as in the chat, only more of it at once."""

from bot import words
from bot.desk import trail as reading
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.case import Choice
from bot.web.desk.trail import Row, TrailPage, TrailQuery
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import rights
from conversations.cases import trail as rules
from storage.people import officers

MOST = 50
"""So many acts stand on one page."""


async def read(act: Acting, query: TrailQuery) -> TrailPage:
    """What is asked for, if whoever looks may see it."""
    who, language = person(act), act.voice.language
    rights.ask(rules.ShowTrail, who)
    asked = rules.ShowTrail(query.code, query.officer, query.before)
    seen = await reading.trail(act, asked, MOST)
    rules.may_look(asked, seen, who)
    by = words.text(language, "trail.by")
    rows = tuple(
        Row(
            each.at,
            each.officer or by,
            ", ".join(
                words.show(language, part) for part in (each.what, each.role) if part
            ),
            each.code,
        )
        for each in seen.rows
    )
    staff = await officers.of_office(act.tx, act.office)
    among = tuple(Choice(each.id, each.name) for each in staff)
    return TrailPage(rows, among, seen.rows[-1].seq if seen.more else 0)


PAGES: Pages = {TrailQuery: Page(read)}
