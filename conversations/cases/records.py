"""What is kept, as rules read it: `storage` gives these, and no rule knows a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Absence:
    """From the *first* day to the *last* the officer *deputy_id* stands in."""

    deputy_id: str
    first: date
    last: date

    def meets(self, first: date, last: date) -> bool:
        """Whether it falls on one of these days."""
        return self.first <= last and first <= self.last


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer, and where to write to them: empty when they cannot be reached."""

    id: str
    person_id: str
    office_id: str
    role: str
    name: str
    on_duty: bool
    active: bool = True
    language: str = ""
    address_id: str = ""
    channel: str = ""
    account: str = ""
    granted: tuple[str, ...] = ()
    """Further offices that let them in as a guide."""
    absence: Absence | None = None
    """Their next one that is not over."""
    away: bool = False
    """Whether it has begun: then they are not on duty."""
    stands_for: tuple[str, ...] = ()
    """Colleagues for whom they stand in now; known of whoever acts."""
    team_id: str = ""

    @property
    def acts_for(self) -> tuple[str, ...]:
        """The officers whose cases are theirs to handle."""
        return (self.id, *self.stands_for)

    @property
    def sees(self) -> tuple[str, ...]:
        """The offices whose cases they see; others let in guides alone."""
        return (self.office_id, *(self.granted if self.role == "guide" else ()))


@dataclass(frozen=True, slots=True)
class Case:
    """A case, and the names one needs to speak of it."""

    id: str
    office_id: str
    code: str
    person_id: str
    business_id: str
    road: str
    stage: str
    state: str
    holder_id: str | None
    asked: str
    version: int
    waiting_since: datetime
    created_at: datetime
    updated_at: datetime
    details: Mapping[str, Any]
    owner_name: str
    business_name: str
    kecamatan: str
    holder_name: str
    helper_name: str
    """Who looks after it for the owner, if somebody does."""
    ending: str = ""
    """Why it was closed: one of `closing.ENDINGS`; `finished` is success."""
    certificate: str = ""
    """The number of the certificate that it came to."""
    reported_at: datetime | None = None
    """When its owner said that its stage is done, while an officer has yet to look."""
    follows: str = ""
    """The number of the case of the same business that it goes on from, or beside."""
    returned: int = 0
    """So often its owner was asked to put something right."""
    team_id: str = ""

    @property
    def reported(self) -> bool:
        """Whether an officer has to look at what its owner says is done."""
        return self.state == "accepted" and self.reported_at is not None

    @property
    def outcome(self) -> str:
        """Its state; that of one that was closed before its goal says why."""
        return outcome(self.state, self.ending)


def outcome(state: str, ending: str) -> str:
    """A *state*, and why it ended before its goal, in one word."""
    early = ending and ending != "finished"
    return f"{state}_{ending}" if early else state


@dataclass(frozen=True, slots=True)
class CaseName:
    """What a case is found by, and how it stands."""

    code: str
    business: str
    owner: str
    kecamatan: str
    state: str
    road: str
    stage: str

    @classmethod
    def of(cls, case: Case) -> "CaseName":
        """What is said of *case* to tell it from others."""
        names = case.code, case.business_name, case.owner_name, case.kecamatan
        return cls(*names, case.state, case.road, case.stage)


@dataclass(frozen=True, slots=True)
class Document:
    """One file; *name* and *thumbnail* are names in the file store.

    *width* and *height* are those of a picture, nought where nobody knows them. It was
    *called* so where it came from.
    *kind* is `photo`, `document` or `voice`; of a file kept as it came it is one of
    `storage.cases.documents.MARKS`.
    """

    id: str
    person_id: str
    kind: str
    name: str
    mime: str = ""
    size: int = 0
    sha256: str = ""
    thumbnail: str | None = None
    purpose: str = ""
    case_id: str | None = None
    state: str = "kept"
    width: int = 0
    height: int = 0
    called: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing said; *person_id* is the owner it is said to, by or about.

    *answered_by* is the id of the officer who answered it first; empty until then.
    """

    id: str
    case_id: str | None
    person_id: str
    author: str
    officer_id: str | None
    kind: str
    body: str
    files: tuple[str, ...]
    created_at: datetime
    answered: bool
    answered_by: str


def unanswered(notes: Iterable[Note]) -> list[Note]:
    """The questions of an owner that nobody has answered."""
    return [each for each in notes if each.kind == "question" and not each.answered]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits at the desk and is no case: a question, or a paper nobody judged.

    *id* is that of the note, or of the paper; *text* the question, or its name. Of a
    visit it is another time, its report, or what was put right since (`finding`); of a
    certificate that an owner sent it, or that a day of it was *missed*.
    """

    kind: Literal[
        "question",
        "paper",
        "certificate",
        "missed",
        "visit",
        "report",
        "finding",
        "request",
    ]
    id: str
    since: datetime
    code: str
    business: str
    owner: str
    holder_id: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Business:
    """A business, or an office that applies; *profile* holds all other answers."""

    id: str
    person_id: str
    office_id: str
    kind: str
    name: str
    kecamatan: str
    sector: str
    road: str
    stage: str
    profile: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """One readiness check; *answers* by id of the question."""

    id: str
    checklist: str
    percent: int
    band: str
    answers: Mapping[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Recovery:
    """One try to have a case back; *said* is empty once it is settled."""

    id: str
    person_id: str
    case_id: str | None
    doubts: list[str]
    state: str
    officer_id: str | None
    created_at: datetime
    due_at: datetime | None
    said: dict[str, str]


@dataclass(frozen=True, slots=True)
class Mandate:
    """A mandate that stands: *name* is what its owner's business is called."""

    id: str
    office_id: str
    how: str
    helper_id: str
    helper_name: str
    owner_id: str
    owner_name: str
    owner_phone: bool
    notice_version: str
    name: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A mandate that was asked for; *details* are who shall be helped."""

    id: str
    office_id: str
    how: str
    helper_id: str
    files: tuple[str, ...]
    details: dict[str, str]


@dataclass(frozen=True, slots=True)
class CannedReply:
    """An answer, who gave it and when; *origin* is the first of all that it corrects.

    Once it has ended, *ended_by* is the id of the officer who saw to that.
    """

    id: str
    office_id: str
    officer_id: str
    question: str
    answer: str
    created_at: datetime
    origin: str
    ended_at: datetime | None
    ended_by: str
    given: int = 0

    @property
    def first(self) -> str:
        """The id that an answer and all its corrections share."""
        return self.origin or self.id


@dataclass(frozen=True, slots=True)
class Audience:
    """Owners of businesses of an office; an empty tuple narrows nothing."""

    office_id: str
    kecamatan: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    road: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Announcement:
    """One text to *count* people; without *starts_at* it goes at once, at night too."""

    id: str
    office_id: str
    author_id: str
    text: str
    count: int
    state: str
    listing: bool
    changed_at: datetime | None
    starts_at: datetime | None = None
    programme_id: str | None = None
    whom: Audience | None = None


@dataclass(frozen=True, slots=True)
class Shut:
    """Whose chat we may not write to until they do, and *since* when.

    They may be *gone*: have blocked us, after they were last heard.
    """

    name: str
    since: datetime
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that did not arrive: to whom, about which case, and why."""

    name: str
    code: str
    channel: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An event that we gave up on."""

    seq: int
    channel: str
    person_id: str | None
    reason: str
    attempts: int
    received_at: datetime


SENTENCE = "sentence:"
"""How an entry begins that is a sentence of ours: `sentence:id/apply.name.ask`."""


@dataclass(frozen=True, slots=True)
class Override:
    """What an officer put instead of a fact or sentence that had said *shipped*.

    *settled_by* is who let it stand or refused it, and *until* its last day, as ISO.
    """

    id: str
    office_id: str
    entry: str
    wording: str
    until: str
    state: str
    officer_id: str
    created_at: datetime
    settled_by: str | None = None
    settled_at: datetime | None = None
    shipped: str = ""

    @property
    def by(self) -> str:
        """Who has to do with it last: who settled it, else who wrote it."""
        return self.settled_by or self.officer_id

    @property
    def at(self) -> datetime:
        """When that was."""
        return self.settled_at or self.created_at
