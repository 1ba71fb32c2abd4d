"""What an act comes to: a decision is a value, made of what was read and who acts.

`(act, what was read, who) -> Decision` is all that a rule is. It changes nothing and
says nothing: `bot.desk` reads before it and keeps after it, and what a `Notice` says
stands in one table (`conversations.flows.notices`).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from msgspec import Struct, to_builtins

from conversations.cases.changes import Change
from conversations.cases.records import Officer
from conversations.cases.undo import Undo
from conversations.engine.effects import Option, Say
from conversations.engine.events import Notified


class Person(Struct, frozen=True):
    """Who acts: their own affairs, or by *helper* those of an owner they look after.

    *fresh* is an id that nothing has yet, for what the act adds.
    """

    id: str
    office: str
    now: datetime
    name: str = ""
    language: str = "id"
    fresh: str = ""
    helper: str = ""
    officer: Officer | None = None


class Notice(Struct, frozen=True):
    """Something that a person is told; each kind is called *subject* where it is kept.

    What is *of_a_case* reaches those who help its owner as well. A card is changed
    *at_once*, while the news of the same act waits.
    """

    subject: ClassVar[str]
    of_a_case: ClassVar[bool] = False
    at_once: ClassVar[bool] = False


def notified(notice: Notice, mandate: str = "") -> Notified:
    """*notice* as an event, for the inbox of whom it concerns."""
    return Notified(notice.subject, to_builtins(notice), mandate)


class Tell(Struct, frozen=True):
    """Whom, by the id of the person, and of what."""

    to: str
    notice: Notice


class Log(Struct, frozen=True):
    """A line of the history; what stands in *detail* is never a name."""

    act: str
    case: str | None = None
    person: str | None = None
    officer: str | None = None
    detail: Mapping[str, Any] = {}


class Decision(Struct, frozen=True):
    """What changes, what is written into the history, who hears of it, what is said.

    With *act_for*, the id of a mandate, whoever acted looks after its owner from here.
    With *undo* whoever hears of it does so some seconds later. *denied*: what was
    wanted was not done, and this is what follows instead.
    """

    changes: tuple[Change, ...] = ()
    log: tuple[Log, ...] = ()
    tell: tuple[Tell, ...] = ()
    reply: tuple[Say | Notice, ...] = ()
    act_for: str = ""
    undo: Undo | None = None
    denied: bool = False


class Denied(Exception):
    """The act is not theirs, or not possible; *said* is what they are told."""

    def __init__(self, key: str, *actions: Option, **values: object) -> None:
        super().__init__(key)
        self.said = Say(key, values, actions=actions)
