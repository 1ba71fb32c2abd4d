"""What an auditor reads: names and numbers of owners shortened, their files left out.

It is done to whatever was read, before any rule sees it: no card, list or report has to
remember it. Officers of the office are named in full.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from msgspec import Struct, structs

from conversations.cases.contacts.records import Contact
from conversations.cases.records import Officer, Shut, Undelivered
from conversations.language.people import CALLS

MASKED = ("auditor",)
"""Roles that read so."""
HIDDEN = "•"
_KEPT = (4, 2)
"""So many signs of a number stay at its beginning and at its end."""
_NUMBER = re.compile(r"\+?\d(?:[ .-]?\d){6,}")

_WORD = re.compile(r"[^\W\d_]{3,}")
"""A word of a name by which somebody is known; shorter ones are said of anybody."""

S = TypeVar("S")
"""What was read."""


def read_by(officer: Officer | None, seen: S) -> S:
    """*seen* as *officer* may read it."""
    return masked(seen) if officer and officer.role in MASKED else seen


def masked(seen: S) -> S:
    """*seen* with everything in it that is known to be personal shortened.

    That is known from all of it: an owner's name is shortened in a note about them.
    """
    shown: S = _Mask(_known(set(_told_of(seen)))).of(seen)
    return shown


@dataclass(frozen=True)
class _Mask:
    """Shortens what was read; words that are *known* are of owners in it."""

    known: re.Pattern[str]

    def of(self, seen: Any) -> Any:
        if isinstance(seen, tuple | list):
            return type(seen)(self.of(each) for each in seen)
        named = _named(seen)
        if named is None:
            return seen
        personal = _personal(seen)
        shown = {
            name: self.shortened(personal.get(name), value)
            for name, value in named.items()
        }
        if isinstance(seen, Mapping):
            return shown
        return (structs.replace if isinstance(seen, Struct) else replace)(seen, **shown)

    def shortened(self, shorten: Callable[[Any], Any] | None, value: Any) -> Any:
        """A value, by what is known of its name."""
        if shorten is without_numbers and isinstance(value, str):
            return self.known.sub(_hidden, without_numbers(value))
        if not shorten or not value or isinstance(value, Struct):
            return self.of(value)
        return shorten(value)


def _named(seen: Any) -> Mapping[str, Any] | None:
    """What *seen* holds under each name, if it does; officers are shown as they are."""
    if isinstance(seen, Struct):
        return structs.asdict(seen)
    if isinstance(seen, Mapping):
        return seen
    if is_dataclass(seen) and not isinstance(seen, type | Officer):
        return {each.name: getattr(seen, each.name) for each in fields(seen)}
    return None


def _personal(of: Any) -> Mapping[str, Callable[[Any], Any]]:
    return {**SHORTENED, **OF_KIND.get(type(of), {})}


def _told_of(seen: Any) -> Iterator[str]:
    """What in *seen* tells who an owner is: words of a name, lines of an address."""
    if isinstance(seen, tuple | list):
        for each in seen:
            yield from _told_of(each)
    for name, value in (_named(seen) or {}).items():
        if name == "address" and isinstance(value, str):
            yield from (part.strip() for part in re.split("[,;\n]", value))
        elif _personal(seen).get(name) is initials and isinstance(value, str):
            yield from _WORD.findall(value)
        else:
            yield from _told_of(value)


def _known(told: Iterable[str]) -> re.Pattern[str]:
    """Where any of it stands in words; nowhere, if there is nothing."""
    owners = {each for each in told if each and each.casefold() not in CALLS}
    each = "|".join(map(re.escape, sorted(owners, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{each or '(?!)'})(?!\w)", re.IGNORECASE)


def _hidden(found: re.Match[str]) -> str:
    """A word by its first letter; of a place nothing."""
    return f"{found[0][0].upper()}." if found[0].isalpha() else HIDDEN * 3


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
    """Words as they are, but for the long numbers in them; owners are known by more."""
    return _NUMBER.sub(lambda found: ends(found[0]), written)


def nothing(value: Any) -> Any:
    """Nothing, of the same kind."""
    return type(value)()


SHORTENED: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("owner", "owner_name", "helper_name"), initials),
    **dict.fromkeys(("phone", "nib"), ends),
    **dict.fromkeys(("text", "body", "said", "reason", "question"), without_numbers),
    **dict.fromkeys(("address", "geo", "files", "documents"), nothing),
}
"""How what is called so is shortened, in whatever is read."""
OF_KIND: Mapping[type, Mapping[str, Callable[[Any], Any]]] = {
    Shut: {"name": initials},
    Undelivered: {"name": initials},
    Contact: {"name": initials, "village": nothing},
}
"""The same of what is called so there alone."""
