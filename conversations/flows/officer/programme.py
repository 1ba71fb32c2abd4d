"""A programme is opened; and what owners ask for is answered."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from conversations.cases.decision import Notice
from conversations.cases.names import place
from conversations.cases.overdue import RequestWaits
from conversations.cases.programmes import OpenProgramme
from conversations.cases.requests import (
    LETTER,
    DeclineRequest,
    RequestCame,
    SendLetter,
    ways,
)
from conversations.engine.effects import Effect, Say
from conversations.engine.flow import Aside, Form
from conversations.engine.questions import (
    Day,
    File,
    Number,
    Review,
    Words,
    ids,
)
from conversations.engine.values import Answers
from conversations.flows.officer.announce import (
    KECAMATAN,
    SECTOR,
    WHICH_ROAD,
    audience,
    whom,
)
from conversations.flows.officer.case_card import OFFICERS
from conversations.flows.shared.news import worded

LONGEST = 730
"""Days from today until the last day of a programme."""

NAME = Words("name", least=3, most=60)
GIVES = Words("gives", least=10, most=600, lines=True)
WHOM = whom("all", "kecamatan", "sector", "road")
QUOTA = Number("quota", least=1, most=9999, optional=True)
UNTIL = Day("until", least=0, most=LONGEST)


def opened(answers: Answers) -> tuple[Effect, ...]:
    """Open it, and tell whoever may."""
    about = (answers[NAME], answers[GIVES], audience(answers))
    return (OpenProgramme(*about, answers.get(QUOTA) or 0, answers[UNTIL]),)


FLOW = Form(
    "programme",
    (
        NAME,
        GIVES,
        WHOM,
        KECAMATAN,
        SECTOR,
        replace(WHICH_ROAD, home="announce.road"),
        QUOTA,
        UNTIL,
        Review("review"),
    ),
    opened,
    roles=("coordinator", "admin"),
)

# --- requests ------------------------------------------------------------------------

REASON = Words("reason", least=3, most=300)
SIGNED = File("file", kinds=("photo", "document"))


def declined(answers: Answers) -> tuple[Effect, ...]:
    """Its owner reads why."""
    return (DeclineRequest(str(answers.given.get("request")), answers[REASON]),)


def signed(answers: Answers) -> tuple[Effect, ...]:
    """It goes to its owner."""
    return (SendLetter(str(answers.given.get("request")), ids(answers[SIGNED])),)


DECLINE = Aside("request_no", (REASON,), declined, roles=OFFICERS)
LETTER_FILE = Aside("letter_file", (SIGNED,), signed, roles=OFFICERS)


def came(news: RequestCame) -> Say:
    """Who asks for what, with the two ways to answer."""
    brand = Say("request.brand", {"brand": news.brand}) if news.brand else ""
    about = {"what": news.what or LETTER, "place": place(news.kecamatan)}
    return worded("desk.request_came", news, *ways(news.request), **about, brand=brand)


def waits(news: RequestWaits) -> Say:
    """Nobody answered for a working day."""
    what = news.text or LETTER
    return worded("desk.overdue.request", news, *ways(news.id), what=what)


HEARD: Mapping[type[Notice], Callable[[Any], Say]] = {
    RequestCame: came,
    RequestWaits: waits,
}
"""What each notice to an officer says."""
