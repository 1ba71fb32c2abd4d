"""The office in numbers as pages for who leads the region, and its months as a picture.

The pages are in Indonesian, whoever asks for them: they are for the Bupati.
"""

from collections.abc import Iterator, Mapping, Sequence

from bot import words
from bot.pictures.contents import Leaders, Table, Trend
from bot.pipeline.render import Voice
from bot.views.drawn import Drawn
from conversations.cases.calendar import day_of
from conversations.cases.certificates.records import called, lasts
from conversations.cases.names import place, road_name
from conversations.cases.reports.figures import (
    ReportDrawn,
    Seen,
    TrendDrawn,
    ends,
    waiting_for,
    waits,
    why,
)
from conversations.cases.reports.lines import stage_called, stuck_at, without
from conversations.cases.reports.opd import Offices, sorted_out
from conversations.cases.reports.records import Month, Report, Row
from conversations.catalogue import catalogue
from conversations.engine.effects import Say

LANGUAGE = "id"
STAGES = 6
"""So many stages at which cases are stuck are told."""
COLUMNS = ("guided", "opened", "certified", "stuck")
"""What a table of numbers has, after what its rows are."""


def trend_shown(voice: Voice, news: TrendDrawn) -> Drawn:
    """The months as a picture."""
    return Drawn(Say("desk.report.trend"), "trend", _trend(voice.language, news.months))


def printed(voice: Voice, news: ReportDrawn) -> Drawn:
    """The pages, called by their day."""
    del voice
    seen, office = news.seen, catalogue().office
    pages = Leaders(
        _t("title"),
        office.name,
        _t("at", day=news.on),
        tuple(_figures(seen.report)),
        tuple(_told(seen)),
        _trend(LANGUAGE, seen.months),
        tuple(_tables(news)),
        _t("foot", office=office.short, day=news.on),
        LANGUAGE,
    )
    said = Say("desk.report.pages" if news.named else "desk.report.pages_unnamed")
    return Drawn(said, "leaders_report", pages, f"laporan-sni-{news.on}.pdf")


def _t(key: str, **values: object) -> str:
    return words.text(LANGUAGE, f"leaders.{key}", values)


def _show(value: object) -> str:
    return words.show(LANGUAGE, value)


def _trend(language: str, months: Sequence[Month]) -> Trend:
    counted = {
        "opened": tuple(each.opened for each in months),
        "certified": tuple(each.certified for each in months),
    }
    return Trend(
        words.text(language, "desk.trend.title"),
        tuple(words.month(language, each.began) for each in months),
        tuple(
            (
                words.text(language, f"desk.trend.{what}", {"count": sum(numbers)}),
                numbers,
            )
            for what, numbers in counted.items()
        ),
    )


def _figures(report: Report) -> Iterator[tuple[int, str]]:
    """What counts: the numbers that the chat begins with."""
    whole = report.whole
    yield whole.guided, _t("figure.guided")
    yield whole.certified, _t("figure.certified")
    yield whole.opened, _t("figure.opened")
    yield report.moved, _t("figure.moved")
    yield report.visited, _t("figure.visited")
    yield whole.stuck, _t("figure.stuck")


def _told(seen: Seen) -> Iterator[str]:
    """What asks for something, in sentences."""
    report, certificates = seen.report, ends(seen.report)
    offices = sorted_out(catalogue().opd, seen.opd)
    if report.whole.stuck:
        yield _t("waits", count=report.whole.stuck, waits=waits(report))
    if certificates["soon"] or certificates["over"]:
        yield _t("ends", **certificates)
    if offices.listed:
        yield _t("opd", count=offices.follow, of=offices.listed)


def _tables(news: ReportDrawn) -> Iterator[Table]:
    report = news.seen.report
    nobody = without(report.places)
    roads = {_show(road_name(road)): row for road, row in report.roads.items()}
    places = {_show(place(id_)): row for id_, row in report.places.items()}
    yield _numbers("road", roads)
    note = _t("nobody", places=nobody) if nobody else ""
    yield _numbers("place", places, note)
    if news.named:
        yield from _offices(sorted_out(catalogue().opd, news.seen.opd))
    yield from _stuck(report)
    if news.named:
        yield from _names(news)
        yield from _ending(news)


def _numbers(what: str, rows: Mapping[str, Row], note: str = "") -> Table:
    cells = (
        (name, *(str(getattr(row, column)) for column in COLUMNS))
        for name, row in rows.items()
    )
    return _table(what, (what, *COLUMNS), cells, (3.2, 1, 1, 1, 1), note)


def _table(
    what: str,
    columns: Sequence[str],
    rows: Iterator[tuple[str, ...]],
    wide: tuple[float, ...],
    note: str = "",
) -> Table:
    named = tuple(_t(f"column.{each}") for each in columns)
    return Table(_t(f"table.{what}"), named, tuple(rows), wide, note)


def _offices(found: Offices) -> Iterator[Table]:
    """Which offices follow, and which do not yet."""
    parts = {
        "certified": found.certified,
        "guided": found.guided,
        "not_yet": found.not_yet,
    }
    rows = [
        (_t(f"opd.{what}"), "; ".join(each)) for what, each in parts.items() if each
    ]
    if rows:
        yield _table("opd", ("state", "opd"), iter(rows), (1, 4))


def _stuck(report: Report) -> Iterator[Table]:
    """At which stages cases do not move."""
    found = [*stuck_at(report).items()][:STAGES]
    rows = (
        (_show(stage_called(road, stage)), _show(road_name(road)), str(count))
        for (road, stage), count in found
    )
    if found:
        yield _table("stuck", ("stage", "road", "count"), rows, (3, 3, 1))


def _names(news: ReportDrawn) -> Iterator[Table]:
    """Whose cases do not move, for how long, and why."""
    found = news.seen.followers
    rows = (
        (
            each.code,
            each.business or each.owner,
            _show(place(each.kecamatan)),
            _show(stage_called(each.road, each.stage)),
            str((news.on - day_of(each.since)).days),
            "; ".join(filter(None, (_show(waiting_for(each)), _show(why(each))))),
        )
        for each in found.rows
    )
    if found.rows:
        more = found.count - len(found.rows)
        columns = ("code", "business", "place", "stage", "days", "why")
        note = _t("more", count=more) if more else ""
        yield _table("names", columns, rows, (1.4, 2, 1.9, 2.4, 0.7, 3.4), note)


def _ending(news: ReportDrawn) -> Iterator[Table]:
    """Whose certificates end."""
    rows = (
        (each.case, each.business, _show(called(each)), _show(lasts(each, news.on)))
        for each in news.seen.ending
    )
    if news.seen.ending:
        columns = ("code", "business", "certificate", "until")
        yield _table("ending", columns, rows, (1.3, 2.5, 2.5, 3))
