"""What an auditor reads: names and numbers of owners shortened, their files left out.

It is done to whatever was read, before any rule sees it: no card, list or report has to
remember it. Officers of the office are named in full.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from msgspec import Struct, structs

from conversations.cases.records import Officer, Shut, Undelivered
from conversations.language.people import CALLS

MASKED = ("auditor",)
"""Roles that read so."""
HIDDEN = "•"
_KEPT = (4, 2)
"""So many signs of a number stay at its beginning and at its end."""
_NUMBER = re.compile(r"\+?\d(?:[ .-]?\d){6,}")

S = TypeVar("S")
"""What was read."""


def read_by(officer: Officer | None, seen: S) -> S:
    """*seen* as *officer* may read it."""
    return masked(seen) if officer and officer.role in MASKED else seen


def masked(seen: S) -> S:
    """*seen* with everything in it that is known to be personal shortened."""
    shown: S = _masked(seen)
    return shown


def _masked(seen: Any) -> Any:
    match seen:
        case Struct():
            return structs.replace(seen, **_shortened(seen, structs.asdict(seen)))
        case tuple() | list():
            return type(seen)(_masked(each) for each in seen)
        case Mapping():
            return {**seen, **_shortened(seen, seen)}
    if is_dataclass(seen) and not isinstance(seen, type | Officer):
        named = {each.name: getattr(seen, each.name) for each in fields(seen)}
        return replace(seen, **_shortened(seen, named))
    return seen


def _shortened(of: Any, named: Mapping[str, Any]) -> dict[str, Any]:
    """What *of* has under each name, as it may be read."""
    personal = {**SHORTENED, **OF_KIND.get(type(of), {})}
    return {
        name: personal[name](value) if name in personal and value else _masked(value)
        for name, value in named.items()
    }


def initials(called: str) -> str:
    """A name by its first letters: "Ibu Contoh Sari" is "Ibu C. S."."""
    words = called.split()
    titles = {word for word in words if word.strip(".").casefold() in CALLS}
    return " ".join(word if word in titles else f"{word[:1]}." for word in words)


def ends(written: str) -> str:
    """A number by how it begins and ends."""
    first, last = _KEPT
    if len(written) <= first + last:
        return HIDDEN * len(written)
    hidden = HIDDEN * (len(written) - first - last)
    return f"{written[:first]}{hidden}{written[-last:]}"


def without_numbers(written: str) -> str:
    """Words as they are, but for the long numbers in them."""
    return _NUMBER.sub(lambda found: ends(found[0]), written)


def nothing(value: Any) -> Any:
    """Nothing, of the same kind."""
    return type(value)()


SHORTENED: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("owner", "owner_name", "helper_name"), initials),
    **dict.fromkeys(("phone", "nib"), ends),
    **dict.fromkeys(("text", "body", "said"), without_numbers),
    **dict.fromkeys(("address", "geo", "files", "documents"), nothing),
}
"""How what is called so is shortened, in whatever is read."""
OF_KIND: Mapping[type, Mapping[str, Callable[[Any], Any]]] = {
    Shut: {"name": initials},
    Undelivered: {"name": initials},
}
"""The same of what is called so there alone."""
