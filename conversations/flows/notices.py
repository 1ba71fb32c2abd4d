"""What one person's act says to another: an owner hears the desk, an officer the owner.

Each notice is typed, and stands in one table with what it says, which buttons it has
and which form it opens.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import structs, to_builtins

from conversations.cases.announcements import AnnouncementSample, AnnouncementSent, card
from conversations.cases.applications import CaseCorrected, CaseFiled, CaseReceived
from conversations.cases.assignment import (
    CaseForTeam,
    CaseGiven,
    CaseHandedOver,
    CaseReleased,
    CaseWaits,
)
from conversations.cases.buttons import ACTS, STATUS, button, desk
from conversations.cases.canned_replies import ReplyLaidBefore, ReplyShown
from conversations.cases.cards import CaseChanged, CaseOpened, CaseShown
from conversations.cases.closing import CaseClosed, CaseReopened, OwnerWithdrew
from conversations.cases.decision import Notice
from conversations.cases.delegation import (
    HelperLeft,
    MandateAsked,
    MandateEnded,
    MandateGiven,
    MandateRecorded,
    MandateRefused,
)
from conversations.cases.doubles import DoublesFound
from conversations.cases.handling import (
    CaseAccepted,
    CaseReturned,
    CaseSentBack,
    CaseTaken,
    RoadChanged,
)
from conversations.cases.held_news import Several
from conversations.cases.mentions import Mentioned
from conversations.cases.messages import Answered, Asked
from conversations.cases.offices import RegionServed
from conversations.cases.overdue import (
    CaseStill,
    CaseUntouched,
    PaperWaits,
    QuestionWaits,
)
from conversations.cases.overrides import FactCard, FactSettled
from conversations.cases.papers import (
    PaperAccepted,
    PaperSent,
    PaperSentBack,
    PaperShown,
    PapersJudged,
    PapersShown,
    PapersWhole,
)
from conversations.cases.people import DataShown
from conversations.cases.privacy import (
    Erased,
    EraseSoon,
    Fading,
    Linked,
    MyData,
    OwnerErased,
    OwnerLeaves,
    OwnerStays,
)
from conversations.cases.progress import (
    CaseOffered,
    CaseStands,
    LastWords,
    MovedBackward,
    MovedOnward,
    NoCase,
    RoadEnded,
    ShowProgress,
)
from conversations.cases.recovery import (
    OFFICER,
    Recovered,
    RecoveryAsked,
    RecoveryCard,
    RecoveryDenied,
    RecoveryDoubted,
    RecoveryLeft,
    RecoverySettled,
    RecoveryStays,
)
from conversations.cases.reminders import Remind
from conversations.cases.replies import AskedAgain, Replied, Settled
from conversations.cases.staff.absence import AwayOver, AwayPlanned, StandsIn
from conversations.cases.staff.colleagues import OfficerLeft, OfficerRemoved
from conversations.cases.staff.invitations import (
    AdminSettled,
    AdminWanted,
    RoleChanged,
)
from conversations.cases.staff.officers import (
    EventLost,
    LetterDead,
    OfficerJoined,
    SpokeAsGroup,
    SpokeAsStranger,
)
from conversations.cases.undelivered import Arrived, Gone, Lost, Waits
from conversations.cases.voices import Spoke, Typed
from conversations.engine.effects import Begin, Effect, Fact, Say
from conversations.engine.values import Answers
from conversations.flows.officer import (
    canned_reply,
    case_card,
    certificate,
    find_case,
    group,
    morning,
    overrides,
    plan_absence,
    programme,
    review_papers,
    staff_news,
    visit_news,
)
from conversations.flows.officer import messages as desk_messages
from conversations.flows.officer import stage_reports as desk_reports
from conversations.flows.officer import visit_report as officer_report
from conversations.flows.owner import (
    case_news,
    kept_data,
    own_visit,
    rating,
    recovery,
    region,
    requests,
    stage_reports,
    visit_report,
)
from conversations.flows.owner import certificate as own_certificate
from conversations.flows.owner.apply import QUESTIONS
from conversations.flows.shared import talk
from conversations.flows.shared.news import put, what, worded


def received(news: CaseReceived) -> tuple[Effect, ...]:
    """The number, what comes next, by when and who, and how one is to be called.

    It is one bubble: where each message costs money, nothing else is sent.
    """
    values = {"code": news.code, "business": news.business, "at": news.at}
    receipt = Say(
        "apply.received_alone" if news.alone else "apply.received",
        {**values, "by": news.by, "call": Fact(key="apply.call") if news.call else ""},
        actions=(STATUS,) if news.subscribed else (STATUS, button("subscribe")),
    )
    return (receipt,)


def corrected(news: CaseCorrected) -> tuple[Effect, ...]:
    """The one thing that was sent back has come again."""
    question = QUESTIONS.get(news.field)
    shown: tuple[Any, ...] = ()
    if question and news.value is not None:
        shown = question.shown(news.value, Answers({news.field: news.value}))
    acts = tuple(desk(act, news.code) for act in ACTS["taken"])
    values = {"code": news.code, "what": what(news.field), "value": shown}
    said = Say("desk.corrected", values, actions=acts, kind="notice")
    return (said, *desk_messages.files(news.files, news.code))


def returned(news: CaseReturned) -> Say:
    """The officer hears that the owner is asked for one thing."""
    values = {"code": news.code, "business": news.business, "what": what(news.field)}
    return Say("desk.returned", values, actions=(desk("reply", news.code),))


def replied(news: Replied) -> tuple[Effect, ...]:
    """An officer wrote; when nothing else is open, what is said next is the answer."""
    target = f"c:{news.code}" if news.code else f"n:{news.note}"
    about = {"case": news.code} if news.code else {"note": news.note}
    files = (Say("owner.file", file=each, kind="notice") for each in news.files)
    said = worded("owner.replied", news, button("answer", target))
    return (said, *files, Begin("answer", about, idle=True))


def several(news: Several) -> tuple[Effect, ...]:
    """What was done in a few seconds, in one bubble; only the last has its buttons."""
    told = [effects(each) for one in news.news if (each := read(*one))]
    short = [_in_short(each) for one in told[:-1] for each in one]
    return (*short, *(each for one in told[-1:] for each in one))


def _in_short(effect: Effect) -> Effect:
    """Something said as one of several things: without its picture and its buttons."""
    said = effect.said if isinstance(effect, ShowProgress) else effect
    if isinstance(said, Say) and not said.file:
        return structs.replace(said, actions=(), joined=True)
    return effect


def my_data(news: MyData) -> Say:
    """The archive is ready: here it is, or here is where."""
    if news.file:
        return Say("privacy.archive", file=news.file, kind="notice")
    if news.link:
        return Say("privacy.archive_link", {"link": news.link}, kind="notice")
    return Say("privacy.archive_none", kind="notice")


def statement(news: MandateAsked) -> tuple[Effect, ...]:
    """An officer sees a signed statement, and decides beside its last photo."""
    *before, last = news.files or ("",)
    photos = (Say("mandate.photo", file=each, kind="notice") for each in before)
    yes, no = button("mandate_yes", news.mandate), button("mandate_no", news.mandate)
    return (
        *photos,
        structs.replace(worded("mandate.statement", news, yes, no), file=last),
    )


def to_take(key: str) -> Callable[[Any], Say]:
    """A case that anybody may take: the words of *key*."""
    take, look = (lambda news, do=do: desk(do, news.code) for do in ("take", "open"))
    return put(key, take, look)


def announced(news: AnnouncementSent) -> tuple[Effect, ...]:
    """How far an announcement is; at its end a word of its own, for the card is old."""
    sending, stopped = news.state == "sending", news.state == "stopped"
    halt = button("halt", news.announcement, key="announce.halt")
    changed = structs.replace(
        worded("announce.stopped" if stopped else "announce.progress", news),
        actions=(halt,) if sending else (),
        subject=card(news.announcement),
        edits=True,
        kind="edit",
    )
    done = (worded("announce.done", news),) if news.state == "done" else ()
    return (changed, *done)


NOTICES: Mapping[type[Notice], Callable[[Any], Say | tuple[Effect, ...]]] = {
    CaseReceived: received,
    CaseTaken: put("owner.taken"),
    CaseSentBack: case_news.sent_back,
    CaseAccepted: case_news.accepted,
    MovedOnward: case_news.moved,
    MovedBackward: case_news.moved,
    RoadEnded: case_news.moved,
    RoadChanged: case_news.road_changed,
    CaseClosed: case_news.closed,
    **own_certificate.HEARD,
    **rating.HEARD,
    **certificate.HEARD,
    **requests.HEARD,
    **programme.HEARD,
    **stage_reports.NOTICES,
    **desk_reports.NOTICES,
    **case_news.MERGED,
    DoublesFound: case_card.doubled,
    CaseReopened: put("owner.reopened", lambda _: STATUS),
    CaseHandedOver: put("owner.handed_over"),
    CaseReleased: put("owner.released"),
    CaseGiven: put("desk.given", lambda news: desk("open", news.code)),
    CaseWaits: to_take("desk.waits_again"),
    CaseForTeam: to_take("desk.for_team"),
    Mentioned: put(
        "desk.mentioned",
        lambda news: desk("open", news.code),
        lambda news: desk("note", news.code),
    ),
    CaseStands: case_news.stands,
    LastWords: put(
        "status.last_words", lambda news: button("answer", f"c:{news.code}")
    ),
    CaseOffered: lambda news: Say(
        "recover.offer",
        {"code": news.code},
        actions=(button("recover", news.code), OFFICER),
    ),
    NoCase: lambda _: Say("status.none", actions=(button("apply"), recovery.NEW)),
    Remind: case_news.remind,
    CaseOpened: case_card.card,
    CaseChanged: case_card.changed,
    CaseShown: case_card.whole,
    CaseUntouched: to_take("desk.untouched"),
    CaseStill: put("desk.still", lambda news: desk("open", news.code)),
    CaseCorrected: corrected,
    CaseReturned: returned,
    Replied: replied,
    Several: several,
    Typed: lambda news: (Begin("heard", to_builtins(news)),),
    Asked: desk_messages.asked,
    Answered: desk_messages.answered,
    Spoke: desk_messages.spoke,
    **talk.HEARD,
    Settled: desk_messages.settled,
    AskedAgain: desk_messages.asked_again,
    QuestionWaits: desk_messages.overdue,
    PaperWaits: desk_messages.overdue,
    MyData: my_data,
    EraseSoon: put("erase.soon", lambda _: button("keep_data")),
    Erased: put("erase.done"),
    Fading: put("fade.soon", lambda _: button("stay")),
    Linked: put("link.told"),
    OwnerWithdrew: put("desk.withdrawn"),
    OwnerLeaves: put("desk.leaving"),
    OwnerStays: put("desk.staying"),
    OwnerErased: lambda news: (
        *map(case_card.talk_over, news.codes),
        worded("desk.erased" if news.codes else "desk.erased.asker", news),
    ),
    MandateGiven: put(
        "mandate.given", lambda news: button("mandate_end", news.mandate)
    ),
    MandateAsked: statement,
    MandateRecorded: put("mandate.recorded", lambda news: button("for", news.mandate)),
    MandateRefused: put("mandate.refused"),
    MandateEnded: put("mandate.ended"),
    HelperLeft: put("mandate.left"),
    CaseFiled: put("mandate.filed"),
    RecoveryAsked: put("recover.asked", lambda news: button("not_me", news.recovery)),
    RecoveryLeft: put("recover.left", lambda _: OFFICER),
    RecoveryStays: put("recover.stays"),
    Recovered: put("recover.done"),
    RecoveryDenied: put("recover.denied", lambda _: OFFICER),
    RecoveryDoubted: put("recover.doubted"),
    RecoveryCard: recovery.card,
    RecoverySettled: recovery.settled,
    ReplyLaidBefore: canned_reply.opened,
    ReplyShown: canned_reply.card,
    FactCard: overrides.card,
    FactSettled: overrides.settled,
    DataShown: kept_data.shown,
    OfficerLeft: put("staff.left", lambda _: find_case.QUEUE),
    OfficerRemoved: put("staff.you_left"),
    StandsIn: plan_absence.stands_in,
    AwayPlanned: plan_absence.away_planned,
    AwayOver: plan_absence.away_over,
    RoleChanged: staff_news.role_changed,
    AdminWanted: staff_news.admin_wanted,
    AdminSettled: staff_news.admin_settled,
    OfficerJoined: lambda _: (Begin("officer_name"),),
    SpokeAsGroup: put("desk.anonymous"),
    SpokeAsStranger: put("desk.group.stranger"),
    EventLost: put("repair.dead"),
    LetterDead: put("desk.buried"),
    Waits: desk_messages.waits,
    Gone: desk_messages.gone,
    Lost: desk_messages.lost,
    Arrived: desk_messages.arrived,
    AnnouncementSent: announced,
    AnnouncementSample: put("announcement.body"),
    **own_visit.HEARD,
    **visit_report.HEARD,
    **visit_news.HEARD,
    **morning.HEARD,
    **officer_report.HEARD,
    **group.HEARD,
    RegionServed: region.opened,
    PaperAccepted: case_news.paper_accepted,
    PaperSentBack: case_news.paper_sent_back,
    PapersJudged: case_news.papers_judged,
    PaperSent: review_papers.sent,
    PaperShown: review_papers.shown,
    PapersShown: review_papers.papers,
    PapersWhole: review_papers.whole,
}
"""What each notice says, which buttons it has, and which form it opens."""
SUBJECTS = {kind.subject: kind for kind in NOTICES}


def effects(notice: Notice) -> tuple[Effect, ...]:
    """What *notice* says, and what it opens."""
    said = NOTICES[type(notice)](notice)
    return (said,) if isinstance(said, Say) else said


def told(subject: str, values: Mapping[str, Any]) -> tuple[Effect, ...]:
    """The same of one as it is kept; in plain words where it can be read no more.

    Of a kind that a later version knows nothing is said.
    """
    try:
        found = read(subject, values)
        return effects(found) if found else ()
    except msgspec.ValidationError:
        return (Say("repair.unread", kind="notice"),)


def read(subject: str, values: Mapping[str, Any]) -> Notice | None:
    """A notice as it is kept; None where a later version knows its kind no more."""
    kind = SUBJECTS.get(subject)
    return msgspec.convert(values, kind) if kind else None
