"""The readiness check: kept, judged, drawn, and told beside what it was before."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot import words
from bot.desk.drawings import pictured, plain
from bot.pictures.contents import Bar, Result
from bot.pipeline.acts import Acting, Performer
from conversations.cases.readiness import (
    KeepCheck,
    Readiness,
    ShowCheckPage,
    checklist_for,
    compare,
    judge,
)
from conversations.cases.records import Check
from conversations.catalogue import catalogue
from conversations.catalogue.model import Checklist
from conversations.engine.effects import Line, Option, Say
from conversations.flows.owner.readiness import points
from storage.cases import businesses, checks, history

NEXT = 3
"""So many tasks are told: who reads more does less."""
CHECK = Option("ready", key="action.ready")
PAGE = Option("ready_page", key="action.ready_page")
APPLY = Option("apply", key="action.apply")


async def learn(act: Acting, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Which checklist the person's road leads to, and what they answered before."""
    del asked
    me = act.person.person_id
    found = await businesses.of_person(act.tx, me)
    lists = [name for each in found if (name := checklist_for(each.road, each.sector))]
    before: dict[str, Any] = {}
    for check in await checks.of_person(act.tx, me):
        before.setdefault(check.checklist, check.answers)
    return {"checklist": lists[0] if lists else "", "before": before}


async def keep(act: Acting, effect: KeepCheck) -> Iterable[Say]:
    """A check was answered: its result as a picture, with the same words beside it."""
    me = act.person.person_id
    checklist = catalogue().checklists[effect.checklist]
    result = judge(points(checklist, effect.answers))
    earlier = await _last(act, checklist.id)
    await checks.add(
        act.tx,
        me,
        checklist.id,
        percent=result.percent,
        band=result.band,
        answers=effect.answers,
    )
    await history.write(act.tx, "check.kept", person_id=me, checklist=checklist.id)
    sheet = _sheet(act, checklist, effect.answers, earlier)
    values = {
        "title": sheet.title,
        "percent": sheet.percent,
        "band": sheet.band,
        "note": sheet.note,
        "groups": [
            Line(Option(bar.name, label=bar.name), (f"{bar.percent}%", bar.change))
            for bar in sheet.bars
        ],
        "heading": sheet.heading,
        "tasks": "\n".join(f"{n}. {task}" for n, task in enumerate(sheet.tasks, 1)),
    }
    said = Say("readiness.result", values, actions=(PAGE, APPLY))
    return [await pictured(act, said, "readiness", sheet)]


async def show_page(act: Acting, effect: ShowCheckPage) -> Iterable[Say]:
    """The newest check as one page, with every answer."""
    del effect
    found = await checks.of_person(act.tx, act.person.person_id)
    if not found:
        return [Say("readiness.none", actions=(CHECK,))]
    newest = found[0]
    earlier = next((c for c in found[1:] if c.checklist == newest.checklist), None)
    checklist = catalogue().checklists[newest.checklist]
    sheet = _sheet(act, checklist, newest.answers, earlier)
    own = await businesses.of_person(act.tx, act.person.person_id)
    name = own[0].name if own else act.person.name
    page = replace(sheet, of=name, language=act.person.language)
    called = words.text(act.person.language, "readiness.file", {"name": name})
    said = Say("readiness.page")
    filename = f"{plain(called)}.pdf"
    return [await pictured(act, said, "readiness_page", page, filename)]


async def _last(act: Acting, checklist: str) -> Check | None:
    found = await checks.of_person(act.tx, act.person.person_id)
    return next((check for check in found if check.checklist == checklist), None)


def _day(moment: datetime) -> date:
    """The day it is in Serang."""
    return moment.astimezone(words.WIB).date()


def _sheet(
    act: Acting, checklist: Checklist, answers: Mapping[str, str], earlier: Check | None
) -> Result:
    """The words of a result, in the language of whoever reads it."""
    language = act.person.language
    result = judge(points(checklist, answers))
    before = judge(points(checklist, earlier.answers)) if earlier else None
    tasks = {item.id: words.prose(language, item.task) for item in checklist.items}
    heading = "readiness.next" if result.tasks else "readiness.done"
    return Result(
        title=words.prose(language, checklist.name),
        percent=result.percent,
        band=words.text(language, f"readiness.band.{result.band}"),
        note=_note(language, checklist, answers, earlier),
        bars=tuple(_bars(language, checklist, result, before)),
        heading=words.text(language, heading),
        tasks=tuple(tasks[name] for name in result.tasks[:NEXT]),
        foot=words.text(language, "readiness.foot", {"day": _day(act.now)}),
        answers=tuple(_answers(language, checklist, answers)),
    )


def _note(
    language: str,
    checklist: Checklist,
    answers: Mapping[str, str],
    earlier: Check | None,
) -> str:
    """What changed since *earlier*."""
    if earlier is None:
        return ""
    then = points(checklist, earlier.answers)
    change = compare(then, points(checklist, answers))
    since = words.text(
        language,
        "readiness.since",
        {
            "before": earlier.percent,
            "day": _day(earlier.created_at),
            "better": len(change.better),
            "worse": len(change.worse),
        },
    )
    tasks = {item.id: words.prose(language, item.task) for item in checklist.items}
    done = [tasks[name] for name in change.better[:NEXT]]
    if not done:
        return since
    named = words.text(language, "readiness.better", {"names": "; ".join(done)})
    return f"{since} {named}"


def _bars(
    language: str, checklist: Checklist, result: Readiness, before: Readiness | None
) -> Iterable[Bar]:
    for group in checklist.groups:
        if group.id in result.groups:
            percent = result.groups[group.id]
            grown = percent - before.groups[group.id] if before else 0
            change = f"{grown:+d}" if grown else ""
            yield Bar(words.prose(language, group.label), percent, change)


def _answers(
    language: str, checklist: Checklist, answers: Mapping[str, str]
) -> Iterable[tuple[str, str]]:
    for item in checklist.items:
        options = item.options or checklist.options
        called = {each.id: words.prose(language, each.label) for each in options}
        shown = called.get(answers.get(item.id, ""), "")
        yield f"{item.id} {words.prose(language, item.ask)}", shown


PERFORMERS: Mapping[type, Performer] = {KeepCheck: keep, ShowCheckPage: show_page}
