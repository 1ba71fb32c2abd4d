"""What may be the same application twice, and what else its owner applied for.

What is alike is only shown: an officer says that it is the same (`merging`).
"""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from msgspec import Struct, structs
from rapidfuzz import fuzz

from conversations.cases.buttons import button
from conversations.cases.cards import CaseCard
from conversations.cases.names import road_name
from conversations.cases.records import Case
from conversations.engine.effects import Fact, Line, Option, Say
from conversations.language import fold

MOST = 3
"""So many that are alike are shown, and so many others of the same owner."""
NUMBERS = ("nib", "phone")
USUAL = frozenset(
    {
        *("batik", "kain", "usaha", "toko", "rumah", "sanggar"),
        *("sentra", "galeri", "butik", "griya", "kelompok"),
        *("koperasi", "ukm", "umkm", "ikm", "cv"),
        *("pt", "ud", "perajin", "pengrajin"),
        *("produksi", "koleksi", "tulis", "cap", "kombinasi", "khas"),
        *("banten", "serang", "indonesia"),
        *("jaya", "mandiri", "makmur", "sejahtera", "abadi", "berkah", "maju"),
    }
)
"""Words that many makers of batik are called by: they tell none from another."""
_MISTYPED = 83
"""So near are names with one letter of six that is another."""


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
    near = same_name(case.business_name, other.business_name)
    return "name" if near and case.kecamatan == other.kecamatan else ""


def digits(number: Any) -> str:
    """A *number* by which a business is known, however it is written."""
    return "".join(filter(str.isdecimal, str(number or "")))


def same_name(one: str, other: str) -> bool:
    """Whether two businesses are called the same, or one of them is mistyped.

    What all are called counts only where there is nothing else; a number always does.
    """
    mine, theirs = (_telling(fold(name).split()) for name in (one, other))
    if not (mine and theirs) or _figures(mine) != _figures(theirs):
        return False
    if "".join(mine) == "".join(theirs):
        return True
    said = [" ".join(sorted(set(each) - _figures(each))) for each in (mine, theirs)]
    return fuzz.ratio(*said) >= _MISTYPED


def _figures(words: list[str]) -> set[str]:
    return {word for word in words if word.isdecimal()}


def _telling(words: list[str]) -> list[str]:
    return [word for word in words if word not in USUAL] or words


def _same(one: Any, other: Any) -> bool:
    """Whether both are the same number, however it is written."""
    return bool(digits(one)) and digits(one) == digits(other)


class Double(Struct, frozen=True):
    """Another case that may be the same as *of*, and why."""

    of: str
    code: str
    business: str
    why: str


class DoublesFound(CaseCard, frozen=True):
    """A new application may be the same as others: its card says so."""

    subject: ClassVar = "doubles"
    found: tuple[Double, ...] = ()


def doubles(case: Case, others: Iterable[Case]) -> tuple[Double, ...]:
    """What may be the same as *case*."""
    found = (
        Double(case.code, each.code, each.business_name, why)
        for each in others
        if (why := alike(case, each))
    )
    return tuple(found)[:MOST]


def shown(each: Double) -> Say:
    """One of them, with what to do about it."""
    return Say(
        "desk.double",
        {**structs.asdict(each), "why": Fact(key=f"double.{each.why}")},
        actions=(
            button("open", each.code, key="desk.act.open"),
            button("merge", each.of, each.code, key="desk.act.merge"),
        ),
        kind="notice",
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
