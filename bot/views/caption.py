"""Where a case stands on its road, in the words of one message.

All that stands on the picture is said, as long as one message holds it. A road of many
stages and papers is told shorter: what is long past or far ahead is counted, and of the
papers only the next few that are wanted are named; the button shows all.
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
    """How much is told: *times* of stages to come, how many stages on either side of
    the present one and how many wanted papers are named, letters of a *reason*, and
    how long the present stage *takes*.
    """  # noqa: D205 -- one sentence

    times: bool = False
    stages: int = 99
    papers: int = 6
    reason: int = 300
    takes: bool = True


DETAILS = (
    Detail(times=True),
    Detail(),
    Detail(stages=2),
    Detail(stages=1, papers=3),
    Detail(stages=0, papers=2, reason=200),
    Detail(stages=0, papers=1, reason=120),
    Detail(stages=-1, papers=1, reason=80),
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
    now = next(step.stage for step in steps if step.knot == "now")
    for detail in BUNDLED if now.have else DETAILS:
        lines = _stages(voice.language, steps, detail)
        told = [Say(head.key, {**head.values, "lines": lines}, joined=True)]
        told += how_long(voice.language, steps) if detail.takes else []
        told += [*_papers(voice.language, steps, papers, detail), turn, *ahead]
        if _length(told, voice) <= FITS:
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
    """Each stage in a line of its own; those far from the present one counted."""
    here = next((n for n, step in enumerate(steps) if step.knot == "now"), 0)
    if detail.stages < 0:
        return [_line(language, steps[here], times=False)]
    first, last = max(here - detail.stages, 0), here + detail.stages
    before, after = steps[:first], steps[last + 1 :]
    # One alone is named: counting it would say less in as many words.
    before, after = (each if len(each) > 1 else () for each in (before, after))
    near = steps[len(before) : len(steps) - len(after)]
    lines = [_line(language, step, times=detail.times) for step in near]
    if before:
        lines.insert(0, _counted(language, "done", before[-1], len(before)))
    if after:
        lines.append(_counted(language, "later", after[-1], len(after)))
    return lines


def _counted(language: str, knot: Knot, last: Step, count: int) -> Line:
    values = {"count": count, "name": words.prose(language, last.stage.name)}
    shown = words.text(language, f"ladder.many.{knot}", values)
    return Line(_knot(knot), (shown,))


def _knot(knot: Knot) -> Option:
    return Option(knot, key=f"ladder.knot.{knot}")


def _line(language: str, step: Step, *, times: bool) -> Line:
    """A stage in a line of its own: a shape, a word, its name, and when."""
    name = words.prose(language, step.stage.name)
    when = ""
    if step.knot == "done" and step.ended:
        when = words.day(language, step.ended)
    elif step.knot == "later" and times:
        when = time(language, step)
    return Line(_knot(step.knot), (f"{name}, {when}" if when else name,))


def time(language: str, step: Step) -> str:
    """How long a stage takes, to be said within a sentence; empty if nobody knows."""
    if step.days is not None:
        values = {"days": step.days, "count": step.count}
        return words.text(language, "ladder.time", values)
    # Further sentences tell what comes after, or what else may take time.
    return words.within(words.prose(language, step.stage.time).partition(". ")[0])


def how_long(language: str, steps: Sequence[Step]) -> list[Say]:
    """How long the present stage takes; and where all the times are from."""
    now = next(step for step in steps if step.knot == "now")
    told = Say("ladder.unknown", joined=True)
    if now.days is not None:
        ours = {"days": now.days, "count": now.count}
        told = Say("ladder.ours", ours, joined=True)
    elif now.stage.time:
        long = words.within(words.prose(language, now.stage.time))
        by = attributed(now.stated) if now.stated else according(now.stage)
        return [Say("ladder.told", {"time": long, "source": by}, joined=True)]
    return list(filter(None, (told, source(steps))))


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
