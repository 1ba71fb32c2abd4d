"""Whose turn it is to do something about a case, and what makes it urgent."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from conversations.cases.calendar import waited
from conversations.cases.lifecycle import OPEN
from conversations.cases.records import Case
from conversations.cases.reports.records import STUCK
from conversations.catalogue import catalogue

DINAS, OWNER, MANDATORY = "dinas", "owner", "mandatory"
"""Whose turn it may be, besides bodies of the catalogue; the road of a duty."""
MARKS = ("mandatory", "late", "stuck", "returned")
"""Why a case is urgent; `urgent` asks for any of them."""
OFTEN = 2
"""Asked so often to put something right, an owner needs help."""
LATE = (2, 5)
"""Working days that may pass while nobody, and while somebody, has it in hand."""
_DAY = timedelta(days=1)


def turn(case: Case) -> str:
    """Whose turn it is: the Dinas, the owner, or a body that has it now."""
    if case.state not in OPEN:
        return ""
    if case.state == "sent_back":
        return OWNER
    if case.state != "accepted" or case.reported or not case.holder_id:
        return DINAS
    return next((who for who, at in at_turn().items() if _among(case, at)), DINAS)


def _among(case: Case, at: Mapping[str, tuple[str, ...]]) -> bool:
    return case.stage in at.get(case.road, ())


def at_turn() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The stages of each road at which it is whose turn."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for road in catalogue().roads.values():
        for stage in road.stages:
            roads = found.setdefault(stage.who, {})
            roads[road.id] = (*roads.get(road.id, ()), stage.id)
    return found


class Limits(Struct, frozen=True):
    """What waits since before these moments is late, or stuck."""

    untaken: datetime
    in_hand: datetime
    stuck: datetime

    @classmethod
    def at(cls, now: datetime) -> "Limits":
        """The limits as they are now."""
        untaken, in_hand = (_working_days_ago(now, days) for days in LATE)
        return cls(untaken, in_hand, now - STUCK)


def _working_days_ago(now: datetime, days: int) -> datetime:
    """The last moment of this time of day since when so many working days went by."""
    moment = now - days * _DAY
    while not waited(moment, now, days):
        moment -= _DAY
    return moment


def marks(case: Case, limits: Limits) -> tuple[str, ...]:
    """Why *case* is urgent."""
    if case.state not in OPEN:
        return ()
    limit = limits.in_hand if case.holder_id else limits.untaken
    late = turn(case) == DINAS and case.waiting_since <= limit
    stuck = case.waiting_since <= limits.stuck
    found = {
        "mandatory": case.road == MANDATORY,
        "late": late and not stuck,
        "stuck": stuck,
        "returned": case.returned >= OFTEN,
    }
    return tuple(mark for mark in MARKS if found[mark])
