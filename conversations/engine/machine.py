"""One flow, one event: `step` reads it into the open question and asks the next.

Pure: what it needs arrives in `Here`, what it wants leaves as effects.
"""

from dataclasses import dataclass
from typing import Any

from conversations.engine import doubts, multi_answer, refusals
from conversations.engine.changed import changed
from conversations.engine.conversation import Conversation
from conversations.engine.effects import Begin, Effect, Say
from conversations.engine.events import Event, LookedUp, Pressed, Sent, Typed
from conversations.engine.flow import (
    Answers,
    Flow,
    Here,
    Question,
    Read,
    Refusal,
)
from conversations.engine.guesses import (
    NONE_OF_THESE,
    Guess,
    chosen,
    corrected,
    guesses,
)
from conversations.engine.prompts import applying, ask, keeps, left_out, opened
from conversations.engine.questions.basic import labelled
from conversations.engine.questions.special import Learn, Review
from conversations.language import Sure, match, read_yes_no

_MOST_PAGES = 4  # digits


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
    if isinstance(question, Learn):
        return _learn(flow, conversation, question, event, here)
    pressed = event.question if isinstance(event, Pressed) else ""
    asked = conversation.asked
    if asked and asked != question.key and pressed in {"", asked}:
        return _changed(flow, conversation, event, here)
    if isinstance(event, Pressed) and pressed not in {"", question.key}:
        return _press_elsewhere(flow, conversation, event, here)
    if isinstance(event, Pressed) and event.value.startswith("page:"):
        page = event.value.removeprefix("page:")
        turned = int(page[:_MOST_PAGES]) if page.isdecimal() else 0
        return onward(flow, changed(conversation, page=turned), here)
    if question.key == answers.reopened:
        doubted = bool(doubts.doubt(question, answers, settled))
        if keeps(event, here, doubted=doubted):
            return keep(flow, conversation, here)
    if isinstance(question, Review) and _wants_change(question, event, here):
        return Turn(conversation, (Begin("change"),))
    parts = applying(flow, question, answers, settled) if here.together else ()
    near = guesses(question, conversation, settled)
    if len(parts) > 1 and not near and not pressed:
        return _read_together(flow, conversation, parts, event, here)
    return _read_one(flow, conversation, question, event, here)


def back(flow: Flow, conversation: Conversation, here: Here) -> Turn | None:
    """Ask what was answered before the open question again; None at the first."""
    answers = conversation.known()
    answered = [
        question
        for question, stands in flow.walk(answers)
        if stands and question in answers and not question.silent
    ]
    return reopen(flow, conversation, answered[-1].key, here) if answered else None


def reopen(flow: Flow, conversation: Conversation, key: str, here: Here) -> Turn:
    """Ask *key* again; every answer stays, its own until there is another."""
    again = conversation.known().again(key)
    return onward(flow, conversation.keep(again), here)


def keep(flow: Flow, conversation: Conversation, here: Here) -> Turn:
    """Leave the answer that is asked again as it was, and go on."""
    whole = conversation.known().whole()
    return onward(flow, conversation.keep(whole), here)


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
    doubted = ""
    if unsaid := doubts.unsaid(flow, conversation, settled):
        told = (*conversation.doubted, unsaid.key)
        conversation = changed(conversation, doubted=told)
        if not (isinstance(question, Review) and here.together):
            asked = conversation.keep(answers.again(unsaid.key))
            return onward(flow, asked, here, *said, took=took)
        doubted = unsaid.doubt(settled[unsaid])
        said = (*said, Say(f"{doubts.HOME}.{doubted}.beside", joined=True))
    if question is None:
        return Turn(conversation, said, done=settled, took=took)
    if isinstance(question, Review) and not again:
        said = (*said, *question.warns(settled))
    put = ask(flow, conversation, question, here, again=again)
    if doubted:
        put = changed(put, example=doubted)
    conversation = changed(conversation, asked=question.key)
    return Turn(conversation, (*said, put), took=took)


def _learn(
    flow: Flow,
    conversation: Conversation,
    question: Learn[Any],
    event: Event,
    here: Here,
) -> Turn:
    """Take what was looked up; anything else means that it got lost: look again."""
    if isinstance(event, LookedUp) and event.question == question.key:
        settled, _ = opened(flow, conversation.known())
        read = question.read(event, settled, here)
        return _take(flow, conversation, question, read, here)
    return onward(flow, conversation, here)


def _read_one(
    flow: Flow,
    conversation: Conversation,
    question: Question[Any],
    event: Event,
    here: Here,
) -> Turn:
    """Read *event* as the answer to *question*."""
    settled, _ = opened(flow, conversation.known())
    if near := guesses(question, conversation, settled):
        meant = chosen(event, near, here)
        if meant is NONE_OF_THESE:
            return onward(flow, changed(conversation, offered=()), here)
        if isinstance(meant, Guess) and (len(near) > 1 or question.insists(event)):
            return _take(flow, conversation, question, Read(meant.value), here)
        event = corrected(event)
    if left_out(question, event):
        return _take(flow, conversation, question, Read(None), here)
    try:
        read = question.read(event, settled, here)
    except Refusal as refusal:
        return refuse(flow, conversation, question, refusal, here)
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
    echoed = read.echo and not flow.quiet
    said = (echo(question, answers),) if echoed else ()
    return onward(flow, conversation.keep(answers), here, *said, took=question.key)


def echo(question: Question[Any], answers: Answers) -> Effect:
    """How an inexact answer was understood."""
    shown = question.shown(answers[question], answers)
    return Say("repair.echo", {"answer": shown[0]}, joined=True)


def refuse(
    flow: Flow,
    conversation: Conversation,
    question: Question[Any],
    refusal: Refusal,
    here: Here,
) -> Turn:
    """Say why an answer cannot be taken, or help on; and ask again."""
    known = conversation.known()
    sofar = refusals.Before(conversation.misses, conversation.refused, known)
    if question is not opened(flow, known)[1]:
        refusal = refusals.unoffered(refusal)
    before, after = refusals.answer(flow, question, refusal, sofar)
    conversation = changed(
        conversation,
        misses=conversation.misses + 1,
        refused=refusals.reason(refusal),
        offered=refusal.offers,
    )
    turn = onward(flow, conversation, here, *before, again=True)
    return changed(turn, effects=(*turn.effects, *after))


def _read_together(
    flow: Flow,
    conversation: Conversation,
    parts: tuple[Question[Any], ...],
    event: Event,
    here: Here,
) -> Turn:
    """Read one bubble line by line; only the wrong lines are asked again."""
    heard = multi_answer.read(flow, parts, event, conversation.known(), here)
    if not heard.taken:
        sent = f"wanted_text_{event.kind}" if isinstance(event, Sent) else ""
        first = (
            heard.wrong[0]
            if heard.wrong
            else (parts[0], Refusal(sent or "not_understood"))
        )
        return refuse(flow, conversation, *first, here)
    kept = conversation.keep(heard.answers)
    said = [echo(question, heard.answers) for question in heard.guessed]
    if not heard.wrong:
        if isinstance(event, Sent) and opened(flow, kept.known())[1] in parts:
            said.append(Say("repair.file_kept", joined=True))
        return onward(flow, kept, here, *said)
    return _ask_wrong(flow, kept, heard, said, here)


def _ask_wrong(
    flow: Flow,
    conversation: Conversation,
    heard: multi_answer.Heard,
    echoes: list[Effect],
    here: Here,
) -> Turn:
    """Thank for the lines that were understood, and ask the others again.

    What may have been meant by the first of them is put alone, and last.
    """
    thanks = Say("repair.partly", {"taken": heard.taken}, joined=True)
    said: list[Effect] = [thanks, *echoes]
    _, question = opened(flow, conversation.known())
    offered: tuple[Any, ...] = ()
    for asked, refusal in sorted(heard.wrong, key=lambda line: line[0] is question):
        put = refusal if asked is question else refusals.unoffered(refusal)
        offered = offered or put.offers
        said.append(refusals.why(flow, asked, put, conversation.known()))
    conversation = changed(conversation, misses=1, offered=offered)
    return onward(flow, conversation, here, *said, again=True)


def _press_elsewhere(
    flow: Flow, conversation: Conversation, event: Pressed, here: Here
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
    value = settled[old]
    shown = old.shown(value, answers) if value is not None else ("",)
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
    kept = changed(kept, offered=())
    return onward(flow, kept, here, Say("repair.changed", joined=True))


def _wants_change(question: Review, event: Event, here: Here) -> bool:
    match event:
        case Pressed("change"):
            return True
        case Typed(text):
            options = labelled(question.options(Answers()), here)
            return read_yes_no(text) is False or match(text, options) == Sure("change")
        case _:
            return False
