"""An officer writes what was seen at the place: short, and left and gone on with.

What the owner has something against is written again from what stands in it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, ClassVar

from msgspec import structs

from conversations.cases.access import VISITORS
from conversations.cases.buttons import button, desk
from conversations.cases.decision import Notice
from conversations.cases.visits.findings import (
    FindingAnswered,
    FindingLate,
    JudgeFinding,
)
from conversations.cases.visits.reports import (
    UNTIL,
    KeepReport,
    ReportConfirmed,
    ReportDisputed,
    ReportUnread,
    Writing,
    found,
)
from conversations.engine.effects import Effect, Fact, Line, Option, Say
from conversations.engine.events import Event
from conversations.engine.flow import Aside, Form
from conversations.engine.questions import (
    File,
    Learn,
    Message,
    Question,
    Read,
    Refusal,
    Review,
    Spot,
    Words,
    ids,
    said,
)
from conversations.engine.values import Answers, Here
from conversations.flows.officer.plan_visit import AnyOf, nothing
from conversations.flows.shared.news import put, worded
from conversations.language import Utterance, clean, read_appointments

LONGEST = 300
"""Letters of one finding."""
MOST = 8
"""So many findings of one visit; more belong to another one."""


@dataclass(frozen=True)
class Findings(Question[list[list[str]]]):
    """What is to be put right, a line each; a day at its end is its last."""

    written: ClassVar[bool] = True

    def read(self, event: Event, answers: Answers, here: Here) -> Read[list[list[str]]]:
        """Each line with its day, the usual one where none was said."""
        text = said(event)
        lines = [clean(line).strip(" -*•") for line in text.typed.splitlines()]
        listed = [self._one(line, here.today) for line in lines if line]
        if not listed or len(listed) > MOST or any(len(t) > LONGEST for t, _ in listed):
            raise Refusal("too_many_findings", {"most": MOST})
        return Read(listed)

    def none(self, event: Event) -> bool:
        """Whether nothing was found wanting."""
        return nothing(event)

    def _one(self, line: str, today: date) -> list[str]:
        told, _, last = line.rpartition(",")
        days = read_appointments(Utterance(last), today) if told else ()
        if days and days[-1].day >= today:
            return [told.strip(), days[-1].day.isoformat()]
        return [line, (today + UNTIL).isoformat()]

    def holds(self, value: object, answers: Answers) -> bool:
        """At least one, each with its day."""
        return isinstance(value, list) and all(
            isinstance(each, list) and len(each) == len(("text", "due"))
            for each in value
        )

    def shown(self, value: Any, answers: Answers) -> tuple[Any, ...]:
        """Each with its day."""
        return (
            [Line(Option("", label=t), (date.fromisoformat(d),)) for t, d in value],
        )


def known(answers: Answers) -> Writing:
    """The visit that is reported."""
    return VISIT.found(answers) or Writing("visit.unknown")


def possible(answers: Answers) -> bool:
    """Whether it can be reported."""
    return not known(answers).problem


def parts(answers: Answers) -> tuple[Option, ...]:
    """What the checklist of the road looks at."""
    return tuple(Option(id_, label=label) for id_, label in known(answers).parts)


def looked(answers: Answers) -> tuple[Option, ...]:
    """What of it was looked at."""
    chosen = answers.get(SEEN) or []
    return tuple(option for option in parts(answers) if option.value in chosen)


def listed(answers: Answers) -> bool:
    """Whether its road has a checklist."""
    return bool(parts(answers))


def checked(answers: Answers) -> tuple[Option, ...]:
    """What the owner answered of that, each with the answer."""
    chosen = answers.get(SEEN) or []
    return tuple(
        Option(id_, label=task, shown=(Fact(label=task), "·", Fact(label=answer)))
        for id_, part, task, answer in known(answers).said
        if part in chosen
    )


def before(name: str, answers: Answers) -> Any:
    """What stands in the report, where there is one already."""
    return known(answers).before.get(name)


def talked(answers: Answers) -> Any:
    """What was talked about, as a message is kept."""
    text, voices = before("talk", answers), before("voices", answers)
    return None if text is None else {"text": text, "files": voices or []}


def again(name: str) -> Callable[[Answers], Any]:
    """What stands in the report; what was left out then is asked for no more."""
    return partial(before, name)


VISIT = Learn("visit", what="visit_report", kind=Writing)
TALK = Message("talk", when=possible, presumed=talked)
SEEN = AnyOf("seen", among=parts, least=1, when=listed, presumed=again("seen"))
OTHERWISE = AnyOf(
    "otherwise",
    among=checked,
    optional=True,
    when=lambda answers: bool(checked(answers)),
    presumed=again("otherwise"),
)
LACKING = AnyOf(
    "lacking",
    among=looked,
    optional=True,
    when=lambda answers: bool(looked(answers)),
    presumed=again("lacking"),
)
PHOTOS = File("photos", optional=True, when=possible, presumed=again("photos"))
SPOT = Spot("spot", optional=True, when=possible, presumed=again("spot"))
FINDINGS = Findings(
    "findings", optional=True, when=possible, presumed=again("findings")
)
AGREED = Words(
    "agreed",
    least=2,
    most=600,
    lines=True,
    optional=True,
    when=possible,
    presumed=again("agreed"),
)
SURE = Review("sure", when=possible)


def written(answers: Answers) -> tuple[Effect, ...]:
    """To the owner, to be read; or why it cannot be."""
    visit = known(answers)
    if visit.problem:
        return (Say(f"desk.{visit.problem}", structs.asdict(visit)),)
    talk = answers[TALK]
    seen: list[str] = answers.get(SEEN) or []
    otherwise: list[str] = answers.get(OTHERWISE) or []
    lacking: list[str] = answers.get(LACKING) or []
    wanting = found({"findings": answers.get(FINDINGS) or []})
    return (
        KeepReport(
            visit.visit,
            talk["text"],
            tuple(seen),
            tuple(lacking),
            tuple(wanting),
            answers.get(AGREED) or "",
            answers.get(SPOT) or "",
            tuple(otherwise),
            ids(answers.get(PHOTOS)),
            tuple(talk["files"]),
        ),
    )


REPORT = Form(
    "visit_report",
    (VISIT, TALK, SEEN, OTHERWISE, LACKING, PHOTOS, SPOT, FINDINGS, AGREED, SURE),
    written,
    roles=VISITORS,
)


# --- what the officer hears ----------------------------------------------------------


def confirmed(news: ReportConfirmed) -> Say:
    """The owner agrees: the page is ready."""
    return worded("desk.visit.confirmed", news, button("visit_page", news.visit))


def disputed(news: ReportDisputed) -> Say:
    """The owner does not; it is written again from what stands."""
    again = button("visit_report", news.visit, key="action.visit_rewrite")
    return worded("desk.visit.disputed", news, again)


def answered(news: FindingAnswered) -> Iterator[Effect]:
    """What was put right, with the photos of it, to be judged."""
    yes, no = button("finding_done", news.finding), button("finding_no", news.finding)
    yield worded("desk.finding.answered", news, yes, no)
    about = {"code": news.code}
    for each in news.files:
        yield Say("desk.file", about, file=each, kind="notice")


def late(news: FindingLate) -> Say:
    """Its day is over."""
    return worded("desk.finding.late", news, desk("reply", news.code))


# --- a finding that is not done yet --------------------------------------------------

REASON = Words("reason", least=3, most=300)


def not_done(answers: Answers) -> tuple[Effect, ...]:
    """Why not, for the owner."""
    finding = str(answers.given.get("finding", ""))
    return (JudgeFinding(finding, done=False, reason=answers[REASON]),)


NOT_DONE = Aside("finding_no", (REASON,), not_done, roles=VISITORS)
HEARD: Mapping[type[Notice], Callable[[Any], Say | tuple[Effect, ...]]] = {
    ReportConfirmed: confirmed,
    ReportDisputed: disputed,
    ReportUnread: put(
        "desk.visit.unread",
        lambda news: desk("reply", news.code),
        lambda news: button("visit_page", news.visit),
    ),
    FindingAnswered: lambda news: tuple(answered(news)),
    FindingLate: late,
}
"""What each notice to an officer says."""
