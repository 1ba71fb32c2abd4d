"""What an officer hears in the morning: today's way, what waits, and the rest."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from conversations.cases.buttons import button
from conversations.cases.decision import Notice
from conversations.cases.digest import DayAhead, Leave, Own
from conversations.cases.queue import age
from conversations.cases.visits.route import line
from conversations.engine.effects import Effect, Fact, Line, Option, Say


def morning(news: DayAhead) -> tuple[Effect, ...]:
    """One bubble, with a button for each thing that is named."""
    parts = list(_parts(news))
    if not parts:
        return ()
    *before, last = parts
    return (
        *(Say(*each, joined=True, kind="notice") for each in before),
        Say(*last, actions=tuple(_buttons(news)), kind="notice"),
    )


def _parts(news: DayAhead) -> Iterator[tuple[str, Mapping[str, object]]]:
    if news.stops:
        yield "desk.visit.day", {"lines": [line(stop) for stop in news.stops]}
    if news.own:
        lines = [_line(each, news) for each in news.own]
        yield "desk.morning.own", {"count": news.waits, "lines": lines}
    if news.open:
        yield "desk.morning.open", {"count": news.open}
    if news.week:
        yield "desk.morning.week", {"count": news.week}
    if news.leaves:
        yield "desk.morning.leave", {"lines": [_leave(each) for each in news.leaves]}
    if news.undated:
        yield "desk.morning.no_days_off", {"year": str(news.undated)}


def _leave(leave: Leave) -> Line:
    """Whose it is, whether it begins or ends, and who stands in."""
    key = "desk.morning.leave_begins" if leave.begins else "desk.morning.leave_ends"
    said = Say(key, {"until": leave.until, "deputy": leave.deputy})
    return Line(Option("", label=leave.name), ([said],))


def _line(own: Own, news: DayAhead) -> Line:
    name = f"{own.code} {own.business or own.owner}".strip()
    waits, state = f"desk.waits.{own.kind}", f"desk.state.{own.kind}"
    waited = (age(own.since, news.on),) if news.on else ()
    parts = [Fact(key=waits if own.kind in WAITS else state), *waited]
    return Line(Option("", label=name), (parts,))


WAITS = (
    *("question", "paper", "certificate", "missed"),
    *("visit", "report", "finding", "request"),
)
"""What waits and is no case: it is called so."""


def _buttons(news: DayAhead) -> Iterator[Option]:
    for each in news.own:
        yield Option(each.press, label=each.label)
    if news.waits > len(news.own) or news.open:
        yield button("queue", "0")
    if news.week:
        yield button("route")


HEARD: Mapping[type[Notice], Callable[[Any], tuple[Effect, ...]]] = {DayAhead: morning}
"""What a notice of the morning says."""
