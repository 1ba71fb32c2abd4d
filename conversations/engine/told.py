"""What is said in passing at a form, carried out: answers told, and answers put right.

The form is the one that is open, else the one put aside last; for answers told also the
one that the registry listens for, which is opened then.
"""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from conversations.engine import corrections, listening, machine
from conversations.engine.effects import Begin, Say
from conversations.engine.events import uttered
from conversations.engine.machine import Step
from conversations.engine.position import Position, locate
from conversations.engine.questions.question import Refusal
from conversations.engine.session import begin, choose, finish, pass_by, uncover
from conversations.engine.turn import Turn
from conversations.engine.values import Answers, Conversation, Here
from conversations.language import Utterance, passage, read_correction
from conversations.language.corrections import CONFIRM, of_another
from conversations.language.numbers_in_passing import FEWEST
from conversations.understanding import Change, Told

BRIEF = 4
"""Words of an answer by itself."""


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
    if said.typed.isdecimal() and (len(said.typed) < FEWEST or _answers(turn, said)):
        return Told()
    form_ = flow.compiled(answers.given)
    # Whoever returns to a form put aside may just give the answer.
    returns = there is not None and not turn.busy and len(said.words) <= BRIEF
    if not (returns or passage(said, listening.names(form_, turn.here.label)).tells):
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


def _answers(turn: Turn, said: Utterance) -> bool:
    """Whether *said* is just what is asked, or is no news of a phone."""
    at = turn.at
    if at is None or at.question is None or "phone" in at.answers.stored:
        return True
    try:
        at.question.read(uttered(said), at.settled, turn.here)
    except Refusal:
        return False
    return True


def corrected(turn: Turn, said: Utterance) -> Change | None:
    """Which answers of the form *said* puts right."""
    there = form(turn)
    if there is None:
        return None
    flow, label = turn.registry.flows[there.flow], turn.here.label
    text = passage(said, listening.names(flow.compiled(there.given), label))
    found = read_correction(text)
    if found is None:
        return None
    look = corrections.Look(locate(flow, there), turn.here)
    change = corrections.change(look, found, text)
    asks = said.asked and CONFIRM not in text.said
    return corrections.unsure(change) if change and asks else change


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
    """Take answers instead of others, say so, and go on with what was asked.

    Of what is not sure it is first asked which is meant, and whether it is.
    """
    uncover(turn)
    pass_by(turn)
    _lay_on_top(turn)
    at = turn.at
    if at is None:
        return
    if change.surely:
        finish(turn, _instead(at, change.surely, turn.here))
        return
    at = locate(at.flow, machine.heard(at.flow, at.conversation, {}, change.perhaps))
    if len(change.perhaps) > 1:
        turn.put(at)
        choose(turn, change.perhaps)
        return
    again = machine.reopen(at, next(iter(change.perhaps)), turn.here)
    if change.said:
        again = machine.step(again.at, uttered(change.said), turn.here)
    finish(turn, again)


def _instead(at: Position, surely: Mapping[str, Any], here: Here) -> Step:
    """Where one is with *surely* instead of what was answered, each said."""
    answers, said = at.answers, []
    for key, value in surely.items():
        question = at.form.keyed[key]
        answers = answers.plus(question, value)
        shown = question.shown(value, answers)
        values = {"question": at.flow.label(question, answers), "answer": shown}
        said.append(Say("repair.corrected", values, joined=True))
    return machine.onward(locate(at.flow, at.conversation.keep(answers)), here, *said)


def _lay_on_top(turn: Turn) -> None:
    """Bring back the form that was put aside."""
    there = form(turn)
    if there and there in turn.session.paused:
        paused = tuple([each for each in turn.session.paused if each is not there])
        turn.session = replace(turn.session, paused=paused)
        turn.push(there)
