"""An officer looks at the papers of a stage, decides on each, and moves the stage."""

from collections.abc import Mapping
from typing import Any

from conversations.cases import stages
from conversations.cases.stages import Paper
from conversations.catalogue import catalogue
from conversations.engine.effects import (
    Begin,
    Effect,
    Fact,
    JudgePaper,
    Line,
    MoveStage,
    Option,
    Say,
    ShowPapers,
)
from conversations.engine.flow import Answers, Flow, Here
from conversations.engine.questions.free_text import Words

OFFICERS = ("officer", "coordinator", "admin")
REASON = Words("reason", least=3, most=300)


def show(argument: str) -> tuple[Effect, ...]:
    """All papers of a case's stage (`SRG-0001`), or one (`SRG-0001/apply/nib`)."""
    code, _, paper = argument.partition("/")
    return (ShowPapers(code, paper),)


def accept(argument: str) -> tuple[Effect, ...]:
    """This paper is as it should be."""
    code, _, paper = argument.partition("/")
    return (JudgePaper(code, paper),)


def refuse(argument: str) -> tuple[Effect, ...]:
    """This paper has to come again; the reason is asked first."""
    code, _, paper = argument.partition("/")
    return (Begin("judge", {"code": code, "paper": paper}),)


def step(which: stages.Step, argument: str) -> tuple[Effect, ...]:
    """Move a case from the stage that the button names (`SRG-0001/apply`)."""
    code, _, stage = argument.partition("/")
    return (MoveStage(code, which, stage),)


def judged(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """Send a paper back with the reason."""
    del here
    given = answers.given
    return (JudgePaper(given["code"], given["paper"], answers[REASON]),)


def buttons(
    acts: tuple[str, ...], code: str, road: str, stage: str
) -> tuple[Option, ...]:
    """The buttons of a card, without the steps that lead nowhere from *stage*.

    A step names the stage it was shown at: an old button must not move a case twice.
    """
    possible = stages.steps(catalogue().roads.get(road), stage)
    return tuple(
        Option(
            f"{act}:{code}/{stage}" if act in stages.STEPS else f"{act}:{code}",
            key=f"desk.act.{act}",
        )
        for act in acts
        if act not in stages.STEPS or act in possible
    )


def papers(code: str, stage: Fact, found: tuple[Paper, ...]) -> Say:
    """Every paper of a stage and how it stands; what was sent is a button."""
    return Say(
        "desk.papers" if found else "desk.papers_none",
        {"code": code, "stage": stage, "lines": lines(found)},
        actions=tuple(
            Option(f"papers:{code}/{paper.id}", label=paper.name)
            for paper in found
            if paper.files
        ),
        kind="notice",
    )


def lines(found: tuple[Paper, ...]) -> list[Line]:
    """Each paper: how it stands, and why it came back."""
    return [
        Line(
            Option(paper.id, label=paper.name),
            (Fact(key=f"paper.state.{paper.standing}"), *_why(paper)),
        )
        for paper in found
    ]


def _why(paper: Paper) -> tuple[Any, ...]:
    return (f"({paper.reason})",) if paper.reason else ()


def paper(values: Mapping[str, Any], key: str = "desk.paper") -> tuple[Say, ...]:
    """One paper to decide on, in the bubble of its last file."""
    target = f"{values['code']}/{values['paper']}"
    *before, last = values.get("files") or ("",)
    files = tuple(
        Say("desk.file", {"code": values["code"]}, file=each, kind="notice")
        for each in before
    )
    said = Say(
        key,
        {**values, "name": Fact(label=str(values["name"]))},
        actions=(
            Option(f"pass:{target}", key="desk.act.pass"),
            Option(f"redo:{target}", key="desk.act.redo"),
            Option(f"papers:{values['code']}", key="desk.act.papers"),
        ),
        file=last,
        kind="notice",
    )
    return (*files, said)


FLOW = Flow("judge", (REASON,), judged, roles=OFFICERS, again=True)
