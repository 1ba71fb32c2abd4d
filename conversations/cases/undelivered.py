"""What did not arrive: who wrote hears of it, and it stands in a list at the desk."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from conversations.cases import access
from conversations.cases.decision import Decision, Denied, Notice, Person
from conversations.cases.records import Undelivered
from conversations.engine.effects import Act, Fact, Line, Option, Say

SOMEONE = Fact(key="desk.someone")
"""An owner who never said their name."""


class ShowUndelivered(Act, frozen=True):
    """The messages of the officer's office that did not arrive, and why."""


class Waits(Notice, frozen=True):
    """What an officer wrote to *owner* waits until they write: their chat is shut."""

    subject: ClassVar = "waits"
    owner: str
    code: str
    since: datetime


class Gone(Waits, frozen=True):
    """It waits because *owner* cannot be reached: perhaps they blocked us."""

    subject: ClassVar = "gone"


class Lost(Waits, frozen=True):
    """It never goes again by itself: the platform would not take it, and *why*."""

    subject: ClassVar = "lost"
    why: str


class Arrived(Notice, frozen=True):
    """What waited for *owner* has arrived."""

    subject: ClassVar = "arrived"
    owner: str
    code: str
    at: datetime


def show(act: ShowUndelivered, seen: Sequence[Undelivered], who: Person) -> Decision:
    """To whom, about what, and why; never what it said."""
    access.officer(who, *access.OVERSEERS)
    if not seen:
        raise Denied("desk.undelivered_none")
    lines = [
        Line(
            Option(each.code, label=each.code or each.name),
            ([each.name if each.code else "", why(each.reason), each.at],),
        )
        for each in seen
    ]
    said = Say("desk.undelivered", {"count": len(seen), "lines": lines})
    return Decision(reply=(said,))


def why(reason: str) -> Fact:
    """A reason in words, where there are some; else as the platform calls it."""
    known = {"window", "unreachable", "file_missing"}
    return Fact(key=f"desk.why.{reason}") if reason in known else Fact(label=reason)
