"""An officer looks at the papers of a stage, decides on each, and moves the stage."""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from conversations.cases import names, stages
from conversations.cases.buttons import of_card
from conversations.cases.papers import (
    JudgePaper,
    PaperSent,
    PaperShown,
    PapersShown,
    PapersWhole,
)
from conversations.cases.stages import Paper
from conversations.cases.word import called
from conversations.catalogue import catalogue
from conversations.engine.effects import Effect, Fact, Line, Option, Say
from conversations.engine.flow import Aside
from conversations.engine.questions import Words
from conversations.engine.values import Answers

OFFICERS = ("officer", "coordinator", "admin")
REASON = Words("reason", least=3, most=300)


def judged(answers: Answers) -> tuple[Effect, ...]:
    """Send a paper back with the reason."""
    given = answers.given
    return (JudgePaper(given["code"], given["paper"], answers[REASON]),)


def papers(shown: PapersShown) -> Say:
    """Every paper of a stage and how it stands; what was sent is a button."""
    stage = names.stage_name(shown.road, shown.stage)
    return Say(
        "desk.papers" if shown.papers else "desk.papers_none",
        {"code": shown.code, "stage": stage, "lines": lines(shown.papers)},
        actions=tuple(
            Option(f"papers:{shown.code}/{paper.id}", label=paper.name)
            for paper in shown.papers
            if paper.files
        ),
        kind="notice",
    )


def lines(found: tuple[Paper, ...]) -> list[Line]:
    """Each paper: how it stands, and why it came back."""
    return [
        Line(
            Option(paper.id, label=paper.name),
            (Fact(key=f"paper.state.{paper.standing}"), *_why(paper), *_by(paper)),
        )
        for paper in found
    ]


def _why(paper: Paper) -> tuple[Any, ...]:
    return (f"({paper.reason})",) if paper.reason else ()


def _by(paper: Paper) -> tuple[Any, ...]:
    """Whose word its name is, if it is the Dinas's."""
    office = {"office": catalogue().office.short}
    return (Say("source.stated.by", office),) if paper.stated else ()


def whole(found: PapersWhole) -> Say:
    """All papers of a stage are as they should be: the case can go on."""
    steps = of_card(stages.STEPS, found.code, found.road, found.stage)
    return Say("desk.papers_whole", {"code": found.code}, actions=steps, kind="notice")


def shown(found: PaperShown) -> tuple[Say, ...]:
    """One paper to decide on."""
    paper = found.paper
    values = {
        "code": found.code,
        "name": called(paper),
        "state": Fact(key=f"paper.state.{paper.standing}"),
    }
    return _to_decide(Say("desk.paper", values), found.code, paper.id, paper.files)


def sent(news: PaperSent) -> tuple[Say, ...]:
    """A paper has just come, to be decided on."""
    values = {
        "code": news.code,
        "business": news.business,
        "name": Fact(label=news.name),
    }
    said = Say("desk.paper_sent", values)
    return _to_decide(said, news.code, news.paper, news.files)


def _to_decide(
    said: Say, code: str, paper: str, files: Sequence[str]
) -> tuple[Say, ...]:
    """The files of a paper; the last has the words and the buttons in its bubble."""
    *before, last = files or ("",)
    target = f"{code}/{paper}"
    acts = (
        Option(f"pass:{target}", key="desk.act.pass"),
        Option(f"redo:{target}", key="desk.act.redo"),
        Option(f"papers:{code}", key="desk.act.papers"),
    )
    named = {"code": code}
    rest = (Say("desk.file", named, file=each, kind="notice") for each in before)
    return (*rest, replace(said, actions=acts, file=last, kind="notice"))


FLOW = Aside("judge", (REASON,), judged, roles=OFFICERS)
