"""What one person's act says to another: an owner hears the desk, an officer the owner.

Each notice is typed, and stands in one table with what it says, which buttons it has
and which form it opens.
"""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import structs, to_builtins

from conversations.cases import names
from conversations.cases.announcements import AnnouncementSent, card
from conversations.cases.applications import CaseCorrected, CaseFiled, CaseReceived
from conversations.cases.assignment import (
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
from conversations.cases.handling import (
    CaseAccepted,
    CaseReturned,
    CaseSentBack,
    CaseTaken,
    RoadChanged,
)
from conversations.cases.messages import Answered, Asked, Replied, Settled
from conversations.cases.officers import EventLost, LetterDead, OfficerJoined
from conversations.cases.overrides import FactCard, FactSettled
from conversations.cases.papers import (
    PaperAccepted,
    PaperSent,
    PaperSentBack,
    PaperShown,
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
    MovedBackward,
    MovedOnward,
    NoCase,
    RoadEnded,
    ShowProgress,
    StageMoved,
)
from conversations.cases.queue import CaseUntouched
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
from conversations.cases.voices import Spoke, Typed
from conversations.catalogue import catalogue
from conversations.engine.effects import Begin, Effect, Fact, Option, Recall, Say
from conversations.engine.values import Answers
from conversations.flows.officer import (
    canned_reply,
    case_card,
    overrides,
    review_papers,
)
from conversations.flows.officer import messages as desk_messages
from conversations.flows.owner import guide, kept_data, recovery
from conversations.flows.owner.apply import QUESTIONS


def accepted(news: CaseAccepted) -> Say:
    """The application was accepted; guidance starts at a stage."""
    on_road = news.road in catalogue().roads
    first = button("road", news.road, "1", key="action.first_stage")
    return _news("owner.accepted", news, *((first,) if on_road else ()))


def road_changed(news: RoadChanged) -> Say:
    """Another road; where it is guided already, its first stage is a button."""
    if not news.stage:
        return _news("owner.road_changed", news)
    first = button("road", news.road, "1", key="action.first_stage")
    return _news("owner.road_begins", news, first)


def sent_back(news: CaseSentBack) -> tuple[Effect, ...]:
    """One answer or document is asked for again, at once."""
    again = Begin("correct", {"case": news.code, "field": news.field})
    return (structs.replace(_news("owner.sent_back", news), joined=True), again)


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


def what(field: str) -> Option | Fact:
    """What is called for by the name of a question."""
    return case_card.label(field) if field in QUESTIONS else Fact(key="owner.something")


def moved(news: StageMoved) -> tuple[Effect, ...]:
    """The case is at another stage, or at the end of its road."""
    found = catalogue().roads.get(news.road)
    ids = [each.id for each in found.stages] if found else []
    results = {each.id: each.result for each in found.stages} if found else {}
    send = button("send", news.code, key="action.choose_paper")
    said = _news(
        f"owner.moved.{news.subject}",
        news,
        *((send,) if news.papers else ()),
        STATUS,
        result=Fact(label=news.result or results.get(news.stage, "")),
        number=_numbered(news.certificate if isinstance(news, RoadEnded) else ""),
        step=ids.index(news.stage) + 1 if news.stage in ids else 1,
        steps=len(ids),
    )
    if isinstance(news, MovedBackward):
        return (said,)
    later = guide.after(found) if found and isinstance(news, RoadEnded) else ()
    ends = tuple(structs.replace(each, kind="notice") for each in later)
    return (ShowProgress(news.code, said), *ends)


def closed(news: CaseClosed) -> Say:
    """The case ended before its goal: why, and whom to ask."""
    return _news(f"owner.closed.{news.ending}", news, button("officer"))


def _numbered(number: str) -> Say | str:
    """The number of a certificate, where there is one."""
    return Say("owner.certificate", {"number": number}) if number else ""


def returned(news: CaseReturned) -> Say:
    """The officer hears that the owner is asked for one thing."""
    values = {"code": news.code, "business": news.business, "what": what(news.field)}
    return Say("desk.returned", values, actions=(desk("reply", news.code),))


def stands(news: CaseStands) -> Say:
    """How one case stands that is not on its road."""
    case = news.case
    return Say(
        f"status.case.{case.outcome}",
        {
            "code": case.code,
            "business": case.business_name,
            "road": names.road_name(case.road),
            "stage": names.stage_name(case.road, case.stage),
            "holder": case.holder_name,
            "asked": case_card.label(case.asked) if case.asked in QUESTIONS else "",
            "since": case.updated_at,
            "number": _numbered(case.certificate),
        },
    )


def replied(news: Replied) -> tuple[Effect, ...]:
    """An officer wrote; when nothing else is open, what is said next is the answer."""
    target = f"c:{news.code}" if news.code else f"n:{news.note}"
    about = {"case": news.code} if news.code else {"note": news.note}
    files = (Say("owner.file", file=each, kind="notice") for each in news.files)
    said = _news("owner.replied", news, button("answer", target))
    return (said, *files, Begin("answer", about, idle=True))


def remind(news: Remind) -> tuple[Effect, ...]:
    """After a silence, the one next thing: an open form, a case, what was put aside."""
    last = (Say("remind.last", joined=True, kind="notice"),) if news.last else ()
    case: tuple[Begin | Say, ...] = ()
    if news.field:
        said = _news("remind.sent_back", news)
        again = Begin("correct", {"case": news.code, "field": news.field})
        case = (*last, structs.replace(said, joined=True, kind="prompt"), again)
    elif news.paper:
        said = _news("remind.paper", news)
        send = Begin("paper", {"code": news.code, "paper": news.paper})
        case = (*last, structs.replace(said, joined=True, kind="prompt"), send)
    elif news.stage:
        case = (*last, _news("remind.stage", news, STATUS))
    aside = Say("remind.aside", actions=(button("resume"),), kind="notice")
    form = Say("remind.form", joined=True, kind="notice")
    return (Recall((*last, form), case, (*last, aside)),)


def paper_accepted(news: PaperAccepted) -> Say:
    """A paper is as it should be; and the one next thing."""
    if news.next:
        send = Option(f"send:{news.code}/{news.next}", key="action.send_paper")
        return _news("owner.paper_next", news, send)
    key = "owner.papers_whole" if news.whole else "owner.paper_accepted"
    return _news(key, news, Option("status", key="action.status"))


def paper_sent_back(news: PaperSentBack) -> tuple[Effect, ...]:
    """A paper is asked for again, with the reason, at once."""
    again = Begin("paper", {"code": news.code, "paper": news.paper})
    return (structs.replace(_news("owner.paper_back", news), joined=True), again)


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
        structs.replace(_news("mandate.statement", news, yes, no), file=last),
    )


def announced(news: AnnouncementSent) -> tuple[Effect, ...]:
    """How far an announcement is; at its end a word of its own, for the card is old."""
    sending, stopped = news.state == "sending", news.state == "stopped"
    halt = button("halt", news.announcement, key="announce.halt")
    changed = structs.replace(
        _news("announce.stopped" if stopped else "announce.progress", news),
        actions=(halt,) if sending else (),
        subject=card(news.announcement),
        edits=True,
        kind="edit",
    )
    done = (_news("announce.done", news),) if news.state == "done" else ()
    return (changed, *done)


def _news(key: str, news: Notice, *actions: Option, **more: Any) -> Say:
    """The words of *news*: each of its fields as a person reads it."""
    values = structs.asdict(news)
    for name in ("name", "next_name"):
        if name in values:
            values[name] = Fact(label=values[name])
    if "stage" in values:
        values["stage"] = names.stage_name(values["road"], values["stage"])
        values["road"] = names.road_name(values["road"])
    if "field" in values:
        values["what"] = what(values["field"])
    return Say(key, {**values, **more}, actions=actions, kind="notice")


def put(key: str, *actions: Callable[[Any], Option]) -> Callable[[Any], Say]:
    """The plain row: the words of *key*, and buttons for what the notice names."""
    return lambda news: _news(key, news, *(act(news) for act in actions))


def answer(key: str, *actions: Option) -> Callable[[Any], Say]:
    """The same of what is said to whoever acted."""
    return lambda news: structs.replace(_news(key, news, *actions), kind="prompt")


NOTICES: Mapping[type[Notice], Callable[[Any], Say | tuple[Effect, ...]]] = {
    CaseReceived: received,
    CaseTaken: put("owner.taken"),
    CaseSentBack: sent_back,
    CaseAccepted: accepted,
    MovedOnward: moved,
    MovedBackward: moved,
    RoadEnded: moved,
    RoadChanged: road_changed,
    CaseClosed: closed,
    CaseReopened: put("owner.reopened", lambda _: STATUS),
    CaseHandedOver: put("owner.handed_over"),
    CaseReleased: put("owner.released"),
    CaseGiven: put("desk.given", lambda news: desk("open", news.code)),
    CaseWaits: put(
        "desk.waits_again",
        lambda news: desk("take", news.code),
        lambda news: desk("open", news.code),
    ),
    CaseStands: stands,
    CaseOffered: lambda news: Say(
        "recover.offer",
        {"code": news.code},
        actions=(button("recover", news.code), OFFICER),
    ),
    NoCase: lambda _: Say("status.none", actions=(button("apply"), recovery.NEW)),
    Remind: remind,
    CaseOpened: case_card.card,
    CaseChanged: case_card.card,
    CaseShown: case_card.whole,
    CaseUntouched: put(
        "desk.untouched",
        lambda news: desk("take", news.code),
        lambda news: desk("open", news.code),
    ),
    CaseCorrected: corrected,
    CaseReturned: returned,
    Replied: replied,
    Typed: lambda news: (Begin("heard", to_builtins(news)),),
    Asked: desk_messages.asked,
    Answered: desk_messages.answered,
    Spoke: desk_messages.spoke,
    Settled: desk_messages.settled,
    MyData: my_data,
    EraseSoon: put("erase.soon", lambda _: button("keep_data")),
    Erased: put("erase.done"),
    Fading: put("fade.soon", lambda _: button("stay")),
    Linked: put("link.told"),
    OwnerWithdrew: put("desk.withdrawn"),
    OwnerLeaves: put("desk.leaving"),
    OwnerStays: put("desk.staying"),
    OwnerErased: lambda news: _news(
        "desk.erased" if news.codes else "desk.erased.asker", news
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
    OfficerJoined: lambda _: (Begin("officer_name"),),
    EventLost: put("repair.dead"),
    LetterDead: put("desk.buried"),
    AnnouncementSent: announced,
    PaperAccepted: paper_accepted,
    PaperSentBack: paper_sent_back,
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
    kind = SUBJECTS.get(subject)
    try:
        return effects(msgspec.convert(values, kind)) if kind else ()
    except msgspec.ValidationError:
        return (Say("repair.unread", kind="notice"),)
