"""What is heard of mandates, by owners, by those who help them, and by officers."""

from collections.abc import Mapping
from typing import Any, ClassVar

from conversations.cases.decision import Notice
from conversations.engine.effects import Act


class ActFor(Act, frozen=True):
    """Look after the affairs of *mandate*'s owner from here on; empty: one's own.

    With *flow* that conversation is begun there, with what is *given* to it.
    """

    mandate: str = ""
    flow: str = ""
    given: Mapping[str, Any] = {}


class ShowMandateCode(Act, frozen=True):
    """A code by which somebody else may act for this person."""


class TakeMandate(Act, frozen=True):
    """The *code* that an owner showed to whoever helps them."""

    code: str


class AskMandate(Act, frozen=True):
    """An owner without a phone signed a statement: *files* are photos of it."""

    owner: str
    business: str
    files: tuple[str, ...]


class EndMandate(Act, frozen=True):
    """The mandate is over, from this moment."""

    mandate: str


class RecordMandate(Act, frozen=True):
    """An officer saw that the statement is as it should be."""

    mandate: str


class RefuseMandate(Act, frozen=True):
    """An officer cannot record the statement, and says why."""

    mandate: str
    reason: str


class MandateGiven(Notice, frozen=True):
    """An owner's code was used: from here on the helper acts for them."""

    subject: ClassVar = "mandate_given"
    helper: str
    mandate: str


class MandateAsked(Notice, frozen=True):
    """A signed statement, for an officer to look at."""

    subject: ClassVar = "mandate_statement"
    mandate: str
    helper: str
    owner: str
    business: str
    files: tuple[str, ...] = ()


class MandateRecorded(Notice, frozen=True):
    """The statement is as it should be."""

    subject: ClassVar = "mandate_recorded"
    business: str
    mandate: str


class MandateRefused(Notice, frozen=True):
    """The statement is not as it should be."""

    subject: ClassVar = "mandate_refused"
    business: str
    reason: str


class MandateEnded(Notice, frozen=True):
    """The helper hears that they act for an owner no more."""

    subject: ClassVar = "mandate_ended"
    business: str
    helper: str = ""


class HelperLeft(Notice, frozen=True):
    """The owner hears the same."""

    subject: ClassVar = "mandate_left"
    business: str
    helper: str
