"""Every conversation, by name; and the words and buttons that work anywhere."""

from collections.abc import Iterator, Mapping

from conversations.cases.handling import AcceptCase, TakeCase
from conversations.cases.messages import AskOfficers
from conversations.cases.progress import ShowStatus
from conversations.cases.queue import ShowCase, ShowQueue
from conversations.cases.voices import HandOver
from conversations.catalogue import catalogue
from conversations.catalogue.search import named_road
from conversations.engine import words
from conversations.engine.effects import (
    ActFor,
    Begin,
    Effect,
    JoinDesk,
    Reachable,
    Restore,
    Resume,
    Say,
    ShowAnswers,
    ShowCheckPage,
    ShowDeadLetters,
    ShowReport,
    StopAnnouncement,
)
from conversations.engine.files import Asked, Filing
from conversations.engine.flow import Flow
from conversations.engine.questions import FLAWS, File, Together
from conversations.engine.registry import Consent, Registry
from conversations.engine.values import Here
from conversations.flows.notices import told
from conversations.flows.officer import announce, canned_reply, case_card, review_papers
from conversations.flows.owner import (
    apply,
    consent,
    delegation,
    find_road,
    guide,
    learn,
    messages,
    own_data,
    profile,
    readiness,
    recovery,
    send_paper,
    settings,
    sort_file,
)
from conversations.flows.shared import confirm_transcript, menu, menu_options, repair
from conversations.understanding import CaseNamed, Known, Way

FLOWS: Mapping[str, Flow] = {
    flow.name: flow
    for flow in (
        menu.FLOW,
        consent.FLOW,
        find_road.FLOW,
        find_road.MUST,
        guide.FLOW,
        learn.FLOW,
        profile.FLOW,
        apply.FLOW,
        messages.ASK,
        messages.ANSWER,
        messages.CORRECT,
        settings.LANGUAGES,
        settings.ADDRESS,
        settings.PRIVACY,
        own_data.WITHDRAW,
        own_data.ERASE,
        recovery.FLOW,
        repair.CHANGE,
        repair.CANCEL,
        readiness.FLOW,
        send_paper.CHOOSE,
        send_paper.FLOW,
        sort_file.FLOW,
        confirm_transcript.FLOW,
        confirm_transcript.TYPING,
        case_card.REPLY,
        canned_reply.FLOW,
        canned_reply.RETRACT,
        case_card.SEND_BACK,
        case_card.OFFICER_NAME,
        case_card.FIND,
        case_card.DUTY,
        review_papers.FLOW,
        announce.FLOW,
        *delegation.FLOWS,
    )
}


def _officers(*effects: Effect, here: Here) -> tuple[Effect, ...]:
    """What only the desk may do; `bot.desk` checks it again in its own commit."""
    return effects if here.who.role else (Say("refusal.not_allowed"),)


def _officer(argument: str, here: Here) -> tuple[Effect, ...]:
    """`petugas` asks for a human; with a code it redeems an invitation."""
    if argument:
        return (JoinDesk(argument),)
    return (Begin("menu", {"role": here.who.role}) if here.who.role else Begin("ask"),)


def _case(argument: str, here: Here) -> tuple[Effect, ...]:
    effect = ShowCase(argument) if argument else Begin("find")
    return _officers(effect, here=here)


def apply_for(argument: str, here: Here) -> tuple[Effect, ...]:
    """An application; for the road that was read about or named, if there was one."""
    del here
    road = argument if argument in catalogue().roads else named_road(argument)
    return (Begin("apply", {"road": road} if road else {}),)


COMMANDS = {
    "apply": apply_for,
    "officer": _officer,
    "status": lambda _, __: (ShowStatus(),),
    "language": settings.language,
    "learn": learn.card,
    "address": lambda _, __: (Begin("address"),),
    "privacy": lambda _, __: (Begin("privacy"),),
    "keep_data": own_data.keep,
    "link": own_data.link,
    "recover": recovery.begin,
    "stop": settings.stop,
    **delegation.COMMANDS,
    "queue": lambda _, here: _officers(ShowQueue(), here=here),
    "case": _case,
    "answers": lambda _, here: _officers(ShowAnswers(), here=here),
    "announce": lambda _, here: _officers(Begin("announce"), here=here),
    "report": lambda _, here: _officers(ShowReport(), here=here),
    "dashboard": lambda _, here: _officers(Say("desk.dashboard"), here=here),
}

ACTIONS = {
    "learn": learn.card,
    "source": learn.sources,
    "road": guide.read,
    "roads": lambda _, __: (Begin("roads"),),
    "ready": lambda _, __: (Begin("readiness"),),
    "ready_page": lambda _, __: (ShowCheckPage(),),
    "apply": apply_for,
    "status": lambda _, __: (ShowStatus(),),
    "officer": lambda _, __: (Begin("ask"),),
    "stuck": lambda _, __: (AskOfficers("", about="file"),),
    "resume": lambda _, __: (Resume(),),
    "restore": lambda _, __: (Restore(),),
    "subscribe": settings.subscribe,
    "call": settings.call,
    "keep_data": own_data.keep,
    "stay": own_data.stay,
    "recover": recovery.begin,
    "not_me": recovery.stop,
    "move": lambda name, here: _officers(*recovery.settle(name, moves=True), here=here),
    "deny": lambda name, here: _officers(
        *recovery.settle(name, moves=False), here=here
    ),
    "stop": settings.stop,
    "answer": messages.answering,
    "take": lambda code, here: _officers(TakeCase(code), here=here),
    "open": lambda code, here: _officers(ShowCase(code), here=here),
    "reply": case_card.replying,
    "type": lambda voice, here: _officers(
        *confirm_transcript.typing(voice, here), here=here
    ),
    "lasting": lambda note, here: _officers(*canned_reply.offer(note, here), here=here),
    "answers": lambda page, here: _officers(*canned_reply.listed(page), here=here),
    "kept": lambda answer, here: _officers(*canned_reply.show(answer), here=here),
    "mend": lambda answer, here: _officers(*canned_reply.mend(answer), here=here),
    "retract": lambda answer, here: _officers(*canned_reply.retract(answer), here=here),
    "back": lambda code, here: _officers(Begin("send_back", {"code": code}), here=here),
    "accept": lambda code, here: _officers(AcceptCase(code), here=here),
    "send": send_paper.begin,
    "papers": lambda code, here: _officers(*review_papers.show(code), here=here),
    "pass": lambda code, here: _officers(*review_papers.accept(code), here=here),
    "redo": lambda code, here: _officers(*review_papers.refuse(code), here=here),
    "onward": lambda code, here: _officers(
        *review_papers.step("onward", code), here=here
    ),
    "backward": lambda code, here: _officers(
        *review_papers.step("backward", code), here=here
    ),
    "close": lambda code, here: _officers(
        *review_papers.step("close", code), here=here
    ),
    "queue": lambda page, here: _officers(
        ShowQueue(int(page) if page.isdecimal() else 0), here=here
    ),
    "halt": lambda name, here: _officers(StopAnnouncement(name), here=here),
    **delegation.ACTIONS,
    "mandate_yes": lambda of, here: _officers(*delegation.record(of), here=here),
    "mandate_no": lambda of, here: _officers(*delegation.refuse(of), here=here),
    "dead": lambda _, here: _officers(ShowDeadLetters(), here=here),
}


def payload(text: str) -> tuple[Effect, ...]:
    """What a link that opened the chat asks for: `petugas-<code>` or a road."""
    if text.startswith("petugas-"):
        return (JoinDesk(text.removeprefix("petugas-")),)
    word, _, road = text.partition("-")
    if word == "daftar" and (not road or road in catalogue().roads):
        return (Begin("apply", {"road": road} if road else {}),)
    return ()


def hand_over(files: tuple[str, ...], text: str, asked: Asked) -> Effect:
    """A voice for an officer, with what was being asked."""
    return HandOver(files, text, asked.label, asked.key, asked.conversation)


BOOK = Registry(
    flows=FLOWS,
    menu=menu.opening,
    words=words.words,
    files=Filing(confirm_transcript.FLOW.name, sort_file.elsewhere, hand_over),
    consent=Consent(consent.FLOW.name, consent.agreed),
    own=lambda begin: (ActFor(flow=begin.flow, given=begin.given),),
    reached=lambda reached: (Reachable(reached),),
    commands=COMMANDS,
    actions=ACTIONS,
    told=told,
    ways=menu_options.called,
    means={
        Way: menu_options.lead,
        Known: learn.known,
        CaseNamed: recovery.named,
    },
    wonder=learn.wonder,
    unsure={"recover": recovery.WHICH},
    payload=payload,
)


def word_keys() -> Iterator[str]:
    """Every key of words that the flows themselves lead to."""
    for flaw in FLAWS:
        yield from (f"photo.{flaw}.{part}" for part in ("ask", "help", "beside"))
    for flow in FLOWS.values():
        for question in flow.questions({"field": "photo"}):
            if question.silent:
                continue
            home = flow.home(question)
            if not question.asks:
                yield f"{home}.ask"
            if not question.helps:
                yield f"{home}.help"
            if not question.label:
                yield f"{home}.label"
        for item in flow.compiled({"field": "photo"}).items:
            for part in item.questions if isinstance(item, Together) else ():
                if not isinstance(part, File):
                    yield f"{flow.home(part)}.example"
