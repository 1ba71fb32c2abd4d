"""Forms that are handed out, filled in with what is known of the business."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct

from conversations.cases.decision import Decision, Denied, Notice, Person
from conversations.cases.records import Business, Case
from conversations.catalogue import catalogue
from conversations.engine.effects import Act


class ShowForm(Act, frozen=True):
    """A form of the catalogue as pages to print."""

    form: str


class FormShown(Notice, frozen=True):
    """The form, and what is *known* by the names of the fields."""

    subject: ClassVar = "form_shown"
    form: str
    known: Mapping[str, Any]


class Told(Struct, frozen=True):
    """What a person told of their businesses and in their cases, the newest first."""

    businesses: tuple[Business, ...] = ()
    cases: tuple[Case, ...] = ()


def show(act: ShowForm, seen: Told, who: Person) -> Decision:
    """The form, with what was told last; what was never told stays open."""
    if act.form not in catalogue().forms:
        raise Denied("form.gone")
    known = {"owner_name": who.name}
    for case in reversed(seen.cases[:1]):
        known |= {"owner_name": case.owner_name, **case.details}
    for business in seen.businesses[:1]:
        known |= {**business.profile, "business_name": business.name}
    return Decision(reply=(FormShown(act.form, known),))
