"""Who may do what: one row an act, asked in one place before anything is read.

A row says which roles an act is for, and under which name it stands in the table of a
case's life (`lifecycle.LIFE`), which says whose case and when; of which office, says
`access.look`. What has no role is for anybody, about their own affairs. A test walks
role by act by office by whose case, a new act without a row fails it, and
`docs/reference/rights.md` is drawn from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from conversations.cases import access, masking
from conversations.cases.announcements import (
    Announce,
    SampleAnnouncement,
    StopAnnouncement,
)
from conversations.cases.applications import Correct, FollowRoad, OpenCase
from conversations.cases.assignment import (
    HandOverCase,
    ReleaseCase,
    WriteInternalNote,
)
from conversations.cases.businesses import KeepBusiness
from conversations.cases.canned_replies import (
    CountAnswer,
    KeepAnswer,
    MendAnswer,
    OfferAnswer,
    ShowAnswer,
    ShowAnswers,
    WithdrawAnswer,
)
from conversations.cases.certificates.pages import (
    CloseCertificatePage,
    OpenCertificatePage,
    ShowCertificate,
    ShowCertificates,
    ShowPoster,
)
from conversations.cases.certificates.recording import (
    RecordCertificate,
    ReturnCertificate,
    SendCertificate,
)
from conversations.cases.certificates.tasks import (
    AddSurveillance,
    SayTaskDone,
    SettleTask,
    ShowTask,
)
from conversations.cases.closing import CloseCase, ReopenCase, WithdrawCase
from conversations.cases.contacts.importing import (
    BringContacts,
    DropContacts,
    KeepContacts,
)
from conversations.cases.contacts.known import (
    EraseContact,
    MeetContact,
    ShowContacts,
)
from conversations.cases.decision import Person
from conversations.cases.delegation import (
    AskMandate,
    EndMandate,
    RecordMandate,
    RefuseMandate,
    ShowMandateCode,
    TakeMandate,
)
from conversations.cases.devices import EndDevices, ShowDevices
from conversations.cases.exports import ExportCases, PrintCase
from conversations.cases.forms import ShowForm
from conversations.cases.handling import (
    AcceptCase,
    ChangeRoad,
    HearWhyNot,
    SendBack,
    TakeCase,
)
from conversations.cases.held_news import TakeBack
from conversations.cases.lifecycle import HANDLERS, LEADERS
from conversations.cases.listing import ShowCases
from conversations.cases.merging import MergeCases
from conversations.cases.messages import AnswerOfficer, AskOfficers
from conversations.cases.offices import (
    AddDaysOff,
    AddOffice,
    ChangeOffice,
    DropDayOff,
    EndGrant,
    GrantGuide,
    ServedBy,
    ShowDaysOff,
)
from conversations.cases.overrides import (
    PutRight,
    SettleFact,
    ShowFact,
    ShowFacts,
    TakeBackFact,
)
from conversations.cases.papers import GivePaper, JudgePaper, ShowPapers
from conversations.cases.people import (
    KeepConsent,
    KeepPerson,
    Reachable,
    ShowMyData,
)
from conversations.cases.privacy import (
    EraseMyData,
    KeepMyData,
    LinkChats,
    SendMyData,
    ShowLinkCode,
    WithdrawConsent,
)
from conversations.cases.programmes import (
    CloseProgramme,
    OpenProgramme,
    ShowProgrammes,
)
from conversations.cases.progress import MoveStage, ShowProgress, ShowStatus
from conversations.cases.queue import ShowCase, ShowQueue
from conversations.cases.ratings import AskRating, ExplainRating, RateCase
from conversations.cases.readiness import KeepCheck, ShowCheckPage
from conversations.cases.recovery import Recover, SettleRecovery, StopRecovery
from conversations.cases.replies import ReplyToOwner
from conversations.cases.reports.figures import (
    PrintForLeaders,
    ShowFollowers,
    ShowReport,
)
from conversations.cases.requests import (
    AskLetter,
    AskProgramme,
    DeclineRequest,
    GrantRequest,
    SendLetter,
    ShowLetter,
    ShowRequest,
)
from conversations.cases.showcase import CloseExhibit, OpenExhibit, ShowExhibit
from conversations.cases.staff.absence import EndAbsence, PlanAbsence
from conversations.cases.staff.colleagues import (
    ChangeRole,
    RemoveOfficer,
    ShowOfficer,
    ShowOfficers,
)
from conversations.cases.staff.invitations import (
    EndInvitation,
    InviteOfficer,
    SettleAdmin,
    ShowInvitations,
)
from conversations.cases.staff.officers import (
    JoinDesk,
    SetDuty,
    ShowDeadLetters,
)
from conversations.cases.staff.sign_in import OpenDesk
from conversations.cases.staff.teams import EndTeam, KeepTeam, ShowTeam, ShowTeams
from conversations.cases.stage_reports import (
    RefuseReport,
    ReportStage,
    TakeBackReport,
)
from conversations.cases.talks import EndTalk, LeaveTalk, Speak, SpeakBack
from conversations.cases.trail import OF_OFFICE, ShowTrail
from conversations.cases.undelivered import ShowUndelivered
from conversations.cases.visits.appointments import (
    AskOtherTime,
    CancelVisit,
    MissVisit,
    OfferVisits,
    PickVisit,
)
from conversations.cases.visits.findings import AnswerFinding, JudgeFinding, ShowFinding
from conversations.cases.visits.guests import InviteToVisit, JoinVisit, ShowGuestVisit
from conversations.cases.visits.reports import (
    ConfirmReport,
    DisputeReport,
    KeepReport,
    PrintReport,
)
from conversations.cases.visits.route import ShowRoute
from conversations.cases.voices import HandOver, PutAway, TypeFor
from conversations.engine.effects import Act

S = TypeVar("S")
"""What was read."""


@dataclass(frozen=True)
class Right:
    """For which *roles* an act is, and what it is called in the life of a case."""

    roles: tuple[str, ...] = ()
    life: tuple[str, ...] = ()


ANYBODY = Right()
DESK = Right(HANDLERS)
LOOKS = Right(access.LOOKERS)
OVERSEES = Right(access.OVERSEERS)
VISITS = Right(access.VISITORS)
LEADS = Right(LEADERS)
RUNS = Right(("admin",))


def upon(*life: str) -> Right:
    """An officer's act upon a case."""
    return Right(HANDLERS, life)


RIGHTS: Mapping[type[Act], Right] = {
    # one's own affairs
    OpenCase: ANYBODY,
    ServedBy: ANYBODY,
    FollowRoad: ANYBODY,
    Correct: Right(life=("correct",)),
    GivePaper: Right(life=("paper",)),
    WithdrawCase: Right(life=("withdraw",)),
    ReportStage: Right(life=("report",)),
    TakeBackReport: Right(life=("unreport",)),
    SendCertificate: Right(life=("bring",)),
    ShowCertificate: ANYBODY,
    ShowCertificates: ANYBODY,
    ShowPoster: ANYBODY,
    OpenCertificatePage: ANYBODY,
    CloseCertificatePage: ANYBODY,
    ShowExhibit: ANYBODY,
    OpenExhibit: ANYBODY,
    CloseExhibit: ANYBODY,
    ShowProgrammes: ANYBODY,
    AskProgramme: ANYBODY,
    AskLetter: ANYBODY,
    ShowLetter: ANYBODY,
    SayTaskDone: ANYBODY,
    AskRating: ANYBODY,
    RateCase: ANYBODY,
    ExplainRating: ANYBODY,
    AskOfficers: ANYBODY,
    CountAnswer: ANYBODY,
    AnswerOfficer: ANYBODY,
    SpeakBack: ANYBODY,
    LeaveTalk: ANYBODY,
    HandOver: ANYBODY,
    HearWhyNot: ANYBODY,
    PutAway: ANYBODY,
    ShowStatus: ANYBODY,
    ShowProgress: ANYBODY,
    KeepBusiness: ANYBODY,
    KeepCheck: ANYBODY,
    ShowCheckPage: ANYBODY,
    ShowForm: ANYBODY,
    KeepConsent: ANYBODY,
    KeepPerson: ANYBODY,
    MeetContact: ANYBODY,
    Reachable: ANYBODY,
    ShowMyData: ANYBODY,
    SendMyData: ANYBODY,
    WithdrawConsent: ANYBODY,
    EraseMyData: ANYBODY,
    KeepMyData: ANYBODY,
    ShowLinkCode: ANYBODY,
    LinkChats: ANYBODY,
    ShowDevices: ANYBODY,
    EndDevices: ANYBODY,
    AskMandate: ANYBODY,
    TakeMandate: ANYBODY,
    ShowMandateCode: ANYBODY,
    EndMandate: ANYBODY,
    Recover: ANYBODY,
    StopRecovery: ANYBODY,
    JoinDesk: ANYBODY,
    PickVisit: ANYBODY,
    AskOtherTime: ANYBODY,
    CancelVisit: ANYBODY,
    ConfirmReport: ANYBODY,
    DisputeReport: ANYBODY,
    PrintReport: ANYBODY,
    AnswerFinding: ANYBODY,
    JoinVisit: ANYBODY,
    ShowGuestVisit: ANYBODY,
    # a case, by who holds it or leads
    TakeCase: upon("take"),
    SendBack: upon("back"),
    AcceptCase: upon("accept"),
    ChangeRoad: upon("other_road"),
    MoveStage: upon("onward", "backward"),
    RefuseReport: upon("not_done"),
    ShowPapers: upon("papers"),
    JudgePaper: upon("papers"),
    ReplyToOwner: upon("reply"),
    Speak: upon("reply"),
    RecordCertificate: upon("certificate"),
    ReturnCertificate: upon("certificate"),
    AddSurveillance: upon("certificate"),
    CloseCase: upon("close"),
    MergeCases: upon("close"),
    ReopenCase: upon("reopen"),
    HandOverCase: upon("hand_over"),
    ReleaseCase: upon("release"),
    WriteInternalNote: Right(access.VISITORS, ("note",)),
    OfferVisits: Right(access.VISITORS, ("visit",)),
    # the desk
    TakeBack: DESK,
    EndTalk: DESK,
    TypeFor: DESK,
    PrintCase: DESK,
    SetDuty: DESK,
    PlanAbsence: DESK,
    EndAbsence: DESK,
    ShowRequest: DESK,
    GrantRequest: DESK,
    DeclineRequest: DESK,
    SendLetter: DESK,
    SettleTask: DESK,
    ShowTask: DESK,
    RecordMandate: DESK,
    RefuseMandate: DESK,
    SettleRecovery: DESK,
    OfferAnswer: DESK,
    KeepAnswer: DESK,
    MendAnswer: DESK,
    WithdrawAnswer: DESK,
    PutRight: DESK,
    StopAnnouncement: DESK,
    # visits: a guide goes along
    ShowRoute: VISITS,
    MissVisit: VISITS,
    KeepReport: VISITS,
    ShowFinding: VISITS,
    JudgeFinding: VISITS,
    InviteToVisit: VISITS,
    # whoever may look: a guide at cases, an auditor at how the office does as well
    OpenDesk: LOOKS,
    ShowQueue: LOOKS,
    ShowCases: LOOKS,
    ShowCase: LOOKS,
    ShowReport: OVERSEES,
    ExportCases: OVERSEES,
    PrintForLeaders: OVERSEES,
    ShowDeadLetters: OVERSEES,
    ShowUndelivered: OVERSEES,
    ShowAnswers: LOOKS,
    ShowAnswer: LOOKS,
    ShowFacts: LOOKS,
    ShowFact: LOOKS,
    ShowOfficers: OVERSEES,
    ShowTeams: LOOKS,
    ShowTeam: LOOKS,
    ShowTrail: OVERSEES,
    # who leads
    ShowFollowers: LEADS,
    Announce: LEADS,
    SampleAnnouncement: LEADS,
    OpenProgramme: LEADS,
    CloseProgramme: LEADS,
    SettleFact: LEADS,
    TakeBackFact: LEADS,
    ShowOfficer: LEADS,
    BringContacts: LEADS,
    KeepContacts: LEADS,
    DropContacts: LEADS,
    EraseContact: LEADS,
    ShowContacts: Right(OF_OFFICE),
    ChangeRole: LEADS,
    RemoveOfficer: LEADS,
    KeepTeam: LEADS,
    EndTeam: LEADS,
    SettleAdmin: Right(("admin",)),
    ShowInvitations: LEADS,
    EndInvitation: LEADS,
    InviteOfficer: LEADS,
    ChangeOffice: LEADS,
    ShowDaysOff: LEADS,
    AddDaysOff: LEADS,
    DropDayOff: LEADS,
    GrantGuide: LEADS,
    EndGrant: LEADS,
    AddOffice: RUNS,
}
"""Every act that anybody can want done."""


def ask(act: type[Act], who: Person) -> None:
    """`Denied`, if *act* is for roles of which whoever acts has none."""
    if roles := RIGHTS[act].roles:
        access.officer(who, *roles)


def shown(act: type[Act], seen: S, who: Person) -> S:
    """What was read for *act*, as whoever acts may read it; one's own is one's own."""
    return masking.read_by(who.officer, seen) if RIGHTS[act].roles else seen
