"""A case found by any words, and what an officer wants of it, done after one tap."""

from collections.abc import Callable, Mapping
from typing import Any

from conversations.cases import stages
from conversations.cases.access import LOOKERS
from conversations.cases.assignment import ReleaseCase, WriteInternalNote
from conversations.cases.buttons import button
from conversations.cases.finding import Found
from conversations.cases.handling import AcceptCase, TakeCase
from conversations.cases.listing import ShowCases
from conversations.cases.names import stage_name
from conversations.cases.papers import ShowPapers
from conversations.cases.progress import MoveStage
from conversations.cases.queue import ShowCase
from conversations.cases.records import CaseName
from conversations.cases.replies import ReplyToOwner
from conversations.catalogue import catalogue
from conversations.engine.effects import Begin, Effect, Option, Say
from conversations.engine.flow import Aside, Menu
from conversations.engine.questions import NO, YES, Choice, Learn, Sought, YesNo
from conversations.engine.values import Answers, Here
from conversations.flows.officer.case_card import OFFICERS
from conversations.language import Utterance, hear_day, read_case_number, read_list

Effects = tuple[Effect, ...]
Lead = Callable[[CaseName, str, Here], Effects]

QUEUE = Option("queue", key="menu.what.queue")
MINE = button("mine", "0")


# --- which case ----------------------------------------------------------------------


def sought(answers: Answers) -> Mapping[str, Any]:
    """What was said of it; without a word, the one that is on the screen."""
    given = answers.given
    return {"words": given.get("words", ""), "shown": given.get("shown", "")}


def seen(answers: Answers) -> tuple[CaseName, ...]:
    """The cases that it may be."""
    return (FOUND.found(answers) or Found()).cases


def several(answers: Answers) -> bool:
    """Whether it may be one of several."""
    return len(seen(answers)) > 1


def listed(answers: Answers) -> bool:
    """Whether they are shown as a list: nothing is to be done with one of them."""
    found = FOUND.found(answers) or Found()
    looks = answers.given.get("intent", "find") not in LEADS
    return looks and bool(found.spec) and (found.listed or several(answers))


def among(answers: Answers) -> tuple[Option, ...]:
    """Each of them, by number and name."""
    return tuple(
        Option(case.code, label=f"{case.code} {case.business}".strip())
        for case in seen(answers)
    )


WORDS = Sought("code", home="find.words", least=1, most=80)
FOUND = Learn("found", what="cases", about=sought, kind=Found)
WHICH = Choice(
    "which",
    home="find.which",
    among=among,
    when=lambda answers: several(answers) and not listed(answers),
)


def chosen(answers: Answers, here: Here) -> Effects:
    """What is wanted of the case; or that there is none."""
    intent, text = answers.given.get("intent", ""), answers.given.get("text", "")
    named = {case.code: case for case in seen(answers)}
    if listed(answers):
        return (ShowCases((FOUND.found(answers) or Found()).spec),)
    if not named:
        return none(str(sought(answers)["words"]))
    case = named[answers.get(WHICH) or next(iter(named))]
    return LEADS.get(intent, shown)(case, text, here)


def none(words: str) -> Effects:
    """Say that there is none; of a number the rule says why."""
    if read_case_number(words, catalogue().office.case_prefix):
        return (ShowCase(words),)
    ways = (QUEUE, MINE)
    if words:
        named = read_list(Utterance(words)).names or words
        return (Say("find.none", {"words": named}, actions=ways),)
    return (Say("find.none_held", actions=ways),)


FIND = Aside(
    "find",
    (WORDS,),
    lambda answers: (Begin("case", {"words": answers[WORDS]}),),
    roles=LOOKERS,
)
CASE = Menu("case", (FOUND, WHICH), finish_here=chosen, roles=LOOKERS)


# --- what is wanted of it ------------------------------------------------------------


def shown(case: CaseName, text: str, here: Here) -> Effects:
    """The whole of it."""
    return (ShowCase(case.code),)


def take(case: CaseName, text: str, here: Here) -> Effects:
    """Take it; who has it already is said at once."""
    if case.state != "submitted":
        return (TakeCase(case.code),)
    return sure("take", case)


def onward(case: CaseName, text: str, here: Here) -> Effects:
    """One step on: accept it, or bring it to its next stage, which is named."""
    if case.state != "accepted":
        return sure("accept", case) if case.state == "taken" else _still(case)
    road = catalogue().roads.get(case.road)
    there = road and stages.beside(road, case.stage, "onward")
    if not there:
        return (_say("find.last_stage", case), ShowCase(case.code))
    name = stage_name(case.road, there.id)
    named = here.label(Option("", key=name.key, label=name.label))
    return sure("onward", case, seen=case.stage, stage=named)


def close(case: CaseName, text: str, here: Here) -> Effects:
    """Ask why, seeing what is missing."""
    return (Begin("close", {"code": case.code}),)


def certify(case: CaseName, text: str, here: Here) -> Effects:
    """Record what it came to."""
    return (Begin("certificate", {"code": case.code}),)


def watch(case: CaseName, text: str, here: Here) -> Effects:
    """The day on which somebody comes to look again; said already, or asked."""
    heard = hear_day(Utterance(text), here.today)
    sure = heard.values and not heard.doubt
    told = {"day": heard.values[0].isoformat()} if sure else {}
    return (Begin("surveillance", {"code": case.code}, told=told),)


def hand_over(case: CaseName, text: str, here: Here) -> Effects:
    """Ask to whom."""
    return (Begin("hand_over", {"code": case.code}),)


def release(case: CaseName, text: str, here: Here) -> Effects:
    """Back into the queue."""
    return sure("release", case)


def note(case: CaseName, text: str, here: Here) -> Effects:
    """Keep these words for officers; without any, ask which."""
    if not text:
        return (Begin("write_note", {"code": case.code}),)
    return sure("note", case, text=text)


def reply(case: CaseName, text: str, here: Here) -> Effects:
    """Send the owner these words; without any, ask which."""
    if not text:
        return (Begin("reply", {"code": case.code}),)
    return sure("reply", case, text=text)


def send_back(case: CaseName, text: str, here: Here) -> Effects:
    """Ask for one answer again, or say that a stage is not done; why may be known."""
    why = {"reason": text} if len(text) >= REASON_LEAST else {}
    given = {"code": case.code, **why}
    if case.state == "accepted":
        return (Begin("not_done", given),)
    if not why:
        return (Begin("send_back", given),)
    reason = Say("find.reason", {"text": text}, joined=True)
    return (reason, Begin("send_back", given))


def papers(case: CaseName, text: str, here: Here) -> Effects:
    """The papers of its stage."""
    return (ShowPapers(case.code),)


def _still(case: CaseName) -> Effects:
    """A case cannot go on, or end, from where it is."""
    return (_say("find.not_there", case), ShowCase(case.code))


def _say(key: str, case: CaseName) -> Say:
    return Say(key, {"code": case.code, "business": case.business})


REASON_LEAST = 3
LEADS: Mapping[str, Lead] = {
    "take": take,
    "next_stage": onward,
    "close_case": close,
    "certify": certify,
    "surveillance": watch,
    "hand_over": hand_over,
    "release": release,
    "note": note,
    "reply": reply,
    "send_back": send_back,
    "paper_review": papers,
}
"""What is done for each wish; any other opens the case."""


# --- one tap before anything is changed or sent --------------------------------------

ACTS: Mapping[str, Callable[[Mapping[str, Any]], Effect]] = {
    "take": lambda given: TakeCase(given["code"]),
    "accept": lambda given: AcceptCase(given["code"]),
    "onward": lambda given: MoveStage(given["code"], "onward", given["seen"]),
    "release": lambda given: ReleaseCase(given["code"]),
    "note": lambda given: WriteInternalNote(given["code"], given["text"]),
    "reply": lambda given: ReplyToOwner(given["text"], code=given["code"]),
}
"""What a yes does."""


def sure(what: str, case: CaseName, **more: str) -> Effects:
    """Ask whether to do *what*, with all that it will do."""
    named = {"code": case.code, "business": case.business, "owner": case.owner}
    return (Begin("sure", {"what": what, **named, **more}),)


def _asks(what: str) -> YesNo:
    yes = {"reply": "sure.send", "note": "sure.keep"}.get(what, f"desk.act.{what}")
    return YesNo(
        what,
        among=(Option(YES, key=yes), Option(NO, key="sure.no")),
        when=lambda answers: answers.given.get("what") == what,
    )


ASKED = {what: _asks(what) for what in ACTS}


def done(answers: Answers) -> Effects:
    """Do it, or leave it."""
    what = str(answers.given["what"])
    if answers[ASKED[what]] == NO:
        return (Say("sure.left", {"code": answers.given["code"]}),)
    return (ACTS[what](answers.given),)


SURE = Menu("sure", tuple(ASKED.values()), done, roles=OFFICERS)
