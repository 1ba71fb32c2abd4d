"""Words that work anywhere, and what each does to what is open."""

from collections.abc import Callable

from conversations.engine import machine
from conversations.engine.effects import Begin
from conversations.engine.events import Pressed
from conversations.engine.prompts import aid
from conversations.engine.receive import pressed, started
from conversations.engine.session import (
    ask_again,
    change,
    do,
    finish,
    let_go,
    menu,
    resume,
    suspend,
    uncover,
)
from conversations.engine.turn import Turn

STOP = "stop"
"""Within a form of the desk it is about that form, and not about announcements."""
ALIKE = {"admin": "coordinator"}
"""Roles that can be helped with the same words."""


def command(turn: Turn, name: str, argument: str, *, first: bool) -> None:
    """A word that works anywhere."""
    registry = turn.registry
    if name in _OWN:
        _OWN[name](turn)
    elif name == STOP and turn.flow and turn.flow.roles:
        cancel(turn)
    elif name == "start":
        started(turn, argument, first=first)
    elif name == "change":
        change(turn, argument)
    elif name in registry.unsure and turn.busy:
        turn.out.append(registry.unsure[name])
        ask_again(turn)
    elif name in registry.commands:
        effects = registry.commands[name](argument, turn.here)
        begins = any(isinstance(effect, Begin) for effect in effects)
        turn.introduce(first=first and begins)
        do(turn, effects)
        if not begins:
            ask_again(turn)
    else:
        turn.say("repair.unknown_command")
        ask_again(turn)


def back(turn: Turn) -> None:
    """One answered question back, or out of a digression."""
    at = turn.at
    if not at:
        menu(turn)
        return
    consent = turn.registry.consent
    bound = consent is not None and at.flow.name == consent.flow
    made = machine.back(at, turn.here)
    if made:
        finish(turn, made)
    elif len(turn.session.open) > 1 and not bound:
        if at.answers.stored and not turn.beside:
            suspend(turn)
        else:
            let_go(turn)
        ask_again(turn, quietly=False)
    else:
        turn.say("repair.first")
        ask_again(turn, quietly=False)


def cancel(turn: Turn) -> None:
    """Ask once whether to leave the form, and whether to keep it.

    What is short and only laid over it is left without asking. Where none is open,
    it is about what was done just now, if that can still be undone.
    """
    uncover(turn)
    consent = turn.registry.consent
    asked = {"cancel", consent.flow if consent else ""}
    if turn.beside and turn.session.open[-1].flow not in asked:
        let_go(turn)
        turn.say("repair.left")
        ask_again(turn)
    elif turn.busy:
        do(turn, (Begin("cancel"),))
    elif undo := _undo(turn):
        pressed(turn, Pressed(undo))
    else:
        turn.say("repair.nothing_to_cancel")
        menu(turn)


def _undo(turn: Turn) -> str:
    """The button shown last that undoes what was done; empty if there is none."""
    shown = [value for value, *_ in turn.session.acts]
    undoes = turn.registry.undoes
    return next((each for each in shown if each.partition(":")[0] in undoes), "")


def later(turn: Turn) -> None:
    """Put the open form aside."""
    if turn.busy:
        suspend(turn)
        turn.say("repair.saved")
    else:
        turn.say("repair.any_time")


def help_on(turn: Turn) -> None:
    """Help about the open question, and the question again."""
    at = turn.at
    if at and not at.flow.quiet:
        if at.question:
            turn.out.append(aid(at, at.question))
        else:
            turn.say(f"{at.flow.name}.help", fallback="help.ask")
        ask_again(turn)
    else:
        role = turn.here.who.role or "owner"
        turn.say(f"help.{ALIKE.get(role, role)}")


_OWN: dict[str, Callable[[Turn], None]] = {
    "menu": menu,
    "resume": resume,
    "back": back,
    "cancel": cancel,
    "later": later,
    "help": help_on,
}
