"""Every conversation, by name; and the words and buttons that work anywhere."""

from collections.abc import Iterator, Mapping

from conversations.catalogue import catalogue, fraud
from conversations.catalogue.search import named_road
from conversations.engine.book import Book
from conversations.engine.effects import (
    AcceptCase,
    AskOfficers,
    Begin,
    Effect,
    JoinDesk,
    Restore,
    Resume,
    Say,
    ShowAnswers,
    ShowCase,
    ShowCheckPage,
    ShowDeadLetters,
    ShowQueue,
    ShowReport,
    ShowStatus,
    StopAnnouncement,
    TakeCase,
)
from conversations.engine.flow import Flow, Here
from conversations.engine.special import FLAWS
from conversations.flows import (
    announce,
    apply,
    consent,
    desk,
    heard,
    helping,
    judge,
    lasting,
    learn,
    menu,
    officer_talk,
    own_data,
    paper,
    personal,
    profile,
    purpose,
    readiness,
    recovery,
    repair,
    roads,
    route,
    ways,
)
from conversations.flows.told import TOLD

FLOWS: Mapping[str, Flow] = {
    flow.name: flow
    for flow in (
        menu.FLOW,
        consent.FLOW,
        route.FLOW,
        route.MUST,
        roads.FLOW,
        learn.FLOW,
        profile.FLOW,
        apply.FLOW,
        officer_talk.ASK,
        officer_talk.ANSWER,
        officer_talk.CORRECT,
        personal.LANGUAGES,
        personal.ADDRESS,
        personal.PRIVACY,
        own_data.WITHDRAW,
        own_data.ERASE,
        recovery.FLOW,
        repair.CHANGE,
        repair.CANCEL,
        readiness.FLOW,
        paper.CHOOSE,
        paper.FLOW,
        purpose.FLOW,
        heard.FLOW,
        heard.TYPING,
        desk.REPLY,
        lasting.FLOW,
        lasting.RETRACT,
        desk.SEND_BACK,
        desk.OFFICER_NAME,
        desk.FIND,
        desk.DUTY,
        judge.FLOW,
        announce.FLOW,
        *helping.FLOWS,
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
    "language": personal.language,
    "learn": learn.card,
    "address": lambda _, __: (Begin("address"),),
    "privacy": lambda _, __: (Begin("privacy"),),
    "keep_data": own_data.keep,
    "link": own_data.link,
    "recover": recovery.begin,
    "stop": personal.stop,
    **helping.COMMANDS,
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
    "road": roads.read,
    "roads": lambda _, __: (Begin("roads"),),
    "ready": lambda _, __: (Begin("readiness"),),
    "ready_page": lambda _, __: (ShowCheckPage(),),
    "apply": apply_for,
    "status": lambda _, __: (ShowStatus(),),
    "officer": lambda _, __: (Begin("ask"),),
    "stuck": lambda _, __: (AskOfficers("", about="file"),),
    "resume": lambda _, __: (Resume(),),
    "restore": lambda _, __: (Restore(),),
    "subscribe": personal.subscribe,
    "call": personal.call,
    "keep_data": own_data.keep,
    "stay": own_data.stay,
    "recover": recovery.begin,
    "not_me": recovery.stop,
    "move": lambda name, here: _officers(*recovery.settle(name, moves=True), here=here),
    "deny": lambda name, here: _officers(
        *recovery.settle(name, moves=False), here=here
    ),
    "stop": personal.stop,
    "answer": officer_talk.answering,
    "take": lambda code, here: _officers(TakeCase(code), here=here),
    "open": lambda code, here: _officers(ShowCase(code), here=here),
    "reply": desk.replying,
    "type": lambda voice, here: _officers(*heard.typing(voice, here), here=here),
    "lasting": lambda note, here: _officers(*lasting.offer(note, here), here=here),
    "answers": lambda page, here: _officers(*lasting.listed(page), here=here),
    "kept": lambda answer, here: _officers(*lasting.show(answer), here=here),
    "mend": lambda answer, here: _officers(*lasting.mend(answer), here=here),
    "retract": lambda answer, here: _officers(*lasting.retract(answer), here=here),
    "back": lambda code, here: _officers(Begin("send_back", {"code": code}), here=here),
    "accept": lambda code, here: _officers(AcceptCase(code), here=here),
    "send": paper.begin,
    "papers": lambda code, here: _officers(*judge.show(code), here=here),
    "pass": lambda code, here: _officers(*judge.accept(code), here=here),
    "redo": lambda code, here: _officers(*judge.refuse(code), here=here),
    "onward": lambda code, here: _officers(*judge.step("onward", code), here=here),
    "backward": lambda code, here: _officers(*judge.step("backward", code), here=here),
    "close": lambda code, here: _officers(*judge.step("close", code), here=here),
    "queue": lambda page, here: _officers(
        ShowQueue(int(page) if page.isdecimal() else 0), here=here
    ),
    "halt": lambda name, here: _officers(StopAnnouncement(name), here=here),
    **helping.ACTIONS,
    "mandate_yes": lambda of, here: _officers(*helping.record(of), here=here),
    "mandate_no": lambda of, here: _officers(*helping.refuse(of), here=here),
    "dead": lambda _, here: _officers(ShowDeadLetters(), here=here),
}


def answer(text: str, here: Here, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """What answers a typed question, or the number of a case."""
    return recovery.named(text, here, busy) or learn.answer(text, here, busy)


def payload(text: str) -> tuple[Effect, ...]:
    """What a link that opened the chat asks for: `petugas-<code>` or a road."""
    if text.startswith("petugas-"):
        return (JoinDesk(text.removeprefix("petugas-")),)
    word, _, road = text.partition("-")
    if word == "daftar" and (not road or road in catalogue().roads):
        return (Begin("apply", {"road": road} if road else {}),)
    return ()


BOOK = Book(
    flows=FLOWS,
    menu=menu.opening,
    elsewhere=purpose.elsewhere,
    commands=COMMANDS,
    actions=ACTIONS,
    told=TOLD,
    explain=learn.gloss,
    answer=answer,
    urgent=fraud.alarming,
    wonder=learn.wonder,
    way=ways.named,
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
