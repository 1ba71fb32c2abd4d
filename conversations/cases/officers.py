"""What officers hear of themselves, and of what could not be handled."""

from typing import ClassVar

from conversations.cases.decision import Notice
from conversations.engine.effects import Act


class JoinDesk(Act, frozen=True):
    """Redeem a one-time invitation to become an officer."""

    code: str


class SetDuty(Act, frozen=True):
    """The officer is, or is not, on duty: alerted of what is new."""

    on: bool


class ShowReport(Act, frozen=True):
    """The numbers of the officer's office."""


class ShowDeadLetters(Act, frozen=True):
    """Events that could not be handled, for officers to see."""


class OfficerJoined(Notice, frozen=True):
    """A new officer is asked by which name owners shall know them."""

    subject: ClassVar = "joined"


class EventLost(Notice, frozen=True):
    """Something the person sent could not be handled."""

    subject: ClassVar = "sorry"


class LetterDead(Notice, frozen=True):
    """An officer hears that an event could not be handled after five tries."""

    subject: ClassVar = "buried"
    reason: str
