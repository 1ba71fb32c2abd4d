"""What may be the same application twice, and what else its owner applied for.

What is alike is only shown: an officer says that it is the same (`merging`).
"""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from msgspec import Struct, structs

from conversations.cases.buttons import button
from conversations.cases.decision import Notice
from conversations.cases.names import road_name
from conversations.cases.ownership import compare
from conversations.cases.records import Case
from conversations.engine.effects import Fact, Line, Option, Say
from conversations.language import fold

MOST = 3
"""So many that are alike are shown, and so many others of the same owner."""
NUMBERS = ("nib", "phone")


def alike(case: Case, other: Case) -> str:
    """By what *other* may be the same application: `nib`, `phone`, `name`, or nothing.

    Another application of the same business is no double of it, but one for another
    road; and who helps many owners gives the one telephone for all of them.
    """
    both = (case.details, other.details)
    if case.business_id == other.business_id or case.id == other.id:
        return ""
    nib, phone = (_same(*(each.get(name) for each in both)) for name in NUMBERS)
    if nib:
        return "nib"
    helped = case.helper_name and case.helper_name == other.helper_name
    if phone and case.person_id != other.person_id and not helped:
        return "phone"
    names = (fold(case.business_name), fold(other.business_name))
    near = compare("business_name", *names) != "wrong"
    return "name" if near and case.kecamatan == other.kecamatan else ""


def _same(one: Any, other: Any) -> bool:
    """Whether both are the same number, however it is written."""
    digits = ["".join(filter(str.isdecimal, str(each or ""))) for each in (one, other)]
    return bool(digits[0]) and digits[0] == digits[1]


class Double(Struct, frozen=True):
    """Another case that may be the same as *of*, and why."""

    of: str
    code: str
    business: str
    why: str


class DoublesFound(Notice, frozen=True):
    """A new application may be the same as others."""

    subject: ClassVar = "doubles"
    found: tuple[Double, ...]


def doubles(case: Case, others: Iterable[Case]) -> tuple[Double, ...]:
    """What may be the same as *case*."""
    found = (
        Double(case.code, each.code, each.business_name, why)
        for each in others
        if (why := alike(case, each))
    )
    return tuple(found)[:MOST]


def shown(each: Double, kind: str = "notice") -> Say:
    """One of them, with what to do about it."""
    return Say(
        "desk.double",
        {**structs.asdict(each), "why": Fact(key=f"double.{each.why}")},
        actions=(
            button("open", each.code, key="desk.act.open"),
            button("merge", each.of, each.code, key="desk.act.merge"),
        ),
        kind=kind,
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
