"""On from one case to the next road: what is new is asked, then it is sent."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conversations.cases.applications import FollowRoad
from conversations.cases.buttons import STATUS
from conversations.cases.next_road import NextRoad
from conversations.engine.effects import Effect, Option, Remember, Say
from conversations.engine.flow import Aside
from conversations.engine.questions import NO, YES, Learn, YesNo
from conversations.engine.values import Answers
from conversations.flows.owner.profile import BRAND_STATUS


def about(answers: Answers) -> Mapping[str, Any]:
    """The case, and the road that is gone from it."""
    given = answers.given
    return {"code": given.get("code", ""), "road": given.get("road", "")}


def found(answers: Answers) -> NextRoad:
    """What there is to go on from."""
    return FROM.found(answers) or NextRoad()


FROM = Learn("from", what="next_road", about=about, kind=NextRoad)
BRAND = replace(BRAND_STATUS, when=lambda answers: found(answers).brand)
SURE = YesNo(
    "sure",
    among=(Option(YES, key="next_road.send"), Option(NO, key="next_road.later")),
    when=lambda answers: bool(found(answers).code),
)


def finish(answers: Answers) -> tuple[Effect, ...]:
    """Send it; or leave it for another day."""
    if not found(answers).code:
        return (Say("next_road.none", actions=(STATUS,)),)
    if answers.get(SURE) == NO:
        return (Say("next_road.left"),)
    brand = answers.get(BRAND)
    told = {BRAND.key: brand} if brand else {}
    lacks = (Say("route.warning.brand_first"),) if brand == "none" else ()
    return (Remember(told), FollowRoad(**about(answers), fields=told), *lacks)


FLOW = Aside("next_road", (FROM, BRAND, SURE), finish, consent=True)
