"""The showcase: makers who agreed that everybody sees what they make, and reaches them.

What everybody sees is what its owner looked at and agreed to, whatever is told later.
Who is neither guided nor certified any more is not shown, though they agreed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import Struct

from conversations.cases.buttons import button
from conversations.cases.certificates.records import Certificate
from conversations.cases.changes import Agree, Change
from conversations.cases.decision import Decision, Denied, Log, Person
from conversations.cases.names import place
from conversations.cases.records import Business, Case
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Fact, Say

CONSENT = "showcase"
"""The kind of the consent."""
WORDS = "2026-11"
"""Change it when `showcase.preview` asks for more than it did."""
ASK = button("showcase")
"""To what everybody would see."""
MADE = ("tulis", "cap", "kombinasi")
"""Kinds of batik; any other business is shown by its trade."""
SIGNS = 12
"""So many of the last signs of an id name an exhibit: all of them chance."""

# --- what can be done ----------------------------------------------------------------


class ShowExhibit(Act, frozen=True):
    """What everybody would see of one's businesses, or does."""

    shows = True


class OpenExhibit(Act, frozen=True):
    """Everybody may see a business, as it was shown; with its number or without."""

    business: str
    phone: bool = False


class CloseExhibit(Act, frozen=True):
    """Nobody may see it any more."""

    business: str


# --- what changes --------------------------------------------------------------------


class AddExhibit(Change, frozen=True):
    """From here on everybody sees this of a business, in place of what they saw."""

    business_id: str
    person_id: str
    office_id: str
    code: str
    kecamatan: str
    kind: str
    photo: str
    shown: Mapping[str, str]


class DropExhibits(Change, frozen=True):
    """Nobody sees a business of this person any more; or not that one."""

    person_id: str
    business_id: str = ""


# --- what is read --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What everybody sees of a business; without a *phone* nobody is to call."""

    business_id: str
    code: str
    kecamatan: str
    kind: str
    photo: str
    name: str
    product: str
    phone: str = ""


class Makes(Struct, frozen=True):
    """A person's businesses and how far they are; of which some are *shown* already.

    *photos* are those of theirs that have a preview. *site* is where the showcase is,
    empty where there is none; *channel* is where they are asked.
    """

    businesses: tuple[Business, ...] = ()
    cases: tuple[Case, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    photos: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    phone: str = ""
    site: str = ""
    channel: str = ""


# --- the rules -----------------------------------------------------------------------


def kind_name(kind: str) -> Fact:
    """What a business is called by what it makes."""
    if kind in MADE:
        return Fact(key=f"showcase.kind.{kind}")
    trades = catalogue().fields["sector"].options
    return Fact(label=next((one.label for one in trades if one.id == kind), ""))


def exhibits(seen: Makes) -> list[Exhibit]:
    """What there is to be shown: guided makers and certified ones, no offices."""
    certified = {one.business_id for one in seen.certificates}
    guided = {c.business_id for c in seen.cases if c.state == "accepted"}
    return [
        _exhibit(one, seen)
        for one in seen.businesses
        if one.kind == "business" and one.id in certified | guided
    ]


def _exhibit(business: Business, seen: Makes) -> Exhibit:
    filed = [case for case in seen.cases if case.business_id == business.id]
    told: dict[str, Any] = {}
    for case in reversed(filed):
        told |= case.details
    told |= business.profile
    photos = (each for case in filed for each in case.details.get("photo") or ())
    made = told.get("batik_kind")
    return Exhibit(
        business.id,
        business.id[-SIGNS:],
        business.kecamatan,
        made if made in MADE else business.sector,
        next((each for each in photos if each in seen.photos), ""),
        business.name,
        str(told.get("product") or ""),
        str(told.get("phone") or seen.phone),
    )


def _one(business: str, seen: Makes, who: Person) -> Exhibit:
    """The one that its owner speaks of; no helper agrees to this for them."""
    if who.helper:
        raise Denied("certificate.helper")
    for each in exhibits(seen):
        if each.business_id == business:
            return each
    raise Denied("showcase.not_yet", button("apply"))


def show(act: ShowExhibit, seen: Makes, who: Person) -> Decision:
    """All that everybody would see, before they do."""
    if not seen.site:
        raise Denied("certificate.no_site")
    found = exhibits(seen)
    if not found:
        raise Denied("showcase.not_yet", button("apply"))
    return Decision(reply=tuple(_preview(each, seen) for each in found))


def _preview(one: Exhibit, seen: Makes) -> Say:
    values = {
        "business": one.name,
        "place": place(one.kecamatan),
        "kind": kind_name(one.kind),
        "product": one.product or Fact(key="showcase.no_product"),
        "phone": one.phone or Fact(key="showcase.no_phone"),
        "link": _address(seen),
    }
    id_, shown = one.business_id, one.business_id in seen.shown
    called = (button("show_maker_phone", id_),) if one.phone else ()
    acts = (*called, button("show_maker", id_), button("hide_maker", id_))
    key = "showcase.shown" if shown else "showcase.preview"
    return Say(key, values, actions=acts, file=one.photo)


def _address(seen: Makes) -> str:
    return f"{seen.site.rstrip('/')}/etalase"


def open_exhibit(act: OpenExhibit, seen: Makes, who: Person) -> Decision:
    """The owner agrees, from today, to what they saw."""
    if not seen.site:
        raise Denied("certificate.no_site")
    one = _one(act.business, seen, who)
    shown = {"name": one.name, "product": one.product}
    if act.phone:
        shown["phone"] = one.phone
    plain = (one.kecamatan, one.kind, one.photo)
    said = {"business": one.name, "link": _address(seen)}
    hide = button("hide_maker", one.business_id)
    return Decision(
        changes=(
            AddExhibit(one.business_id, who.id, who.office, one.code, *plain, shown),
            _consent(seen, who, agreed=True),
        ),
        log=(Log("consent.showcase", person=who.id, detail={"agreed": True}),),
        reply=(Say("showcase.opened", said, actions=(hide,)),),
    )


def _consent(seen: Makes, who: Person, *, agreed: bool) -> Agree:
    return Agree(who.id, CONSENT, agreed, WORDS, channel=seen.channel)


def close_exhibit(act: CloseExhibit, seen: Makes, who: Person) -> Decision:
    """Nobody sees it from this moment; or never will."""
    if who.helper:
        raise Denied("certificate.helper")
    was = act.business in seen.shown
    return Decision(
        changes=(
            DropExhibits(who.id, act.business),
            _consent(seen, who, agreed=False),
        ),
        log=(Log("consent.showcase", person=who.id, detail={"agreed": False}),),
        reply=(Say("showcase.closed" if was else "showcase.left"),),
    )
