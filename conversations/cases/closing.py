"""How a case ends: at its goal, before it, refused, or taken back; or goes on again.

Whoever closes says why, and sees what is missing first. For some days that is undone
by one tap. Only what came to its goal is a reason for congratulations.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, ClassVar

from msgspec import Struct, structs

from conversations.cases import access, lifecycle, stages
from conversations.cases.applications import open_twin
from conversations.cases.buttons import STATUS, desk
from conversations.cases.cards import CaseNews, renewed
from conversations.cases.case_file import CaseFile
from conversations.cases.certificates.records import Certificate, EndCertificate
from conversations.cases.changes import (
    BeginStage,
    Change,
    ChangeBusiness,
    ChangeCase,
    EndStage,
    QueueJob,
    WriteNote,
)
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.handling import Handled, done, handled, refused
from conversations.cases.next_road import onward
from conversations.cases.progress import RoadEnded
from conversations.cases.records import Case, unanswered
from conversations.cases.undo import MoveToCase
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Say
from conversations.language import read_case_number

FINISHED, REFUSED, DUPLICATE = "finished", "refused", "duplicate"
ENDINGS = (FINISHED, "stopped", DUPLICATE, "elsewhere", "trial", REFUSED)
"""Why a case is closed; what is guided already is not refused any more."""
UNDO = timedelta(days=7)
"""So long a closed case can be opened again."""

# --- what can be done ----------------------------------------------------------------


class CloseCase(Act, frozen=True):
    """End a case; a refusal has its *reason*."""

    code: str
    ending: str
    reason: str = ""


class ReopenCase(Act, frozen=True):
    """It goes on after all."""

    code: str


class WithdrawCase(Act, frozen=True):
    """The owner takes one application back, and nothing else."""

    code: str


# --- what others hear of it ----------------------------------------------------------


class CaseClosed(CaseNews, frozen=True):
    """The case ended before its goal, and why."""

    subject: ClassVar = "closed_early"
    ending: str
    reason: str = ""


class CaseReopened(CaseNews, frozen=True):
    """The case goes on after all."""

    subject: ClassVar = "reopened"


class OwnerNews(Notice, frozen=True):
    """An officer hears of the owner of a case."""

    code: str
    business: str


class OwnerWithdrew(OwnerNews, frozen=True):
    """The owner took a case back."""

    subject: ClassVar = "withdrawn"


# --- what a flow asks ----------------------------------------------------------------


class Closable(Handled, frozen=True, omit_defaults=True):
    """A case that is about to be closed: as what it can end, and what it lacks."""

    endings: tuple[str, ...] = ()
    missing: Say | str = ""


def closable(asked: Mapping[str, Any], seen: CaseFile, who: Person) -> Closable:
    """What is missing, before it is too late to say so."""
    try:
        found, case = handled(Closable, "close", seen, who)
    except Denied as denied:
        return refused(Closable, denied, seen.code)
    parts = missing(case, seen)
    lacks = Say("close.missing", {"parts": parts}) if parts else ""
    return structs.replace(found, endings=endings(case), missing=lacks)


def missing(case: Case, seen: CaseFile) -> list[Say]:
    """What is not done yet: stages, papers to come and to judge, and answers."""
    road = catalogue().roads.get(case.road)
    counted = {
        "stages": len(stages.ahead(road, case.stage)) if case.stage else 0,
        "papers": sum(paper.wanted for paper in seen.papers),
        "unseen": sum(paper.standing == "sent" for paper in seen.papers),
        "questions": len(unanswered(seen.notes)),
    }
    return [
        Say(f"closing.{what}", {"count": count})
        for what, count in counted.items()
        if count
    ]


class Withdrawable(Struct, frozen=True):
    """The open applications, by number and business, that could be taken back.

    *code* is the only one.
    """

    cases: tuple[tuple[str, str], ...] = ()
    code: str = ""


def withdrawable(
    asked: Mapping[str, Any], own: tuple[Case, ...], who: Person
) -> Withdrawable:
    """Those that are on their way; of one that was named only that."""
    found = [(c.code, c.business_name) for c in own if c.state in lifecycle.OPEN]
    said = str(asked.get("words", ""))
    named = read_case_number(said, catalogue().office.case_prefix)
    meant = tuple(each for each in found if each[0] == named) or tuple(found)
    return Withdrawable(meant, meant[0][0] if len(meant) == 1 else "")


def endings(case: Case) -> tuple[str, ...]:
    """As what a case can end: only what was guided comes to its goal."""
    never = REFUSED if case.state == "accepted" else FINISHED
    return tuple(each for each in ENDINGS if each != never)


# --- the officer ---------------------------------------------------------------------


def close(act: CloseCase, seen: CaseFile, who: Person) -> Decision:
    """End a case, as what it ended."""
    _, case = access.may("close", who, seen.case, seen.code)
    if act.ending not in endings(case) or (act.ending == REFUSED and not act.reason):
        raise Denied("desk.unknown_ending", code=case.code)
    return ended(seen, who, act.ending, reason=act.reason)


def ended(
    seen: CaseFile,
    who: Person,
    ending: str,
    *,
    reason: str = "",
    certificate: str = "",
    news: CaseNews | None = None,
    follows: str | None = None,
) -> Decision:
    """What follows; whoever closes what was nobody's answers for it.

    The owner hears *news*, where there is more to say than that it ended. *follows* is
    the number of the case that it goes on as.
    """
    what = "certificate" if certificate else "close"
    officer, case = access.may(what, who, seen.case, seen.code)
    new: dict[str, Any] = {"state": lifecycle.after(case.state, "close"), "asked": ""}
    new |= {"ending": ending, "certificate": certificate}
    if not case.holder_id:
        new |= {"holder_id": officer.id}
    if follows:
        new |= {"follows": follows}
    changes: tuple[Change, ...] = (ChangeCase(case, **new, waiting_since=who.now),)
    if case.stage:
        last = not stages.ahead(catalogue().roads.get(case.road), case.stage)
        left = EndStage(case, finished=ending == FINISHED and last)
        changes = (left, *changes)
    if reason:
        about = (case.person_id, "reason", reason)
        why = WriteNote(*about, who.fresh, case.id, officer.id)
        changes = (*changes, why)
    after = replace(case, **new, holder_name=case.holder_name or officer.name)
    said = {"code": case.code, "business": case.business_name, "days": UNDO.days}
    return done(
        seen,
        after,
        who,
        "closed",
        changes,
        news or _ended(after, officer.name, reason, seen),
        Say(f"desk.ended.{ending}", said),
        ending=ending,
    )


def _ended(case: Case, officer: str, reason: str, seen: CaseFile) -> CaseNews:
    """What the owner hears: congratulations, or that it ended, and why."""
    about = (case.code, case.business_name, officer)
    if case.ending != FINISHED:
        return CaseClosed(*about, case.ending, reason)
    road = catalogue().roads.get(case.road)
    last = road.stages[-1].id if road else case.stage
    stated = seen.word.get(f"stage:{case.road}/{last}")
    return RoadEnded(
        *about,
        case.road,
        last,
        result=stated.text if stated else "",
        result_on=stated.on if stated else None,
        roads=onward(case, seen.filed),
    )


def reopen(act: ReopenCase, seen: CaseFile, who: Person) -> Decision:
    """It goes on where it was guided, or with an officer who looks at it again."""
    officer, case = access.may("reopen", who, seen.case, seen.code)
    if twin := open_twin(seen.filed, case.business_id, case.road):
        raise Denied(
            "desk.twin", desk("open", twin.code), code=case.code, other=twin.code
        )
    if who.now - case.waiting_since > UNDO:
        raise Denied("desk.reopen_late", code=case.code, days=UNDO.days)
    state = "accepted" if case.stage else lifecycle.after(case.state, "reopen")
    new: dict[str, Any] = {"state": state, "ending": "", "certificate": ""}
    holder = case.holder_name
    if all(each.id != case.holder_id for each in seen.officers):
        new |= {"holder_id": officer.id}
        holder = officer.name
    own = {each.code for each in seen.filed}
    anothers = case.ending == DUPLICATE and case.follows not in {"", *own}
    if anothers or seen.brought:
        new |= {"follows": ""}
    parted = [
        MoveToCase(case.id, each.documents, each.notes, each.visits)
        for each in seen.brought
    ]
    after = replace(case, **new, holder_name=holder)
    changes: tuple[Change, ...] = (
        *parted,
        ChangeCase(case, **new, waiting_since=who.now),
        *(EndCertificate(each.id, "withdrawn") for each in reached(case, seen)),
    )
    if case.stage:
        stood = ChangeBusiness(case.business_id, road=case.road, stage=case.stage)
        changes = (*changes, BeginStage(after), stood)
    about = {"code": case.code, "business": case.business_name}
    made = done(
        seen,
        after,
        who,
        "reopened",
        changes,
        CaseReopened(case.code, case.business_name, officer.name),
        Say("desk.reopened", about),
    )
    undo = made.undo and structs.replace(made.undo, parted=seen.brought)
    return structs.replace(made, undo=undo)


def reached(case: Case, seen: CaseFile) -> list[Certificate]:
    """The certificates with which the case came to its goal."""
    road = catalogue().roads.get(case.road)
    last = road.certificates[-1].id if road and road.certificates else ""
    own = (each for each in seen.certificates if each.case_id == case.id)
    return [each for each in own if each.kind == last]


# --- the owner -----------------------------------------------------------------------


def withdraw(act: WithdrawCase, seen: CaseFile, who: Person) -> Decision:
    """One application is taken back, by its owner alone: no helper does that."""
    case = seen.of(who.id)
    if case is None:
        raise Denied("owner.unknown")
    if who.helper:
        raise Denied("owner.withdraw_helper", code=case.code)
    if access.late(case, "withdraw"):
        raise Denied("owner.withdraw_late", STATUS, code=case.code)
    decision = withdrawn(seen, case, who)
    said = Say("owner.withdrawn", {"code": case.code, "business": case.business_name})
    return Decision(decision.changes, decision.log, decision.tell, (said,))


def withdrawn(file: CaseFile, case: Case, who: Person) -> Decision:
    """What follows for one case of an owner who takes it back."""
    state = lifecycle.after(case.state, "withdraw")
    over = replace(case, state=state, asked="", helper_name="")
    news = OwnerWithdrew(case.code, case.business_name)
    stood = (EndStage(case, finished=False),) if case.stage else ()
    return Decision(
        changes=(
            *stood,
            ChangeCase(case, state=state, asked=""),
            QueueJob("visit.follow", {"case": case.id}, who.now),
        ),
        log=(Log("case.withdrawn", case.id, who.id),),
        tell=(
            *(Tell(each.person_id, news) for each in file.holders),
            *renewed(file, over, who),
        ),
    )
