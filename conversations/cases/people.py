"""What a person says of themselves, and is shown again."""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct

from conversations.cases.changes import (
    Agree,
    Change,
    LeaveAnnouncements,
    MarkReachable,
    RememberPerson,
)
from conversations.cases.decision import Decision, Log, Notice, Person
from conversations.cases.staff.changes import ChangeOfficer
from conversations.engine.effects import Act


class KeepPerson(Act, frozen=True):
    """What the person said of themselves; an empty field is left as it was."""

    name: str = ""
    phone: str = ""
    address_form: str = ""
    language: str = ""


class ShowMyData(Act, frozen=True):
    """Show the person what is kept about them."""

    shows = True


class KeepConsent(Act, frozen=True):
    """The person agreed, or did not, to the notice or to announcements."""

    kind: str
    agreed: bool


class Reachable(Act, frozen=True):
    """The person can, or cannot, be sent to on the channel the event came by."""

    yes: bool


class DataShown(Notice, frozen=True):
    """All that is kept about the person who asks; *notice*: whether they agreed."""

    subject: ClassVar = "data_shown"
    name: str
    phone: str
    language: str
    notice: bool
    announcements: bool
    profiles: tuple[Mapping[str, Any], ...] = ()
    cases: tuple[str, ...] = ()
    files: int = 0
    notes: int = 0


class Asked(Struct, frozen=True):
    """The very words that a person was asked to agree to: version, hash, channel."""

    channel: str
    version: str = ""
    text_hash: str = ""


def keep_consent(act: KeepConsent, seen: Asked, who: Person) -> Decision:
    """A yes or a no, with the text it was said to; a no holds from this moment."""
    changes: tuple[Change, ...] = (
        Agree(who.id, act.kind, act.agreed, seen.version, seen.text_hash, seen.channel),
    )
    if act.kind != "notice" and not act.agreed:
        changes += (LeaveAnnouncements(who.id),)
    said = Log(f"consent.{act.kind}", person=who.id, detail={"agreed": act.agreed})
    return Decision(changes=changes, log=(said,))


def keep_person(act: KeepPerson, seen: None, who: Person) -> Decision:
    """Name, phone, form of address, language: those that were said."""
    changes: tuple[Change, ...] = (
        RememberPerson(
            who.id,
            name=act.name or None,
            phone=act.phone or None,
            language=act.language or None,
            address_form=act.address_form or None,
        ),
    )
    if who.officer and act.name:
        changes += (ChangeOfficer(who.officer.id, name=act.name),)
    return Decision(changes=changes)


def reachable(act: Reachable, seen: str, who: Person) -> Decision:
    """The address *seen* was blocked, or answers again; they may have others."""
    return Decision(changes=(MarkReachable(seen, act.yes),) if seen else ())


def show_my_data(act: ShowMyData, seen: DataShown, who: Person) -> Decision:
    """All that is kept about the person, a line each."""
    return Decision(reply=(seen,))
