"""One flow, one event: `step` reads it into the open question and asks the next.

Pure: what it needs arrives in `Here`, what it wants leaves as effects.
"""

from dataclasses import dataclass, replace
from typing import Any

from conversations.engine import bubble
from conversations.engine.asking import NONE_OF_THESE, applying, ask, opened
from conversations.engine.effects import Begin, Effect, Option, Say
from conversations.engine.events import Event, Picked, Said, Sent
from conversations.engine.flow import (
    Answers,
    Conversation,
    Flow,
    Here,
    Question,
    Read,
    Refusal,
)
from conversations.engine.questions import SKIP, labelled
from conversations.engine.reading import Sure, fold, match, read_yes_no
from conversations.engine.special import Review

SKIP_WORDS = frozenset({"lewati", "lewat", "skip", "kosong", "-", ""})
PATIENCE = 3
"""Refusals in a row before a human is offered."""


@dataclass(frozen=True)
class Turn:
    """What one event made of a conversation.

    *done* holds the answers when all are given: only those that apply and stand.
    *took* is the key of a question that got an answer.
    """

    conversation: Conversation
    effects: tuple[Effect, ...] = ()
    done: Answers | None = None
    took: str = ""


def start(
    flow: Flow, number: int, given: dict[str, Any], kept: dict[str, Any], here: Here
) -> Turn:
    """Open *flow*, with whatever of *kept* it asks again."""
    known = {**here.known, **kept}
    known = {key: known[key] for key in flow.keeps if key in known}
    return onward(flow, Conversation(flow.name, number, known, given), here)


def step(flow: Flow, conversation: Conversation, event: Event, here: Here) -> Turn:
    """Take one event."""
    answers = conversation.known()
    settled, question = opened(flow, answers)
    if question is None:
        return onward(flow, conversation, here)
    if isinstance(event, Picked) and event.value.startswith("page:"):
        page = event.value.removeprefix("page:")
        turned = int(page) if page.isdecimal() else 0
        return onward(flow, replace(conversation, page=turned), here)
    if isinstance(event, Picked) and event.question not in {"", question.key}:
        return _press_elsewhere(flow, conversation, event, here)
    asked = conversation.asked
    if asked and asked != question.key and not question.silent:
        return _changed(flow, conversation, event, here)
    if isinstance(question, Review) and _wants_change(event):
        return Turn(conversation, (Begin("change"),))
    parts = applying(flow, question, answers, settled) if here.together else ()
    if len(parts) > 1 and not conversation.offered:
        return _read_together(flow, conversation, parts, event, here)
    return _read_one(flow, conversation, question, event, here)


def back(flow: Flow, conversation: Conversation, here: Here) -> Turn | None:
    """Ask the question before the open one again; None at the first."""
    settled = [q for q, stands in flow.walk(conversation.known()) if stands]
    settled = [q for q in settled if not q.silent]
    if not settled:
        return None
    return reopen(flow, conversation, settled[-1].key, here)


def reopen(flow: Flow, conversation: Conversation, key: str, here: Here) -> Turn:
    """Ask *key* again; later answers stay, unless they no longer stand."""
    answers = conversation.known().minus(key)
    return onward(flow, conversation.keep(answers), here)


def onward(
    flow: Flow,
    conversation: Conversation,
    here: Here,
    *said: Effect,
    again: bool = False,
    took: str = "",
) -> Turn:
    """Ask the open question, after *said*; or be done."""
    answers = conversation.known()
    settled, question = opened(flow, answers)
    if question is None:
        return Turn(conversation, said, done=settled, took=took)
    put = ask(flow, conversation, question, here, again=again)
    conversation = replace(conversation, asked=question.key)
    return Turn(conversation, (*said, put), took=took)


def _read_one(
    flow: Flow,
    conversation: Conversation,
    question: Question[Any],
    event: Event,
    here: Here,
) -> Turn:
    """Read *event* as the answer to *question*."""
    settled, _ = opened(flow, conversation.known())
    options = question.options(settled)
    near = tuple(o for o in options if o.value in conversation.offered)
    if near:
        chosen = _among_offers(event, near, here)
        if chosen is NONE_OF_THESE:
            return onward(flow, replace(conversation, offered=()), here)
        if chosen is not None:
            event = Picked(chosen.value)
    if question.optional and _skips(event):
        return _take(flow, conversation, question, Read(None), here)
    try:
        read = question.read(event, settled, here)
    except Refusal as refusal:
        return refuse(flow, conversation, question, refusal, here)
    if near:
        read = replace(read, echo=False)
    return _take(flow, conversation, question, read, here)


def _take(
    flow: Flow,
    conversation: Conversation,
    question: Question[Any],
    read: Read[Any],
    here: Here,
) -> Turn:
    """Keep an answer, say how it was understood if that was inexact, and go on."""
    answers = conversation.known().plus(question, read.value)
    said: tuple[Effect, ...] = ()
    if read.echo:
        shown = question.shown(read.value, answers)
        said = (Say("repair.echo", {"answer": shown[0]}, joined=True),)
    kept = conversation.keep(answers)
    return onward(flow, kept, here, *said, took=question.key)


def refuse(
    flow: Flow,
    conversation: Conversation,
    question: Question[Any],
    refusal: Refusal,
    here: Here,
) -> Turn:
    """Say why an answer cannot be taken, and ask again, ever more helpfully."""
    misses = conversation.misses + 1
    offered = tuple(option.value for option in refusal.offers)
    conversation = replace(conversation, misses=misses, offered=offered)
    said: list[Effect] = []
    if not offered:
        said.append(why(flow, question, refusal))
    if misses == PATIENCE - 1 and not offered:
        said.append(
            Say(f"{flow.home(question)}.help", fallback="help.ask", joined=True)
        )
    turn = onward(flow, conversation, here, *said, again=True)
    if misses >= PATIENCE:
        human = Say(
            "repair.offer_officer", actions=(Option("officer", "action.officer"),)
        )
        return replace(turn, effects=(*turn.effects, human))
    return turn


def why(flow: Flow, question: Question[Any], refusal: Refusal) -> Say:
    """The words of a refusal: the question's own, else those of its kind."""
    return Say(
        f"{flow.home(question)}.{refusal.reason}",
        refusal.values,
        fallback=f"refusal.{refusal.reason}",
        joined=True,
    )


def _read_together(
    flow: Flow,
    conversation: Conversation,
    parts: tuple[Question[Any], ...],
    event: Event,
    here: Here,
) -> Turn:
    """Read one bubble line by line; only the wrong lines are asked again."""
    answers = conversation.known()
    wrong: list[tuple[Question[Any], Refusal]] = []
    said: list[Effect] = []
    taken = 0
    for question, line in bubble.lines(flow, parts, event, here):
        if line is None:
            continue
        if question.optional and _skips(line):
            answers = answers.plus(question, None)
            taken += 1
            continue
        try:
            read = question.read(line, answers, here)
        except Refusal as refusal:
            wrong.append((question, refusal))
            continue
        answers = answers.plus(question, read.value)
        taken += 1
        if read.echo:
            shown = question.shown(read.value, answers)
            said.append(Say("repair.echo", {"answer": shown[0]}, joined=True))
    if not taken:
        first = wrong[0] if wrong else (parts[0], Refusal("not_understood"))
        return refuse(flow, conversation, *first, here)
    kept = conversation.keep(answers)
    if not wrong:
        return onward(flow, kept, here, *said, took=parts[0].key)
    return _ask_wrong(flow, kept, wrong, said, taken, here)


def _ask_wrong(
    flow: Flow,
    conversation: Conversation,
    wrong: list[tuple[Question[Any], Refusal]],
    said: list[Effect],
    taken: int,
    here: Here,
) -> Turn:
    """Thank for the lines that were understood, and ask the others again."""
    said = [Say("repair.partly", {"taken": taken}, joined=True), *said]
    _, question = opened(flow, conversation.known())
    offers = ()
    for asked, refusal in wrong:
        if refusal.offers and len(wrong) == 1 and asked is question:
            offers = tuple(option.value for option in refusal.offers)
        elif refusal.offers:
            values = {**refusal.values, "question": flow.label(asked)}
            said.append(Say("repair.line_unclear", values, joined=True))
        else:
            said.append(why(flow, asked, refusal))
    conversation = replace(conversation, misses=1, offered=offers)
    return onward(flow, conversation, here, *said, again=True, took="together")


def _among_offers(event: Event, near: tuple[Option, ...], here: Here) -> Option | None:
    """Which of the guesses was meant; `NONE_OF_THESE`; or None if it is unclear."""
    if isinstance(event, Picked):
        if event.value == NONE_OF_THESE.value:
            return NONE_OF_THESE
        return next((o for o in near if o.value == event.value), None)
    if not isinstance(event, Said):
        return None
    answer = read_yes_no(event.text)
    if answer is False:
        return NONE_OF_THESE
    if answer is True and len(near) == 1:
        return near[0]
    match match(event.text, labelled((*near, NONE_OF_THESE), here)):
        case Sure(value):
            return next(o for o in (*near, NONE_OF_THESE) if o.value == value)
    return None


def _press_elsewhere(
    flow: Flow, conversation: Conversation, event: Picked, here: Here
) -> Turn:
    """A press on a button of another question: a part of the bubble, or an old one."""
    answers = conversation.known()
    settled, question = opened(flow, answers)
    parts = applying(flow, question, answers, settled) if question else ()
    for part in parts:
        if part.key == event.question:
            return _read_one_of(flow, conversation, part, event, here)
    old = next(
        (q for q, stands in flow.walk(answers) if stands and q.key == event.question),
        None,
    )
    if old is None:
        return onward(flow, conversation, here, Say("repair.old_button"), again=True)
    shown = old.shown(answers[old], answers) if answers[old] is not None else ("",)
    said = Say("repair.already_answered", {"answer": shown[0]}, joined=True)
    return onward(flow, conversation, here, said, again=True)


def _read_one_of(
    flow: Flow,
    conversation: Conversation,
    part: Question[Any],
    event: Event,
    here: Here,
) -> Turn:
    """Read *event* into *part*, an open question that is not the first."""
    settled, _ = opened(flow, conversation.known())
    try:
        read = part.read(event, settled, here)
    except Refusal as refusal:
        return refuse(flow, conversation, part, refusal, here)
    return _take(flow, conversation, part, read, here)


def _changed(flow: Flow, conversation: Conversation, event: Event, here: Here) -> Turn:
    """The flow changed since the question was put: keep the answer, tell once."""
    answers = conversation.known()
    asked = next(
        (q for q in flow.questions(conversation.given) if q.key == conversation.asked),
        None,
    )
    kept = conversation
    if asked is not None and not asked.silent and asked not in answers:
        try:
            read = asked.read(event, answers, here)
            kept = conversation.keep(answers.plus(asked, read.value))
        except Refusal:
            kept = conversation
    return onward(flow, kept, here, Say("repair.changed", joined=True))


def _wants_change(event: Event) -> bool:
    match event:
        case Picked("change"):
            return True
        case Said(text):
            return read_yes_no(text) is False
        case _:
            return False


def _skips(event: Event) -> bool:
    match event:
        case Picked(value):
            return value == SKIP.value
        case Said(text):
            return fold(text) in SKIP_WORDS or text.strip() == "-"
        case Sent() | _:
            return False
