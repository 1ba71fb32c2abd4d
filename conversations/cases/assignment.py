"""Whose a case is: handed to a colleague, given back to the queue; and who looks on.

Its owner always knows who guides them, and whoever gets a case hears of it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from msgspec import Struct, structs

from conversations.cases import access, lifecycle
from conversations.cases.cards import CaseChanged, CaseNews, card, renewed
from conversations.cases.case_file import CaseFile
from conversations.cases.changes import ChangeCase, WriteNote
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.handling import Handled, done, handled, refused
from conversations.cases.lifecycle import HANDLERS
from conversations.cases.mentions import Mentioned, mentioned
from conversations.cases.messages import to_each
from conversations.cases.records import Case
from conversations.cases.staff.duty import alerted, rung
from conversations.cases.staff.records import Team
from conversations.engine.effects import Act, Say

# --- what can be done ----------------------------------------------------------------


class HandOverCase(Act, frozen=True):
    """From here on a colleague answers for the case, or a team: *officer* is its id."""

    code: str
    officer: str


class ReleaseCase(Act, frozen=True):
    """It is nobody's again, and waits to be taken."""

    code: str


class WriteInternalNote(Act, frozen=True):
    """Words about a case for officers alone; its owner never gets them."""

    code: str
    text: str


# --- what others hear of it ----------------------------------------------------------


class CaseHandedOver(CaseNews, frozen=True):
    """Another officer guides the owner from here on."""

    subject: ClassVar = "handed_over"


class CaseReleased(CaseNews, frozen=True):
    """The officer no longer guides the owner; somebody else will."""

    subject: ClassVar = "released"


class CaseGiven(Notice, frozen=True):
    """An officer got a case *by* a colleague."""

    subject: ClassVar = "given"
    code: str
    business: str
    by: str


class CaseWaits(CaseGiven, frozen=True):
    """A case is back in the queue."""

    subject: ClassVar = "waits_again"


class CaseForTeam(CaseGiven, frozen=True):
    """A case waits for whoever of the *team* takes it."""

    subject: ClassVar = "for_team"
    team: str = ""


# --- what a flow asks ----------------------------------------------------------------


class Colleague(Struct, frozen=True):
    """An officer who could get a case, and how many they have; or a team."""

    id: str
    name: str
    count: int = 0
    on_duty: bool = True
    team: bool = False

    @property
    def label(self) -> str:
        """What they are called where one is chosen."""
        return self.name if self.team else f"{self.name} ({self.count})"


class Colleagues(Handled, frozen=True, omit_defaults=True):
    """Who could get a case, those on duty first."""

    among: tuple[Colleague, ...] = ()


class Staffed(Struct, frozen=True):
    """A case, and how many open ones each officer holds, by id."""

    file: CaseFile
    held: Mapping[str, int] = {}


def colleagues(asked: Mapping[str, Any], seen: Staffed, who: Person) -> Colleagues:
    """To whom a case can be handed over: an officer, or one of the teams."""
    try:
        found, case = handled(Colleagues, "hand_over", seen.file, who)
    except Denied as denied:
        return refused(Colleagues, denied, seen.file.code)
    others = [
        Colleague(each.id, each.name, seen.held.get(each.id, 0), each.on_duty)
        for each in seen.file.officers
        if each.role in HANDLERS and each.id != case.holder_id
    ]
    ordered = sorted(others, key=lambda each: (not each.on_duty, each.count, each.name))
    teams = [
        Colleague(each.id, each.name, team=True)
        for each in seen.file.teams
        if case.holder_id or each.id != case.team_id
    ]
    problem = "" if others or teams else "no_colleague"
    return structs.replace(found, problem=problem, among=(*ordered, *teams))


# --- the rules -----------------------------------------------------------------------


def hand_over(act: HandOverCase, seen: CaseFile, who: Person) -> Decision:
    """The case is a colleague's: they hear of it, and its owner of them."""
    officer, case = access.may("hand_over", who, seen.case, seen.code)
    able = (each for each in seen.officers if each.role in HANDLERS)
    new = next((each for each in able if each.id == act.officer), None)
    if team := next((each for each in seen.teams if each.id == act.officer), None):
        return _to_team(team, seen, case, who)
    if new is None:
        raise Denied("desk.unknown_officer")
    if new.id == case.holder_id:
        raise Denied("desk.already_yours", code=case.code, officer=new.name)
    state = lifecycle.after(case.state, "hand_over")
    after = replace(case, state=state, holder_id=new.id, holder_name=new.name)
    moved = state if state != case.state else None
    about = (case.code, case.business_name)
    said = {"code": case.code, "business": case.business_name, "officer": new.name}
    decision = done(
        seen,
        after,
        who,
        "handed_over",
        (ChangeCase(case, holder_id=new.id, state=moved),),
        CaseHandedOver(*about, new.name),
        Say("desk.handed_over", said),
        to=new.id,
    )
    given = Tell(new.person_id, CaseGiven(*about, officer.name))
    tell = decision.tell if new.person_id == who.id else (*decision.tell, given)
    return structs.replace(decision, tell=tell)


def _to_team(team: Team, seen: CaseFile, case: Case, who: Person) -> Decision:
    """It waits for whoever of the team takes it; they hear, and its owner."""
    officer, (after, change) = access.officer(who), nobodys(case)
    about = (case.code, case.business_name)
    said = {"code": case.code, "business": case.business_name, "team": team.name}
    decision = done(
        seen,
        replace(after, team_id=team.id),
        who,
        "to_team",
        (structs.replace(change, team_id=team.id),),
        CaseReleased(*about, case.holder_name),
        Say("desk.to_team", said),
        team=team.id,
    )
    given = CaseForTeam(*about, officer.name, team.name)
    others = [each for each in seen.officers if each.person_id != who.id]
    rings = tuple(Tell(each.person_id, given) for each in rung(others, team.id))
    told = decision.tell if case.holder_id else decision.tell[1:]
    return structs.replace(decision, tell=(*told, *rings))


def release(act: ReleaseCase, seen: CaseFile, who: Person) -> Decision:
    """Back into the queue; whoever is on duty hears of it, and its owner."""
    officer, case = access.may("release", who, seen.case, seen.code)
    after, change = nobodys(case)
    waits = CaseWaits(case.code, case.business_name, officer.name)
    others = [each for each in seen.officers if each.person_id != who.id]
    about = {"code": case.code, "business": case.business_name}
    decision = done(
        seen,
        after,
        who,
        "released",
        (change,),
        CaseReleased(case.code, case.business_name, case.holder_name),
        Say("desk.released", about),
    )
    tell = (*decision.tell, *(Tell(o.person_id, waits) for o in alerted(others)))
    return structs.replace(decision, tell=tell)


def nobodys(case: Case) -> tuple[Case, ChangeCase]:
    """*case* as it is once nobody holds it, and the change."""
    held = case.state != "submitted"
    state = lifecycle.after(case.state, "release") if held else case.state
    after = replace(case, state=state, holder_id=None, holder_name="")
    return after, ChangeCase(case, state=state, holder_id="")


def left_behind(file: CaseFile, case: Case, who: Person) -> Decision:
    """A case whose holder left the office: back in the queue, and its owner told."""
    after, change = nobodys(case)
    gone = CaseReleased(case.code, case.business_name, case.holder_name)
    return Decision(
        changes=(change,),
        log=(Log("case.released", case.id, case.person_id, case.holder_id),),
        tell=(Tell(case.person_id, gone), *renewed(file, after, who)),
        reply=(card(CaseChanged, after),),
    )


def note(act: WriteInternalNote, seen: CaseFile, who: Person) -> Decision:
    """Kept beside the case, where officers see it; whom it calls hears of it."""
    officer, case = access.may("note", who, seen.case, seen.code)
    about = (case.person_id, "internal", act.text)
    others = [each for each in seen.officers if each.id != officer.id]
    called, nobody = mentioned(act.text, others)
    values = {"code": case.code, "business": case.business_name}
    news = Mentioned(**values, by=officer.name, text=act.text)
    said = [Say("desk.noted", values, joined=bool(nobody))]
    if called:
        names = [each.name for each in called]
        said = [Say("desk.noted_to", {**values, "names": names}, joined=bool(nobody))]
    if nobody:
        said.append(Say("desk.mentioned_nobody", {"names": nobody}))
    return Decision(
        changes=(WriteNote(*about, case_id=case.id, officer_id=officer.id),),
        log=(Log("case.noted", case.id, case.person_id, officer.id),),
        tell=to_each(called, news),
        reply=tuple(said),
    )
