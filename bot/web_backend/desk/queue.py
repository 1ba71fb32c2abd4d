"""What waits at the desk, and what one handles: read as in the chat, put for a page."""

from bot import words
from bot.desk import listing
from bot.desk import queue as reading
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.queue import QueuePage, QueueQuery, Row
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import queue as rules
from conversations.cases import rights
from conversations.cases.listing import ME, Filters, Listed
from conversations.cases.names import place, stage_name
from conversations.cases.records import Case, Waiting
from conversations.engine.effects import Fact

MOST = 100
"""So many of what waits stand on the first page."""


async def read(act: Acting, query: QueueQuery) -> QueuePage:
    """What waits by its kind, the longest first; then one's own."""
    who, office = person(act), act.office
    rights.ask(rules.ShowQueue, who)
    waits = await reading.waiting(act, office, size=MOST)
    seen = rights.shown(rules.ShowQueue, waits, who)
    me = act.person.officer
    held = Listed()
    if me:
        held = await listing.listed(act.tx, me, Filters(holder=ME), limit=MOST)
    groups = []
    for what in rules.GROUPS:
        rows = tuple(_row(act, r) for r in seen.rows if rules.group(r) == what)
        if rows:
            counted = {"count": getattr(seen.counted, what)}
            named = words.text(act.voice.language, f"desk.queue.{what}", counted)
            groups.append((named, rows))
    mine = tuple(_row(act, each) for each in held.rows)
    return QueuePage(tuple(groups), seen.count, mine, held.count)


def _row(act: Acting, row: Case | Waiting) -> Row:
    """A line: what it is called, what it is, about whom, and for how long it waits."""
    language, now = act.voice.language, act.now

    def said(*parts: object) -> str:
        return " · ".join(words.show(language, each) for each in parts if each)

    age = said(rules.age(rules.since(row), now))
    if isinstance(row, Waiting):
        kind = words.label(language, Fact(key=f"desk.waits.{row.kind}"))
        title = row.business or row.owner or row.code or kind
        about = said(row.code, row.owner, rules.short(row.text))
        return Row(title, kind, about, age, _where(row))
    state = "reported" if row.reported else row.state
    at = stage_name(row.road, row.stage) if row.state == "accepted" else ""
    return Row(
        row.business_name or row.owner_name or row.code,
        said(Fact(key=f"desk.state.{state}"), at),
        said(row.code, place(row.kecamatan), row.holder_name),
        age,
        f"/desk/kasus/{row.code}",
        state,
    )


def _where(row: Waiting) -> str:
    """Its case; a question about none has a page of its own."""
    if row.code:
        return f"/desk/kasus/{row.code}"
    return f"/desk/jawaban/tanya/{row.id}" if row.kind == "question" else ""


PAGES: Pages = {QueueQuery: Page(read)}
