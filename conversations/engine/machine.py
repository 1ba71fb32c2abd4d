"""One flow, one event: `step` reads it into the open question and asks the next.

Pure: what it needs arrives in `Here`, what it wants leaves as effects.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from conversations.engine import doubts, listening, multi_answer, refusals
from conversations.engine.effects import Begin, Effect, Line, Option, Remember, Say
from conversations.engine.events import Event, LookedUp, Pressed, Sent, Typed, utterance
from conversations.engine.flow import Flow
from conversations.engine.guesses import (
    NONE_OF_THESE,
    Guess,
    chosen,
    corrected,
    guesses,
)
from conversations.engine.position import Position, locate, parts
from conversations.engine.prompts import ask, keeps, left_out
from conversations.engine.questions.basic import labelled
from conversations.engine.questions.question import Question, Read, Refusal
from conversations.engine.questions.special import Learn, Review
from conversations.engine.values import Answers, Conversation, Here
from conversations.language import Sure, Utterance, match, read_yes_no

_MOST_PAGES = 4  # digits


class Step(Struct, frozen=True):
    """What one event made of a conversation: where it stands now, and what is said.

    *done* holds the answers when all are given: only those that apply and stand.
    *took* is the key of a question that got an answer.
    """

    at: Position
    effects: tuple[Effect, ...] = ()
    done: Answers | None = None
    took: str = ""

    @property
    def conversation(self) -> Conversation:
        """As it is now."""
        return self.at.conversation


def opened(
    move: Begin,
    flow: Flow,
    number: int,
    kept: Mapping[str, Any],
    here: Here,
) -> Conversation:
    """A new conversation in *flow*, with whatever of *kept* it asks again."""
    known = {**here.known, **kept}
    known = {key: known[key] for key in flow.keeps if key in known}
    made = Conversation(flow.name, number, known, move.given)
    return heard(flow, made, move.told, move.perhaps)


def heard(
    flow: Flow,
    conversation: Conversation,
    told: Mapping[str, Any],
    perhaps: Mapping[str, Any],
) -> Conversation:
    """*conversation* with what was told in passing, to be read back."""
    if not (told or perhaps):
        return conversation
    asked = flow.compiled(conversation.given).keyed
    answers = {key: value for key, value in told.items() if key in asked}
    answers = {**conversation.answers, **answers}
    now = conversation.keep(Answers(answers, reopened=conversation.reopened))
    return replace(
        now,
        told={**conversation.told, **told},
        perhaps={**conversation.perhaps, **perhaps},
        unasked=_unasked(conversation, told),
    )


def _unasked(conversation: Conversation, told: Mapping[str, Any]) -> tuple[str, ...]:
    """The keys of all that was told before it was asked; of what is *told* now, too."""
    new = {*told} - {*conversation.answers, conversation.asked}
    return tuple(sorted({*conversation.unasked, *new}))


def step(at: Position, event: Event, here: Here) -> Step:
    """Take one event."""
    question, conversation = at.question, at.conversation
    if question is None:
        return onward(at, here)
    if isinstance(question, Learn):
        return _learn(at, question, event, here)
    press = event if isinstance(event, Pressed) else None
    pressed = press.question if press else ""
    asked = conversation.asked
    if asked and asked != question.key and pressed in {"", asked}:
        return _changed(at, event, here)
    if press and pressed not in {"", question.key}:
        return _press_elsewhere(at, press, here)
    if press and press.value.startswith("page:"):
        page = press.value.removeprefix("page:")
        turned = int(page[:_MOST_PAGES]) if page.isdecimal() else 0
        return onward(courteous(at, page=turned), here)
    if question.key == at.answers.reopened:
        doubted = bool(doubts.doubt(at))
        if keeps(event, here, doubted=doubted):
            return keep(at, here)
    if isinstance(question, Review) and _wants_change(question, event, here):
        return Step(at, (Begin("change"),))
    if here.together and not pressed:
        bubble = parts(at)
        if len(bubble) > 1 and not guesses(at):
            return _read_together(at, bubble, event, here)
    return _read_one(at, question, event, here)


def anew(at: Position, done: Answers) -> Position:
    """A talk goes on: what was said is *done* with, and the next is awaited."""
    learned = {question.key for question in at.form.questions if question.silent}
    known = {key: value for key, value in done.stored.items() if key in learned}
    return locate(at.flow, at.conversation.keep(Answers(known, done.given)))


def courteous(at: Position, **courtesies: object) -> Position:
    """The same place, with other *courtesies*: no answer is changed by them."""
    return replace(at, conversation=replace(at.conversation, **courtesies))


def with_answers(at: Position, answers: Answers) -> Position:
    """Where one is with *answers*, changed only from the open question on."""
    return locate(at.flow, at.conversation.keep(answers), at)


def back(at: Position, here: Here) -> Step | None:
    """Ask what was answered before the open question again; None at the first."""
    before = [each for each in at.answered if each in at.answers]
    return reopen(at, before[-1].key, here) if before else None


def reopen(at: Position, key: str, here: Here) -> Step:
    """Ask *key* again; every answer stays, its own until there is another."""
    again = Answers(at.answers.stored, at.answers.given, key)
    return onward(locate(at.flow, at.conversation.keep(again)), here)


def keep(at: Position, here: Here) -> Step:
    """Leave the answer that is asked again as it was, and go on."""
    return onward(with_answers(at, Answers(at.answers.stored, at.answers.given)), here)


def onward(
    at: Position, here: Here, *said: Effect, again: bool = False, took: str = ""
) -> Step:
    """Ask the open question, after *said*; or be done."""
    doubted = ""
    if at.form.doubtful and (unsaid := doubts.unsaid(at)):
        at = courteous(at, doubted=(*at.conversation.doubted, unsaid.key))
        if not (isinstance(at.question, Review) and here.together):
            asked = reopen(at, unsaid.key, here)
            return replace(asked, effects=(*said, *asked.effects), took=took)
        doubted = unsaid.doubt(at.settled[unsaid])
        said = (*said, Say(f"{doubts.HOME}.{doubted}.beside", joined=True))
    if at.conversation.told:
        at, noted = read_back(at)
        said = (*said, *noted)
    question = at.question
    if question is None:
        return Step(at, said, done=at.settled, took=took)
    at = _guessed(at, question)
    if isinstance(question, Review) and not again:
        said = (*said, *question.warns(at.settled))
    put = ask(at, here, again=again)
    if doubted:
        put = replace(put, example=doubted)
    if at.conversation.asked != question.key:
        at = courteous(at, asked=question.key)
    return Step(at, (*said, put), took=took)


def read_back(at: Position) -> tuple[Position, tuple[Effect, ...]]:
    """Say what was told in passing, and keep what other flows will ask."""
    told, form = at.conversation.told, at.form
    asked = (*form.questions, *at.flow.hears)
    lines = [
        Line(at.flow.label(each, at.answers), each.shown(told[each.key], at.answers))
        for each in asked
        if each.key in told
    ]
    beside = {key: told[key] for key in told if key not in form.keyed}
    hinted = {key: beside[key] for key in at.flow.hints if key in beside}
    at = courteous(at, told={}, given={**at.conversation.given, **hinted})
    kept = (Remember(beside),) if beside else ()
    if len(lines) == 1:
        said = {"question": lines[0].label, "answer": lines[0].shown}
        return at, (*kept, Say("repair.noted", said, joined=True))
    change = Option("change", key="option.change")
    return at, (*kept, Say("repair.told", {"lines": lines}, actions=(change,)))


def _guessed(at: Position, question: Question[Any]) -> Position:
    """What may have been told of *question* before it came, put for a yes."""
    perhaps = at.conversation.perhaps
    if question.key not in perhaps:
        return at
    rest = {key: value for key, value in perhaps.items() if key != question.key}
    offered = at.conversation.offered or tuple(perhaps[question.key])
    return courteous(at, perhaps=rest, offered=offered)


def _learn(at: Position, question: Learn[Any], event: Event, here: Here) -> Step:
    """Take what was looked up; anything else means that it got lost: look again."""
    if isinstance(event, LookedUp) and event.question == question.key:
        return _take(at, question, question.read(event, at.settled, here), here)
    return onward(at, here)


def _read_one(at: Position, question: Question[Any], event: Event, here: Here) -> Step:
    """Read *event* as the answer to the open *question*."""
    if near := guesses(at):
        meant = chosen(event, near, here)
        if meant is NONE_OF_THESE:
            return onward(courteous(at, offered=()), here)
        if isinstance(meant, Guess) and (len(near) > 1 or question.insists(event)):
            return _take(at, question, Read(meant.value), here)
        event = corrected(event)
    if left_out(question, event):
        return _take(at, question, Read(None), here)
    return _read_part(at, question, event, here)


def _read_part(at: Position, question: Question[Any], event: Event, here: Here) -> Step:
    """Read *event* into an open *question*, the first or another of its bubble."""
    try:
        read = question.read(event, at.settled, here)
    except Refusal as refusal:
        return refuse(at, question, refusal, here)
    return _take(at, question, read, here)


def _take(at: Position, question: Question[Any], read: Read[Any], here: Here) -> Step:
    """Keep an answer, say how it was understood if that was inexact, and go on."""
    answers = at.answers.plus(question, read.value)
    echoed = read.echo and not at.flow.quiet
    said = (echo(question, answers),) if echoed else ()
    at, answers = _hearing(at, answers, (question,), here)
    return onward(with_answers(at, answers), here, *said, took=question.key)


def _hearing(
    at: Position, answers: Answers, taken: Sequence[Question[Any]], here: Here
) -> tuple[Position, Answers]:
    """With what the answers just *taken* tell of later questions.

    "Kain batik tulis" says how it is made as well: that is not asked any more.
    """
    for question in taken:
        open_ = [key for key in question.tells if key not in answers.stored]
        said = answers.stored.get(question.key)
        if not open_ or not isinstance(said, str):
            continue
        found = listening.listen(Utterance(said), at.flow, at.answers, here, question)
        told = {key: found.surely[key] for key in open_ if key in found.surely}
        stored = {**answers.stored, **told}
        answers = Answers(stored, answers.given, answers.reopened)
        known = at.conversation
        unasked = _unasked(known, told)
        at = courteous(at, told={**known.told, **told}, unasked=unasked)
    return at, answers


def echo(question: Question[Any], answers: Answers) -> Effect:
    """How an inexact answer was understood."""
    shown = question.shown(answers[question], answers)
    return Say("repair.echo", {"answer": shown[0]}, joined=True)


def refuse(at: Position, question: Question[Any], refusal: Refusal, here: Here) -> Step:
    """Say why an answer cannot be taken, or help on; and ask again."""
    if question is not at.question:
        refusal = refusals.unoffered(refusal)
    before, after = refusals.answer(at, question, refusal)
    at = courteous(
        at,
        misses=at.conversation.misses + 1,
        refused=refusals.reason(refusal),
        offered=refusal.offers,
    )
    asked = onward(at, here, *before, again=True)
    return replace(asked, effects=(*asked.effects, *after))


def _read_together(
    at: Position, bubble: tuple[Question[Any], ...], event: Event, here: Here
) -> Step:
    """Read one bubble line by line; only the wrong lines are asked again."""
    heard = multi_answer.read(at, bubble, event, here)
    if not heard.taken:
        sent = f"wanted_text_{event.kind}" if isinstance(event, Sent) else ""
        first = (
            heard.wrong[0]
            if heard.wrong
            else (bubble[0], Refusal(sent or "not_understood"))
        )
        return refuse(at, *first, here)
    at, answers = _hearing(at, heard.answers, bubble, here)
    kept = with_answers(at, answers)
    said = [echo(question, heard.answers) for question in heard.guessed]
    if heard.wrong:
        return _ask_wrong(kept, heard, said, here)
    if isinstance(event, Sent) and kept.question in bubble:
        said.append(Say("repair.file_kept", joined=True))
    return onward(kept, here, *said)


def _ask_wrong(
    at: Position, heard: multi_answer.Heard, echoes: Sequence[Effect], here: Here
) -> Step:
    """Thank for the lines that were understood, and ask the others again.

    What may have been meant by the first of them is put alone, and last.
    """
    thanks = Say("repair.partly", {"taken": heard.taken}, joined=True)
    said: list[Effect] = [thanks, *echoes]
    offered: tuple[Any, ...] = ()
    for asked, refusal in sorted(heard.wrong, key=lambda line: line[0] is at.question):
        put = refusal if asked is at.question else refusals.unoffered(refusal)
        offered = offered or put.offers
        said.append(refusals.why(at, asked, put))
    at = courteous(at, misses=1, offered=offered)
    return onward(at, here, *said, again=True)


def _press_elsewhere(at: Position, event: Pressed, here: Here) -> Step:
    """A press on a button of another question: a part of the bubble, or an old one."""
    for part in parts(at):
        if part.key == event.question:
            return _read_part(at, part, event, here)
    old = at.form.keyed.get(event.question)
    if old is None or old.key not in at.settled.stored:
        return onward(at, here, Say("repair.old_button"), again=True)
    value = at.settled[old]
    shown = old.shown(value, at.answers) if value is not None else ("",)
    said = Say("repair.already_answered", {"answer": shown[0]}, joined=True)
    return onward(at, here, said, again=True)


def _changed(at: Position, event: Event, here: Here) -> Step:
    """The flow changed since the question was put: keep the answer, tell once."""
    asked = at.form.keyed.get(at.conversation.asked)
    if asked is not None and not asked.silent and asked not in at.answers:
        try:
            read = asked.read(event, at.answers, here)
        except Refusal:
            pass
        else:
            answers = at.answers.plus(asked, read.value)
            at = locate(at.flow, at.conversation.keep(answers))
    at = courteous(at, offered=())
    return onward(at, here, Say("repair.changed", joined=True))


def _wants_change(question: Review, event: Event, here: Here) -> bool:
    match event:
        case Pressed("change"):
            return True
        case Typed():
            said = utterance(event)
            options = labelled(question.options(Answers()), here)
            return read_yes_no(said) is False or match(said, options) == Sure("change")
        case _:
            return False
