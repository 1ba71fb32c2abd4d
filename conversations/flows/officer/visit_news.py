"""What an officer hears of visits, and what they can do about it."""

from collections.abc import Callable, Mapping
from typing import Any

from conversations.cases.buttons import button, desk
from conversations.cases.decision import Notice
from conversations.cases.overdue import VisitWaits
from conversations.cases.visits.guests import GuestJoined
from conversations.cases.visits.news import (
    VisitAsked,
    VisitBooked,
    VisitCalledOff,
    VisitGiven,
    VisitOver,
)
from conversations.engine.effects import Effect, Option, Say, When
from conversations.flows.owner.own_visit import why
from conversations.flows.shared.news import put, worded


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
    """The owner called it off, perhaps with the reason; or its case has ended."""
    if news.ended:
        return worded("desk.visit.ended", news, **why(news))
    return worded("desk.visit.called_off", news, desk("visit", news.code), **why(news))


def given(news: VisitGiven) -> Say:
    """It came with the case of a colleague."""
    acts = (desk("visit", news.code), button("visit_cancel", news.visit))
    key = "desk.visit.given" if news.at else "desk.visit.given_open"
    return worded(key, news, *acts, at=When(news.at) if news.at else "")


def waits(news: VisitWaits) -> Say:
    """Something of a visit has waited for a working day."""
    acts: dict[str, Option] = {
        "visit": desk("visit", news.code),
        "report": button("visit_report", news.id),
        "finding": button("finding", news.id),
    }
    return worded(f"desk.visit.waits.{news.kind}", news, acts[news.kind])


HEARD: Mapping[type[Notice], Callable[[Any], Say | tuple[Effect, ...]]] = {
    VisitBooked: booked,
    VisitAsked: asked,
    VisitGiven: given,
    VisitCalledOff: called_off,
    VisitOver: put(
        "desk.visit.over",
        lambda news: button("visit_report", news.visit),
        lambda news: button("visit_missed", news.visit),
    ),
    VisitWaits: waits,
    GuestJoined: put("desk.visit.guest_joined"),
}
"""What each notice to an officer says."""
