"""Where a case stands on its road, in the words of one message.

What is done is a line, what is to come another, and the present stage is told whole:
a small phone shows that at once, and the picture says the rest. Where it is much, what
is long past or far ahead is counted, and of the papers only the next few are named.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot import words
from bot.channels.base import Run
from bot.pipeline.render import Voice, joined, page, said
from conversations.cases import stages
from conversations.cases.stages import Knot, Paper, Standing
from conversations.cases.word import called
from conversations.catalogue.overrides import Stated
from conversations.catalogue.road import Stage
from conversations.engine.effects import Fact, Line, Option, Say
from conversations.flows.officer import review_papers
from conversations.flows.owner import to_do
from conversations.flows.owner.learn import according, attributed

ROOM = 720
"""Characters that a small phone shows without much scrolling, below the picture."""
FITS = 1000
"""Characters of one message beside a picture: a channel shows 1024, marks included."""
COUNTED: tuple[Standing, ...] = ("accepted", "sent", "back", "missing")
"""How papers stand, in the order in which they are counted."""


@dataclass(frozen=True)
class Step:
    """One stage as it stands: since when it is over, and how long it takes."""

    stage: Stage
    knot: Knot
    ended: date | None
    days: int | None
    """By our own past cases, where there are enough; *count* of them."""
    count: int
    stated: Stated | None = None
    """Its usual time, where the Dinas put that right."""


@dataclass(frozen=True)
class Detail:
    """How much is told, if it is no more than *room*: how many stages on either side of
    the present one and how many wanted papers are named, letters of a *reason*, and
    how long the present stage *takes*.
    """  # noqa: D205 -- one sentence

    stages: int = 99
    papers: int = 6
    reason: int = 300
    takes: bool = True
    room: int = FITS


DETAILS = (
    Detail(room=ROOM),
    Detail(takes=False, room=ROOM),
    Detail(stages=2, takes=False, room=ROOM),
    Detail(stages=1, papers=3, takes=False),
    Detail(stages=0, papers=2, reason=200, takes=False),
    Detail(stages=0, papers=1, reason=80, takes=False),
    Detail(stages=-1, papers=1, reason=0, takes=False),
    Detail(stages=-1, papers=0, reason=0, takes=False),
)
"""From all there is to say to what must be said; what is left out is on the picture."""
BUNDLED = (
    Detail(stages=0, papers=12, takes=False),
    Detail(stages=-1, papers=12, takes=False),
    *DETAILS[3:],
)
"""Where papers come in bundles, these are rather named than the other stages."""


def caption(
    voice: Voice,
    head: Say,
    steps: Sequence[Step],
    turn: Say,
    papers: Sequence[Paper],
    ahead: Sequence[Say],
) -> list[Say]:
    """As much as one message holds; *ahead*, with the one next thing, comes last."""
    told: list[Say] = []
    now = next(step for step in steps if step.knot == "now")
    for detail in BUNDLED if now.stage.have else DETAILS:
        lines = _stages(voice.language, steps, detail)
        told = [Say(head.key, {**head.values, "lines": lines}, joined=True)]
        # What the Dinas itself says of it is no estimate to be left out for room.
        long = detail.takes or now.stated
        told += how_long(voice.language, steps) if long else []
        told += [*_papers(voice.language, steps, papers, detail), turn, *ahead]
        if _length(told, voice) <= detail.room:
            break
    return told


def _length(told: Sequence[Say], voice: Voice) -> int:
    """Characters of all of it as one message, as the strictest channel counts."""
    whole: tuple[Run, ...] = ()
    for each in told:
        whole = joined(whole, said(each, voice))
    pages = [(text, "") for each in told for text in page(each.link, voice) or ()]
    return sum(
        len(text.encode("utf-16-le")) // 2 + 2 * bool(style)
        for text, style in (*whole, *pages)
    )


def _stages(language: str, steps: Sequence[Step], detail: Detail) -> list[Line]:
    """What is done, the present stage, and what is to come: a line of names each."""
    here = next((n for n, step in enumerate(steps) if step.knot == "now"), 0)
    lines = [_line(language, "now", steps[here : here + 1])]
    if detail.stages < 0:
        return lines
    first, last = max(here - detail.stages, 0), here + detail.stages + 1
    done, later = steps[first:here], steps[here + 1 : last]
    if first or done:
        lines.insert(0, _line(language, "done", done, steps[:first]))
    if here + 1 < len(steps):
        lines.append(_line(language, "later", later, steps[last:]))
    return lines


def _line(
    language: str, knot: Knot, named: Sequence[Step], far: Sequence[Step] = ()
) -> Line:
    """Stages that stand alike: a shape, a word, their names; the *far* are counted."""
    if len(far) == 1:  # counting one would say less in as many words
        named = (*far, *named) if knot == "done" else (*named, *far)
        far = ()
    names = [words.prose(language, step.stage.name) for step in named]
    if far:
        last = words.prose(language, far[-1].stage.name)
        values = {"count": len(far), "name": last}
        counted = words.text(language, f"ladder.many.{knot}", values)
        names.insert(0 if knot == "done" else len(names), counted)
    return Line(Option(knot, key=f"ladder.knot.{knot}"), ("; ".join(names),))


def time(language: str, step: Step) -> str:
    """How long a stage takes, to be said within a sentence; empty if nobody knows."""
    if step.days is not None:
        values = {"days": step.days, "count": step.count}
        return words.text(language, "ladder.time", values)
    # Further sentences tell what comes after, or what else may take time.
    return words.within(words.prose(language, step.stage.time).partition(". ")[0])


def how_long(language: str, steps: Sequence[Step]) -> list[Say]:
    """How long the present stage takes, and by whose word."""
    now = next(step for step in steps if step.knot == "now")
    if now.days is not None:
        ours = {"days": now.days, "count": now.count}
        return [Say("ladder.ours", ours, joined=True)]
    if now.stage.time:
        long = words.within(words.prose(language, now.stage.time))
        by = attributed(now.stated) if now.stated else according(now.stage)
        return [Say("ladder.told", {"time": long, "source": by}, joined=True)]
    return [Say("ladder.unknown", joined=True)]


def source(steps: Sequence[Step]) -> Say | None:
    """That some of the times are not from our own cases, where it is so."""
    told = any(
        step.knot != "done" and step.days is None and step.stage.time for step in steps
    )
    return Say("ladder.source", joined=True) if told else None


def _papers(
    language: str, steps: Sequence[Step], papers: Sequence[Paper], detail: Detail
) -> list[Say]:
    """How many papers stand how; those that came back and those wanted by name."""
    if not papers:
        return []
    standing = Counter(paper.standing for paper in papers)
    counts = [
        (standing[each], Fact(key=f"paper.state.{each}"))
        for each in COUNTED
        if standing[each]
    ]
    wanted = stages.wanted(papers)
    named = wanted[: detail.papers]
    more = len(wanted) - len(named)
    values = {
        "counts": counts,
        "lines": _named(steps, [_shortened(each, detail.reason) for each in named]),
        "more": words.text(language, "ladder.more", {"count": more}) if more else "",
    }
    return [Say("ladder.papers", values, joined=True)]


def _named(steps: Sequence[Step], papers: Sequence[Paper]) -> list[Line]:
    """Papers by name: each with its standing, or what is still missing in bundles."""
    now = next(step.stage for step in steps if step.knot == "now")
    missing = {each.name: called(each) for each in papers if each.standing == "missing"}
    if not (bundled := to_do.bundles(now, missing)):
        return review_papers.lines(tuple(papers))
    others = tuple(each for each in papers if each.name not in missing)
    return [*review_papers.lines(others), *bundled]


def _shortened(paper: Paper, letters: int) -> Paper:
    """*paper* with at most so many *letters* of its reason; the owner had it whole."""
    if len(paper.reason) <= letters:
        return paper
    kept = paper.reason[:letters].rpartition(" ")[0]
    return replace(paper, reason=f"{kept}…" if kept else "")
