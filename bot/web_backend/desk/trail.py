"""The history for a page: read as in the chat, only more of it at once."""

from collections.abc import Iterable
from datetime import date

from bot import words
from bot.desk import trail as reading
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.case import Choice
from bot.web.desk.trail import Row, TrailPage, TrailQuery
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import rights
from conversations.cases import trail as rules
from conversations.cases.decision import Denied
from storage.people import officers

MOST = 50
"""So many acts stand on one page."""
MANAGED = range(2000, 3000)
"""Years of days that can be asked for; a calendar ends, and theirs is ahead of ours."""


async def read(act: Acting, query: TrailQuery) -> TrailPage:
    """What is asked for, if whoever looks may see it."""
    who, language = person(act), act.voice.language
    rights.ask(rules.ShowTrail, who)
    days = _day(query.first), _day(query.last)
    asked = rules.ShowTrail(query.code, query.officer, query.before, query.what, *days)
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
    older = seen.rows[-1].seq if seen.more else 0
    return TrailPage(rows, among, tuple(_kinds(language)), older)


def _day(said: str) -> date | None:
    """The day that the address names, if any; `Denied` where nobody can read it."""
    try:
        day = date.fromisoformat(said) if said else None
    except ValueError:
        raise Denied("trail.no_day") from None
    if day and not MANAGED.start <= day.year < MANAGED.stop:
        raise Denied("trail.no_day")
    return day


def _kinds(language: str) -> Iterable[tuple[str, tuple[Choice, ...]]]:
    """Each kind of act, whole or one by one."""
    for kind, acts in rules.ACTS.items():
        name = words.text(language, f"trail.kind.{kind}")
        every = words.text(language, "web.desk.past.every", {"kind": name})
        each = (
            Choice(f"{kind}.{act}", words.text(language, f"trail.{kind}.{act}"))
            for act in acts
        )
        yield name, (Choice(kind, every), *each)


PAGES: Pages = {TrailQuery: Page(read)}
