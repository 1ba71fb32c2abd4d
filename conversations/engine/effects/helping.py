"""What owners, and those who help them, want done about mandates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ActFor:
    """Look after the affairs of *mandate*'s owner from here on; empty: one's own.

    With *flow* that conversation is begun there, with what is *given* to it.
    """

    mandate: str = ""
    flow: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ShowMandateCode:
    """A code by which somebody else may act for this person."""


@dataclass(frozen=True)
class TakeMandate:
    """The *code* that an owner showed to whoever helps them."""

    code: str


@dataclass(frozen=True)
class AskMandate:
    """An owner without a phone signed a statement: *files* are photos of it."""

    owner: str
    business: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class EndMandate:
    """The mandate is over, from this moment."""

    mandate: str


@dataclass(frozen=True)
class RecordMandate:
    """An officer saw that the statement is as it should be."""

    mandate: str


@dataclass(frozen=True)
class RefuseMandate:
    """An officer cannot record the statement, and says why."""

    mandate: str
    reason: str


HelpingAct = (
    ActFor | ShowMandateCode | TakeMandate | AskMandate | EndMandate | RecordMandate |
    RefuseMandate
)  # fmt: skip
"""An act about a mandate, of an owner, a helper or an officer."""
