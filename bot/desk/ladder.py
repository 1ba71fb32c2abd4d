"""Where a case stands on its road, in words and as a picture that says the same."""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec.structs import replace

from bot import words
from bot.desk.caption import Step, caption, source, time
from bot.desk.case_file import whole
from bot.desk.drawings import pictured
from bot.pictures.contents import Ladder, Rung
from bot.pipeline.acts import Acting
from bot.pipeline.render import Voice
from bot.views.drawn import Drawn
from conversations.cases import stages
from conversations.cases.papers import choose
from conversations.cases.records import Case
from conversations.cases.stages import Paper
from conversations.catalogue import catalogue
from conversations.catalogue.road import Road, Stage
from conversations.engine.effects import Fact, Option, Say
from conversations.flows.owner import guide
from storage.cases import stage_log


async def show(act: Acting, case: Case) -> list[Say]:
    """Done, now and later; how long each takes; the papers; and the one next thing."""
    road = catalogue().roads[case.road]
    steps = await _steps(act, case, road)
    now = next(step for step in steps if step.knot == "now")
    found = (await whole(act, case)).papers
    turn = await _turn(act, case, now.stage, found)
    direct = [replace(each, joined=True) for each in guide.direct(now.stage)]
    head = {
        "code": case.code,
        "business": case.business_name,
        "road": Fact(label=road.name),
    }
    next_thing = ahead(case, now.stage, found)
    *before, last = caption(
        _voice(act), Say("ladder.head", head), steps, turn, found, [*direct, next_thing]
    )
    drawing = _drawing(act, case, steps, turn, next_thing)
    return [*before, await pictured(act, Drawn(last, "ladder", drawing))]


async def beside(act: Acting, case: Case, said: Say) -> Say:
    """*said* with the picture of where the case stands now."""
    road = catalogue().roads.get(case.road)
    if road is None:
        return said
    steps = await _steps(act, case, road)
    now = next((step for step in steps if step.knot == "now"), None)
    found = (await whole(act, case)).papers
    turn = await _turn(act, case, now.stage, found) if now else None
    drawing = _drawing(act, case, steps, turn)
    return await pictured(act, Drawn(said, "ladder", drawing))


async def _steps(act: Acting, case: Case, road: Road) -> list[Step]:
    """Each stage; where the case is closed, all of them are done."""
    ended = await stage_log.finished(act.tx, case.id)
    took = await stage_log.lengths(act.tx, case.office_id, case.road)
    over = case.state == "closed"
    return [
        Step(
            stage,
            "done" if over else knot,
            day(ended[stage.id]) if stage.id in ended else None,
            stages.usual(took.get(stage.id, ())),
            len(took.get(stage.id, ())),
        )
        for stage, knot in stages.ladder(road, case.stage)
    ]


def day(moment: datetime) -> date:
    """The day it was in Serang; nobody asks at which minute a stage began."""
    return moment.astimezone(words.WIB).date()


async def _turn(act: Acting, case: Case, stage: Stage, found: tuple[Paper, ...]) -> Say:
    """Whose turn it is, since when, and who goes along."""
    key = "owner" if stage.who == "owner" else "other"
    if key == "owner" and _judging(found):
        key = "judging"
    return Say(
        f"ladder.turn.{key}",
        {
            "who": Fact(label=catalogue().institutions[stage.who].short),
            "officer": case.holder_name,
            "since": day(await stage_log.since(act.tx, case)),
        },
        joined=True,
    )


def _judging(found: tuple[Paper, ...]) -> bool:
    """Whether all is sent, and the officer has yet to look at some of it."""
    wanted = any(paper.wanted for paper in found)
    return not wanted and any(paper.standing == "sent" for paper in found)


def ahead(case: Case, stage: Stage, found: tuple[Paper, ...]) -> Say:
    """The one next thing; a turn of the owner never stands without what to do."""
    said = {
        "stage": Fact(label=stage.name),
        "result": Fact(label=stage.result),
        "officer": case.holder_name,
    }
    for paper in found:
        if paper.wanted:
            back = paper.standing == "back"
            this = Option(f"send:{case.code}/{paper.id}", key="action.send_paper")
            return Say(
                f"ladder.next.{'back' if back else 'send'}",
                {**said, "name": Fact(label=paper.name)},
                actions=(this, choose(case)),
            )
    key = "act" if stage.who == "owner" else "nothing"
    if _judging(found):
        key = "judging"
    return Say(f"ladder.next.{key}", {**said, "name": ""})


def _note(language: str, step: Step) -> str:
    """How a stage stands that is over or to come."""
    if step.knot == "done":
        if step.ended is None:
            return words.text(language, "ladder.rung.done")
        return words.text(language, "ladder.rung.done_on", {"day": step.ended})
    if takes := time(language, step):
        return words.text(language, "ladder.rung.later_takes", {"time": takes})
    return words.text(language, "ladder.rung.later")


def _voice(act: Acting) -> Voice:
    """To whom it is said."""
    who = act.person
    return Voice(who.language, who.address_form, who.name)


def _drawing(
    act: Acting,
    case: Case,
    steps: Sequence[Step],
    turn: Say | None,
    ahead: Say | None = None,
) -> Ladder:
    """The same words as a picture: whose turn it is stands at the present knot."""
    voice = _voice(act)
    language, you = voice.language, voice.you

    def said(say: Say | None) -> str:
        if say is None:
            return ""
        return words.text(language, say.key, {**say.values, "you": you})

    def rung(step: Step) -> Rung:
        name = words.prose(language, step.stage.name)
        long = ""
        if takes := time(language, step):
            long = words.text(language, "ladder.takes", {"time": takes})
        note = said(turn) if step.knot == "now" else _note(language, step)
        return Rung(name, step.knot, note, long if step.knot == "now" else "")

    return Ladder(
        title=f"{case.code} {case.business_name}",
        road=words.prose(language, catalogue().roads[case.road].name),
        rungs=tuple(rung(step) for step in steps),
        foot=said(ahead),
        source=said(source(steps)),
    )
