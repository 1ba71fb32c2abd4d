"""What only this Dinas knows: where it is, when it is open, how long it keeps things.

It stands in a file of the installation, `office.toml`, which whoever runs Pandu fills
in. The edge reads the file; here its text is understood, and laid over the catalogue
that was shipped, so that what is told and what is done come from the same place.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from conversations.catalogue.model import Detail, Office, Retention
from conversations.catalogue.whole import Catalogue

DETAILS = ("address", "hours", "telephone")
"""What people ask of an office, and what each installation must be able to answer."""
MORE_DETAILS = ("hours_en", "whatsapp")
"""What may be there besides: the hours in English, and a number of WhatsApp's."""
PERIODS = {
    "chat": (1, 3650),
    "profile": (60, 3650),
    "withdrawn": (1, 3),
    "backup": (1, 3650),
}
"""Days a kind of data may be kept, at least and at most.

Somebody silent is told a month before they are forgotten, so a profile stays longer;
UU 27/2022 Pasal 40 gives three days after consent is withdrawn.
"""
LONGEST = 120
"""Characters of a detail: it stands within a sentence on a small phone."""
NUMBERS = {"telephone", "whatsapp"}
_DIGITS = 5
"""A number of a telephone has at least so many."""
_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True)
class Problem:
    """What is wrong with the file: the *key* of its words, and about which *entry*."""

    key: str
    entry: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Local:
    """What the file says; *confirmed_on* is since when the Dinas stands for it."""

    details: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, int] = field(default_factory=dict)
    opd: Mapping[str, str] = field(default_factory=dict)
    confirmed_on: date | None = None
    sample: bool = False

    @property
    def missing(self) -> list[str]:
        """What the file must still say before the world is let in, by entry."""
        return [
            *(f"office.{each}" for each in DETAILS if not self.details.get(each)),
            *(f"retention.{each}" for each in PERIODS if each not in self.periods),
            *(() if self.confirmed_on else ("confirmed_on",)),
        ]

    @property
    def ready(self) -> bool:
        """Whether the Dinas said all of it, and it is no sample."""
        return not self.missing and not self.sample


def read(text: str) -> tuple[Local, list[Problem]]:
    """What *text* says, and everything that is wrong with it."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = found[1] if found else str(text.count("\n") + 1)
        return Local(), [Problem("toml", values={"line": line})]
    problems: list[Problem] = []
    local = Local(
        details=dict(_details(_table(tables, "office", problems), problems)),
        periods=dict(_periods(_table(tables, "retention", problems), problems)),
        opd=dict(_opd(_table(tables, "opd", problems), problems)),
        confirmed_on=_one(tables, "confirmed_on", date, problems),
        sample=bool(_one(tables, "sample", bool, problems)),
    )
    problems += [Problem("unknown", name) for name in tables]
    return local, problems


def _table(
    tables: dict[str, Any], name: str, problems: list[Problem]
) -> dict[str, Any]:
    """The table *name*, taken out of *tables*."""
    found = tables.pop(name, {})
    if isinstance(found, dict):
        return found
    problems.append(Problem("table", name))
    return {}


def _one(tables: dict[str, Any], name: str, kind: type, problems: list[Problem]) -> Any:
    """A value beside the tables, taken out of them; None where there is none."""
    found = tables.pop(name, None)
    # By the very type: a moment is a date to Python as well.
    if found is None or type(found) is kind:
        return found
    problems.append(Problem("date" if kind is date else "bool", name))
    return None


def _details(
    table: Mapping[str, Any], problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        entry = f"office.{name}"
        if name not in (*DETAILS, *MORE_DETAILS):
            problems.append(Problem("unknown", entry))
        elif not isinstance(value, str):
            problems.append(Problem("quoted", entry))
        elif len(value) > LONGEST or not value.isprintable():
            problems.append(Problem("long", entry, {"most": LONGEST}))
        elif not value.strip():
            continue  # an entry that waits to be filled in
        elif name in NUMBERS and sum(map(str.isdecimal, value)) < _DIGITS:
            problems.append(Problem("number", entry))
        else:
            yield name, value.strip()


def _opd(
    table: Mapping[str, Any], problems: list[Problem]
) -> Iterator[tuple[str, str]]:
    """The offices of the region by name, each under what people call it."""
    for name, value in table.items():
        if not isinstance(value, str):
            problems.append(Problem("quoted", f"opd.{name}"))
        elif len(value) > LONGEST or not value.isprintable():
            problems.append(Problem("long", f"opd.{name}", {"most": LONGEST}))
        elif value.strip():
            yield name, value.strip()


def _periods(
    table: Mapping[str, Any], problems: list[Problem]
) -> Iterator[tuple[str, int]]:
    for name, value in table.items():
        entry = f"retention.{name}"
        if name not in PERIODS:
            problems.append(Problem("unknown", entry))
            continue
        least, most = PERIODS[name]
        # A bool is an int to Python, and no number of days.
        if type(value) is not int or not least <= value <= most:
            problems.append(Problem("days", entry, {"least": least, "most": most}))
        else:
            yield name, value


def lay(facts: Catalogue, local: Local) -> Catalogue:
    """*facts* as this installation has them: what *local* says stands over them."""
    shipped = facts.office
    office = replace(
        shipped,
        confirmed_on=local.confirmed_on if local.ready else None,
        details=tuple(_said(shipped, local)),
    )
    kept = {
        name: _decided(rule, local, office) for name, rule in facts.retention.items()
    }
    offices = {**facts.offices, office.id: office}
    return replace(facts, offices=offices, retention=kept, opd=local.opd)


def _said(office: Office, local: Local) -> Iterator[Detail]:
    """Each detail of the office, in the words of the file where it has any."""
    on = local.confirmed_on or office.checked_on
    for each in office.details:
        value = local.details.get(each.id)
        if value is None:
            yield each
            continue
        told = replace(each, value=value, source=office.short, checked_on=on)
        yield replace(told, confidence="low" if local.sample else "high")


def _decided(rule: Retention, local: Local, office: Office) -> Retention:
    """A period as the file has it."""
    if rule.id not in local.periods:
        return rule
    on = local.confirmed_on or rule.checked_on
    days = local.periods[rule.id]
    return replace(rule, days=days, source=office.short, checked_on=on)
