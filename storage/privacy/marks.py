"""What names a person, as one pattern to know them again by, wherever it stands.

Ids and case numbers, names and numbers, and their own words: what an officer was told
has the former in it, what an officer typed the latter.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from storage.core.database import Transaction
from storage.core.seal import Unreadable
from storage.privacy.privacy_map import NAMES_A_PERSON, SEALED
from storage.tables import metadata

_OF_THEM = ("people", "addresses", "businesses", "cases", "checks", "documents")
"""Tables whose ids, codes and names lead to the person."""
_SURE = re.compile(r"phone|nib|external|code|id")
_LIKELY = re.compile(r"(\w+_)?(name|address|brand)")
"""Columns and answers whose values name somebody, and do not only describe them."""
_TITLE = re.compile(
    r"^(ibu|bu|bapak|pak|kang|teh|hj|h|haji|hajah)\b\.? ", re.IGNORECASE
)
_SHORT, _SAID, _DIGITS = 3, 12, 8
"""Letters, of a name and of a saying, and digits, from which on they are telling."""


@dataclass(frozen=True)
class Marks:
    """All that names one person; *sure* is what names nobody else."""

    sure: re.Pattern[str]
    likely: re.Pattern[str]

    def within(self, value: Any, *, surely: bool = False) -> bool:
        """Whether any of it stands in *value*, however deep."""
        pattern = self.sure if surely else self.likely
        return any(pattern.search(text) for text in _texts(value))


async def marks_of(tx: Transaction, person_id: str) -> Marks:
    """What names *person_id*; what officers noted of them for themselves as well."""
    sure, likely = {person_id}, set[str]()
    for name in _OF_THEM:
        for row in await _opened_rows(tx, name, person_id):
            sure.update(_values(row, _SURE))
            likely.update(_values(row, _LIKELY))
    for note in await _opened_rows(tx, "notes", person_id):
        sure.add(note["id"])
        said = str(note["body"] or "").strip()
        likely |= {said} if len(said) >= _SAID else set()
    likely |= {_TITLE.sub("", name, count=1) for name in likely}
    return Marks(_any_of(sure), _any_of(sure | likely))


def opened(tx: Transaction, context: str, sealed: bytes | None) -> Any:
    """What was sealed, as JSON or as text; nothing where no key opens it."""
    if sealed is None:
        return None
    try:
        text = tx.ring.unseal(context, sealed).decode("utf-8", "replace")
    except Unreadable:
        return None
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text


async def _opened_rows(
    tx: Transaction, name: str, person_id: str
) -> list[dict[str, Any]]:
    table = metadata.tables[name]
    theirs = sa.select(table).where(table.c[NAMES_A_PERSON[name]] == person_id)
    found = []
    for row in (await tx.conn.execute(theirs)).mappings():
        plain = dict(row)
        for column in SEALED.get(name, ()):
            called = column.removesuffix("_sealed")
            context = f"{name}:{called}:{row['id']}"
            plain[called] = opened(tx, context, plain.pop(column))
        found.append(plain)
    return found


def _values(value: Any, telling: re.Pattern[str], name: str = "") -> Iterator[str]:
    """What stands in *value* under a name that is *telling*."""
    match value:
        case Mapping():
            for key, each in value.items():
                yield from _values(each, telling, str(key))
        case str() if len(value) >= _SHORT and telling.fullmatch(name):
            yield value


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(_pattern(text) for text in sorted(texts) if len(text) >= _SHORT)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _pattern(text: str) -> str:
    """*text* however it is spaced, and a number however it is written."""
    digits = re.sub(r"^(\+62|62|0)(?=8)|[\s.-]", "", text)
    if digits.isdecimal() and len(digits) >= _DIGITS:
        return r"(?:\+?62|0)?[\s.-]*" + r"[\s.-]*".join(digits)
    return r"\s+".join(re.escape(word) for word in text.split())


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case int():
            yield str(value)
        case Mapping():
            for each in value.values():
                yield from _texts(each)
        case list() | tuple():
            for each in value:
                yield from _texts(each)
