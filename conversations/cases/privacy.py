"""What people hear of their own data, and officers of owners who leave."""

from datetime import date
from typing import ClassVar

from conversations.cases.decision import Notice
from conversations.engine.effects import Act


class SendMyData(Act, frozen=True):
    """Everything that is kept about the person, as an archive."""


class WithdrawConsent(Act, frozen=True):
    """The person takes their consent back: open cases end, and data will go."""


class EraseMyData(Act, frozen=True):
    """Erase all that is kept about the person, once the days to regret are over."""


class KeepMyData(Act, frozen=True):
    """Nothing is to be erased after all."""


class ShowLinkCode(Act, frozen=True):
    """A code by which another chat of the person is linked to this one."""


class LinkChats(Act, frozen=True):
    """The *code* that was shown in the person's other chat."""

    code: str


class MyData(Notice, frozen=True):
    """The archive is ready: a *file*, or where it is; else it could not be sent."""

    subject: ClassVar = "my_data"
    file: str = ""
    link: str = ""


class EraseSoon(Notice, frozen=True):
    """Tomorrow everything is erased."""

    subject: ClassVar = "erase_soon"
    day: date


class Erased(Notice, frozen=True):
    """Everything is erased."""

    subject: ClassVar = "erased"


class Fading(Notice, frozen=True):
    """Nothing was heard for so long that everything will go."""

    subject: ClassVar = "fading"
    day: date


class Linked(Notice, frozen=True):
    """Another chat of the person becomes one with this."""

    subject: ClassVar = "linked"


class OwnerNews(Notice, frozen=True):
    """An officer hears of the owner of a case."""

    code: str
    business: str


class OwnerWithdrew(OwnerNews, frozen=True):
    """The owner took their consent back."""

    subject: ClassVar = "withdrawn"


class OwnerLeaves(OwnerNews, frozen=True):
    """The owner asked for everything to be erased."""

    subject: ClassVar = "leaving"
    day: date


class OwnerStays(OwnerNews, frozen=True):
    """The owner did not want that after all."""

    subject: ClassVar = "staying"
