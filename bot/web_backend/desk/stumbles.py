"""Where people give up, for its page: the figures of the report, and where to go."""

from bot import sentences, words
from bot.desk.reports import stumbled
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.stumbles import Spot, StumblesPage, StumblesQuery
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import rights
from conversations.cases.lifecycle import LEADERS
from conversations.cases.records import SENTENCE
from conversations.cases.reports.figures import ShowReport
from conversations.cases.reports.stumbles import QUOTED
from conversations.cases.stumbles import Stumble
from conversations.engine.effects import Option

MOST = 100
"""So many questions, and more than anybody would look at."""


async def read(act: Acting, query: StumblesQuery) -> StumblesPage:
    """For who sees the report; what was typed is read by who leads, as there."""
    who = person(act)
    rights.ask(ShowReport, who)
    reads = bool(who.officer and who.officer.role in LEADERS)
    found = await stumbled(act.tx, act.office, MOST, QUOTED if reads else 0)
    return StumblesPage(tuple(_spot(act, *each) for each in found), reads)


def _spot(act: Acting, name: Option, each: Stumble) -> Spot:
    ask, help_ = (_changeable(each, part) for part in ("ask", "help"))
    return Spot(
        words.label(act.voice.language, name),
        each.language,
        words.words_of(each.language, ask) if ask else "",
        each.came,
        each.left,
        each.refused,
        each.words,
        ask,
        help_,
    )


def _changeable(each: Stumble, part: str) -> str:
    """The key of a sentence of the question, if an office may change it."""
    key = f"{each.question}.{part}"
    return key if f"{SENTENCE}{each.language}/{key}" in sentences.changeable() else ""


PAGES: Pages = {StumblesQuery: Page(read)}
