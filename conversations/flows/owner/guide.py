"""The guide: a road to SNI, stage by stage, from the catalogue.

Who acts, which papers, how long, what it costs, what comes of it, and on whose word.
Reading asks nothing of the reader: each stage is a card whose buttons always work.
"""

from msgspec.structs import replace

from conversations.cases import word
from conversations.catalogue import catalogue
from conversations.catalogue.road import Road, Stage
from conversations.engine.effects import Begin, Effect, Fact, Option, Say
from conversations.engine.flow import Menu
from conversations.engine.questions import Choice
from conversations.engine.values import Answers, Here
from conversations.flows.owner import learn, to_do

LEARN = "learn"


def named(_: Answers) -> tuple[Option, ...]:
    """What SNI is, and every road by its name."""
    return (
        Option(LEARN, key="roads.learn"),
        *(Option(road.id, label=road.name) for road in catalogue().roads.values()),
    )


ROAD = Choice("road", among=named)


def finish(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """Show where the chosen road leads."""
    if answers[ROAD] == LEARN:
        return learn.card("", here)
    return read(answers[ROAD], here)


def read(argument: str, here: Here) -> tuple[Effect, ...]:
    """A road (`sppt_sni`) or one stage of it (`sppt_sni/2`)."""
    name, _, number = argument.partition("/")
    road = catalogue().roads.get(name)
    if road is None:
        return (Begin("roads"),)
    index = int(number) if number.isdecimal() else 0
    if 1 <= index <= len(road.stages):
        return stage_card(road, index, here)
    return (
        Say(
            "roads.intro",
            {
                "road": Fact(label=road.name),
                "summary": _within(f"road:{road.id}", road.summary, here),
                "for_whom": Fact(label=road.for_whom),
                "count": len(road.stages),
            },
            actions=(
                Option(f"road:{road.id}/1", key="action.first_stage"),
                Option(f"apply:{road.id}", key="action.apply"),
                *learn.put_right(f"road:{road.id}", here),
            ),
        ),
    )


def stage_card(road: Road, number: int, here: Here) -> tuple[Say, ...]:
    """Stage *number* of *road* in one bubble, with the way to the next."""
    stage = road.stages[number - 1]
    last = number == len(road.stages)
    onward = (
        () if last else (Option(f"road:{road.id}/{number + 1}", "action.next_stage"),)
    )
    told = [
        Say(
            "roads.stage",
            {
                "road": Fact(label=road.name),
                "number": number,
                "count": len(road.stages),
                "stage": Fact(label=stage.name),
                **facts(road, stage, here),
            },
        ),
        *direct(stage),
        *(after(road) if last else ()),
    ]
    entry = f"stage:{road.id}/{stage.id}"
    apply, whence = Option(f"apply:{road.id}", "action.apply"), learn.whence(entry)
    actions = (
        *onward,
        *to_do.form(stage),
        apply,
        whence,
        *learn.put_right(entry, here),
    )
    *before, end = told
    return (
        *(replace(said, joined=True) for said in before),
        replace(end, actions=actions, link=to_do.page(stage)),
    )


def direct(stage: Stage) -> tuple[Say, ...]:
    """The papers of a stage that never go through the chat, if there are any."""
    papers = [Fact(label=paper) for paper in stage.direct]
    return (Say("roads.direct", {"papers": papers}),) if papers else ()


def after(road: Road) -> tuple[Say, ...]:
    """What comes when all stages of a road are over, if anything is known."""
    return (Say("roads.after", {"after": Fact(label=road.after)}),) * bool(road.after)


def facts(road: Road, stage: Stage, here: Here) -> dict[str, object]:
    """What is known of a stage; what is not known is said to be so.

    What the Dinas put right has its own word beside it: the source is of the rest.
    """
    who, at = catalogue().institutions[stage.who], f"{road.id}/{stage.id}"
    return {
        "do": to_do.read(road, stage, here.word),
        "who": Fact(label=who.name),
        "papers": _papers(road, stage, here),
        "time": _within(f"time:{at}", stage.time, here),
        "cost": _within(f"cost:{at}", stage.cost, here),
        "result": _within(f"stage:{at}", stage.result, here),
        "source": learn.according(stage),
    }


def _papers(road: Road, stage: Stage, here: Here) -> object:
    """What to have ready: many papers by where each comes from."""
    papers = {each: to_do.paper(road, stage, each, here.word) for each in stage.papers}
    if lines := to_do.bundles(stage, papers):
        return Say("to_do.bundles", {"lines": lines})
    ready = (Fact(label=each) for each in stage.ready)
    return [*ready, *papers.values()] or [Fact(key="roads.no_papers")]


def _within(entry: str, shipped: str, here: Here) -> object:
    """What is said of an *entry*, within what is said of others."""
    return word.within(here.word, entry, shipped) or Fact(key="roads.unknown")


FLOW = Menu("roads", (ROAD,), finish_here=finish)
