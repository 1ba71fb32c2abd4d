"""An owner says that a stage is done, or takes that back; an officer says not yet.

What one does oneself moves the case by that word alone. Of anything else an officer
hears: a yes of theirs is the step onward that they always had (`progress.move`), a no
comes with its reason. Until then it waits in the queue.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from msgspec import Struct

from conversations.cases import access, stages
from conversations.cases.businesses import corrected
from conversations.cases.buttons import STATUS, button
from conversations.cases.cards import CaseNews, renewed
from conversations.cases.case_file import CaseFile, papers_at
from conversations.cases.changes import Change, ChangeCase, WriteNote
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.handling import done
from conversations.cases.messages import handed_in
from conversations.cases.names import stage_name
from conversations.cases.progress import Arrival, arrive
from conversations.cases.records import Business, Case
from conversations.catalogue import catalogue
from conversations.catalogue.overrides import Stated
from conversations.catalogue.road import Stage
from conversations.engine.effects import Act, Fact, Say

# --- what can be done ----------------------------------------------------------------


class ReportStage(Act, frozen=True):
    """*stage* of a case is done, its owner says; perhaps with what it came to.

    *number* is the answer of the profile that comes of it, such as a NIB.
    """

    code: str
    stage: str
    said: str = ""
    files: tuple[str, ...] = ()
    number: str = ""


class TakeBackReport(Act, frozen=True):
    """It is not done after all, its owner says."""

    code: str
    stage: str


class RefuseReport(Act, frozen=True):
    """It is not done yet, an officer says, and why."""

    code: str
    stage: str
    reason: str


# --- what others hear of it, and what is answered ------------------------------------


class StageReported(Notice, frozen=True):
    """To officers: an owner says that a stage is done, with *said* and *files*."""

    subject: ClassVar = "stage_reported"
    code: str
    business: str
    road: str
    stage: str
    said: str = ""
    files: tuple[str, ...] = ()


class ReportTakenBack(Notice, frozen=True):
    """To officers: it is not done after all."""

    subject: ClassVar = "report_taken_back"
    code: str
    business: str
    road: str
    stage: str


class ReportRefused(CaseNews, frozen=True):
    """To the owner: an officer looked, and something is still to do."""

    subject: ClassVar = "report_refused"
    road: str
    stage: str
    reason: str


class StageDone(Notice, frozen=True):
    """To the owner: *done* is over by their word, and they are at *stage*.

    *passed* are stages between that are done already; *word* is what the Dinas says,
    *number* what was kept of the business.
    """

    subject: ClassVar = "stage_done"
    code: str
    road: str
    stage: str
    done: str
    passed: tuple[str, ...] = ()
    papers: int = 0
    word: Mapping[str, Stated] = {}
    number: str = ""


class StageAgain(Notice, frozen=True):
    """To the owner: they are at *stage* still, or again."""

    subject: ClassVar = "stage_again"
    code: str
    road: str
    stage: str
    word: Mapping[str, Stated] = {}


# --- what a flow asks ----------------------------------------------------------------


class OpenStage(Struct, frozen=True, omit_defaults=True):
    """The stage that a case of the person is *at*: what a word about it needs to know.

    Of several cases nothing is known but what they are called. What it *gives* the
    profile *has* perhaps. *left* are the papers it still wants, *troubles* what often
    goes wrong.
    """

    cases: tuple[tuple[str, str], ...] = ()
    code: str = ""
    at: str = ""
    stage: Fact | str = ""
    wants: str = ""
    gives: str = ""
    has: str = ""
    left: tuple[str, ...] = ()
    troubles: tuple[tuple[str, str, str], ...] = ()


def open_stage(
    asked: Mapping[str, Any], seen: Sequence[CaseFile], who: Person
) -> OpenStage:
    """The stage of the only case that is guided, or of the one called *code*."""
    code = asked.get("code")
    found = [
        (file, case, stage)
        for file in seen
        if (case := file.of(who.id)) and code in {None, "", case.code}
        if (stage := _at(case))
    ]
    if len(found) != 1:
        return OpenStage(tuple((c.code, c.business_name) for _, c, _ in found))
    ((file, case, stage),) = found
    return OpenStage(
        ((case.code, case.business_name),),
        case.code,
        stage.id,
        Fact(label=stage.name),
        stage.wants,
        _gives(stage),
        str(case.details.get(_gives(stage)) or ""),
        tuple(each.name for each in file.papers if each.wanted),
        tuple((each.id, each.name, each.way) for each in stage.stucks),
    )


def _gives(stage: Stage) -> str:
    """The answer that comes of a stage, or that it is passed with."""
    return stage.gives or stage.known_by


def _at(case: Case) -> Stage | None:
    """The stage of the catalogue that a case is guided at."""
    road = catalogue().roads.get(case.road)
    guided = road is not None and case.state == "accepted"
    return stages.at(road, case.stage) if road and guided else None


# --- the owner -----------------------------------------------------------------------


class Reported(Struct, frozen=True):
    """The case that an owner speaks of, and its business."""

    file: CaseFile
    business: Business | None = None


def report(act: ReportStage, seen: Reported, who: Person) -> Decision:
    """A stage is done: on with it, or on to whoever answers for the case."""
    case, stage = _own(act.code, act.stage, "report", seen.file, who)
    if case.stage != stage.id:
        here, name = case.stage, stage_name(case.road, act.stage)
        named = {"name": name, "stage": stage_name(case.road, here)}
        raise Denied("report.passed", STATUS, **named)
    kept, changes = _kept(act, case, stage, seen.business)
    changes = (*handed_in(act.files, case, who), *changes)
    ahead = stages.beside(catalogue().roads[case.road], case.stage, "onward")
    if ahead and (stage.moves == "self" or _known(stage, kept)):
        return _moved(act, case, arrive(kept, ahead.id, who), changes, seen.file, who)
    if case.reported_at and not (act.said or act.files or act.number):
        raise Denied("report.already", STATUS, officer=case.holder_name)
    return _rung(act, case, kept, changes, seen.file, who)


def _moved(
    act: ReportStage,
    case: Case,
    there: Arrival,
    changes: tuple[Change, ...],
    file: CaseFile,
    who: Person,
) -> Decision:
    """The owner's word was enough: officers see it on the card, and are not rung."""
    after = there.case
    said = StageDone(
        *(case.code, case.road, after.stage, case.stage, there.passed),
        papers=sum(each.wanted for each in papers_at(after, file)),
        word=file.word,
        number=act.number,
    )
    detail = {"stage": case.stage, "now": after.stage}
    return Decision(
        changes=(*changes, *there.changes(case, finished=True)),
        log=(Log("case.stage_done", case.id, who.id, detail=detail),),
        tell=renewed(file, after, who),
        reply=(said,),
    )


def _rung(
    act: ReportStage,
    case: Case,
    kept: Case,
    changes: tuple[Change, ...],
    file: CaseFile,
    who: Person,
) -> Decision:
    """It waits for a yes or a no of whoever answers for the case."""
    said, details = act.number or act.said, None
    if kept.details != case.details:
        details = kept.details
    if said or act.files:
        about = (case.person_id, "answer", said, who.fresh, case.id)
        changes = (*changes, WriteNote(*about, files=act.files))
    news = StageReported(
        case.code, case.business_name, case.road, case.stage, said, act.files
    )
    after = replace(kept, reported_at=who.now)
    told = {"stage": stage_name(case.road, case.stage), "officer": case.holder_name}
    back = button("undone", case.code, case.stage)
    waits = ChangeCase(case, details=details, reported=True, waiting_since=who.now)
    return Decision(
        changes=(*changes, waits),
        log=(Log("case.reported", case.id, who.id, detail={"stage": case.stage}),),
        tell=(
            *(Tell(each.person_id, news) for each in file.holders),
            *renewed(file, after, who),
        ),
        reply=(Say("report.sent", told, actions=(back,)),),
    )


def take_back(act: TakeBackReport, seen: CaseFile, who: Person) -> Decision:
    """Not done after all: a case that moved by that word alone comes back."""
    case, stage = _own(act.code, act.stage, "unreport", seen, who)
    again = StageAgain(case.code, case.road, stage.id, seen.word)
    log = (Log("case.report_taken_back", case.id, who.id, detail={"stage": stage.id}),)
    if case.stage == stage.id:
        if not case.reported_at:
            return Decision(reply=(again,))
        news = ReportTakenBack(case.code, case.business_name, case.road, stage.id)
        return Decision(
            changes=(ChangeCase(case, reported=False, waiting_since=who.now),),
            log=log,
            tell=(
                *(Tell(each.person_id, news) for each in seen.holders),
                *renewed(seen, replace(case, reported_at=None), who),
            ),
            reply=(again,),
        )
    if not _came_from(case, stage):
        here = stage_name(case.road, case.stage)
        raise Denied(
            "report.undo_late", STATUS, name=stage_name(case.road, stage.id), stage=here
        )
    back = arrive(case, stage.id, who, backward=True)
    return Decision(
        changes=back.changes(case, finished=False),
        log=log,
        tell=renewed(seen, back.case, who),
        reply=(again,),
    )


def _own(
    code: str, stage: str, what: str, file: CaseFile, who: Person
) -> tuple[Case, Stage]:
    """The person's own case, and the stage of its road that they speak of."""
    case = file.of(who.id)
    if case is None:
        raise Denied("owner.unknown")
    road = catalogue().roads.get(case.road)
    meant = stages.at(road, stage) if road else None
    if meant is None or access.late(case, what):
        raise Denied("report.late", STATUS, code=case.code)
    return case, meant


def _came_from(case: Case, stage: Stage) -> bool:
    """Whether *case* is where the word that *stage* is done brought it."""
    road = catalogue().roads[case.road]
    ahead = stages.beside(road, stage.id, "onward")
    if ahead is None or case.reported_at:
        return False
    there, _ = stages.reach(road, ahead.id, stages.known(case.details))
    by_word = stage.moves == "self" or _known(stage, case)
    return by_word and there.id == case.stage


def _known(stage: Stage, case: Case) -> bool:
    return bool(stage.known_by) and stage.known_by in stages.known(case.details)


def _kept(
    act: ReportStage, case: Case, stage: Stage, business: Business | None
) -> tuple[Case, tuple[Change, ...]]:
    """The case, and its business, with the number that the stage is known by."""
    field = _gives(stage)
    if not (act.number and field):
        return case, ()
    kept = replace(case, details={**case.details, field: act.number})
    of = (corrected(business, field, act.number),) if business else ()
    return kept, of


# --- the officer ---------------------------------------------------------------------


def refuse(act: RefuseReport, seen: CaseFile, who: Person) -> Decision:
    """Not yet: the owner hears why, and it is theirs again."""
    officer, case = access.may("not_done", who, seen.case, seen.code)
    if act.stage not in {"", case.stage} or not case.reported_at:
        here = stage_name(case.road, case.stage)
        raise Denied("desk.report_gone", code=case.code, stage=here)
    why = WriteNote(
        case.person_id, "reason", act.reason, who.fresh, case.id, officer.id
    )
    about = (case.code, case.business_name, officer.name)
    return done(
        seen,
        replace(case, reported_at=None),
        who,
        "report_refused",
        (ChangeCase(case, reported=False, waiting_since=who.now), why),
        ReportRefused(*about, case.road, case.stage, act.reason),
        Say("desk.report_refused", {"code": case.code, "owner": case.owner_name}),
        stage=case.stage,
    )
