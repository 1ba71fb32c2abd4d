"""What an owner, or anybody, wants done to the world."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class KeepCheck:
    """A readiness check was answered; *answers* by id of the question."""

    checklist: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class ShowCheckPage:
    """The person's newest readiness check as a page to print."""


@dataclass(frozen=True)
class KeepConsent:
    """The person agreed, or did not, to the notice or to announcements."""

    kind: str
    agreed: bool


@dataclass(frozen=True)
class KeepPerson:
    """What the person said of themselves; an empty field is left as it was."""

    name: str = ""
    phone: str = ""
    address_form: str = ""
    language: str = ""


@dataclass(frozen=True)
class Reachable:
    """The person can, or cannot, be sent to on the channel the event came by."""

    yes: bool


@dataclass(frozen=True)
class ShowMyData:
    """Show the person what is kept about them."""


@dataclass(frozen=True)
class SendMyData:
    """Everything that is kept about the person, as an archive."""


@dataclass(frozen=True)
class WithdrawConsent:
    """The person takes their consent back: open cases end, and data will go."""


@dataclass(frozen=True)
class EraseMyData:
    """Erase all that is kept about the person, once the days to regret are over."""


@dataclass(frozen=True)
class KeepMyData:
    """Nothing is to be erased after all."""


@dataclass(frozen=True)
class ShowLinkCode:
    """A code by which another chat of the person is linked to this one."""


@dataclass(frozen=True)
class LinkChats:
    """The *code* that was shown in the person's other chat."""

    code: str


@dataclass(frozen=True)
class Recover:
    """Somebody in a new chat says that the case *code* is theirs, and what they know.

    *said* is by field of the application.
    """

    code: str
    said: Mapping[str, str]


@dataclass(frozen=True)
class StopRecovery:
    """The person knows nothing of a new chat that wants their case."""

    recovery: str


OwnerAct = (
    KeepCheck | ShowCheckPage | KeepConsent | KeepPerson | Reachable |
    ShowMyData | SendMyData | WithdrawConsent | EraseMyData |
    KeepMyData | ShowLinkCode | LinkChats | Recover | StopRecovery
)  # fmt: skip
"""The act of an owner, or of anybody."""
