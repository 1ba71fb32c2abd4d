"""The office in numbers, for who leads it and for whom they report to.

`laporan` says in one bubble how it stands; each part of it opens by a button. Numbers
are for whoever may look, names for who leads. What is counted stands in
`report_records`, and how a number is put in `report_lines`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from msgspec import Struct, structs

from conversations.cases import access, names
from conversations.cases.buttons import button, pages
from conversations.cases.calendar import day_of, month_of
from conversations.cases.certificates.records import Certificate, called, lasts
from conversations.cases.decision import Decision, Notice, Person
from conversations.cases.lifecycle import LEADERS
from conversations.cases.queue import age, short
from conversations.cases.ratings import Ratings
from conversations.cases.reports import ratings, stumbles
from conversations.cases.reports.lines import (
    PAGE,
    at_stages,
    awaited,
    called_so,
    opens_case,
    stage_called,
    stuck_at,
    told,
    waits_for,
    without,
)
from conversations.cases.reports.opd import Opd, sorted_out
from conversations.cases.reports.records import (
    Follower,
    Followers,
    Messages,
    Month,
    Report,
)
from conversations.cases.reports.stumbles import Called
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Fact, Line, Option, Say

# --- what can be done ----------------------------------------------------------------


class ShowReport(Act, frozen=True):
    """The officer's office in numbers; or a *part* of that, and of this a *page*."""

    part: str = ""
    page: int = 0


class ShowFollowers(Act, frozen=True):
    """Whose cases are on their way: those of a *place* or a *road*, by name."""

    by: str = ""
    of: str = ""
    page: int = 0


class PrintForLeaders(Act, frozen=True):
    """The same as pages for who leads the region."""


# --- what is read --------------------------------------------------------------------


class Seen(Struct, frozen=True):
    """The numbers, and what the part that is asked for takes besides.

    Names are read only for who leads: of *followers*, or of certificates that end.
    """

    report: Report = Report()
    messages: Messages = Messages()
    followers: Followers = Followers()
    ending: tuple[Certificate, ...] = ()
    opd: tuple[Opd, ...] = ()
    months: tuple[Month, ...] = ()
    ratings: Ratings = Ratings()
    stumbles: tuple[Called, ...] = ()


# --- what others read ----------------------------------------------------------------


class TrendDrawn(Notice, frozen=True):
    """The months as a picture."""

    subject: ClassVar = "trend_drawn"
    months: tuple[Month, ...]


class ReportDrawn(Notice, frozen=True):
    """The pages; with names of what does not move, where there are any."""

    subject: ClassVar = "report_drawn"
    seen: Seen
    on: date
    named: bool = False


# --- the rules -----------------------------------------------------------------------

QUOTED = 80
"""So many letters of what somebody wrote."""
NONE: list[Line | Fact] = [Fact(key="desk.report.none")]
"""What stands where there is nothing to count."""
Rows = Sequence[Line | Fact]


def leads(who: Person) -> bool:
    """Whether they may see names."""
    return who.officer is not None and who.officer.role in LEADERS


def show(act: ShowReport, seen: Seen, who: Person) -> Decision:
    """The whole in a few lines, or the part that is asked for."""
    access.officer(who, *access.OVERSEERS)
    if act.part == TREND:
        return Decision(reply=(TrendDrawn(seen.months),))
    *before, last = PARTS.get(act.part, _whole)(act, seen, who)
    joined = (structs.replace(each, joined=True) for each in before)
    return Decision(reply=(*joined, last))


def _whole(act: ShowReport, seen: Seen, who: Person) -> tuple[Say, ...]:
    del act
    whole = seen.report.whole
    values = {
        "since": day_of(month_of(who.now)),
        "guided": whole.guided,
        "opened": whole.opened,
        "moved": seen.report.moved,
        "visited": seen.report.visited,
        "stuck": whole.stuck,
        **ends(seen.report),
        "missed": _missed(seen.report),
        "content": ratings.summary(seen.ratings),
        "states": _counted(seen.report.states),
    }
    parts = (
        button("report", part, "0", key=f"desk.report.part.{part}")
        for part in (*PARTS, TREND)
    )
    return (Say("desk.report", values, actions=(*parts, PAGES)),)


def _missed(report: Report) -> Say | str:
    """That days of certificates are over, and where they stand."""
    count = report.missed
    return Say("desk.report_missed", {"count": count}) if count else ""


def _counted(states: Mapping[str, int]) -> Rows:
    return [
        Line(Option("", key=f"desk.state.{state}"), (count,))
        for state, count in states.items()
    ] or NONE


def ends(report: Report) -> dict[str, int]:
    """How many certificates are valid, and how many of them not for long."""
    counted = {
        name: sum(getattr(each, name) for each in report.certified)
        for name in ("soon", "very_soon", "over")
    }
    return {"certified": report.whole.certified, **counted}


def _places(act: ShowReport, seen: Seen, who: Person) -> tuple[Say, ...]:
    """Each kecamatan from which somebody follows, and those from which nobody does."""
    rows = seen.report.places
    page = [*rows][act.page * PAGE : (act.page + 1) * PAGE]
    none, of = without(rows), _pages(len(rows))
    where = {"page": act.page + 1, "pages": of}
    values = {
        "where": Say("desk.page", where) if of > 1 else "",
        "lines": [Line(_label(names.place(each)), (told(rows[each]),)) for each in page]
        or NONE,
        "nobody": Say("desk.report.nobody", {"places": none}) if none else "",
    }
    acts = [_by_name("place", each, names.place(each)) for each in page]
    arrows = pages("report", act.page, of, "places")
    shown = (*acts, *arrows) if leads(who) else arrows
    return (Say("desk.report.places", values, actions=shown),)


def _roads(act: ShowReport, seen: Seen, who: Person) -> tuple[Say, ...]:
    """Each road, and how many are at which of its stages."""
    del act
    rows = seen.report.roads
    said = [
        Say(
            "desk.report.road",
            {
                "road": names.road_name(road),
                "row": told(row),
                "lines": [
                    Line(_label(stage_called(road, stage)), (count,))
                    for stage, count in at_stages(seen.report, road).items()
                ],
            },
        )
        for road, row in rows.items()
    ]
    acts = [_by_name("road", each, names.road_name(each)) for each in rows]
    *before, last = said or [Say("desk.report.no_road")]
    shown = tuple(acts[:PAGE]) if leads(who) else ()
    return (*before, structs.replace(last, actions=shown))


def _stuck(act: ShowReport, seen: Seen, who: Person) -> tuple[Say, ...]:
    """How many do not move, for whom they wait, and where; for who leads, which."""
    report, found = seen.report, seen.followers
    if not report.whole.stuck:
        return (Say("desk.report.none_stuck"),)
    values = {
        "count": report.whole.stuck,
        "long": sum(each.long for each in report.cases),
        "waits": waits(report),
        "lines": [
            Line(_label(stage_called(road, stage)), ([count, names.road_name(road)],))
            for (road, stage), count in [*stuck_at(report).items()][:PAGE]
        ],
    }
    arrows = pages("report", act.page, _pages(found.count), "stuck")
    return (Say("desk.report.all_stuck", values), *_named(found, who, arrows))


def waits(report: Report) -> list[Say]:
    """How many of those that are stuck wait for whom."""
    return [
        Say("desk.report.for", {"who": called_so(each), "count": count})
        for each, count in awaited(report).items()
    ]


def _certificates(act: ShowReport, seen: Seen, who: Person) -> tuple[Say, ...]:
    """How many are valid, by road; for who leads, which of them end."""
    lines = [
        Line(_label(names.road_name(road)), (row.certified,))
        for road, row in seen.report.roads.items()
        if row.certified
    ]
    ending = ends(seen.report)
    said = Say("desk.report.certificates", {**ending, "lines": lines or NONE})
    page, count = seen.ending, ending["soon"] + ending["over"]
    if not page:
        return (said,)
    today = day_of(who.now)
    rows = [
        Line(
            Option("", label=each.case),
            ([each.business, called(each), lasts(each, today)],),
        )
        for each in page
    ]
    arrows = pages("report", act.page, _pages(count), "certificates")
    opens = (opens_case(each.case, each.business) for each in page)
    return (
        said,
        Say("desk.report.names", {"lines": rows}, actions=(*opens, *arrows)),
    )


def _opd(act: ShowReport, seen: Seen, who: Person) -> tuple[Say, ...]:
    """How many offices follow; for who leads, which do, and which do not yet."""
    del act
    found = sorted_out(catalogue().opd, seen.opd)
    values = {"count": found.follow, "of": found.listed}
    said = Say("desk.report.opd" if found.listed else "desk.report.opd_alone", values)
    if not leads(who):
        return (said,)
    named = {
        "certified": found.certified,
        "guided": found.guided,
        "not_yet": found.not_yet,
    }
    lines = [
        Line(Option("", key=f"desk.report.opd.{what}"), ("; ".join(names_),))
        for what, names_ in named.items()
        if names_
    ]
    return (said, *((Say("desk.report.names", {"lines": lines}),) if lines else ()))


def _messages(act: ShowReport, seen: Seen, who: Person) -> tuple[Say, ...]:
    """What came and went this month, and how much of it is free."""
    del act, who
    found = seen.messages
    values = {
        "received": found.received,
        "sent": found.sent,
        "whatsapp": found.whatsapp,
        "free": Decimal(catalogue().allowances["whatsapp"].messages),
        "each": NONE if found.each is None else round(found.each, 1),
    }
    return (Say("desk.report.messages", values),)


PARTS: Mapping[str, Callable[[ShowReport, Seen, Person], tuple[Say, ...]]] = {
    "places": _places,
    "roads": _roads,
    "stuck": _stuck,
    "opd": _opd,
    "certificates": _certificates,
    "messages": _messages,
    "ratings": lambda act, seen, _: ratings.shown(seen.ratings, act.page),
    "stumbles": lambda _, seen, __: (stumbles.told(seen.stumbles),),
}
"""What opens by a button, in the order of the buttons."""


TREND = "trend"
"""The part that is a picture."""
PRINTED = 12
"""So many names stand on the pages at most, of each kind."""
PAGES = button("report_pages", key="desk.report.part.pages")


def draw(act: PrintForLeaders, seen: Seen, who: Person) -> Decision:
    """The pages; names are on them for who leads alone."""
    del act
    access.officer(who, *access.OVERSEERS)
    return Decision(reply=(ReportDrawn(seen, day_of(who.now), named=leads(who)),))


# --- by name -------------------------------------------------------------------------


def show_followers(act: ShowFollowers, seen: Followers, who: Person) -> Decision:
    """Whose cases are on their way, from one place or on one road."""
    access.officer(who, *LEADERS)
    of = names.place(act.of) if act.by == "place" else names.road_name(act.of)
    if not seen.rows:
        return Decision(reply=(Say("desk.report.nobody_of", {"of": of}),))
    head = Say("desk.report.of", {"of": of, "count": seen.count}, joined=True)
    arrows = pages("followers", act.page, _pages(seen.count), act.by, act.of)
    return Decision(reply=(head, *_named(seen, who, arrows)))


def _named(seen: Followers, who: Person, arrows: tuple[Option, ...]) -> tuple[Say, ...]:
    """A line and a button for each; nothing where there are no names to show."""
    if not seen.rows:
        return ()
    lines = [_follower(each, who.now) for each in seen.rows]
    opens = (opens_case(each.code, each.business) for each in seen.rows)
    return (Say("desk.report.names", {"lines": lines}, actions=(*opens, *arrows)),)


def _follower(each: Follower, now: datetime) -> Line:
    """Whose, where, for whom it waits, how long, and what was last said of it."""
    parts: list[Any] = [
        each.business or each.owner,
        names.place(each.kecamatan),
        stage_called(each.road, each.stage),
        waiting_for(each),
        age(each.since, now),
        why(each),
    ]
    return Line(Option("", label=each.code), ([part for part in parts if part],))


def waiting_for(each: Follower) -> Say:
    """For whom one case waits."""
    waits = waits_for(each.road, each.stage, each.state, reported=each.reported)
    return Say("desk.report.waits", {"who": called_so(waits)})


def why(each: Follower) -> Say | str:
    """What was last written about why it does not move, and by whom."""
    text = short(each.said, QUOTED)
    return Say(f"desk.report.said.{each.by}", {"text": text}) if text else ""


def _by_name(by: str, of: str, called: Fact) -> Option:
    """A button that opens names; what has no name of its own has its key."""
    return button("followers", by, of, "0", key=called.key, label=called.label)


def _label(called: Fact) -> Option:
    return Option("", key=called.key, label=called.label)


def _pages(count: int) -> int:
    return -(-count // PAGE)
