"""What one person's act says to another: an owner hears the desk, an officer the owner.

Each notice is typed, and stands in one table with what it says, which buttons it has
and which form it opens.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import msgspec
from msgspec import structs

from conversations.cases.decision import Notice
from conversations.cases.papers import (
    PaperAccepted,
    PaperSent,
    PaperSentBack,
    PaperShown,
    PapersShown,
    PapersWhole,
)
from conversations.engine.effects import Begin, Effect, Fact, Option, Say
from conversations.flows.officer import review_papers
from conversations.flows.told import TOLD


def paper_accepted(news: PaperAccepted) -> Say:
    """A paper is as it should be; and the one next thing."""
    if news.next:
        send = Option(f"send:{news.code}/{news.next}", key="action.send_paper")
        return _news("owner.paper_next", news, send)
    key = "owner.papers_whole" if news.whole else "owner.paper_accepted"
    return _news(key, news, Option("status", key="action.status"))


def paper_sent_back(news: PaperSentBack) -> tuple[Effect, ...]:
    """A paper is asked for again, with the reason, at once."""
    again = Begin("paper", {"code": news.code, "paper": news.paper})
    return (replace(_news("owner.paper_back", news), joined=True), again)


def _news(key: str, news: Notice, *actions: Option) -> Say:
    """The words of *news*: each of its fields as a person reads it."""
    values = {
        name: READ[name](value) if name in READ else value
        for name, value in structs.asdict(news).items()
    }
    return Say(key, values, actions=actions, kind="notice")


READ: Mapping[str, Callable[[str], Fact]] = {
    "name": lambda name: Fact(label=name),
    "next_name": lambda name: Fact(label=name),
}
"""Fields that are called otherwise than they are kept."""

NOTICES: Mapping[type[Notice], Callable[[Any], Say | tuple[Effect, ...]]] = {
    PaperAccepted: paper_accepted,
    PaperSentBack: paper_sent_back,
    PaperSent: review_papers.sent,
    PaperShown: review_papers.shown,
    PapersShown: review_papers.papers,
    PapersWhole: review_papers.whole,
}
"""What each notice says, which buttons it has, and which form it opens."""
SUBJECTS = {kind.subject: kind for kind in NOTICES}


def effects(notice: Notice) -> tuple[Effect, ...]:
    """What *notice* says, and what it opens."""
    said = NOTICES[type(notice)](notice)
    return (said,) if isinstance(said, Say) else said


def told(subject: str, values: Mapping[str, Any]) -> tuple[Effect, ...]:
    """The same of one as it is kept; in plain words where it can be read no more.

    Of a kind that a later version knows nothing is said.
    """
    if subject in TOLD:
        return TOLD[subject](values, False)  # noqa: FBT003
    kind = SUBJECTS.get(subject)
    try:
        return effects(msgspec.convert(values, kind)) if kind else ()
    except msgspec.ValidationError:
        return (Say("repair.unread", kind="notice"),)
