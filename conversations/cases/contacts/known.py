"""Who stands on the office's lists: shown to it, and offered to whoever writes.

What the office wrote down is told to nobody but whom the platform says that the number
belongs to: who only types a number learns nothing, not even that it stands there.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from conversations.cases import access
from conversations.cases.changes import Change
from conversations.cases.contacts.records import Known
from conversations.cases.decision import Decision, Denied, Log, Person
from conversations.cases.lifecycle import LEADERS
from conversations.cases.names import place
from conversations.cases.trail import OF_OFFICE
from conversations.engine.effects import Act, Say
from conversations.language import fold


class ShowContacts(Act, frozen=True):
    """How many there are, and how many of them wrote."""

    shows = True


class EraseContact(Act, frozen=True):
    """One of them stands on the list no more."""

    contact: str


class MeetContact(Act, frozen=True):
    """Whoever acts stands on a list: they were asked, and said so or not."""

    contact: str


class DropContact(Change, frozen=True):
    """It is gone."""

    contact_id: str


class KeepMet(Change, frozen=True):
    """This person wrote from the number of a contact."""

    contact_id: str
    person_id: str


class Offered(Struct, frozen=True, omit_defaults=True):
    """What is *known* of whoever writes, in words, and field by field."""

    id: str = ""
    known: Say | str = ""
    name: str = ""
    business: str = ""
    kecamatan: str = ""
    village: str = ""
    product: str = ""
    office: str = ""


class Counted(Struct, frozen=True):
    """How many contacts there are; so many of them were *met*."""

    count: int
    met: int


def offered(asked: Mapping[str, Any], seen: Known | None, who: Person) -> Offered:
    """What the office has of whoever writes; nothing where they stand nowhere."""
    if seen is None:
        return Offered()
    one = seen.contact
    parts = [one.business, one.name, place(one.kecamatan) if one.kecamatan else ""]
    told = [part for part in (*parts, one.village, one.product) if part]
    return Offered(
        seen.id,
        Say("listed.known", {"parts": told}),
        one.name,
        one.business,
        one.kecamatan,
        one.village,
        one.product,
        seen.office_id,
    )


def meet(act: MeetContact, seen: Known | None, who: Person) -> Decision:
    """From here on it is known who that is; they are forgotten together."""
    if seen is None:
        return Decision()
    return Decision(
        changes=(KeepMet(seen.id, who.id),),
        log=(Log("contact.met", person=who.id, detail={"contact": seen.id}),),
    )


def erase(act: EraseContact, seen: Known | None, who: Person) -> Decision:
    """It is gone, and who did that is noted."""
    officer = access.officer(who, *LEADERS)
    if seen is None or seen.office_id != officer.office_id:
        raise Denied("contacts.one_gone")
    return Decision(
        changes=(DropContact(seen.id),),
        log=(Log("contact.erased", officer=officer.id, detail={"contact": seen.id}),),
        reply=(Say("contacts.erased", {"name": seen.contact.called}),),
    )


def show(act: ShowContacts, seen: Counted, who: Person) -> Decision:
    """In a chat they are counted: who they are stands at the desk."""
    access.officer(who, *OF_OFFICE)
    if not seen.count:
        raise Denied("contacts.nobody")
    values = {"count": seen.count, "met": seen.met}
    return Decision(reply=(Say("contacts.counted", values),))


def found(known: tuple[Known, ...], words: str, met: str = "") -> tuple[Known, ...]:
    """Those that all *words* name, by name; only who was *met*, or not: `yes`, `no`."""
    sought = fold(words).split()
    among = (one for one in known if not met or one.met == (met == "yes"))
    named = (one for one in among if all(each in _all(one) for each in sought))
    return tuple(sorted(named, key=lambda one: fold(one.contact.called)))


def _all(one: Known) -> str:
    """Whatever one may be looked for by."""
    each = one.contact
    digits = f"{each.phone} 0{each.phone.removeprefix('+62')}" if each.phone else ""
    names = each.name, each.business, each.village, each.product
    return fold(" ".join((*names, place(each.kecamatan).label, digits)))
