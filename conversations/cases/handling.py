"""An officer handles an application: takes it, sends one thing back, accepts it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar, TypeVar

from msgspec import Struct, structs

from conversations.cases import (
    access,
    buttons,
    lifecycle,
    stages,
)
from conversations.cases.applications import open_twin
from conversations.cases.cards import CaseChanged, CaseNews, card, renewed
from conversations.cases.case_file import CaseFile
from conversations.cases.changes import (
    BeginStage,
    Change,
    ChangeBusiness,
    ChangeCase,
    DecideDocuments,
    EndStage,
    WriteNote,
)
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.names import road_name, stage_name
from conversations.cases.records import Case
from conversations.cases.road_advice import advice
from conversations.cases.undo import undo_of
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


class ChangeRoad(Act, frozen=True):
    """Another road than the one that was asked for."""

    code: str
    road: str


class AcceptCase(Act, frozen=True):
    """Accept an application: guidance starts at the first stage of its road."""

    code: str


class HearWhyNot(Act, frozen=True):
    """What was about to be done to *code* cannot be; the *problem* and its *values*."""

    code: str
    problem: str
    values: Mapping[str, Any]


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


class RoadChanged(CaseAccepted, frozen=True):
    """The case is on another road; guided already, it begins at its first *stage*."""

    subject: ClassVar = "road_changed"


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
    new: dict[str, Any] = {"state": lifecycle.after(case.state, "take")}
    new["holder_id"] = officer.id
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
    new |= {"asked": act.field, "returned": case.returned + 1}
    value = case.details.get(act.field)
    files = [one.id for one in seen.documents if value and one.id in _ids(value)]
    changes: tuple[Change, ...] = (
        ChangeCase(case, **new, waiting_since=who.now),
        WriteNote(
            case.person_id,
            "reason",
            act.reason,
            who.fresh,
            case.id,
            officer.id,
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
    stage = stages.first(road, case.details).id
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


def change_road(act: ChangeRoad, seen: CaseFile, who: Person) -> Decision:
    """Another road; what is guided already begins anew at its first stage."""
    officer, case = access.may("other_road", who, seen.case, seen.code)
    road = catalogue().roads.get(act.road)
    if road is None:
        raise Denied("desk.unknown_road", code=case.code)
    if road.id == case.road:
        raise Denied("desk.road_already", code=case.code, road=road_name(road.id))
    if twin := open_twin(seen.filed, case.business_id, road.id):
        opens = buttons.desk("open", twin.code)
        raise Denied("desk.twin", opens, code=case.code, other=twin.code)
    new: dict[str, Any] = {"road": road.id}
    changes: tuple[Change, ...] = (ChangeBusiness(case.business_id, road=road.id),)
    if case.stage:
        new["stage"] = stages.first(road, case.details).id
        after = replace(case, **new)
        stood = ChangeBusiness(case.business_id, road=road.id, stage=after.stage)
        changes = (EndStage(case, finished=False), BeginStage(after), stood)
    after = replace(case, **new)
    about = (case.code, case.business_name)
    said = {"code": case.code, "business": case.business_name}
    return done(
        seen,
        after,
        who,
        "road_changed",
        (*changes, ChangeCase(case, **new)),
        RoadChanged(*about, officer.name, after.road, after.stage),
        Say("desk.road_changed", {**said, "road": road_name(road.id)}),
        road=road.id,
        instead_of=case.road,
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
        undo=undo_of(who.fresh, case, changes, seen.documents),
    )


class Handled(Struct, frozen=True, omit_defaults=True):
    """A case that something is about to be done to, or the *problem* why it is not."""

    problem: str = ""
    code: str = ""
    officer: str = ""
    state: Fact | str = ""
    business: str = ""
    owner: Fact | str = ""


class Returnable(Handled, frozen=True, omit_defaults=True):
    """What of a case can be sent back."""

    fields: tuple[str, ...] = ()


K = TypeVar("K", bound=Handled)


def handled(kind: type[K], what: str, seen: CaseFile, who: Person) -> tuple[K, Case]:
    """The case that *what* is about to be done to; `Denied` where it cannot be."""
    _, case = access.may(what, who, seen.case, seen.code)
    about = {"business": case.business_name, "owner": case.owner_name}
    return kind("", case.code, **about), case


def refused(kind: type[K], denied: Denied, code: str) -> K:
    """Why nothing can be done, as what a flow has learned."""
    problem = denied.said.key.removeprefix("desk.")
    values = {name: of for name, of in denied.said.values.items() if name in FIELDS}
    return kind(problem, **{"code": code, **values})


FIELDS = Handled.__struct_fields__


def why_not(act: HearWhyNot, seen: None, who: Person) -> Decision:
    """A form that opens too late is answered like an act that comes too late."""
    raise Denied(f"desk.{act.problem}", **act.values)


def handle(asked: Mapping[str, Any], seen: CaseFile, who: Person) -> Handled:
    """The case an officer is about to do something to, by the name of the act."""
    try:
        return handled(Handled, str(asked.get("act", "")), seen, who)[0]
    except Denied as denied:
        return refused(Handled, denied, seen.code)


def returnable(asked: Mapping[str, Any], seen: CaseFile, who: Person) -> Returnable:
    """The case an officer is about to send back a part of, or why they cannot."""
    try:
        found, case = handled(Returnable, "back", seen, who)
    except Denied as denied:
        return refused(Returnable, denied, seen.code)
    return structs.replace(found, fields=tuple(answered(case)))
