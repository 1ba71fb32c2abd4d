"""The result of a readiness check: drawn, with the same words beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot import words
from bot.pictures.contents import Bar, Result
from bot.pipeline.render import Voice
from bot.views.drawn import Drawn, plain
from conversations.cases.calendar import day_of
from conversations.cases.readiness import (
    NEXT,
    CheckPrinted,
    CheckShown,
    Looked,
    Readiness,
    compare,
    judge,
    points,
)
from conversations.catalogue import catalogue
from conversations.catalogue.model import Checklist, ChecklistItem
from conversations.engine.effects import Line, Option, Say


def shown(voice: Voice, news: CheckShown) -> Drawn:
    """The picture of a result, and all that it says."""
    sheet = _sheet(voice.language, news)
    values = {
        "title": sheet.title,
        "percent": sheet.percent,
        "band": sheet.band,
        "note": sheet.note,
        "groups": [
            Line(Option(bar.name, label=bar.name), (f"{bar.percent}%", bar.change))
            for bar in sheet.bars
        ],
    }
    return Drawn(Say("readiness.result", values), "readiness", sheet)


def printed(voice: Voice, news: CheckPrinted) -> Drawn:
    """The page to print, called as its owner is."""
    language = voice.language
    sheet = _sheet(language, news)
    note = "\n".join(filter(None, (sheet.note, _seen(language, news.looked))))
    page = replace(sheet, of=news.of, language=language, note=note)
    if news.looked:
        page = replace(page, answers=tuple(_marked(language, news, news.looked)))
    called = words.text(language, "readiness.file", {"name": news.of})
    said = Say("readiness.page")
    return Drawn(said, "readiness_page", page, f"{plain(called)}.pdf")


def _seen(language: str, looked: Looked | None) -> str:
    """Who saw it at the place, and when; or room to sign for whoever will."""
    if looked is None:
        return words.text(language, "readiness.unseen")
    values = {"officer": looked.by, "day": day_of(looked.at)}
    return words.text(language, "readiness.seen", values)


def _marked(
    language: str, news: CheckPrinted, looked: Looked
) -> Iterator[tuple[str, str]]:
    """Each answer, with a word where it was seen and is still the same."""
    given = news.check.answers
    checklist = catalogue().checklists[news.check.checklist]
    for item, said in answers(language, checklist, given):
        seen = looked.answers.get(item.id)
        told = said
        if seen and seen == given.get(item.id):
            told = words.text(language, "readiness.seen_answer", {"answer": said})
        yield f"{item.id} {words.prose(language, item.ask)}", told


def _sheet(language: str, news: CheckShown) -> Result:
    """The words of a result; its day is the one on which it was answered."""
    checklist = catalogue().checklists[news.check.checklist]
    tasks = {item.id: words.prose(language, item.task) for item in checklist.items}
    now = judge(points(checklist, news.check.answers))
    day = day_of(news.check.created_at)
    heading = "readiness.next" if now.tasks else "readiness.done"
    return Result(
        title=words.prose(language, checklist.name),
        percent=now.percent,
        band=words.text(language, f"readiness.band.{now.band}"),
        note=_note(language, checklist, news, tasks),
        bars=tuple(_bars(language, checklist, now, news)),
        heading=words.text(language, heading),
        tasks=tuple(tasks[name] for name in now.tasks[:NEXT]),
        foot=words.text(language, "readiness.foot", {"day": day}),
        answers=tuple(
            (f"{item.id} {words.prose(language, item.ask)}", said)
            for item, said in answers(language, checklist, news.check.answers)
        ),
    )


def _note(
    language: str, checklist: Checklist, news: CheckShown, tasks: Mapping[str, str]
) -> str:
    """What changed since the earlier check, if there is one."""
    if (earlier := news.earlier) is None:
        return ""
    then, now = earlier.answers, news.check.answers
    change = compare(points(checklist, then), points(checklist, now))
    values = {
        "before": earlier.percent,
        "day": day_of(earlier.created_at),
        "better": len(change.better),
        "worse": len(change.worse),
    }
    since = words.text(language, "readiness.since", values)
    if not change.better:
        return since
    names = "; ".join(tasks[name] for name in change.better[:NEXT])
    return f"{since} {words.text(language, 'readiness.better', {'names': names})}"


def _bars(
    language: str, checklist: Checklist, now: Readiness, news: CheckShown
) -> Iterator[Bar]:
    """How far each group is, and how much farther than before."""
    before = now
    if news.earlier:
        before = judge(points(checklist, news.earlier.answers))
    for group in checklist.groups:
        if group.id in now.groups:
            percent = now.groups[group.id]
            grown = percent - before.groups[group.id]
            change = f"{grown:+d}" if grown else ""
            yield Bar(words.prose(language, group.label), percent, change)


def answers(
    language: str, checklist: Checklist, given: Mapping[str, str]
) -> Iterator[tuple[ChecklistItem, str]]:
    """Each question, and what was answered."""
    for item in checklist.items:
        options = item.options or checklist.options
        said = next((o.label for o in options if o.id == given.get(item.id)), "")
        yield item, words.prose(language, said)
