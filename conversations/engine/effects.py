"""What a turn wants done. The engine asks; `bot.pipeline.perform` does.

Three families: words to the person (`Say`, `Ask`), moves of the conversation itself
(`Begin`, `Reopen`, ...), which `engine.talk` carries out, and acts upon the world,
which `bot.pipeline.perform` carries out in the turn's own commit: the inventory.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from conversations.engine.guiding import GivePaper, JudgePaper, MoveStage, ShowPapers


@dataclass(frozen=True)
class Option:
    """One choice: its stable *value*, and where its label is found.

    *key* is a key of words; without one, *label* is a fact of the catalogue (or
    literal data, such as a place name), translated where a translation exists.
    """

    value: str
    key: str = ""
    label: str = ""
    aliases: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By its value: whole lists of options are looked up by what they are."""
        return hash(self.value)


@dataclass(frozen=True)
class Fact:
    """A value inside a sentence that is itself a fact of the catalogue, or words."""

    label: str = ""
    key: str = ""


# --- words to the person -------------------------------------------------------


@dataclass(frozen=True)
class Say:
    """Tell the person *key*, with *values*; *fallback* when *key* has no words.

    *actions* are buttons that work outside any conversation. *subject* marks a card;
    with *edits* the card of that subject is changed instead of sent anew. *kind* is
    the outbox class. *file* is a document id. *joined* words stand in the bubble of
    the question that follows.
    """

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    fallback: str = ""
    actions: tuple[Option, ...] = ()
    subject: str = ""
    edits: bool = False
    kind: str = "prompt"
    file: str = ""
    joined: bool = False


@dataclass(frozen=True)
class Line:
    """One answer on a review screen: what it is, and what was said."""

    label: Option
    shown: tuple[Any, ...]


@dataclass(frozen=True)
class Ask:
    """Put a question to the person.

    *home* is where its words are (`<home>.ask`, `<home>.help`); *parts* are the
    questions of one bubble; *lines* the answers to look over; *offers* says that the
    options are guesses at what was meant. *step* of *steps* counts the whole flow.
    *again*: it was put before, so a shorter form will do. *asks* is the question
    itself, when that is a fact of the catalogue.
    """

    flow: str
    question: str
    home: str
    conversation: int
    label: Option = field(default=Option(""))
    options: tuple[Option, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    step: int = 0
    steps: int = 0
    page: int = 0
    wants: str = ""
    lines: tuple[Line, ...] = ()
    parts: tuple["Ask", ...] = ()
    offers: bool = False
    optional: bool = False
    again: bool = False
    kind: str = ""
    asks: str = ""


@dataclass(frozen=True)
class LookUp:
    """Ask the world *what*, for *question*; the answer comes back as `Learned`."""

    question: str
    what: str
    values: Mapping[str, Any] = field(default_factory=dict)


# --- moves of the conversation -------------------------------------------------


@dataclass(frozen=True)
class Begin:
    """Open *flow* on top of what is open, with what is *given* to it."""

    flow: str
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reopen:
    """Ask *question* of the conversation below again."""

    question: str


@dataclass(frozen=True)
class Remember:
    """Keep *values* for every flow of this person that asks the same."""

    values: Mapping[str, Any]


@dataclass(frozen=True)
class Suspend:
    """Put the conversation below aside, to be resumed."""


@dataclass(frozen=True)
class Drop:
    """Throw the conversation below away."""


# --- acts upon the world -------------------------------------------------------


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
class KeepBusiness:
    """The business as the person described it, by field id of the catalogue."""

    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Reachable:
    """The person can, or cannot, be sent to on the channel the event came by."""

    yes: bool


@dataclass(frozen=True)
class OpenCase:
    """Hand an application to the Dinas."""

    road: str
    fields: Mapping[str, Any]
    files: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class ShowStatus:
    """Tell the person how their cases stand."""


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
class AskOfficers:
    """A question to the Dinas, about *case* where there is one."""

    text: str
    files: tuple[str, ...] = ()
    case: str = ""
    about: str = ""


@dataclass(frozen=True)
class AnswerOfficer:
    """The owner's answer to the officer who holds *case*, or wrote *note*."""

    text: str
    files: tuple[str, ...] = ()
    case: str = ""
    note: str = ""


@dataclass(frozen=True)
class Correct:
    """The one answer or document an officer sent back, given again."""

    case: str
    field: str
    value: Any
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class JoinDesk:
    """Redeem a one-time invitation to become an officer."""

    code: str


@dataclass(frozen=True)
class SetDuty:
    """The officer is, or is not, on duty: alerted of what is new."""

    on: bool


@dataclass(frozen=True)
class ShowQueue:
    """What waits at the desk of the officer's office."""

    page: int = 0


@dataclass(frozen=True)
class ShowCase:
    """One case as a card, with everything known of it."""

    code: str


@dataclass(frozen=True)
class TakeCase:
    """Take a case: exclusive."""

    code: str


@dataclass(frozen=True)
class AcceptCase:
    """Accept an application: guidance starts at the first stage of its road."""

    code: str


@dataclass(frozen=True)
class SendBack:
    """Ask the owner for one answer or document again, with the reason."""

    code: str
    field: str
    reason: str


@dataclass(frozen=True)
class ReplyToOwner:
    """An officer's words to the owner of *code*, or to who asked *note*."""

    text: str
    files: tuple[str, ...] = ()
    code: str = ""
    note: str = ""


@dataclass(frozen=True)
class OfferAnswer:
    """Lay the question *note* and the officer's reply to it before them, to be kept."""

    note: str


@dataclass(frozen=True)
class KeepAnswer:
    """An officer's *answer* to whoever asks *question*, for good."""

    question: str
    answer: str


@dataclass(frozen=True)
class Announce:
    """Freeze the audience and send *text* to it, at the announcement lane's pace."""

    text: str
    audience: Mapping[str, Any]


@dataclass(frozen=True)
class StopAnnouncement:
    """Send no more of an announcement."""

    announcement: str


@dataclass(frozen=True)
class ShowReport:
    """The numbers of the officer's office."""


@dataclass(frozen=True)
class ShowDeadLetters:
    """Events that could not be handled, for officers to see."""


Effect = (
    Say | Ask | LookUp
    | Begin | Reopen | Remember | Suspend | Drop | KeepCheck | ShowCheckPage
    | KeepConsent | KeepPerson | KeepBusiness | Reachable | OpenCase | ShowStatus
    | ShowMyData | SendMyData | WithdrawConsent | EraseMyData | KeepMyData
    | ShowLinkCode | LinkChats | AskOfficers | AnswerOfficer | Correct | GivePaper
    | JoinDesk | SetDuty | ShowQueue | ShowCase | TakeCase | AcceptCase | SendBack
    | ShowPapers | JudgePaper | MoveStage | ReplyToOwner | OfferAnswer | KeepAnswer
    | Announce | StopAnnouncement
    | ShowReport | ShowDeadLetters
)  # fmt: skip
