"""What may be the same application twice, and what else its owner applied for.

What is alike is only shown: an officer says that it is the same (`merging`), and what
belongs to the one moves to the other.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from conversations.cases.buttons import button
from conversations.cases.changes import Change
from conversations.cases.names import road_name
from conversations.cases.ownership import compare
from conversations.cases.records import Case
from conversations.engine.effects import Fact, Line, Option, Say
from conversations.language import fold

MOST = 3
"""So many that are alike are shown, and so many others of the same owner."""
NUMBERS = ("nib", "phone")


class MoveToCase(Change, frozen=True):
    """Documents, notes and visits are another case's from here on."""

    case_id: str
    documents: Sequence[str] = ()
    notes: Sequence[str] = ()
    visits: Sequence[str] = ()


def alike(case: Case, other: Case) -> str:
    """By what *other* may be the same application: `nib`, `phone`, `name`, or nothing.

    Another application of the same business is no double of it, but one for another
    road.
    """
    both = (case.details, other.details)
    if case.business_id == other.business_id or case.id == other.id:
        return ""
    nib, phone = (_same(*(each.get(name) for each in both)) for name in NUMBERS)
    if nib:
        return "nib"
    if phone and case.person_id != other.person_id:
        return "phone"
    names = (fold(case.business_name), fold(other.business_name))
    near = compare("business_name", *names) != "wrong"
    return "name" if near and case.kecamatan == other.kecamatan else ""


def _same(one: Any, other: Any) -> bool:
    """Whether both are the same number, however it is written."""
    digits = ["".join(filter(str.isdecimal, str(each or ""))) for each in (one, other)]
    return bool(digits[0]) and digits[0] == digits[1]


def shown(case: Case, others: Iterable[Case]) -> tuple[Say, ...]:
    """What may be the same as *case*, each with what to do about it."""
    found = [(each, why) for each in others if (why := alike(case, each))]
    return tuple(
        Say(
            "desk.double",
            {
                "code": each.code,
                "business": each.business_name,
                "why": Fact(key=f"double.{why}"),
            },
            actions=(
                button("open", each.code, key="desk.act.open"),
                button("merge", case.code, each.code, key="desk.act.merge"),
            ),
        )
        for each, why in found[:MOST]
    )


def beside(case: Case, near: Sequence[Case]) -> tuple[Say, ...]:
    """What else of *near* its owner has on its way, each a button."""
    own = [each for each in near if each.person_id == case.person_id]
    others = [each for each in own if each.id != case.id][:MOST]
    lines = [
        Line(Option("", label=each.code), ([each.business_name, road_name(each.road)],))
        for each in others
    ]
    opens = tuple(button("open", each.code, label=each.code) for each in others)
    return (Say("desk.beside", {"lines": lines}, actions=opens),) if others else ()
