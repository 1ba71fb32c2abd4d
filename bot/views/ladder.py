"""Where a case stands on its road, in words and as a picture that says the same."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot import words
from bot.pictures.contents import Ladder, Rung
from bot.pipeline.render import Voice
from bot.views.caption import Step, caption, source, time
from bot.views.drawn import Drawn
from conversations.cases import stages
from conversations.cases.buttons import button, ways
from conversations.cases.calendar import day_of
from conversations.cases.next_road import roads_after
from conversations.cases.papers import choose
from conversations.cases.progress import LadderBeside, LadderShown, OnRoad
from conversations.cases.stages import Paper
from conversations.cases.word import called
from conversations.catalogue import catalogue
from conversations.catalogue.overrides import stage_as_said
from conversations.catalogue.road import Road, Stage
from conversations.engine.effects import Fact, Say
from conversations.flows.owner import guide, to_do


def shown(voice: Voice, news: LadderShown) -> Drawn:
    """Done, now and later; how long each takes; the papers; and the one next thing."""
    seen, case = news.seen, news.seen.case
    listed = steps(seen)
    now = next(step.stage for step in listed if step.knot == "now")
    whose = turn(seen, now)
    direct = [replace(each, joined=True) for each in guide.direct(now)]
    head = {
        "code": case.code,
        "business": case.business_name,
        "road": Fact(label=catalogue().roads[case.road].name),
        "holder": _holder(case.holder_name),
        "follows": _follows(case.follows),
    }
    following = (*_after(seen), *ahead(seen))
    *before, last = caption(
        voice,
        Say("ladder.head", head),
        listed,
        whose,
        seen.papers,
        [*direct, *following],
    )
    made = drawing(voice, seen, listed, whose, _foot(seen))
    return Drawn(last, "ladder", made, before=before)


def _holder(name: str) -> Say | str:
    """Who accompanies, for who asks which officer is theirs; nobody between two."""
    return Say("ladder.holder", {"name": name}) if name else ""


def _follows(code: str) -> Say | str:
    """The case that it goes on from."""
    return Say("ladder.follows", {"code": code}) if code else ""


def _after(seen: OnRoad) -> tuple[Say, ...]:
    """The road that comes after this one; papers that are wanted need the room."""
    if stages.wanted(seen.papers):
        return ()
    roads = [catalogue().roads[each] for each in roads_after(seen.case)]
    names = [Fact(label=road.name) for road in roads if not road.beside]
    return (Say("ladder.after", {"roads": names}, joined=True),) if names else ()


ACTS = 3
"""So many buttons stand below a picture on every channel."""


def beside(voice: Voice, news: LadderBeside) -> Drawn:
    """What is said, with the picture of where the case stands, and what to do now."""
    listed = steps(news.seen)
    now = next((step.stage for step in listed if step.knot == "now"), None)
    if now is None:
        return Drawn(news.said, "ladder", drawing(voice, news.seen, listed, None))
    whose = turn(news.seen, now)
    *before, last = ahead(news.seen)
    said = replace(news.said, joined=True, actions=())
    # A fourth would need a message of its own: what is to be done comes first.
    acts = [*dict.fromkeys((*last.actions, *news.said.actions))][:ACTS]
    return Drawn(
        replace(last, actions=tuple(acts), kind=news.said.kind),
        "ladder",
        drawing(voice, news.seen, listed, whose, _foot(news.seen)),
        before=(said, whose, *before),
    )


EXAMPLE, HERE = "bina_umk", 2
"""The road that the front page shows, and how many of its stages are over."""


def example(language: str) -> Ladder:
    """A road halfway, for whoever does not know Pandu yet: nobody's, and of no day."""
    road = catalogue().roads[EXAMPLE]
    knots = stages.ladder(road, road.stages[HERE].id)
    listed = [Step(stage, knot, None, None, 0) for stage, knot in knots]
    now = words.text(language, "ladder.example.now")

    def rung(step: Step) -> Rung:
        name = words.prose(language, step.stage.name)
        note = now if step.knot == "now" else _note(language, step)
        return Rung(name, step.knot, note)

    return Ladder(
        title=words.text(language, "ladder.example.title"),
        road=words.prose(language, road.name),
        rungs=tuple(rung(step) for step in listed),
        source=words.text(language, "ladder.source"),
    )


def steps(seen: OnRoad) -> list[Step]:
    """Each stage; where the case is closed, all of them are done."""
    case, took = seen.case, seen.took
    over, road = case.state == "closed", catalogue().roads[case.road]
    return [
        Step(
            stage_as_said(road, stage, seen.word),
            "done" if over else knot,
            day_of(seen.ended[stage.id]) if stage.id in seen.ended else None,
            stages.usual(took.get(stage.id, ())),
            len(took.get(stage.id, ())),
            seen.word.get(f"time:{road.id}/{stage.id}"),
        )
        for stage, knot in stages.ladder(road, case.stage)
    ]


def turn(seen: OnRoad, stage: Stage) -> Say:
    """Whose turn it is, since when, and who goes along."""
    key = "owner" if stage.who == "owner" else "other"
    if key == "owner" and _judging(seen.papers):
        key = "judging"
    if seen.case.reported_at:
        key = "reported"
    values = {"officer": seen.case.holder_name, "since": day_of(seen.since)}
    return Say(f"ladder.turn.{key}", {**values, "who": to_do.who(stage)}, joined=True)


def _judging(papers: Sequence[Paper]) -> bool:
    """Whether all is sent, and the officer has yet to look at some of it."""
    wanted = any(paper.wanted for paper in papers)
    return not wanted and any(paper.standing == "sent" for paper in papers)


def _here(seen: OnRoad) -> tuple[Road, Stage]:
    """The road and the stage of a case, as they were shipped."""
    road = catalogue().roads[seen.case.road]
    return road, road.stages[stages.place(road, seen.case.stage)]


def ahead(seen: OnRoad) -> tuple[Say, ...]:
    """What to do now, and of papers the next one: a turn never stands without it."""
    case, (road, stage) = seen.case, _here(seen)
    page = to_do.page(stage)
    done, stuck = ways(case.code, stage.id)
    if case.reported_at:
        back = button("undone", case.code, stage.id)
        said = {"officer": case.holder_name}
        return (Say("ladder.next.reported", said, actions=(back,)),)
    if _judging(seen.papers):
        return (Say("ladder.next.judging", {"officer": case.holder_name}),)
    act = to_do.told(road, stage, seen.word)
    wanted = stages.wanted(seen.papers)
    if not wanted:
        acts = (done, stuck, *to_do.form(stage))
        return (replace(act, joined=False, actions=acts, link=page),)
    send = button("send", case.code, wanted[0].id, key="action.send_paper")
    values = {"name": called(wanted[0])}
    if wanted[0].standing == "back":  # nothing is more urgent
        acts = (send, choose(case), stuck)
        return (Say("ladder.next.back", values, actions=acts),)
    # A fourth needs a message of its own; whoever says "done" may choose a paper, too.
    acts = (send, done, *(to_do.form(stage) or (stuck,)))
    return act, Say("ladder.next.send", values, actions=acts, link=page)


def _foot(seen: OnRoad) -> Say:
    """The same in a line, for the picture: the paper, or the first thing to do."""
    *_, last = ahead(seen)
    if last.key.startswith("ladder.next"):
        return last
    road, stage = _here(seen)
    return Say("to_do.first", {"do": to_do.first(road, stage, seen.word)})


def drawing(
    voice: Voice,
    seen: OnRoad,
    listed: Sequence[Step],
    whose: Say | None,
    following: Say | None = None,
) -> Ladder:
    """The same words as a picture: whose turn it is stands at the present knot."""
    language, you = voice.language, voice.you

    def said(say: Say | None) -> str:
        if say is None:
            return ""
        return words.text(language, say.key, {**say.values, "you": you})

    def rung(step: Step) -> Rung:
        name = words.prose(language, step.stage.name)
        if step.knot != "now":
            return Rung(name, step.knot, _note(language, step))
        takes = time(language, step)
        long = words.text(language, "ladder.takes", {"time": takes}) if takes else ""
        return Rung(name, step.knot, said(whose), long)

    return Ladder(
        title=f"{seen.case.code} {seen.case.business_name}",
        road=words.prose(language, catalogue().roads[seen.case.road].name),
        rungs=tuple(rung(step) for step in listed),
        foot=said(following),
        source=said(source(listed)),
    )


def _note(language: str, step: Step) -> str:
    """How a stage stands that is over or to come."""
    if step.knot == "done":
        if step.ended is None:
            return words.text(language, "ladder.rung.done")
        return words.text(language, "ladder.rung.done_on", {"day": step.ended})
    if takes := time(language, step):
        return words.text(language, "ladder.rung.later_takes", {"time": takes})
    return words.text(language, "ladder.rung.later")
