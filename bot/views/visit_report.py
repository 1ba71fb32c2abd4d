"""The report of a visit as a page to keep."""

from collections.abc import Iterator

from bot import words
from bot.pictures.contents import Visited
from bot.pipeline.render import Voice
from bot.views.drawn import Drawn, plain
from conversations.cases.names import place, road_name
from conversations.cases.visits.checks import answered
from conversations.cases.visits.reports import ReportPrinted, found, parts
from conversations.cases.visits.route import on_map
from conversations.engine.effects import Fact, Say

MOST = 6
"""So many photos stand on it: with them it is two pages."""


def printed(voice: Voice, news: ReportPrinted) -> Drawn:
    """The page, called as its case is."""
    language, visit = voice.language, news.visit
    name = words.text(language, "visit_page.file", {"code": visit.code})
    sheet = Visited(
        words.text(language, "visit_page.title"),
        f"{visit.code} {visit.business}".strip(),
        tuple((label, said) for label, said in _about(language, news) if said),
        tuple((label, lines) for label, lines in _parts(language, news) if any(lines)),
        words.text(language, f"visit_page.foot.{visit.state}"),
        language,
        news.photos[:MOST],
        _spot(language, news),
    )
    said = Say("visit_page.said", {"code": visit.code})
    return Drawn(said, "visit_page", sheet, f"{plain(name)}.pdf")


def _spot(language: str, news: ReportPrinted) -> tuple[str, ...]:
    """Where the place is, as it was shared or told, and what a map says of that."""
    visit = news.visit
    told = (str(visit.profile.get(name) or "") for name in ("address", "village"))
    spot = str(visit.report.get("spot") or visit.profile.get("geo") or "")
    said = spot or ", ".join(filter(None, told)) or place(visit.kecamatan)
    return (
        words.text(language, "visit_page.about.spot"),
        words.text(language, "visit_page.map", {"where": said}),
        words.text(language, "visit_page.map_link", {"where": spot or on_map(visit)}),
    )


def _about(language: str, news: ReportPrinted) -> Iterator[tuple[str, str]]:
    """When, where, who, and on which road."""
    visit, report = news.visit, news.visit.report
    times = [words.show(language, at) for at in news.times]
    told = {
        "at": visit.at,
        "place": place(visit.kecamatan),
        "owner": visit.owner,
        "officer": report.get("by") or visit.officer,
        "road": road_name(visit.road),
        "photos": Say(
            "visit_page.taken",
            {"count": len(times), "first": times[0], "last": times[-1]},
        )
        if times
        else "",
    }
    for key, said in told.items():
        label = words.text(language, f"visit_page.about.{key}")
        yield label, words.show(language, said) if said else ""


def _parts(language: str, news: ReportPrinted) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What was talked about, looked at, found wanting and agreed on."""
    visit, report = news.visit, news.visit.report
    names = parts(visit.road, visit.sector)

    def called(column: str) -> tuple[str, ...]:
        chosen = report.get(column, ())
        facts = [Fact(label=names[each]) for each in chosen if each in names]
        return (words.show(language, facts),) if facts else ()

    def t(key: str) -> str:
        return words.text(language, f"visit_page.part.{key}")

    voice = words.text(language, "visit_page.voice")
    talk = str(report.get("talk", "")) or (voice if report.get("voices") else "")
    wanting = tuple(
        f"{number}. {each.text} ({words.show(language, each.due)})"
        for number, each in enumerate(found(report), 1)
    )
    yield t("talk"), (talk,) if talk else ()
    yield t("seen"), called("seen")
    yield t("lacking"), called("lacking")
    yield t("checked"), tuple(_checked(language, news))
    yield t("findings"), wanting
    yield t("agreed"), tuple(str(report.get("agreed", "")).splitlines())


def _checked(language: str, news: ReportPrinted) -> Iterator[str]:
    """How many answers of the readiness check were seen, and which are otherwise."""
    report = news.visit.report
    seen, otherwise = report.get("checked") or {}, report.get("otherwise") or ()
    if not seen:
        return
    yield words.text(language, "visit_page.checked", {"count": len(seen)})
    items = answered(news.visit, seen)
    tasks = [Fact(label=item.task) for item in items if item.id in otherwise]
    if tasks:
        yield words.text(language, "visit_page.otherwise", {"tasks": tasks})
