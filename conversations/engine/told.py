"""What is said in passing at a form, carried out: answers told, and answers put right.

The form is the one that is open, else the one put aside last; for answers told also the
one that the registry listens for, which is opened then.
"""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from conversations.engine import listening, machine
from conversations.engine.effects import Begin, Say
from conversations.engine.events import uttered
from conversations.engine.position import Position, locate
from conversations.engine.questions.free_text import UNLIKELY
from conversations.engine.questions.question import Question, Read, Refusal
from conversations.engine.session import begin, finish, pass_by, uncover
from conversations.engine.turn import Turn
from conversations.engine.values import Answers, Conversation, Here
from conversations.language import (
    Correction,
    Names,
    Utterance,
    passage,
    read_correction,
)
from conversations.language.corrections import of_another
from conversations.understanding import Change, Told

_NAMES = Names()


def form(turn: Turn) -> Conversation | None:
    """The form that lies open, whatever short thing lies over it, or was put aside."""
    flows = turn.registry.flows
    for each in (*reversed(turn.session.open), *reversed(turn.session.paused)):
        if flows[each.flow].listens:
            return each
        if not (flows[each.flow].quiet or flows[each.flow].passing):
            return None
    return None


def heard(turn: Turn, said: Utterance) -> Told:
    """What *said* tells of the questions of the form, or of the one listened for.

    What is known already is no news.
    """
    there = form(turn)
    flow = turn.registry.flows.get(there.flow if there else turn.registry.hears)
    if flow is None or (there is None and turn.busy):
        return Told()
    answers = there.known() if there else Answers()
    form_ = flow.compiled(answers.given)
    if not passage(said, listening.names(form_, turn.here.label)).tells:
        return Told()
    told = listening.listen(said, flow, answers, turn.here, turn.question)
    surely = {
        key: value
        for key, value in told.surely.items()
        if key not in answers.stored
        or (
            key in told.named
            and answers.stored[key] != value
            and not of_another(told.left)
        )
    }
    if told.stretches == 1 and "product" not in told.named:
        # What somebody makes is said with the trade, and asked all the same.
        surely.pop("product", None)
    perhaps = {k: v for k, v in told.perhaps.items() if k not in answers.stored}
    news = told.news & frozenset(surely)
    return Told(surely, perhaps, news, told.named, told.stretches, told.left)


def corrected(turn: Turn, said: Utterance) -> Change | None:
    """Which answer of the form *said* puts right."""
    there = form(turn)
    if there is None:
        return None
    flow, label = turn.registry.flows[there.flow], turn.here.label
    called = listening.names(flow.compiled(there.given), label)
    found = read_correction(passage(said, called))
    if found is None:
        return None
    at = locate(flow, there)
    if found.keys:
        return _of_named(at, found, said.typed, turn.here)
    return next(_of_unnamed(at, found, turn.here), None)


def _of_named(at: Position, found: Correction, whole: str, here: Here) -> Change | None:
    """The change of a question that was named."""
    keys = [key for key in found.keys if key in at.form.keyed]
    known = [key for key in keys if key in at.answers.stored]
    known.sort(key=lambda key: not _was(at, key, found, here))
    if not found.said:
        return Change(known[0]) if len(known) == 1 else None
    for said in (found.said, whole):
        for key in (*known, *keys):
            if _value(at, key, said, here) is not None:
                return Change(key, said)
    return Change(known[0], found.said) if known else None


def _was(at: Position, key: str, found: Correction, here: Here) -> bool:
    """Whether the answer of *key* is what was called wrong."""
    value = _value(at, key, found.was, here) if found.was else None
    return value is not None and value == at.answers.stored[key]


def _of_unnamed(at: Position, found: Correction, here: Here) -> Iterator[Change]:
    """The answer that was wrong by what it was, its words, or because it was last."""
    stored = at.answers.stored
    known = [key for key in stored if key in at.form.keyed]
    for key in known:
        if _was(at, key, found, here):
            yield Change(key, found.said)
    told = listening.listen(Utterance(found.said), at.flow, Answers(), here).surely
    for key in known:
        if key in told and told[key] != stored[key]:
            yield Change(key, found.said)
    last = at.answered[-1].key if found.slip and at.answered else ""
    if last and _value(at, last, found.said, here) is not None:
        yield Change(last, found.said)


def _value(at: Position, key: str, said: str, here: Here) -> Any:
    """*said* as the answer of the question *key*; None if it is none."""
    try:
        return as_named(at.form.keyed[key], said, at.answers, here).value
    except Refusal:
        return None


def as_named(
    question: Question[Any], said: str, answers: Answers, here: Here
) -> Read[Any]:
    """*said*, which stood behind the name of *question*, read as its answer.

    What is written is taken there though it is unlikely: nothing else was asked for.
    """
    try:
        return question.read(uttered(said), answers, here)
    except Refusal as refusal:
        if refusal.reason == UNLIKELY and len(refusal.offers) == 1:
            return Read(refusal.offers[0])
        among = passage(Utterance(said), _NAMES)
        found = [each for each in question.find(among, answers, here) if each.sure]
        if not found or any(each.value != found[0].value for each in found):
            raise
        return Read(found[0].value)


# --- carried out ----------------------------------------------------------------------


def tell(turn: Turn, told: Told) -> None:
    """Keep what was told in passing, and ask the rest."""
    uncover(turn)
    pass_by(turn)
    at = turn.at
    if at is None or not at.flow.listens:
        there = form(turn) or Conversation(turn.registry.hears)
        opens = Begin(there.flow, there.given, told=told.surely, perhaps=told.perhaps)
        begin(turn, opens)
        return
    now = machine.heard(at.flow, at.conversation, told.surely, told.perhaps)
    finish(turn, machine.onward(locate(at.flow, now), turn.here))


def put_right(turn: Turn, change: Change) -> None:
    """Take an answer instead of another, say so, and go on with what was asked."""
    uncover(turn)
    pass_by(turn)
    _lay_on_top(turn)
    at = turn.at
    if at is None:
        return
    question = at.form.keyed[change.question]
    if not change.said:
        finish(turn, machine.reopen(at, question.key, turn.here))
        return
    try:
        read = as_named(question, change.said, at.answers, turn.here)
    except Refusal:
        reopened = machine.reopen(at, question.key, turn.here)
        finish(turn, machine.step(reopened.at, uttered(change.said), turn.here))
        return
    answers = at.answers.plus(question, read.value)
    now = locate(at.flow, at.conversation.keep(answers))
    shown = question.shown(read.value, answers)
    values = {"question": at.form.labels[question.key], "answer": shown}
    said = Say("repair.corrected", values, joined=True)
    finish(turn, machine.onward(now, turn.here, said))


def _lay_on_top(turn: Turn) -> None:
    """Bring back the form that was put aside."""
    there = form(turn)
    if there and there in turn.session.paused:
        paused = tuple([each for each in turn.session.paused if each is not there])
        turn.session = replace(turn.session, paused=paused)
        turn.push(there)
