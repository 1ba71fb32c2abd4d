"""How content owners were, for its page: the figures of the report, and by month."""

from bot import words
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.ratings import Face, Period, RatingsPage, RatingsQuery, Word
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import rights
from conversations.cases.calendar import day_of, last_months
from conversations.cases.lifecycle import LEADERS
from conversations.cases.ratings import FACES, FEWEST, Ratings
from conversations.cases.reports.figures import ShowReport
from conversations.engine.effects import Fact
from storage.cases import ratings
from storage.people import offices

MONTHS = 12
MOST = 20
"""So many words stand on a page."""


async def read(act: Acting, query: RatingsQuery) -> RatingsPage:
    """For who sees the report; what was written was written to who leads."""
    who, language = person(act), act.voice.language
    rights.ask(ShowReport, who)
    role = who.officer.role if who.officer else ""
    spans = last_months(act.now, MONTHS)
    each = await ratings.monthly(act.tx, act.office, spans)
    months = (
        _period(act, words.month_of_year(language, day_of(begun)), found)
        for (begun, _), found in zip(spans, each, strict=True)
        if found.count
    )
    every = await ratings.counted(act.tx, act.office)
    start, said = query.page * MOST, []
    if role in LEADERS:
        said = await ratings.remarks(act.tx, act.office, MOST + 1, start)
    return RatingsPage(
        _period(act, "", every),
        tuple(months)[::-1],
        await _others(act) if role == "admin" else (),
        tuple(
            Word(one.code, one.business, _face(act, one.face), one.words)
            for one in said[:MOST]
        ),
        role in LEADERS,
        every.public,
        FEWEST,
        query.page + 1 if len(said) > MOST else 0,
    )


async def _others(act: Acting) -> tuple[Period, ...]:
    """All offices that somebody was asked for, for who runs them all."""
    served = await offices.every(act.tx)
    each = [(o.short_name, await ratings.counted(act.tx, o.id)) for o in served]
    if len(served) < 2:  # noqa: PLR2004 -- it is the one that is shown already
        return ()
    return tuple(_period(act, name, found) for name, found in each)


def _period(act: Acting, name: str, found: Ratings) -> Period:
    faces = (
        Face(
            _face(act, face),
            times := found.faces.get(face, 0),
            round(100 * times / max(found.count, 1)),
        )
        for face in reversed(FACES)
    )
    mean = words.show(act.voice.language, found.mean)
    return Period(name, mean if found.count else "", found.count, tuple(faces))


def _face(act: Acting, face: int) -> str:
    key = f"rating.face.{face}"
    return words.label(act.voice.language, Fact(key=key)) if face else ""


PAGES: Pages = {RatingsQuery: Page(read)}
