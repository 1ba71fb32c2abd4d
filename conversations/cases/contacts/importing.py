"""A list is brought, looked at, read in, and taken back as a whole.

What was brought is a draft of whoever brought it: nothing of it is a contact before
they say so, and nobody on it is written to even then.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from conversations.cases import access
from conversations.cases.changes import Change
from conversations.cases.contacts.reading import Draft
from conversations.cases.contacts.records import Contact, ContactList, Sheet
from conversations.cases.decision import Decision, Denied, Log, Person
from conversations.cases.lifecycle import LEADERS
from conversations.cases.records import Officer
from conversations.engine.effects import Act, Say

MOST = 20_000
"""So many contacts an office has at most: all of them are looked through at once."""
CALLED = 80
"""Letters of a file's name that are kept."""

# --- what can be done ----------------------------------------------------------------


class BringContacts(Act, frozen=True):
    """A file to be looked at; what was brought before it and not read in is gone."""

    called: str
    sheets: tuple[Sheet, ...]


class KeepContacts(Act, frozen=True):
    """Read in what was brought: of one *sheet*, with these *columns*."""

    list_id: str
    sheet: int = 0
    columns: Mapping[str, int] = {}


class DropContacts(Act, frozen=True):
    """Throw away what was brought, or take back all that was read in from it."""

    list_id: str


# --- what changes --------------------------------------------------------------------


class AddContactList(Change, frozen=True):
    """Somebody brought a file."""

    list_id: str
    office_id: str
    officer_id: str
    called: str
    sheets: tuple[Sheet, ...]


class AddContacts(Change, frozen=True):
    """What was brought is read in; if somebody was quicker, all is decided anew."""

    list_id: str
    office_id: str
    found: Sequence[Contact]
    refused: int


class DropContactList(Change, frozen=True):
    """It is gone, with every contact that was read in from it."""

    list_id: str


# --- what is decided -----------------------------------------------------------------


class Brought(Struct, frozen=True):
    """The list that is meant, what it comes to, and how many contacts there are."""

    list: ContactList | None = None
    draft: Draft | None = None
    count: int = 0


def bring(act: BringContacts, seen: object, who: Person) -> Decision:
    """It is kept to be looked at."""
    officer = access.officer(who, *LEADERS)
    called = " ".join(act.called.split())[:CALLED]
    made = AddContactList(
        who.fresh, officer.office_id, officer.id, called, tuple(act.sheets)
    )
    return Decision(changes=(made,))


def keep(act: KeepContacts, seen: Brought, who: Person) -> Decision:
    """All that can be taken; what cannot was shown before, with why."""
    officer, one = _list(seen, who)
    if not one.draft or one.officer_id != officer.id or seen.draft is None:
        raise Denied("contacts.gone")
    found, refused = seen.draft.contacts, len(seen.draft.problems)
    if not found:
        raise Denied("contacts.none")
    if seen.count + len(found) > MOST:
        raise Denied("contacts.many", most=MOST, count=seen.count)
    counted = {"count": len(found), "problems": refused}
    return Decision(
        changes=(AddContacts(one.id, one.office_id, found, refused),),
        log=(
            Log("contact.read", officer=officer.id, detail={"list": one.id, **counted}),
        ),
        reply=(Say("contacts.kept", counted),),
    )


def drop(act: DropContacts, seen: Brought, who: Person) -> Decision:
    """A draft leaves no trace; what was read in is taken back, and that is noted."""
    officer, one = _list(seen, who)
    if one.draft:
        return Decision(changes=(DropContactList(one.id),))
    detail = {"list": one.id, "count": one.taken}
    return Decision(
        changes=(DropContactList(one.id),),
        log=(Log("contact.taken_back", officer=officer.id, detail=detail),),
        reply=(Say("contacts.taken_back", {"count": one.taken}),),
    )


def _list(seen: Brought, who: Person) -> tuple[Officer, ContactList]:
    """Whoever leads, and the list of their office that is meant."""
    officer = access.officer(who, *LEADERS)
    if seen.list is None or seen.list.office_id != officer.office_id:
        raise Denied("contacts.gone")
    return officer, seen.list
