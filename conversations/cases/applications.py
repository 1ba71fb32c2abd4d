"""An application: handed in by its owner, and corrected where it was sent back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, ClassVar

from msgspec import Struct, structs

from conversations.cases import access, lifecycle
from conversations.cases.businesses import (
    Belongings,
    corrected,
    described,
    office,
    write,
)
from conversations.cases.buttons import STATUS
from conversations.cases.calendar import day_of, looked_at_by
from conversations.cases.cards import CaseOpened, renewed
from conversations.cases.case_file import CaseFile
from conversations.cases.changes import (
    AddBusiness,
    AddCase,
    AttachDocuments,
    Change,
    ChangeBusiness,
    ChangeCase,
    QueueJob,
    RememberPerson,
)
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.names import road_name
from conversations.cases.next_road import goes_on_from, roads_after
from conversations.cases.records import Business, Case, Officer
from conversations.cases.staff.duty import rung
from conversations.cases.staff.records import Team
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Fact, Say

# --- what can be done ----------------------------------------------------------------


class OpenCase(Act, frozen=True):
    """Hand an application to the Dinas."""

    road: str
    fields: Mapping[str, Any]
    files: Mapping[str, tuple[str, ...]]


class FollowRoad(Act, frozen=True):
    """Go on from one's case to another road: what was given there is given again."""

    code: str
    road: str
    fields: Mapping[str, Any] = {}


class Correct(Act, frozen=True):
    """The one answer or document an officer sent back, given again."""

    case: str
    field: str
    value: Any
    files: tuple[str, ...] = ()


# --- what others hear of it ----------------------------------------------------------


class CaseReceived(Notice, frozen=True):
    """The application is there; *alone* if no officer could be told.

    Officers look at it until the day of *by*. The first of somebody is the moment to
    *call* them as they like it.
    """

    subject: ClassVar = "received"
    code: str
    business: str
    at: datetime
    by: date
    alone: bool = False
    subscribed: bool = False
    call: bool = False


class CaseFiled(Notice, frozen=True):
    """Somebody's helper handed an application in for them."""

    subject: ClassVar = "mandate_filed"
    code: str
    business: str
    helper: str


class CaseCorrected(Notice, frozen=True):
    """The one thing that was sent back has come again."""

    subject: ClassVar = "corrected"
    field: str
    code: str
    value: Any = None
    files: tuple[str, ...] = ()


# --- the owner -----------------------------------------------------------------------


class Applying(Struct, frozen=True):
    """Who applies, and where: *code* is the number that the case will have.

    *fresh* is the id of the case; *helper* looks after the owner's affairs.
    """

    own: Belongings
    code: str
    fresh: str
    officers: tuple[Officer, ...] = ()
    watchers: tuple[str, ...] = ()
    helper: str = ""
    subscribed: bool = False
    addressed: bool = False
    teams: tuple[Team, ...] = ()


def open_case(act: OpenCase, seen: Applying, who: Person) -> Decision:
    """An application arrives at the Dinas: kept, numbered, and officers are alerted."""
    files = {name: list(ids) for name, ids in act.files.items() if ids}
    said = {name: of for name, of in act.fields.items() if of is not None}
    business_id, name, kept = _applicant(said, seen.own, who)
    attached = (AttachDocuments(ids, seen.fresh, who.id) for ids in files.values())
    opened = AddCase(
        who.office, who.id, business_id, act.road, {**said, **files}, seen.fresh
    )
    return _arrived(opened, name, seen, who, before=kept, behind=tuple(attached))


def follow(act: FollowRoad, seen: Applying, who: Person) -> Decision:
    """The same for another road of a business that has gone one."""
    case = next((each for each in seen.own.filed if each.code == act.code), None)
    if case is None or act.road not in roads_after(case):
        raise Denied("owner.unknown")
    details = {**case.details, **act.fields}
    opened = AddCase(
        case.office_id, who.id, case.business_id, act.road, details, seen.fresh
    )
    return _arrived(opened, case.business_name, seen, who)


def _arrived(
    opened: AddCase,
    name: str,
    seen: Applying,
    who: Person,
    *,
    before: tuple[Change, ...] = (),
    behind: tuple[Change, ...] = (),
) -> Decision:
    """What follows for the business called *name*, if it has no such case yet."""
    business, road, filed = opened.business_id, opened.road, seen.own.filed
    if twin := open_twin(filed, business, road):
        raise Denied(
            "apply.already",
            STATUS,
            code=twin.code,
            business=twin.business_name,
            road=road_name(twin.road),
            state=Fact(key=f"status.state.{twin.state}"),
        )
    team = _team(seen.teams, str(opened.details.get("kecamatan") or ""))
    follows = goes_on_from(filed, business, road)
    opened = structs.replace(opened, follows=follows, team_id=team)
    on_road = road in catalogue().roads
    told = [each.person_id for each in rung(seen.officers, team)]
    news = CaseOpened(
        case=seen.fresh,
        code=seen.code,
        road=road,
        helper=seen.helper,
        fields=opened.details,
        follows=opened.follows,
    )
    tell = [Tell(each, news) for each in (*told, *seen.watchers)]
    if who.helper:
        tell.append(Tell(who.id, CaseFiled(seen.code, name, who.helper)))
    return Decision(
        changes=(
            *before,
            opened,
            QueueJob("doubles", {"code": seen.code}, who.now),
            *((ChangeBusiness(business, road=road),) if on_road else ()),
            *behind,
        ),
        log=(Log("case.opened", seen.fresh, who.id, detail={"road": road}),),
        tell=tuple(tell),
        reply=(
            CaseReceived(
                seen.code,
                name,
                who.now,
                day_of(looked_at_by(who.now)),
                alone=not told,
                subscribed=seen.subscribed,
                call=not (
                    who.helper
                    or seen.addressed
                    or filed
                    or opened.details.get("applicant") == "office"
                ),
            ),
        ),
    )


def _team(teams: Sequence[Team], kecamatan: str) -> str:
    """The team that hears of a kecamatan first, by id; empty if none does."""
    heard = (each.id for each in teams if kecamatan and kecamatan in each.places)
    return next(heard, "")


def _applicant(
    said: Mapping[str, Any], own: Belongings, who: Person
) -> tuple[str, str, tuple[Change, ...]]:
    """The business, or the office, that applies: its id, its name, what changes."""
    if said.get("applicant") == "office":
        name = str(said["office_name"])
        if known := office(name, own):
            return known.id, known.name, ()
        new = AddBusiness(own.fresh, who.id, who.office, kind="office", name=name)
        return own.fresh, name, (new,)
    kept = write(described(said), own, who)
    if isinstance(kept, ChangeBusiness):
        # It is where it applies, also if it moved from another region.
        kept = structs.replace(kept, office_id=who.office)
    names = {each.id: each.name for each in own.businesses}
    of = kept.business_id
    return of, kept.name or names.get(of, ""), (kept,)


def open_twin(filed: Sequence[Case], business_id: str, road: str) -> Case | None:
    """An application for the same that is still open."""
    for case in filed:
        same = (case.business_id, case.road) == (business_id, road)
        if same and case.state in lifecycle.OPEN:
            return case
    return None


class Correctable(Struct, frozen=True):
    """A case that something was sent back of, and its business."""

    file: CaseFile
    business: Business | None = None


def correct(act: Correct, seen: Correctable, who: Person) -> Decision:
    """The one thing sent back has come again: the case is its officer's to go on."""
    case = seen.file.of(who.id)
    if case is None:
        raise Denied("owner.unknown")
    if access.late(case, "correct") or case.asked != act.field:
        raise Denied("owner.correct_late", STATUS, code=case.code)
    new: dict[str, Any] = {"details": {**case.details, act.field: act.value}}
    if act.field == "road":
        new = {"road": act.value}
    # Nobody's again, if whoever asked for it has left the case since.
    state = lifecycle.after(case.state, "correct") if case.holder_id else "submitted"
    new |= {"state": state, "asked": ""}
    after = replace(case, **new)
    news = CaseCorrected(act.field, case.code, act.value, act.files)
    return Decision(
        changes=(
            *_given_anew(act, case, seen.business),
            ChangeCase(case, **new, waiting_since=who.now),
        ),
        log=(Log("case.corrected", case.id, who.id, detail={"field": act.field}),),
        tell=(
            *(Tell(each.person_id, news) for each in seen.file.holders),
            *renewed(seen.file, after, who),
        ),
        reply=(
            Say("owner.corrected", {"code": case.code, "officer": case.holder_name}),
        ),
    )


def _given_anew(
    act: Correct, case: Case, business: Business | None
) -> tuple[Change, ...]:
    """The documents, the owner or the business, with the new answer."""
    if act.files:
        return (AttachDocuments(act.files, case.id, case.person_id),)
    if act.field == "owner_name":
        return (RememberPerson(case.person_id, name=act.value),)
    if act.field == "phone":
        return (RememberPerson(case.person_id, phone=act.value),)
    if business and described({act.field: act.value}):
        return (corrected(business, act.field, act.value),)
    return ()
