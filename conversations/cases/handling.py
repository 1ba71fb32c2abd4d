"""An officer handles an application: takes it, sends one thing back, accepts it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from msgspec import Struct, structs

from conversations.cases import access, buttons, lifecycle
from conversations.cases.cards import CaseChanged, CaseNews, card, renewed
from conversations.cases.case_file import CaseFile
from conversations.cases.changes import (
    BeginStage,
    Change,
    ChangeBusiness,
    ChangeCase,
    DecideDocuments,
    WriteNote,
)
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.names import road_name, stage_name
from conversations.cases.records import Case
from conversations.cases.road_advice import advice
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Fact, Say

# --- what can be done ----------------------------------------------------------------


class TakeCase(Act, frozen=True):
    """Take a case: exclusive."""

    code: str


class SendBack(Act, frozen=True):
    """Ask the owner for one answer or document again, with the reason."""

    code: str
    field: str
    reason: str


class AcceptCase(Act, frozen=True):
    """Accept an application: guidance starts at the first stage of its road."""

    code: str


# --- what others hear of it ----------------------------------------------------------


class CaseTaken(CaseNews, frozen=True):
    """An officer took the case."""

    subject: ClassVar = "taken"


class CaseSentBack(CaseNews, frozen=True):
    """One answer or document is asked for again."""

    subject: ClassVar = "sent_back"
    field: str
    reason: str


class CaseAccepted(CaseNews, frozen=True):
    """The application was accepted; guidance starts at a stage."""

    subject: ClassVar = "accepted"
    road: str
    stage: str


class CaseReturned(Notice, frozen=True):
    """To the officer: the owner is asked for one thing again."""

    subject: ClassVar = "returned"
    code: str
    business: str
    field: str


# --- the rules -----------------------------------------------------------------------


def take(act: TakeCase, seen: CaseFile, who: Person) -> Decision:
    """Make the case this officer's, if it is nobody's."""
    officer, case = access.may("take", who, seen.case, seen.code)
    new: dict[str, Any] = {"state": "taken", "holder_id": officer.id}
    after = replace(case, **new, holder_name=officer.name)
    said = {"code": case.code, "business": case.business_name, "officer": officer.name}
    return done(
        seen,
        after,
        who,
        "taken",
        (ChangeCase(case, **new),),
        CaseTaken(case.code, case.business_name, officer.name),
        Say("desk.taken", said),
    )


def send_back(act: SendBack, seen: CaseFile, who: Person) -> Decision:
    """Ask the owner for one answer or document again."""
    officer, case = access.may("back", who, seen.case, seen.code)
    if act.field not in answered(case):
        raise Denied("desk.unknown_field", code=case.code)
    new: dict[str, Any] = {"state": lifecycle.after(case.state, "back")}
    new["asked"] = act.field
    value = case.details.get(act.field)
    files = [one.id for one in seen.documents if value and one.id in _ids(value)]
    changes: tuple[Change, ...] = (
        ChangeCase(case, **new, waiting_since=who.now),
        WriteNote(
            case.person_id,
            "reason",
            act.reason,
            case_id=case.id,
            officer_id=officer.id,
        ),
    )
    if files:
        changes = (*changes, DecideDocuments(files, "sent_back"))
    about = (case.code, case.business_name)
    return done(
        seen,
        replace(case, **new),
        who,
        "sent_back",
        changes,
        CaseSentBack(*about, officer.name, act.field, act.reason),
        CaseReturned(*about, act.field),
        field=act.field,
    )


def _ids(value: Any) -> list[str]:
    """The documents of an answer, if it is a file; flaws may stand beside them."""
    found = value.get("files") if isinstance(value, Mapping) else value
    return list(found) if isinstance(found, list | tuple) else []


def answered(case: Case) -> list[str]:
    """What can be sent back: every answer of the case, and its road."""
    given = [name for name, value in case.details.items() if value not in (None, "")]
    return [*given, "road"]


def accept(act: AcceptCase, seen: CaseFile, who: Person) -> Decision:
    """Accept an application: guidance starts at the first stage of its road."""
    officer, case = access.may("accept", who, seen.case, seen.code)
    road = catalogue().roads.get(case.road)
    if road is None:
        back = buttons.desk("back", case.code)
        fitting = road_name(advice(case.details).road)
        raise Denied("desk.needs_road", back, code=case.code, advice=fitting)
    stage = road.stages[0].id
    new: dict[str, Any] = {"state": lifecycle.after(case.state, "accept")}
    new["stage"] = stage
    after = replace(case, **new)
    changes: tuple[Change, ...] = (
        ChangeCase(case, **new),
        BeginStage(after),
        ChangeBusiness(case.business_id, road=road.id, stage=stage),
    )
    if kept := [one.id for one in seen.documents if one.state == "kept"]:
        changes = (*changes, DecideDocuments(kept, "accepted"))
    about = {"code": case.code, "business": case.business_name}
    named = {"road": road_name(road.id), "stage": stage_name(road.id, stage)}
    return done(
        seen,
        after,
        who,
        "accepted",
        changes,
        CaseAccepted(case.code, case.business_name, officer.name, road.id, stage),
        Say("desk.accepted", {**about, **named}),
        road=road.id,
        stage=stage,
    )


def done(
    seen: CaseFile,
    case: Case,
    who: Person,
    what: str,
    changes: tuple[Change, ...],
    news: Notice,
    said: Say | Notice,
    **detail: Any,
) -> Decision:
    """What an officer's act ends with: the owner hears, and everybody's card anew."""
    by = access.officer(who).id
    if isinstance(said, Say):
        said = structs.replace(said, actions=buttons.of_case(case, but="open"))
    return Decision(
        changes=changes,
        log=(Log(f"case.{what}", case.id, case.person_id, by, detail),),
        tell=(Tell(case.person_id, news), *renewed(seen, case, who)),
        reply=(card(CaseChanged, case), said),
    )


class Returnable(Struct, frozen=True, omit_defaults=True):
    """What of a case can be sent back; or the *problem* why nothing can."""

    problem: str = ""
    code: str = ""
    officer: str = ""
    state: Fact | str = ""
    fields: tuple[str, ...] = ()


def returnable(asked: Mapping[str, Any], seen: CaseFile, who: Person) -> Returnable:
    """The case an officer is about to send back a part of, or why they cannot."""
    try:
        _, case = access.may("back", who, seen.case, seen.code)
    except Denied as denied:
        problem, values = denied.said.key.removeprefix("desk."), denied.said.values
        return Returnable(problem, **{"code": seen.code, **values})
    return Returnable("", case.code, fields=tuple(answered(case)))
