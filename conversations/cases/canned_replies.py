"""An officer's answer, kept for everybody who asks the same."""

from typing import ClassVar

from conversations.cases.decision import Notice
from conversations.engine.effects import Act


class OfferAnswer(Act, frozen=True):
    """Lay the question *note* and the officer's reply to it before them, to be kept."""

    note: str


class KeepAnswer(Act, frozen=True):
    """An officer's *answer* to whoever asks *question*, instead of the one it mends."""

    question: str
    answer: str
    mends: str = ""


class ShowAnswers(Act, frozen=True):
    """What the officer's office answers for good."""

    page: int = 0


class ShowAnswer(Act, frozen=True):
    """One lasting answer, with who gave it and when."""

    answer: str


class MendAnswer(Act, frozen=True):
    """Lay a lasting answer before the officer, to be corrected."""

    answer: str


class WithdrawAnswer(Act, frozen=True):
    """Give a lasting answer to nobody any more."""

    answer: str


class ReplyLaidBefore(Notice, frozen=True):
    """A question and its reply, for its officer to look over; or one to be mended."""

    subject: ClassVar = "lasting"
    question: str
    answer: str = ""
    mends: str = ""
