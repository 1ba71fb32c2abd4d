"""Teams: a few officers of an office, who hear first of what comes from their places.

An officer is in one team at most, a case with one at most: from where it came, or
because it was handed to it (`assignment.hand_over`). Nobody is kept out by it. A new
case rings at the team's members who are on duty; where none is, and after a working
day, at everybody (`duty.rung`, `overdue`).
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from conversations.cases import access
from conversations.cases.buttons import button
from conversations.cases.decision import Decision, Denied, Log, Person
from conversations.cases.lifecycle import LEADERS
from conversations.cases.listing import Filters, spec
from conversations.cases.names import place
from conversations.cases.staff.changes import DropTeam, SetTeam
from conversations.cases.staff.records import Staff, Team
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Line, Option, Say
from conversations.language import fold

LONGEST = 40
"""Characters of a name: it stands on a button, beside a number."""
MOST = 9
"""So many teams an office has at most: they stand in one list on a phone."""

# --- what can be done ----------------------------------------------------------------


class ShowTeams(Act, frozen=True):
    """The teams of the office."""


class ShowTeam(Act, frozen=True):
    """One of them, and what can be done with it."""

    team: str


class KeepTeam(Act, frozen=True):
    """A *team*, a new one without an id: its officers, and its kecamatan by code."""

    name: str
    members: tuple[str, ...]
    places: tuple[str, ...] = ()
    team: str = ""


class EndTeam(Act, frozen=True):
    """There is no such team any more; its cases are everybody's."""

    team: str


# --- what a flow asks ----------------------------------------------------------------


class Member(Struct, frozen=True):
    """An officer who can be in a team."""

    id: str
    name: str


class Making(Struct, frozen=True, omit_defaults=True):
    """Who could be in it; or the *problem* why no team can be made."""

    problem: str = ""
    among: tuple[Member, ...] = ()


def making(asked: Mapping[str, Any], seen: Staff, who: Person) -> Making:
    """Everybody who handles cases here."""
    try:
        access.officer(who, *LEADERS)
        _open_to(str(asked.get("team", "")), seen)
    except Denied as denied:
        return Making(denied.said.key)
    return Making(among=tuple(Member(each.id, each.name) for each in seen.handlers))


# --- the rules -----------------------------------------------------------------------


def show(act: ShowTeams, seen: Staff, who: Person) -> Decision:
    """Each with who is in it, and its places."""
    officer = access.officer(who, *access.LOOKERS)
    new = (button("team_new"),) if officer.role in LEADERS else ()
    each = (button("team", one.id, label=one.name) for one in seen.teams)
    if not seen.teams:
        raise Denied("team.none", *new)
    lines = [_line(one, seen) for one in seen.teams]
    return Decision(reply=(Say("team.all", {"lines": lines}, actions=(*each, *new)),))


def show_one(act: ShowTeam, seen: Staff, who: Person) -> Decision:
    """One of them, with its cases; whoever leads can change it."""
    officer, team = access.officer(who, *access.LOOKERS), _known(act.team, seen)
    own = button("cases", spec(Filters(team=team.id)) or "", key="team.cases")
    leads = officer.role in LEADERS
    change = (button("team_change", team.id), button("team_end", team.id))
    said = {"line": _line(team, seen)}
    actions = (own, *change) if leads else (own,)
    return Decision(reply=(Say("team.one", said, actions=actions),))


def _line(team: Team, seen: Staff) -> Line:
    """Its name, who is in it, and where it is for."""
    names = [each.name for each in seen.of_team(team.id)]
    places = [place(code).label for code in team.places]
    parts: list[Any] = [names or Say("team.nobody"), places or Say("team.everywhere")]
    return Line(Option(team.id, label=team.name), (parts,))


def keep(act: KeepTeam, seen: Staff, who: Person) -> Decision:
    """It is so from here on; a place is one team's alone, and so is an officer."""
    by = access.officer(who, *LEADERS)
    _open_to(act.team, seen)
    name = " ".join(act.name.split())
    if not name or len(name) > LONGEST or not name.isprintable():
        raise Denied("team.bad_name", most=LONGEST)
    others = [each for each in seen.teams if each.id != act.team]
    if fold(name) in {fold(each.name) for each in others}:
        raise Denied("team.taken", name=name)
    able = {each.id for each in seen.handlers}
    members = tuple(dict.fromkeys(id_ for id_ in act.members if id_ in able))
    if not members:
        raise Denied("team.no_members")
    places = tuple(dict.fromkeys(p for p in act.places if p in catalogue().kecamatan))
    for other in others:
        if twice := next((code for code in places if code in other.places), None):
            raise Denied("team.place_taken", place=place(twice), name=other.name)
    team = Team(act.team or who.fresh, by.office_id, name, places)
    values = {"name": name, "count": len(members)}
    return Decision(
        changes=(SetTeam(team, members),),
        log=(Log("team.kept", officer=by.id, detail={"team": team.id}),),
        reply=(
            Say("team.kept", values, actions=(button("team", team.id, label=name),)),
        ),
    )


def end(act: EndTeam, seen: Staff, who: Person) -> Decision:
    """Whoever was in it is in none, and what waits for it waits for all."""
    by, team = access.officer(who, *LEADERS), _known(act.team, seen)
    return Decision(
        changes=(DropTeam(team.id),),
        log=(Log("team.ended", officer=by.id, detail={"team": team.id}),),
        reply=(Say("team.ended", {"name": team.name}),),
    )


def _known(id_: str, seen: Staff) -> Team:
    """A team of this office."""
    if found := seen.team(id_):
        return found
    raise Denied("team.unknown")


def _open_to(id_: str, seen: Staff) -> None:
    """`Denied`, if there is no such team, or no room for a new one."""
    if id_:
        _known(id_, seen)
    elif len(seen.teams) >= MOST:
        raise Denied("team.many", most=MOST)
