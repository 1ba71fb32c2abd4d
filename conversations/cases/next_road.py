"""What follows a case: the next road, and roads that are gone beside it.

Each is a case of its own that bears the number of the one it goes on from. What was
given there is known here, and only what is new is asked.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from conversations.cases import lifecycle
from conversations.cases.decision import Person
from conversations.cases.records import Case
from conversations.cases.road_advice import facts, is_open, lacking
from conversations.catalogue import catalogue
from conversations.engine.effects import Fact, Option, Say


class NextRoad(Struct, frozen=True, omit_defaults=True):
    """The *road* that may be gone from the case *code*; empty where it may not.

    *brand*: whether it is asked what has become of the brand.
    """

    code: str = ""
    business: str = ""
    road: Fact | str = ""
    brand: bool = False


class Already(Struct, frozen=True, omit_defaults=True):
    """A person's newest application that is on its way; empty where there is none.

    *follows* is the case from which the road that is asked for goes on. Whoever has
    none may be *listed* by the office: `yes`, or `ask` if their number would tell.
    """

    code: str = ""
    business: str = ""
    follows: str = ""
    listed: str = ""


class Filed(Struct, frozen=True):
    """What somebody has handed in; and whether the office has them on a list."""

    own: Sequence[Case]
    listed: str = ""


def already(asked: Mapping[str, Any], seen: Filed, who: Person) -> Already:
    """What somebody who applies again must be told of first."""
    own = seen.own
    ways = (case.code for case in own if asked.get("road") in onward(case, own))
    found = [case for case in own if case.state in lifecycle.OPEN]
    newest = (found[0].code, found[0].business_name) if found else ("", "")
    return Already(*newest, next(ways, ""), seen.listed)


def next_road(asked: Mapping[str, Any], own: Sequence[Case], who: Person) -> NextRoad:
    """Whether a road may be gone from a case, and what of it is not known yet."""
    case = next((each for each in own if each.code == asked.get("code")), None)
    if case is None or asked.get("road") not in roads_after(case):
        return NextRoad()
    road = catalogue().roads[asked["road"]]
    brand = "brand_first" in lacking(road, facts(case.details))
    return NextRoad(case.code, case.business_name, Fact(label=road.name), brand)


def roads_after(case: Case) -> tuple[str, ...]:
    """The roads that may follow a case; what goes beside it comes last."""
    roads, known = catalogue().roads, facts(case.details)
    ids = roads[case.road].leads_to if case.road in roads else ()
    found = [roads[each] for each in ids if is_open(roads[each], known)]
    return tuple(road.id for road in sorted(found, key=lambda road: road.beside))


def onward(case: Case, filed: Sequence[Case]) -> tuple[str, ...]:
    """Those of them that its business has not begun."""
    begun = {c.road for c in filed if c.business_id == case.business_id and _stands(c)}
    return tuple(each for each in roads_after(case) if each not in begun)


def goes_on_from(filed: Sequence[Case], business: str, road: str) -> str:
    """The number of the case of a *business* that *road* goes on from, or beside."""
    own = (case for case in filed if case.business_id == business and _stands(case))
    return next((case.code for case in own if _linked(case.road, road)), "")


def offer(code: str, roads: Sequence[str]) -> tuple[Say, ...]:
    """The way on, a button for each of *roads*."""
    known = [catalogue().roads[each] for each in roads if each in catalogue().roads]
    ways = tuple(Option(f"next_road:{code}/{r.id}", label=r.name) for r in known)
    if not ways:
        return ()
    return (Say("next_road.offer", {"road": Fact(label=known[0].name)}, actions=ways),)


def _stands(case: Case) -> bool:
    """Whether it is on its way, or came to its goal."""
    return case.state in lifecycle.OPEN or case.outcome == "closed"


def _linked(one: str, other: str) -> bool:
    roads = catalogue().roads
    if one == other or one not in roads or other not in roads:
        return False
    both = roads[one].beside and roads[other].beside
    return both or other in roads[one].leads_to
