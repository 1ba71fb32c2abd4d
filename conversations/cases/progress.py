"""A case on its road: moved from stage to stage, and where it stands by now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, TypeAlias

from msgspec import Struct, structs

from conversations.cases import access, lifecycle, stages
from conversations.cases.buttons import STATUS
from conversations.cases.calendar import day_of, looked_at_by
from conversations.cases.cards import CaseNews
from conversations.cases.case_file import CaseFile, papers_at
from conversations.cases.changes import (
    BeginStage,
    Change,
    ChangeBusiness,
    ChangeCase,
    EndStage,
)
from conversations.cases.decision import Decision, Denied, Notice, Person
from conversations.cases.handling import done
from conversations.cases.names import stage_name
from conversations.cases.records import Case, Note
from conversations.cases.stages import Paper
from conversations.cases.visits.appointments import coming
from conversations.cases.visits.findings import tasks
from conversations.cases.visits.records import Finding, Visit
from conversations.catalogue import catalogue
from conversations.catalogue.overrides import Word
from conversations.engine.effects import Act, Fact, Say
from conversations.language import read_case_number

SHOWN = 5
"""So many cases are told one by one; the older ones are counted."""

Cases: TypeAlias = tuple[Case, ...]
"""The cases of a person, the newest first."""


class MoveStage(Act, frozen=True):
    """Bring a case from the stage *seen* one on, or one back."""

    code: str
    step: str
    seen: str


class ShowStatus(Act, frozen=True):
    """Tell the person how their cases stand; *code* is one they named.

    *to_do*: only the one that wants them most, with what to do by now.
    """

    shows = True

    code: str = ""
    to_do: bool = False


class ShowProgress(Act, frozen=True):
    """Tell *said* about a case, with the ladder it stands on as the picture of it."""

    code: str
    said: Say


class StageMoved(CaseNews, frozen=True):
    """The case is at another stage; so many *papers* are wanted there.

    *result* is what comes of the stage, where the Dinas put that right on a day.
    *passed* are stages between that are done already.
    """

    road: str
    stage: str
    papers: int = 0
    result: str = ""
    result_on: date | None = None
    passed: tuple[str, ...] = ()


class MovedOnward(StageMoved, frozen=True):
    """One stage on."""

    subject: ClassVar = "onward"


class MovedBackward(StageMoved, frozen=True):
    """One stage back."""

    subject: ClassVar = "backward"


class RoadEnded(StageMoved, frozen=True):
    """At the end of the road; *roads* may follow."""

    subject: ClassVar = "close"
    roads: tuple[str, ...] = ()


MOVES: dict[stages.Step, type[StageMoved]] = {
    "onward": MovedOnward,
    "backward": MovedBackward,
}


class Standing(Struct, frozen=True, omit_defaults=True):
    """A person's newest case in a line: *how* it stands, and the names in that line.

    *day* is until when somebody looks at it, or since when it is so.
    """

    how: str = ""
    code: str = ""
    business: str = ""
    holder: str = ""
    asked: str = ""
    day: date | None = None
    stage: str | Fact = ""
    who: str | Fact = ""
    time: str | Fact = ""
    on: str = ""
    at: str = ""
    """By their ids, the road and the stage of a case that is guided."""


class CaseStands(Notice, frozen=True):
    """How one case of the person stands."""

    subject: ClassVar = "stands"
    case: Case
    reason: str = ""
    """Why one thing was sent back."""


class LastWords(Notice, frozen=True):
    """What an officer wrote last, and nobody has answered."""

    subject: ClassVar = "last_words"
    code: str
    officer: str
    text: str


class OnRoad(Struct, frozen=True):
    """A case on its road: what is wanted now, and since when.

    When each stage behind it *ended*, and how long each *took* other cases; *word* is
    what the Dinas put right.
    """

    case: Case
    papers: tuple[Paper, ...]
    since: datetime
    ended: Mapping[str, datetime] = {}
    took: Mapping[str, Sequence[timedelta]] = {}
    word: Word = {}


class Filed(Struct, frozen=True):
    """A person's cases, the newest first; those that are guided, by id, in full.

    *said* is what was said of those that are on their way, in order; *visits* are to
    come, and *findings* to be put right.
    """

    cases: Cases = ()
    guided: Mapping[str, OnRoad] = {}
    said: Mapping[str, Sequence[Note]] = {}
    visits: tuple[Visit, ...] = ()
    findings: tuple[Finding, ...] = ()


class LadderShown(Notice, frozen=True):
    """Where an accepted case stands on its road, with the picture of it."""

    subject: ClassVar = "ladder"
    seen: OnRoad


class LadderBeside(Notice, frozen=True):
    """What is *said* of a case, with the picture of where it stands."""

    subject: ClassVar = "ladder_beside"
    seen: OnRoad
    said: Say


class CaseOffered(Notice, frozen=True):
    """A case that is not this person's: they can ask for it back."""

    subject: ClassVar = "recover_offer"
    code: str


class NoCase(Notice, frozen=True):
    """The person has no case yet."""

    subject: ClassVar = "no_case"


class Arrival(Struct, frozen=True):
    """A *case* where it has come to, and the stages that it *passed* on the way."""

    case: Case
    passed: tuple[str, ...]

    def changes(self, before: Case, *, finished: bool) -> tuple[Change, ...]:
        """What is written when it leaves the stage *before*, done or not."""
        case = self.case
        new = None if case.details == before.details else case.details
        since = case.waiting_since
        return (
            EndStage(before, finished=finished),
            ChangeCase(before, stage=case.stage, waiting_since=since, details=new),
            BeginStage(case),
            ChangeBusiness(case.business_id, stage=case.stage),
        )


def arrive(case: Case, stage: str, who: Person, *, backward: bool = False) -> Arrival:
    """*case* at *stage*; on its way onward it passes what is done already."""
    there = () if backward else stages.known(case.details)
    reached, passed = stages.reach(catalogue().roads[case.road], stage, there)
    after = replace(case, stage=reached.id, waiting_since=who.now, reported_at=None)
    return Arrival(after, tuple(each.id for each in passed))


def move(act: MoveStage, seen: CaseFile, who: Person) -> Decision:
    """Bring a case one stage on, or one back; the owner is told."""
    officer, case = access.may(act.step, who, seen.case, seen.code)
    road = catalogue().roads.get(case.road)
    step = next((each for each in stages.STEPS if each == act.step), None)
    there = stages.beside(road, case.stage, step) if road and step else None
    if step is None or there is None:
        raise Denied("desk.no_step", code=case.code)
    if act.seen != case.stage:
        here = stage_name(case.road, case.stage)
        raise Denied("desk.moved_already", code=case.code, stage=here)
    arrived = arrive(case, there.id, who, backward=step == "backward")
    after = arrived.case
    wanted = sum(paper.wanted for paper in papers_at(after, seen))
    stage = stage_name(after.road, after.stage)
    about = {"code": case.code, "business": case.business_name}
    stated = seen.word.get(f"stage:{case.road}/{after.stage}")
    return done(
        seen,
        after,
        who,
        step,
        arrived.changes(case, finished=step == "onward"),
        MOVES[step](
            case.code,
            case.business_name,
            officer.name,
            case.road,
            after.stage,
            wanted,
            stated.text if stated else "",
            stated.on if stated else None,
            arrived.passed,
        ),
        Say(f"desk.moved.{step}", {**about, "stage": stage}),
        road=case.road,
        stage=after.stage,
    )


def standing(asked: Mapping[str, Any], own: Cases, who: Person) -> Standing:
    """How the newest case that is on its way stands, else the one that ended last."""
    on_its_way = [case for case in own if case.state in lifecycle.OPEN]
    found = on_its_way or [case for case in own if case.state == "closed"]
    return _in_a_line(found[0], who) if found else Standing()


def _in_a_line(case: Case, who: Person) -> Standing:
    said = Standing(
        case.state,
        case.code,
        case.business_name,
        case.holder_name,
        case.asked,
        day_of(case.updated_at),
    )
    if case.state == "submitted":
        due = day_of(looked_at_by(case.waiting_since))
        if due >= day_of(who.now):
            return structs.replace(said, day=due)
        return structs.replace(said, how="late", day=day_of(case.waiting_since))
    road = catalogue().roads.get(case.road) if case.state == "accepted" else None
    stage = stages.at(road, case.stage) if road else None
    if stage is None:
        return said
    how = "yours" if stage.who == "owner" else "others"
    return structs.replace(
        said,
        how="reported" if case.reported_at else how,
        on=case.road,
        at=stage.id,
        stage=Fact(label=stage.name),
        who=Fact(label=catalogue().institutions[stage.who].short),
        time=Fact(label=stage.time) if stage.time else Fact(key="roads.unknown"),
    )


def status(act: ShowStatus, filed: Filed, who: Person) -> Decision:
    """How each of the person's cases stands, the newest first, or the one they name."""
    code = read_case_number(act.code, catalogue().office.case_prefix)
    if code and all(case.code != code for case in filed.cases):
        return Decision(reply=(CaseOffered(code),))
    if not filed.cases:
        return Decision(reply=(NoCase(),))
    if act.to_do and (open_ := [c for c in filed.cases if c.state in lifecycle.OPEN]):
        return _to_do(sorted(open_, key=lambda case: _urgency(case, filed)), filed)
    meant = [case for case in filed.cases if code in ("", case.code)]
    more = len(meant) - SHOWN
    told = [each for case in meant[:SHOWN] for each in _stands(case, filed)]
    rest = (Say("status.more", {"count": more}),) if more > 0 else ()
    visited = (*coming(filed.visits), *tasks(filed.findings))
    return Decision(reply=(*told, *rest, *visited))


def _to_do(cases: Sequence[Case], filed: Filed) -> Decision:
    """What the first of *cases* wants of its owner; of the others only their names."""
    first, *others = cases
    seen = filed.guided.get(first.id)
    told = _stands(first, filed)
    if seen:
        about = {"code": first.code, "business": first.business_name}
        stage = stage_name(first.road, first.stage)
        told = (LadderBeside(seen, Say("to_do.case", {**about, "stage": stage})),)
    codes = [Fact(label=f"{case.code} {case.business_name}") for case in others]
    rest = (Say("to_do.others", {"cases": codes}, actions=(STATUS,)),) if codes else ()
    return Decision(reply=(*told, *tasks(filed.findings), *rest))


def _urgency(case: Case, filed: Filed) -> int:
    """Nought is the most urgent: what came back, then what its owner has to do."""
    seen = filed.guided.get(case.id)
    if case.state == "sent_back" or (
        seen and any(p.standing == "back" for p in seen.papers)
    ):
        return 0
    road = catalogue().roads.get(case.road)
    stage = stages.at(road, case.stage) if road and seen else None
    if stage is None:
        return 3
    wanted = seen is not None and any(paper.wanted for paper in seen.papers)
    return 1 if not case.reported and (wanted or stage.who == "owner") else 2


def spoken_of(filed: Sequence[Case]) -> list[Case]:
    """Those of which the last words are told."""
    return [one for one in filed[:SHOWN] if one.state in lifecycle.OPEN]


def guided(filed: Sequence[Case]) -> list[Case]:
    """Those of which the ladder is shown."""
    return [one for one in filed[:SHOWN] if one.state == "accepted" and on_road(one)]


def on_road(case: Case) -> bool:
    """Whether there is a ladder that the case stands on."""
    return case.road in catalogue().roads


def _stands(case: Case, filed: Filed) -> tuple[Notice, ...]:
    """How a case stands, and what an officer said last, if nobody answered it."""
    seen, said = filed.guided.get(case.id), filed.said.get(case.id, ())
    reasons = [note.body for note in said if note.kind == "reason"]
    asked = case.state == "sent_back" and reasons
    last = said[-1] if said else None
    stands = (
        LadderShown(seen) if seen else CaseStands(case, reasons[-1] if asked else "")
    )
    if last is None or last.kind != "reply" or not last.body:
        return (stands,)
    return (stands, LastWords(case.code, case.holder_name, last.body))


def progress(act: ShowProgress, seen: OnRoad | None, who: Person) -> Decision:
    """News of a case, with the ladder as it is by now, where there is one of theirs."""
    if seen is None or seen.case.person_id != who.id:
        return Decision(reply=(act.said,))
    return Decision(reply=(LadderBeside(seen, act.said),))
