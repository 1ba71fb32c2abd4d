"""What an officer wants done to the world."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class JoinDesk:
    """Redeem a one-time invitation to become an officer."""

    code: str


@dataclass(frozen=True)
class SetDuty:
    """The officer is, or is not, on duty: alerted of what is new."""

    on: bool


@dataclass(frozen=True)
class OfferAnswer:
    """Lay the question *note* and the officer's reply to it before them, to be kept."""

    note: str


@dataclass(frozen=True)
class KeepAnswer:
    """An officer's *answer* to whoever asks *question*, instead of the one it mends."""

    question: str
    answer: str
    mends: str = ""


@dataclass(frozen=True)
class ShowAnswers:
    """What the officer's office answers for good."""

    page: int = 0


@dataclass(frozen=True)
class ShowAnswer:
    """One lasting answer, with who gave it and when."""

    answer: str


@dataclass(frozen=True)
class MendAnswer:
    """Lay a lasting answer before the officer, to be corrected."""

    answer: str


@dataclass(frozen=True)
class WithdrawAnswer:
    """Give a lasting answer to nobody any more."""

    answer: str


@dataclass(frozen=True)
class Announce:
    """Send *text* to the audience of now, at the announcement lane's pace.

    *count* is of how many the preview told.
    """

    text: str
    audience: Mapping[str, Any]
    count: int


@dataclass(frozen=True)
class StopAnnouncement:
    """Send no more of an announcement."""

    announcement: str


@dataclass(frozen=True)
class SettleRecovery:
    """Whether the new chat is the owner's: the case *moves* there, or stays."""

    recovery: str
    moves: bool


@dataclass(frozen=True)
class ShowReport:
    """The numbers of the officer's office."""


@dataclass(frozen=True)
class ShowDeadLetters:
    """Events that could not be handled, for officers to see."""


OfficerAct = (
    JoinDesk | SetDuty |
    OfferAnswer |
    KeepAnswer | ShowAnswers | ShowAnswer | MendAnswer | WithdrawAnswer | Announce |
    StopAnnouncement | SettleRecovery | ShowReport | ShowDeadLetters
)  # fmt: skip
"""An officer's act."""
