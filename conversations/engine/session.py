"""A person's conversations as a stack of forms: begun, finished, put aside, resumed.

Each function carries out one move of a `Turn`. What an event means is decided
elsewhere (`engine.receive`, and for words `understanding`).
"""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from conversations.engine import machine
from conversations.engine.effects import (
    Begin,
    Drop,
    Effect,
    Moot,
    OfferMenu,
    Recall,
    Remember,
    Reopen,
    Restore,
    Resume,
    Suspend,
    Utter,
)
from conversations.engine.events import Event
from conversations.engine.flow import Flow, Form
from conversations.engine.machine import Step
from conversations.engine.position import locate
from conversations.engine.questions.basic import labelled
from conversations.engine.turn import DEPTH, Turn
from conversations.engine.values import Conversation
from conversations.language import Sure, match

REGRET = timedelta(days=7)
"""So long a form that was thrown away can be had back."""


def do(turn: Turn, effects: tuple[Effect, ...], *, silently: bool = False) -> None:
    """Carry out moves of the conversation; everything else leaves as it is."""
    for effect in effects:
        match effect:
            case Begin("change", given) if not given:
                change(turn)
            case Begin():
                begin(turn, effect, silently=silently)
            case Reopen(key):
                if at := turn.at:
                    finish(turn, machine.reopen(at, key, turn.here))
            case Remember(values):
                turn.remember(values)
            case Utter():
                utter(turn, effect)
            case Moot():
                _forget(turn, effect)
            case Suspend() | Drop() | Restore() | Resume() | Recall() | OfferMenu():
                turn_to(turn, effect)
            case _:
                leave(turn, effect)


def turn_to(
    turn: Turn, move: Suspend | Drop | Restore | Resume | Recall | OfferMenu
) -> None:
    """Put the form aside, or turn to what was left."""
    match move:
        case Suspend():
            suspend(turn)
        case Drop(undo):
            drop(turn, undo=undo)
        case Restore():
            restore(turn)
        case Resume():
            resume(turn)
        case Recall():
            recall(turn, move)
        case OfferMenu():
            if not turn.busy:
                menu(turn)


def leave(turn: Turn, effect: Effect) -> None:
    """An effect that is carried out by others; consent is heeded at once."""
    turn.out.append(effect)
    consent = turn.registry.consent
    agreed = consent.agreed(effect) if consent else None
    if agreed is not None:
        turn.noticed = agreed
        turn.registry.files.agreed(turn, agreed=agreed)


# --- begin, go on, finish -----------------------------------------------------------


def begin(turn: Turn, move: Begin, *, silently: bool = False) -> None:
    """Open a flow; one that is unfinished goes on where it was."""
    flow = turn.registry.flows[move.flow]
    if move.idle and turn.busy:
        return
    top = turn.session.top
    if flow.goes_on and top and (top.flow, top.given) == (flow.name, move.given):
        return  # they talk already
    if flow.roles and turn.here.who.role not in flow.roles:
        turn.say("refusal.not_allowed")
        return
    if flow.own and turn.here.who.helping:
        turn.out.extend(turn.registry.own(move))
        return
    uncover(turn)
    same = _unfinished(turn, flow, move.given)
    if same:
        _go_on(turn, same, move)
        return
    if flow.again:
        _forget(turn, Moot((flow.name,)))
    kept, number = turn.session.kept, turn.session.count + 1
    turn.session = replace(turn.session, count=number)
    hinted = {key: kept[key] for key in flow.hints if key in kept}
    move = replace(move, given={**hinted, **move.given})
    made = machine.opened(move, flow, number, kept, turn.here)
    turn.push(made)
    if turn.unread:
        notice(turn)
        return
    step_ = machine.onward(locate(flow, made), turn.here)
    if silently and step_.done is None:
        turn.put(step_.at)
    else:
        finish(turn, step_)


def _go_on(turn: Turn, same: Conversation, move: Begin) -> None:
    """Lay an unfinished conversation on top again."""
    turn.session = replace(
        turn.session,
        open=tuple([c for c in turn.session.open if c is not same]),
        paused=tuple([c for c in turn.session.paused if c is not same]),
    )
    same = replace(same, given={**same.given, **move.given})
    flow = turn.registry.flows[same.flow]
    turn.push(machine.heard(flow, same, move.told, move.perhaps))
    turn.say("repair.resumed")
    ask_again(turn)


def step(turn: Turn, event: Event) -> None:
    """Give *event* to the conversation on top."""
    at = turn.at
    if turn.unread:
        notice(turn)
    elif at:
        taken(turn, machine.step(at, event, turn.here))


def taken(turn: Turn, made: Step) -> None:
    """What an event made of the conversation on top; its message is remembered."""
    if made.took:
        last = (turn.here.message, made.conversation.number, made.took)
        turn.session = replace(turn.session, last=last)
    finish(turn, made)


def finish(turn: Turn, made: Step) -> None:
    """Keep what became of the conversation on top; finish it when it is done."""
    if made.done is not None:
        turn.registry.files.keep(turn, made.conversation, made.done)
    turn.put(made.at)
    do(turn, made.effects)
    if made.done is None:
        return
    flow, done = made.at.flow, made.done
    if flow.goes_on and flow.goes_on(done):
        turn.put(machine.anew(made.at, done))
        do(turn, flow.end(done, turn.here))
        return
    turn.pop()
    if isinstance(flow, Form):
        # There is news to greet somebody with.
        turn.session = replace(turn.session, greeted=False)
    if flow.keeps:
        turn.remember({k: v for k, v in done.stored.items() if k in flow.keeps})
    effects = flow.end(done, turn.here)
    do(turn, effects)
    if not any(isinstance(effect, Begin | Reopen | Utter) for effect in effects):
        # What was begun under the notice was not asked at all yet.
        consent = turn.registry.consent
        begun = consent is not None and flow.name == consent.flow
        ask_again(turn, quietly=not begun, again=not begun)


def ask_again(turn: Turn, *, quietly: bool = True, again: bool = True) -> None:
    """Put the open question again, unless it is one that can wait."""
    at = turn.at
    if not at or (quietly and at.flow.quiet):
        return
    if turn.unread:
        notice(turn)
    else:
        finish(turn, machine.onward(at, turn.here, again=again))


def notice(turn: Turn) -> None:
    """The privacy notice, before the form on top asks anything."""
    consent, flow = turn.registry.consent, turn.flow
    assert consent and flow  # noqa: S101, PT018 -- only what is on top can be unread
    begin(turn, Begin(consent.flow, {"for": flow.name}))


def menu(turn: Turn) -> None:
    """The way to everything else, laid over what is open."""
    begin(turn, turn.registry.menu(turn.session, turn.here))


# --- put aside, and back ------------------------------------------------------------


def suspend(turn: Turn) -> None:
    """Put the form aside, and with it what was laid over it."""
    while turn.beside:
        turn.pop()
    if turn.session.open:
        paused = (*turn.session.paused, turn.session.open[-1])[-DEPTH:]
        turn.session = replace(turn.session, paused=paused, greeted=False)
        turn.pop()


def drop(turn: Turn, *, undo: bool) -> None:
    """Let the form go, and with it what was laid over it."""
    while turn.beside:
        turn.pop()
    if turn.session.open:
        if undo:
            today = turn.here.today.isoformat()
            gone = turn.session.open[-1]
            turn.session = replace(turn.session, dropped=gone, dropped_on=today)
        turn.pop()


def restore(turn: Turn) -> None:
    """Have back what was thrown away last, if it was not long ago."""
    gone = turn.session.dropped
    if gone is None:
        turn.say("repair.nothing_to_restore")
        ask_again(turn)
        return
    uncover(turn)
    turn.push(gone)
    turn.session = replace(turn.session, dropped=None, dropped_on="")
    turn.say("repair.restored")
    ask_again(turn)


def resume(turn: Turn) -> None:
    """Back to what is open, or to what was put aside last."""
    uncover(turn)
    pass_by(turn)
    at = turn.at
    if at and at.answers.reopened:
        finish(turn, machine.keep(at, turn.here))
        return
    if not at and turn.session.paused:
        *rest, last = turn.session.paused
        turn.session = replace(turn.session, open=(last,), paused=tuple(rest))
    if turn.session.open:
        turn.say("repair.resumed")
        ask_again(turn)
    else:
        turn.say("repair.nothing_to_resume")
        menu(turn)


def recall(turn: Turn, how: Recall) -> None:
    """Say what was left; a short thing laid over it is over."""
    flows = turn.registry.flows
    forms = [c for c in turn.session.open if isinstance(flows[c.flow], Form)]
    if forms:
        while turn.session.open[-1] is not forms[-1]:
            turn.pop()
        do(turn, how.form)
        ask_again(turn)
    elif how.waiting:
        do(turn, how.waiting)
    elif turn.session.paused:
        do(turn, how.aside)


def uncover(turn: Turn) -> None:
    """Leave what can simply be left, unless it waits for the notice."""
    while turn.quiet and not turn.unread:
        turn.pop()


def pass_by(turn: Turn) -> None:
    """Leave what is asked beside a form, and nobody has to answer."""
    while (flow := turn.flow) and flow.passing:
        turn.pop()


def let_go(turn: Turn) -> None:
    """Leave what is short; a file that was sent for it is not gone with it."""
    turn.registry.files.keep(turn, turn.session.open[-1])
    turn.pop()


# --- other moves --------------------------------------------------------------------


def change(turn: Turn, about: str = "") -> None:
    """Choose an answer to give again; the one that *about* names, if it does."""
    pass_by(turn)
    uncover(turn)
    at = turn.at
    rows = tuple([at.flow.label(q, at.settled) for q in at.answered]) if at else ()
    match match(about, labelled(rows, turn.here)) if about else None:
        case Sure(key):
            do(turn, (Reopen(key),))
            return
    if rows:
        choose(turn, [row.value for row in rows])
    else:
        turn.say("repair.nothing_to_change")
        ask_again(turn)


def choose(turn: Turn, keys: Collection[str]) -> None:
    """Which of the answers *keys* is to be given again."""
    at = turn.at
    asked = [at.form.keyed[key] for key in keys] if at else []
    labels = [at.flow.label(each, at.answers) for each in asked] if at else []
    rows = [[row.value, row.key, row.label] for row in labels]
    begin(turn, Begin("change", {"answers": rows}))


def utter(turn: Turn, move: Utter) -> None:
    """Take words as if they were typed now, unless their question is over."""
    at = turn.at
    here = at and at.question and at.conversation.number == move.conversation
    if move.conversation and not (
        here and at and at.question and at.question.key == move.question
    ):
        turn.say("heard.late")
        ask_again(turn)
    else:
        turn.registry.words(turn, move.text, False)  # noqa: FBT003 -- not the first


def known(turn: Turn) -> None:
    """Let go of what nobody can go on with: flows that are gone, a regret too late."""
    session, flows = turn.session, turn.registry.flows
    for each in (*session.open, *session.paused):
        if each.flow not in flows:
            turn.session = replace(
                session,
                open=tuple([c for c in session.open if c.flow in flows]),
                paused=tuple([c for c in session.paused if c.flow in flows]),
            )
            break
    gone = session.dropped
    if gone and (gone.flow not in flows or _late(session.dropped_on, turn.here.today)):
        turn.session = replace(turn.session, dropped=None, dropped_on="")


def _late(day: str, today: date) -> bool:
    """Whether what was thrown away on *day* cannot be had back any more."""
    try:
        return today > date.fromisoformat(day) + REGRET
    except (ValueError, OverflowError):
        return True


def _unfinished(
    turn: Turn, flow: Flow, given: Mapping[str, Any]
) -> Conversation | None:
    """A conversation of this very flow that is still open, or was put aside."""
    if not isinstance(flow, Form):
        return None
    for each in (*turn.session.open, *turn.session.paused):
        if each.flow == flow.name:
            old = each.given
            differ = {k for k in {*old, *given} if old.get(k) != given.get(k)}
            if differ <= {*flow.hints}:
                return each
    return None


def _forget(turn: Turn, what: Moot) -> None:
    """Let go of every conversation that is about *what*; its files are not gone."""
    gone = [
        each
        for each in turn.session.open
        if each.flow in what.flows
        and all(each.given.get(k, v) == v for k, v in what.given.items())
    ]
    for each in gone:
        turn.registry.files.keep(turn, each)
    left = tuple([each for each in turn.session.open if each not in gone])
    turn.session = replace(turn.session, open=left)
    do(turn, what.then * bool(gone))
