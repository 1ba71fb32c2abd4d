"""Whose case is it? Two things its owner knows, compared kindly and judged coldly.

Which two is settled by the case, so that asking again does not fish for others; one
of them is always something that stands on no signboard.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from rapidfuzz import fuzz

from conversations.language import fold

Verdict: TypeAlias = Literal["sure", "near", "wrong"]

PRIVATE = ("phone", "workers", "product")
"""What few people but the owner know."""
GUESSABLE = frozenset({"workers"})
"""Of these, what is one of few for most: an officer looks at it as well."""
ASKED = (*PRIVATE, "business_name", "kecamatan")
"""What can be asked about a case, by field."""
LAST = 4
"""So many digits of the number we know are asked for."""
_NEAR = 80
_SHORTEST = 4  # letters that can be mistyped and still be told from another word
_USUAL = frozenset({"batik", "kain", "usaha", "toko", "rumah"})
_HEADCOUNT = 5  # so many people, and one more or less is an honest slip


def known(details: Mapping[str, Any]) -> dict[str, str]:
    """What a case says of each thing that can be asked; what it lacks is left out."""
    facts = {name: details.get(name) for name in ASKED}
    facts["business_name"] = facts["business_name"] or details.get("office_name")
    found = {name: str(of) for name, of in facts.items() if of not in (None, "")}
    if "phone" in found:
        found["phone"] = found["phone"][-LAST:]
    return found


def chosen(order: Sequence[str], facts: Mapping[str, str]) -> tuple[str, ...]:
    """The two things asked, by the *order* of this case; one is a private one.

    Without *facts* (there is no such case) everything could be asked.
    """
    able = [name for name in order if name in facts or not facts]
    first = next((name for name in able if name in PRIVATE), "")
    second = next((name for name in able if name != first), "")
    return tuple(name for name in (first, second) if name)


def judge(said: Mapping[str, str], facts: Mapping[str, str]) -> Verdict:
    """How well what was *said* fits: it is as good as its worst part."""
    found = {
        compare(name, fold(text), fold(facts.get(name, "")))
        for name, text in said.items()
    }
    if not said or "wrong" in found:
        return "wrong"
    return "near" if "near" in found else "sure"


def compare(name: str, said: str, fact: str) -> Verdict:
    """One answer beside what we know, both folded."""
    match name:
        case "phone":
            return "sure" if fact and said[-LAST:] == fact[-LAST:] else "wrong"
        case "kecamatan":
            return "sure" if fact and said == fact else "wrong"
        case "workers":
            return _counted(said, fact)
        case _:
            return _written(said, fact)


def _counted(said: str, fact: str) -> Verdict:
    if not (said.isdecimal() and fact.isdecimal()):
        return "wrong"
    apart = abs(int(said) - int(fact))
    if apart == 0:
        return "sure"
    return "near" if apart == 1 and int(fact) >= _HEADCOUNT else "wrong"


def _written(said: str, fact: str) -> Verdict:
    """Words: the same; or mistyped, in another order, or a part of the other.

    What every batik maker is called does not count beside what only some are.
    """
    if not said or not fact:
        return "wrong"
    if said.replace(" ", "") == fact.replace(" ", ""):
        return "sure"
    mine, theirs = _telling(said), _telling(fact)
    if not mine or not theirs:
        return "near" if mine == theirs else "wrong"
    inside = set(mine) <= set(theirs) or set(theirs) <= set(mine)
    if inside and len("".join(set(mine) & set(theirs))) >= _SHORTEST:
        return "near"
    alike = fuzz.ratio(" ".join(sorted(mine)), " ".join(sorted(theirs))) >= _NEAR
    return "near" if alike and len("".join(mine)) >= _SHORTEST else "wrong"


def _telling(text: str) -> list[str]:
    return [word for word in text.split() if word not in _USUAL]
