"""The guide: a road to SNI, stage by stage, from the catalogue.

Who acts, which papers, how long, what it costs, what comes of it, and on whose word.
Reading asks nothing of the reader: each stage is a card whose buttons always work.
"""

from msgspec.structs import replace

from conversations.catalogue import catalogue
from conversations.catalogue.road import Road, Stage
from conversations.engine.effects import Begin, Effect, Fact, Option, Say
from conversations.engine.flow import Menu
from conversations.engine.questions import Choice
from conversations.engine.values import Answers, Here
from conversations.flows.owner import learn

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
        return stage_card(road, index)
    return (
        Say(
            "roads.intro",
            {
                "road": Fact(label=road.name),
                "summary": Fact(label=road.summary),
                "for_whom": Fact(label=road.for_whom),
                "count": len(road.stages),
            },
            actions=(
                Option(f"road:{road.id}/1", key="action.first_stage"),
                Option(f"apply:{road.id}", key="action.apply"),
            ),
        ),
    )


def stage_card(road: Road, number: int) -> tuple[Say, ...]:
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
                **facts(stage),
            },
        ),
        *direct(stage),
        *(after(road) if last else ()),
    ]
    whence = learn.whence(f"stage:{road.id}/{stage.id}")
    actions = (*onward, Option(f"apply:{road.id}", key="action.apply"), whence)
    *before, end = told
    return (
        *(replace(said, joined=True) for said in before),
        replace(end, actions=actions),
    )


def direct(stage: Stage) -> tuple[Say, ...]:
    """The papers of a stage that never go through the chat, if there are any."""
    papers = [Fact(label=paper) for paper in stage.direct]
    return (Say("roads.direct", {"papers": papers}),) if papers else ()


def after(road: Road) -> tuple[Say, ...]:
    """What comes when all stages of a road are over, if anything is known."""
    return (Say("roads.after", {"after": Fact(label=road.after)}),) * bool(road.after)


def facts(stage: Stage) -> dict[str, object]:
    """What is known of a stage; what is not known is said to be so."""
    who = catalogue().institutions[stage.who]
    unknown = Fact(key="roads.unknown")
    return {
        "who": Fact(label=who.name),
        "papers": [Fact(label=paper) for paper in stage.papers]
        or [Fact(key="roads.no_papers")],
        "time": Fact(label=stage.time) if stage.time else unknown,
        "cost": Fact(label=stage.cost) if stage.cost else unknown,
        "result": Fact(label=stage.result),
        "source": learn.according(stage),
    }


FLOW = Menu("roads", (ROAD,), finish_here=finish)
