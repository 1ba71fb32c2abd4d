"""Each change of a decision by one statement (`bot.desk.save`); what is None stays."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

from conversations.cases.records import Case, Statement


class Change(Struct, frozen=True):
    """Something that a decision changes."""


# --- cases ---------------------------------------------------------------------------


class AddCase(Change, frozen=True):
    """A new case, with the next number of its office; *follows* is that of another."""

    office_id: str
    person_id: str
    business_id: str
    road: str
    details: Mapping[str, Any]
    case_id: str
    follows: str = ""
    team_id: str = ""


class CaseFields(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What of a case an act can change; an empty *holder_id* makes it nobody's.

    That its stage was *reported* done is over once it is at another.
    """

    state: str | None = None
    stage: str | None = None
    road: str | None = None
    holder_id: str | None = None
    asked: str | None = None
    ending: str | None = None
    certificate: str | None = None
    waiting_since: datetime | None = None
    reported: bool | None = None
    returned: int | None = None
    follows: str | None = None
    team_id: str | None = None


class ChangeCase(Change, CaseFields, frozen=True):
    """Change a case as it was read: if somebody was quicker, all is decided anew."""

    case: Case
    details: Mapping[str, Any] | None = None


class BeginStage(Change, frozen=True):
    """A case has come to the stage that it names."""

    case: Case


class EndStage(Change, frozen=True):
    """A case leaves its stage; *finished* when it goes on."""

    case: Case
    finished: bool


class TakeBackStage(Change, frozen=True):
    """The stage that *began* last never did, and the one that *ended* goes on."""

    case_id: str
    began: bool
    ended: bool


class WriteNote(Change, frozen=True):
    """Words between owner and officer; *person_id* is the owner."""

    person_id: str
    kind: str
    body: str
    note_id: str = ""
    case_id: str | None = None
    officer_id: str | None = None
    files: Sequence[str] = ()


class TakeBackNote(Change, frozen=True):
    """What an officer wrote is gone; what it *answered* is open again."""

    note_id: str
    answered: Sequence[str] = ()


class AnswerNote(Change, frozen=True):
    """An officer is the first to answer a question; if not, all is decided anew."""

    note_id: str
    officer_id: str


# --- documents -----------------------------------------------------------------------


class AttachDocuments(Change, frozen=True):
    """Hand a person's own documents in for a case; *purpose*: for which paper."""

    ids: Sequence[str]
    case_id: str
    person_id: str
    purpose: str = ""


class ReplaceDocuments(Change, frozen=True):
    """What was sent for a paper before stands for it no more."""

    case_id: str
    purpose: str


class DecideDocuments(Change, frozen=True):
    """What became of documents: `accepted` or `sent_back`."""

    ids: Sequence[str]
    state: str


# --- people and their businesses -----------------------------------------------------


class RememberPerson(Change, frozen=True):
    """What a person said of themselves."""

    person_id: str
    name: str | None = None
    phone: str | None = None
    language: str | None = None
    address_form: str | None = None


class Agree(Change, frozen=True):
    """A yes or a no to a `notice`, or to `announcements`."""

    person_id: str
    kind: str
    agreed: bool
    version: str = ""
    text_hash: str = ""
    channel: str = ""


class LeaveAnnouncements(Change, frozen=True):
    """None that still waits is for this person."""

    person_id: str


class MarkReachable(Change, frozen=True):
    """An address answers again, or was blocked."""

    address_id: str
    yes: bool


class LeaveBehind(Change, frozen=True):
    """Wherever a person was found but at this address is no longer theirs."""

    person_id: str
    address_id: str
    channel: str
    account: str


class AddBusiness(Change, frozen=True):
    """A business, or an office that applies like one."""

    business_id: str
    person_id: str
    office_id: str
    kind: str = "business"
    name: str = ""
    kecamatan: str = ""
    sector: str = ""
    profile: Mapping[str, Any] | None = None


class ChangeBusiness(Change, frozen=True):
    """What is new of a business."""

    business_id: str
    office_id: str | None = None
    name: str | None = None
    kecamatan: str | None = None
    sector: str | None = None
    road: str | None = None
    stage: str | None = None
    profile: Mapping[str, Any] | None = None


class AddCheck(Change, frozen=True):
    """A readiness check that was answered, and what it came to."""

    person_id: str
    checklist: str
    percent: int
    band: str
    answers: Mapping[str, str]


# --- recoveries ----------------------------------------------------------------------


class AddRecovery(Change, frozen=True):
    """Somebody said that the case *code* is theirs; with a *case_id* that waits."""

    recovery_id: str
    person_id: str
    code: str
    case_id: str | None = None
    said: Mapping[str, str] | None = None
    doubts: Sequence[str] = ()
    due_at: datetime | None = None


class EndRecovery(Change, frozen=True):
    """It is settled; if somebody was quicker, all is decided anew."""

    recovery_id: str
    state: str
    officer_id: str | None = None


class DoubtRecovery(Change, frozen=True):
    """It will not come about by itself after all."""

    recovery_id: str
    doubts: Sequence[str]


# --- mandates ------------------------------------------------------------------------


class KeepCode(Change, frozen=True):
    """*made* is this person's code from here on; the one of its *kind* before ends."""

    person_id: str
    kind: str
    made: str


class NoteTry(Change, frozen=True):
    """A person tried a code, whatever came of it."""

    person_id: str


class SpendCode(Change, frozen=True):
    """The code that was *typed* is used; if somebody was quicker, decide anew."""

    typed: str
    kind: str


class AddMandate(Change, frozen=True):
    """From here on a helper acts for an owner who let them, by a code."""

    office_id: str
    helper_id: str
    owner_id: str
    mandate_id: str


class AddStatement(Change, frozen=True):
    """A signed statement, for an officer to look at."""

    office_id: str
    helper_id: str
    details: Mapping[str, str]
    files: Sequence[str]
    mandate_id: str


class RecordStatement(Change, frozen=True):
    """It is as it should be: its owner is somebody, by the id *owner_id*."""

    found: Statement
    officer_id: str
    owner_id: str


class RefuseStatement(Change, frozen=True):
    """It is not; nothing of it is kept."""

    found: Statement


class CloseMandate(Change, frozen=True):
    """From this moment the helper acts for this owner no more."""

    mandate_id: str


# --- canned replies ------------------------------------------------------------------


class KeepReply(Change, frozen=True):
    """An answer for a whole office, found by *keys*; *origin*: the first it mends."""

    answer_id: str
    office_id: str
    officer_id: str
    question: str
    answer: str
    origin: str = ""
    keys: Collection[str] = ()


class EndReply(Change, frozen=True):
    """Give it to nobody any more; if somebody was quicker, all is decided anew."""

    answer_id: str
    officer_id: str


# --- facts put right -----------------------------------------------------------------


class AddOverride(Change, frozen=True):
    """Other words for what was *shipped*; they stand, or are only `proposed`."""

    override_id: str
    office_id: str
    officer_id: str
    entry: str
    wording: str
    until: str
    state: str
    shipped: str = ""


class SettleOverride(Change, frozen=True):
    """A proposal stands or is refused; if somebody was quicker, all is decided anew."""

    override_id: str
    state: str
    officer_id: str


class EndOverride(Change, frozen=True):
    """What stood does no more; if somebody was quicker, all is decided anew."""

    override_id: str
    officer_id: str


# --- by the clock --------------------------------------------------------------------


class QueueJob(Change, frozen=True):
    """Something is to be done at *run_at*; under a *key* only once."""

    kind: str
    payload: Mapping[str, Any]
    run_at: datetime
    key: str | None = None


class CancelJob(Change, frozen=True):
    """Nothing is to be done after all; if what *waits* was begun, decide anew."""

    key: str
    waits: bool = False


class DropHeldNews(Change, frozen=True):
    """What waits is not told; if it went meanwhile, all is decided anew."""

    held: str
