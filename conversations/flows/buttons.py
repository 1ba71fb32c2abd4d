"""What a press does, wherever its button stands: `verb:part/part`, read by one codec.

The other half is `cases.buttons.button`, which makes them. People have old cards on
their phones, so a verb is never renamed and its parts keep their order.
"""

from collections.abc import Callable, Mapping
from itertools import zip_longest
from typing import Any, TypeAlias

import msgspec

from conversations.cases.announcements import StopAnnouncement
from conversations.cases.assignment import ReleaseCase
from conversations.cases.canned_replies import (
    MendAnswer,
    OfferAnswer,
    ShowAnswer,
    ShowAnswers,
)
from conversations.cases.certificates.pages import (
    CloseCertificatePage,
    OpenCertificatePage,
    ShowPoster,
)
from conversations.cases.certificates.tasks import SayTaskDone, SettleTask, ShowTask
from conversations.cases.closing import ReopenCase
from conversations.cases.delegation import EndMandate, RecordMandate
from conversations.cases.devices import EndDevices
from conversations.cases.forms import ShowForm
from conversations.cases.handling import AcceptCase, TakeCase
from conversations.cases.held_news import TakeBack
from conversations.cases.listing import MINE, ShowCases
from conversations.cases.merging import MergeCases
from conversations.cases.messages import AskOfficers
from conversations.cases.offices import DropDayOff, ServedBy
from conversations.cases.overrides import (
    SettleFact,
    ShowFact,
    ShowFacts,
    TakeBackFact,
)
from conversations.cases.papers import JudgePaper, ShowPapers
from conversations.cases.privacy import KeepMyData
from conversations.cases.programmes import CloseProgramme
from conversations.cases.progress import MoveStage, ShowStatus
from conversations.cases.queue import ShowCase, ShowQueue
from conversations.cases.ratings import RateCase
from conversations.cases.readiness import ShowCheckPage
from conversations.cases.recovery import SettleRecovery, StopRecovery
from conversations.cases.reports.figures import (
    PrintForLeaders,
    ShowFollowers,
    ShowReport,
)
from conversations.cases.requests import AskProgramme, GrantRequest, ShowRequest
from conversations.cases.road_advice import EVERY_SYSTEM
from conversations.cases.showcase import CloseExhibit, OpenExhibit, ShowExhibit
from conversations.cases.staff.absence import EndAbsence
from conversations.cases.staff.colleagues import (
    ShowOfficer,
    ShowOfficers,
)
from conversations.cases.staff.invitations import (
    EndInvitation,
    SettleAdmin,
    ShowInvitations,
)
from conversations.cases.staff.officers import ShowDeadLetters
from conversations.cases.staff.teams import EndTeam, ShowTeam
from conversations.cases.stage_reports import TakeBackReport
from conversations.cases.trail import ShowTrail
from conversations.cases.undelivered import ShowUndelivered
from conversations.cases.visits.appointments import MissVisit
from conversations.cases.visits.findings import JudgeFinding, ShowFinding
from conversations.cases.visits.guests import InviteToVisit
from conversations.cases.visits.reports import PrintReport
from conversations.cases.visits.route import ShowRoute
from conversations.catalogue import catalogue
from conversations.catalogue.search import named_road
from conversations.engine.effects import Act, Begin, Effect, Restore, Resume, Say
from conversations.engine.values import Here
from conversations.flows.officer import case_card, end_case, invite_officer
from conversations.flows.owner import (
    delegation,
    guide,
    learn,
    messages,
    recovery,
    send_paper,
    settings,
)
from conversations.flows.shared import confirm_transcript, talk

Action: TypeAlias = Callable[[str, Here], tuple[Effect, ...]]


def parts(argument: str, names: tuple[str, ...]) -> dict[str, str]:
    """What a button names, by field; the last may have the mark between them in it."""
    found = argument.split("/", len(names) - 1)
    return dict(zip_longest(names, found[: len(names)], fillvalue=""))


def act(kind: type[Act], *names: str, **preset: Any) -> Action:
    """An act upon what its button *names*; the verb itself says what is *preset*."""

    def read(argument: str, here: Here) -> tuple[Effect, ...]:
        try:
            given = {**parts(argument, names), **preset}
            return (msgspec.convert(given, kind, strict=False),)
        except msgspec.ValidationError:
            return (kind(),)  # a page that is no number is the first

    return read


def opens(flow: str, *names: str) -> Action:
    """A form about what its button *names*."""
    return lambda argument, _: (Begin(flow, parts(argument, names)),)


def does(effect: Effect) -> Action:
    """A button that names nothing."""
    return lambda _, __: (effect,)


def by_desk(action: Action) -> Action:
    """What only the desk may do; its rule asks again, in the turn's own commit."""

    def pressed(argument: str, here: Here) -> tuple[Effect, ...]:
        if here.who.role:
            return action(argument, here)
        return (Say("refusal.not_allowed"),)

    return pressed


def apply_for(argument: str, here: Here) -> tuple[Effect, ...]:
    """An application; for the road that was read about or named, if there was one."""
    exact = argument in {*catalogue().roads, EVERY_SYSTEM}
    road = argument if exact else named_road(argument)
    return (Begin("apply_again", {"road": road} if road else {}),)


ANYBODY: Mapping[str, Action] = {
    "learn": learn.card,
    "source": learn.sources,
    "road": guide.read,
    "roads": does(Begin("roads")),
    "ready": does(Begin("readiness")),
    "form": act(ShowForm, "form"),
    "ready_page": does(ShowCheckPage()),
    "apply": apply_for,
    "region": act(ServedBy, "region", alone=True),
    "next_road": opens("next_road", "code", "road"),
    "status": does(ShowStatus()),
    "officer": does(Begin("ask")),
    "change": does(Begin("change")),
    "stuck": does(AskOfficers("", about="file")),
    "resume": does(Resume()),
    "restore": does(Restore()),
    "subscribe": settings.subscribe,
    "call": settings.call,
    "speak": settings.language,
    "keep_data": does(KeepMyData()),
    "end_devices": does(EndDevices()),
    "stay": does(Say("privacy.kept")),
    "recover": recovery.begin,
    "not_me": act(StopRecovery, "recovery"),
    "stop": settings.stop,
    "answer": messages.answering,
    "reply": case_card.replying,
    "send": send_paper.begin,
    "done": opens("stage_done", "code", "stage", "anyway"),
    "cannot": opens("stage_stuck", "code", "stage"),
    "undone": act(TakeBackReport, "code", "stage"),
    "visit_move": opens("pick_visit", "visit"),
    "visit_cancel": opens("cancel_visit", "visit"),
    "visit_page": act(PrintReport, "visit"),
    "visit_yes": opens("visit_yes", "visit"),
    "visit_no": opens("visit_no", "visit"),
    "finding_yes": opens("finding_yes", "finding"),
    "send_certificate": does(Begin("send_certificate")),
    "show_page": act(OpenCertificatePage, "certificate"),
    "hide_page": act(CloseCertificatePage, "certificate"),
    "no_page": does(Say("certificate.page_left")),
    "poster": act(ShowPoster, "certificate"),
    "programme": act(AskProgramme, "programme"),
    "letter": does(Begin("letter")),
    "showcase": does(ShowExhibit()),
    "show_maker": act(OpenExhibit, "business"),
    "show_maker_phone": act(OpenExhibit, "business", phone=True),
    "hide_maker": act(CloseExhibit, "business"),
    "rate": act(RateCase, "code", "face"),
    "rate_words": opens("rating", "code"),
    "task_said": act(SayTaskDone, "task"),
    "for": delegation.act_for,
    "mandate_ask": delegation.ask,
    "mandate_end": act(EndMandate, "mandate"),
}
DESK: Mapping[str, Action] = {
    "rename": does(Begin("officer_name")),
    "queue": act(ShowQueue, "page"),
    "mine": lambda _, __: (MINE,),
    "cases": act(ShowCases, "spec"),
    "route": does(ShowRoute()),
    "take": act(TakeCase, "code"),
    "open": act(ShowCase, "code"),
    "back": opens("send_back", "code"),
    "accept": act(AcceptCase, "code"),
    "papers": act(ShowPapers, "code", "paper"),
    "pass": act(JudgePaper, "code", "paper"),
    "redo": opens("judge", "code", "paper"),
    "onward": act(MoveStage, "code", "seen", step="onward"),
    "not_done": opens("not_done", "code", "stage"),
    "backward": act(MoveStage, "code", "seen", step="backward"),
    "close": opens("close", "code", "seen"),
    "refuse": end_case.refuse,
    "certificate": opens("certificate", "code"),
    "certificate_back": opens("certificate_back", "code"),
    "surveillance": opens("surveillance", "code"),
    "certificate_task": act(ShowTask, "task"),
    "task_done": act(SettleTask, "task", done=True),
    "task_not": act(SettleTask, "task", done=False),
    "reopen": act(ReopenCase, "code"),
    "merge": act(MergeCases, "code", "other"),
    "hand_over": opens("hand_over", "code"),
    "release": act(ReleaseCase, "code"),
    "other_road": opens("other_road", "code"),
    "note": opens("write_note", "code"),
    "visit": opens("plan_visit", "words"),
    "visit_report": opens("visit_report", "visit"),
    "finding": act(ShowFinding, "finding"),
    "finding_done": act(JudgeFinding, "finding", done=True),
    "finding_no": opens("finding_no", "finding"),
    "visit_guest": act(InviteToVisit, "visit"),
    "visit_missed": act(MissVisit, "visit"),
    "report": act(ShowReport, "part", "page"),
    "report_pages": does(PrintForLeaders()),
    "followers": act(ShowFollowers, "by", "of", "page"),
    "officers": act(ShowOfficers, "page"),
    "trail": act(ShowTrail, "code", "before"),
    "trail_of": act(ShowTrail, "officer", "before"),
    "colleague": act(ShowOfficer, "officer"),
    "role": opens("change_role", "officer"),
    "day_on": act(DropDayOff, "day"),
    "away": opens("away", "officer"),
    "back_at_work": act(EndAbsence, "officer"),
    "remove": opens("remove_officer", "officer"),
    "team": act(ShowTeam, "team"),
    "team_new": does(Begin("team")),
    "team_change": opens("team", "team"),
    "team_end": act(EndTeam, "team"),
    "admin_yes": act(SettleAdmin, "invitation", agreed=True),
    "admin_no": act(SettleAdmin, "invitation", agreed=False),
    "invite": invite_officer.opening,
    "invitations": does(ShowInvitations()),
    "revoke": act(EndInvitation, "invitation"),
    "talk": talk.talking,
    "unsend": act(TakeBack, "held"),
    "type": confirm_transcript.typing,
    "lasting": act(OfferAnswer, "note"),
    "answers": act(ShowAnswers, "page"),
    "kept": act(ShowAnswer, "answer"),
    "mend": act(MendAnswer, "answer"),
    "retract": opens("retract", "answer"),
    "facts": act(ShowFacts, "page"),
    "fact": act(ShowFact, "override"),
    "put_right": opens("fact", "about"),
    "fact_yes": act(SettleFact, "override", agreed=True),
    "fact_no": act(SettleFact, "override", agreed=False),
    "fact_back": act(TakeBackFact, "override"),
    "move": act(SettleRecovery, "recovery", moves=True),
    "deny": act(SettleRecovery, "recovery", moves=False),
    "request": act(ShowRequest, "request"),
    "request_yes": act(GrantRequest, "request"),
    "request_no": opens("request_no", "request"),
    "letter_file": opens("letter_file", "request"),
    "programme_new": does(Begin("programme")),
    "programme_close": act(CloseProgramme, "programme"),
    "halt": act(StopAnnouncement, "announcement"),
    "mandate_yes": act(RecordMandate, "mandate"),
    "mandate_no": opens("mandate_refuse", "mandate"),
    "dead": does(ShowDeadLetters()),
    "undelivered": does(ShowUndelivered()),
}
ACTIONS: Mapping[str, Action] = {
    **ANYBODY,
    **{verb: by_desk(action) for verb, action in DESK.items()},
}
"""Every button outside a form, by its verb."""
