"""Every conversation, by name; and the words and buttons that work anywhere."""

from collections.abc import Iterator, Mapping
from functools import cache

from conversations.cases.canned_replies import ShowAnswers
from conversations.cases.contacts.known import ShowContacts
from conversations.cases.delegation import ActFor
from conversations.cases.devices import ShowDevices
from conversations.cases.exports import PrintCase
from conversations.cases.offices import AddDaysOff, ShowDaysOff
from conversations.cases.overrides import ShowFacts
from conversations.cases.people import Reachable
from conversations.cases.privacy import KeepMyData, LinkChats, ShowLinkCode
from conversations.cases.programmes import ShowProgrammes
from conversations.cases.progress import ShowStatus
from conversations.cases.queue import ShowQueue
from conversations.cases.showcase import ShowExhibit
from conversations.cases.staff.invitations import ShowInvitations
from conversations.cases.staff.officers import JoinDesk
from conversations.cases.staff.sign_in import OpenDesk
from conversations.cases.staff.teams import ShowTeams
from conversations.cases.trail import ShowTrail
from conversations.cases.visits.guests import JoinVisit, ShowGuestVisit
from conversations.cases.visits.route import ShowRoute
from conversations.cases.voices import HandOver
from conversations.catalogue import catalogue
from conversations.engine import words
from conversations.engine.effects import Begin, Effect, Option
from conversations.engine.files import Asked, Filing
from conversations.engine.flow import Flow
from conversations.engine.questions import FLAWS, File, Together
from conversations.engine.registry import Consent, Registry
from conversations.engine.values import Here
from conversations.flows.buttons import ACTIONS, apply_for, by_desk, does
from conversations.flows.notices import told
from conversations.flows.officer import (
    announce,
    assign_case,
    canned_reply,
    case_card,
    certificate,
    change_officer,
    end_case,
    export,
    find_case,
    invite_officer,
    overrides,
    plan_absence,
    plan_visit,
    programme,
    report,
    review_papers,
    team,
)
from conversations.flows.officer import stage_reports as desk_reports
from conversations.flows.officer import visit_report as officer_report
from conversations.flows.owner import (
    apply,
    apply_again,
    consent,
    delegation,
    find_road,
    guide,
    learn,
    listed,
    messages,
    next_road,
    own_data,
    own_visit,
    profile,
    rating,
    readiness,
    recovery,
    requests,
    send_paper,
    settings,
    sort_file,
    stage_reports,
    visit_report,
    welcome,
    withdraw_case,
)
from conversations.flows.owner import certificate as own_certificate
from conversations.flows.shared import (
    confirm_transcript,
    menu,
    menu_options,
    repair,
    talk,
    wishes,
)
from conversations.understanding import CaseNamed, Either, Known, Perhaps, Way, Wish

FLOWS: Mapping[str, Flow] = {
    flow.name: flow
    for flow in (
        menu.FLOW,
        welcome.FLOW,
        consent.FLOW,
        find_road.FLOW,
        find_road.MUST,
        guide.FLOW,
        learn.FLOW,
        profile.FLOW,
        apply.FLOW,
        apply_again.FLOW,
        listed.FLOW,
        next_road.FLOW,
        messages.ASK,
        messages.ANSWER,
        messages.CORRECT,
        settings.LANGUAGES,
        settings.ADDRESS,
        settings.PRIVACY,
        own_data.WITHDRAW,
        own_data.ERASE,
        withdraw_case.FLOW,
        own_visit.PICK,
        own_visit.CANCEL,
        own_visit.STANDS,
        visit_report.YES,
        visit_report.NO,
        visit_report.DONE,
        recovery.FLOW,
        repair.CHANGE,
        repair.CANCEL,
        readiness.FLOW,
        send_paper.CHOOSE,
        send_paper.FLOW,
        sort_file.FLOW,
        stage_reports.DONE,
        stage_reports.STUCK,
        own_certificate.FLOW,
        confirm_transcript.FLOW,
        confirm_transcript.TYPING,
        case_card.REPLY,
        talk.TALK,
        talk.DESK_TALK,
        canned_reply.FLOW,
        canned_reply.RETRACT,
        overrides.FLOW,
        case_card.SEND_BACK,
        case_card.OFFICER_NAME,
        find_case.FIND,
        find_case.CASE,
        find_case.SURE,
        end_case.FLOW,
        certificate.FLOW,
        certificate.RETURN,
        certificate.SURVEILLANCE,
        change_officer.REMOVE,
        change_officer.ROLES,
        invite_officer.FLOW,
        plan_absence.FLOW,
        team.FLOW,
        plan_visit.FLOW,
        officer_report.REPORT,
        officer_report.NOT_DONE,
        assign_case.HAND_OVER,
        assign_case.OTHER_ROAD,
        assign_case.NOTE,
        case_card.DUTY,
        review_papers.FLOW,
        desk_reports.FLOW,
        announce.FLOW,
        export.FLOW,
        programme.FLOW,
        programme.DECLINE,
        programme.LETTER_FILE,
        requests.FLOW,
        rating.FLOW,
        wishes.FLOW,
        wishes.HAND_ON,
        *delegation.FLOWS,
    )
}


def _officer(argument: str, here: Here) -> tuple[Effect, ...]:
    """`petugas` asks for a human; with a code it redeems an invitation."""
    if argument:
        return (JoinDesk(argument),)
    return (Begin("menu", {"role": here.who.role}) if here.who.role else Begin("ask"),)


def _visits(words: str, here: Here) -> tuple[Effect, ...]:
    """`kunjungan`: where an officer is expected, or what an owner awaits."""
    if not here.who.role:
        return (Begin("own_visit"),)
    about, _, text = words.partition(" ")
    wish = Wish("visit_plan", about, text)
    return plan_visit.begin(wish, "", here) if words else (ShowRoute(),)


def _link(code: str, here: Here) -> tuple[Effect, ...]:
    """`hubungkan` shows a code; with the code of another chat it links the two."""
    return (LinkChats(code) if code else ShowLinkCode(),)


def _days_off(text: str, here: Here) -> tuple[Effect, ...]:
    """`libur kantor`: officers list and note them; an owner asks when it is open."""
    if not here.who.role:
        return learn.known(Known(("office:hours",)), here, busy=False)
    return (AddDaysOff(text) if text else ShowDaysOff(),)


COMMANDS = {
    "apply": apply_for,
    "officer": _officer,
    "status": lambda words, _: (ShowStatus(words),),
    "language": settings.language,
    "learn": learn.card,
    "address": does(Begin("address")),
    "privacy": does(Begin("privacy")),
    "keep_data": does(KeepMyData()),
    "link": _link,
    "devices": does(ShowDevices()),
    "recover": recovery.begin,
    "stop": settings.stop,
    "unsubscribe": settings.stop,
    "helping": does(Begin("helping")),
    "oneself": delegation.oneself,
    "mandate": does(Begin("mandate")),
    "mandate_end": does(Begin("mandate_end")),
    "programmes": does(ShowProgrammes()),
    "letter": does(Begin("letter")),
    "showcase": does(ShowExhibit()),
    "visits": _visits,
    "guest": lambda code, _: (JoinVisit(code) if code else ShowGuestVisit(),),
    "queue": by_desk(does(ShowQueue())),
    "case": by_desk(
        lambda words, _: (Begin("case", {"words": words}) if words else Begin("find"),)
    ),
    "away": by_desk(plan_absence.opening),
    "days_off": _days_off,
    "teams": by_desk(does(ShowTeams())),
    "trail": by_desk(lambda code, _: (ShowTrail(code),)),
    "answers": by_desk(does(ShowAnswers())),
    "invitations": by_desk(does(ShowInvitations())),
    "facts": by_desk(does(ShowFacts())),
    "fact": by_desk(lambda text, _: (Begin("fact", {"text": text} if text else {}),)),
    "certify": by_desk(certificate.record),
    "surveillance": by_desk(certificate.watch),
    "announce": by_desk(does(Begin("announce"))),
    "report": by_desk(report.asked),
    "export": by_desk(export.begin),
    "contacts": by_desk(does(ShowContacts())),
    "print": by_desk(lambda code, _: (PrintCase(code),)),
    "dashboard": by_desk(does(OpenDesk())),
}
"""Every word that works anywhere, by its name."""


def payload(text: str, here: Here) -> tuple[Effect, ...]:
    """What a link that opened the chat asks for: `petugas-<code>` or a road."""
    if text.startswith("petugas-"):
        return (JoinDesk(text.removeprefix("petugas-")),)
    if text.startswith("tamu-"):
        return (JoinVisit(text.removeprefix("tamu-")),)
    word, _, road = text.partition("-")
    known = not road or road in catalogue().roads
    return apply_for(road, here) if word == "daftar" and known else ()


def hand_over(files: tuple[str, ...], text: str, asked: Asked) -> Effect:
    """A voice for an officer, with what was being asked."""
    return HandOver(files, text, asked.label, asked.key, asked.conversation)


BOOK = Registry(
    flows=FLOWS,
    menu=menu.opening,
    welcome=welcome.opening,
    noticed=settings.noticed,
    words=words.words,
    files=Filing(confirm_transcript.FLOW.name, sort_file.elsewhere, hand_over),
    consent=Consent(consent.FLOW.name, consent.agreed),
    own=lambda begin: (ActFor(flow=begin.flow, given=begin.given),),
    reached=lambda reached: (Reachable(reached),),
    commands=COMMANDS,
    actions={**ACTIONS, "meant": wishes.instead},
    undoes=("unsend", "undone"),
    told=told,
    ways=menu_options.called,
    means={
        Way: menu_options.lead,
        Known: learn.known,
        CaseNamed: recovery.named,
        Wish: wishes.meant,
        Either: wishes.either,
        Perhaps: wishes.perhaps,
    },
    wonder=learn.wonder,
    unsure={"recover": recovery.WHICH},
    payload=payload,
    hears=apply.FLOW.name,
)


GIVEN = {"field": "photo"}
"""What a flow may be opened with: the one that asks again asks for this."""


@cache
def called() -> Mapping[str, Option]:
    """What each question is called that is put, by where its words are."""
    found = {
        flow.home(question): flow.label(question)
        for flow in FLOWS.values()
        for question in flow.questions(GIVEN)
        if not question.silent
    }
    # All questions of a checklist are put in the same words around their own.
    return found | {"readiness.item": Option("", key="readiness.checklist.label")}


def word_keys() -> Iterator[str]:
    """Every key of words that the flows themselves lead to."""
    for flaw in FLAWS:
        yield from (f"photo.{flaw}.{part}" for part in ("ask", "help", "beside"))
    for flow in FLOWS.values():
        for question in flow.questions(GIVEN):
            if question.silent:
                continue
            home = flow.home(question)
            if not question.asks:
                yield f"{home}.ask"
            if not question.helps:
                yield f"{home}.help"
            if not question.label:
                yield f"{home}.label"
        for item in flow.compiled(GIVEN).items:
            for part in item.questions if isinstance(item, Together) else ():
                if not isinstance(part, File):
                    yield f"{flow.home(part)}.example"
