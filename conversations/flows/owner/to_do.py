"""What an owner does at a stage, in the same words wherever it is said.

Nobody is told that it is their turn without them, and while another acts they say what
may be done meanwhile, and when we ask again.
"""

from collections.abc import Mapping

from conversations.cases import word
from conversations.cases.buttons import button
from conversations.catalogue import catalogue
from conversations.catalogue.overrides import Word, paper_entry
from conversations.catalogue.road import Road, Stage
from conversations.engine.effects import Fact, Line, Option, Say, Steps


def told(road: Road, stage: Stage, stated: Word) -> Say:
    """What to do now, with what in hand; or what meanwhile, and when we ask again."""
    values = {
        "do": steps(road, stage, stated),
        "ready": ready(road, stage, stated),
        "who": who(stage),
        "days": stage.asks_after,
    }
    if stage.who == "owner":
        return Say("to_do.now", values, joined=True)
    return Say("to_do.meanwhile", values, joined=True)


def read(road: Road, stage: Stage, stated: Word) -> Say:
    """The same for who only reads of the stage."""
    values = {"do": steps(road, stage, stated)}
    if stage.who == "owner":
        return Say("to_do.reads", values)
    return Say("to_do.reads_meanwhile", values)


def who(stage: Stage) -> Fact:
    """Whose turn it is, in a short word."""
    return Fact(label=catalogue().institutions[stage.who].short)


def steps(road: Road, stage: Stage, stated: Word) -> Say | Fact | Steps | None:
    """Each thing to do; what the Dinas says instead is its own."""
    if said := word.within(stated, f"do:{road.id}/{stage.id}", ""):
        return said
    return Steps(tuple(Fact(label=each) for each in stage.do)) if stage.do else None


def first(road: Road, stage: Stage, stated: Word) -> Say | Fact | None:
    """The first thing to do, where there is room for no more."""
    shipped = stage.do[0] if stage.do else ""
    return word.within(stated, f"do:{road.id}/{stage.id}", shipped)


def ready(road: Road, stage: Stage, stated: Word) -> Say | str:
    """What to have in hand: of papers, those that are not sent to us."""
    kept = (each for each in stage.papers if each not in stage.sent)
    named = [
        *(Fact(label=each) for each in stage.ready),
        *(paper(road, stage, each, stated) for each in kept),
    ]
    return Say("to_do.ready", {"ready": named}) if named else ""


def paper(road: Road, stage: Stage, name: str, stated: Word) -> Say | Fact:
    """What a paper is called by now."""
    entry = paper_entry(road.id, stage.id, name)
    return word.within(stated, entry, name) or Fact(label=name)


def bundles(stage: Stage, among: Mapping[str, Say | Fact]) -> list[Line]:
    """Those of many papers that are *among* some, by where each comes from."""
    bundled = (
        (Option("have", key="to_do.have"), stage.have),
        (Option("with_dinas", key="to_do.with_dinas"), stage.with_dinas),
        (Option("from_body", key="to_do.from_body"), stage.from_body),
    )
    return [
        Line(called, (found,))
        for called, names in bundled
        if (found := [among[each] for each in names if each in among])
    ]


def form(stage: Stage) -> tuple[Option, ...]:
    """The form of ours for it, as a button."""
    return (button("form", stage.form),) if stage.form else ()


def page(stage: Stage) -> Option | None:
    """Where it is done, as a button that opens the page."""
    return Option(stage.link.url, label=stage.link.name) if stage.link else None
