"""What an officer hears of visits, and what they can do about it."""

from conversations.cases.buttons import button, desk
from conversations.cases.overdue import VisitWaits
from conversations.cases.visit_news import (
    DayAhead,
    VisitAsked,
    VisitBooked,
    VisitCalledOff,
    VisitCancelled,
)
from conversations.cases.visit_route import line
from conversations.engine.effects import Option, Say, When
from conversations.flows.shared.news import worded


def day(news: DayAhead) -> Say:
    """Where one is expected today, in the order of the way."""
    lines = [line(stop) for stop in news.stops]
    return Say("desk.visit.day", {"lines": lines}, kind="notice")


def booked(news: VisitBooked) -> Say:
    """A time was chosen, perhaps in the place of another."""
    key = "desk.visit.moved" if news.moved else "desk.visit.booked"
    acts = (
        desk("visit", news.code),
        button("visit_cancel", news.visit),
        button("visit_guest", news.visit),
    )
    return worded(key, news, *acts, at=When(news.at))


def asked(news: VisitAsked) -> Say:
    """Another time is wanted; in the owner's words, where there are any."""
    key = "desk.visit.asked" if news.words else "desk.visit.asked_other"
    acts = (desk("visit", news.code), button("visit_cancel", news.visit))
    return worded(key, news, *acts)


def called_off(news: VisitCalledOff) -> Say:
    """The owner called it off, perhaps with the reason."""
    return worded("desk.visit.called_off", news, desk("visit", news.code), **said(news))


def cancelled(news: VisitCancelled) -> Say:
    """The officer does not come."""
    return worded("owner.visit.cancelled", news, button("officer"), **said(news))


def said(news: VisitCalledOff | VisitCancelled) -> dict[str, Say | When | str]:
    """When it would have been, and why it is not."""
    return {
        "at": Say("visiting.at", {"at": When(news.at)}) if news.at else "",
        "reason": Say("visiting.reason", {"text": news.reason}) if news.reason else "",
    }


def waits(news: VisitWaits) -> Say:
    """Something of a visit has waited for a working day."""
    acts: dict[str, Option] = {
        "visit": desk("visit", news.code),
        "report": button("visit_report", news.id),
        "finding": button("finding", news.id),
    }
    return worded(f"desk.visit.waits.{news.kind}", news, acts[news.kind])
