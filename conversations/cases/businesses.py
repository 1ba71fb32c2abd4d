"""What an owner tells of a business: written down as new, or added to a known one."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from conversations.cases.changes import AddBusiness, ChangeBusiness
from conversations.cases.decision import Decision, Person
from conversations.cases.records import Business, Case
from conversations.catalogue import catalogue
from conversations.engine.effects import Act

OF_PERSON = frozenset({"owner_name", "address_form", "phone"})
"""Fields of the profile that are the person's; the others describe the business."""
COLUMNS = {"business_name": "name", "kecamatan": "kecamatan", "sector": "sector"}
"""Fields by which businesses are found and counted: each has a column."""


class KeepBusiness(Act, frozen=True):
    """The business as the person described it, by field id of the catalogue."""

    fields: Mapping[str, Any]


class Belongings(Struct, frozen=True):
    """What a person has: businesses and cases, the newest first; *fresh* is an id."""

    businesses: tuple[Business, ...] = ()
    filed: tuple[Case, ...] = ()
    fresh: str = ""


def keep(act: KeepBusiness, seen: Belongings, who: Person) -> Decision:
    """The business as it was described; nothing said before is forgotten."""
    said = described(act.fields)
    return Decision(changes=(write(said, seen, who),)) if said else Decision()


def described(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Those of *fields* that were said, and are of the business."""
    return {
        name: value
        for name, value in fields.items()
        if value is not None and name in catalogue().fields and name not in OF_PERSON
    }


def write(
    said: Mapping[str, Any], seen: Belongings, who: Person
) -> AddBusiness | ChangeBusiness:
    """Write a business down, new or known."""
    columns = {of: str(said[field]) for field, of in COLUMNS.items() if field in said}
    known = _known(str(said.get("business_name", "")), seen)
    if known is None:
        own = (seen.fresh, who.id, who.office)
        return AddBusiness(*own, profile=said, **columns)
    return ChangeBusiness(known.id, profile={**known.profile, **said}, **columns)


def corrected(business: Business, name: str, value: Any) -> ChangeBusiness:
    """One answer given anew."""
    profile = {**business.profile, name: value}
    columns = {COLUMNS[name]: value} if name in COLUMNS else {}
    return ChangeBusiness(business.id, profile=profile, **columns)


def _known(name: str, seen: Belongings) -> Business | None:
    """The business meant: the one so called, else the newest one.

    Where the newest has a case under its own name, another name is another business:
    a helper files for many.
    """
    found = [each for each in seen.businesses if each.kind == "business"]
    same = [each for each in found if each.name.casefold() == name.casefold()]
    if same or not found or not name:
        return next(iter((*same, *found)), None)
    if any(case.business_id == found[0].id for case in seen.filed):
        return None
    return found[0]


def office(name: str, seen: Belongings) -> Business | None:
    """An office (OPD) of this name that applied before."""
    named = name.casefold()
    found = (each for each in seen.businesses if each.kind == "office")
    return next((each for each in found if each.name.casefold() == named), None)
