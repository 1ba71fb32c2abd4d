"""`receive` is the whole of Pandu for one person and one event, as a pure function.

It adds to `machine.step` what is true in every flow: commands, digressions that return
to the open question, greetings that never wipe progress, old buttons, pausing and
resuming.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from conversations import language
from conversations.engine import machine, memory, rejected_files
from conversations.engine.effects import Ask, Begin, Effect, Say
from conversations.engine.events import (
    Blocked,
    Edited,
    Event,
    LookedUp,
    Notified,
    Pressed,
    Sent,
    Started,
    Switched,
    Typed,
    Unblocked,
)
from conversations.engine.redaction import marked
from conversations.engine.registry import Registry
from conversations.engine.session import (
    ask_again,
    do,
    finish,
    known,
    menu,
    step,
    uncover,
)
from conversations.engine.text_limit import fitted
from conversations.engine.turn import Turn
from conversations.engine.values import Here, Session


def receive(
    registry: Registry, session: Session, event: Event, here: Here
) -> tuple[Session, tuple[Effect, ...]]:
    """Take one event of one person: what they have open now, and what to do."""
    turn = Turn(registry, session, here)
    known(turn)
    happened(turn, fitted(event))
    if not isinstance(event, Notified | Switched):  # what others did is news
        memory.otherwise(turn)
    return showing(turn.session, turn.out), tuple(turn.out)


def happened(turn: Turn, event: Event) -> None:
    """Whatever happened."""
    match event:
        case Started(opened=True) if turn.session.met:
            """They know us, and wait for nothing."""
        case Typed() | Pressed() | Sent() | Started():
            did(turn, event)
        case Edited():
            edited(turn, event)
        case LookedUp(question):
            asked = turn.question
            if asked and asked.silent and asked.key == question:
                step(turn, event)
                turn.registry.files.sort(turn)
        case Notified(subject, values):
            do(turn, turn.registry.told(subject, values))
        case Switched():
            switched(turn, event)
        case Blocked() | Unblocked():
            turn.out.extend(turn.registry.reached(isinstance(event, Unblocked)))


def did(turn: Turn, event: Typed | Pressed | Sent | Started) -> None:
    """The person did something themselves."""
    memory.begin(turn)
    begun, for_a_person = turn.session, turn.listening
    first = not turn.session.met
    if first:
        turn.session = replace(turn.session, met=True)
    if marked(event):
        turn.say("repair.number_hidden")
    match event:
        case Pressed():
            pressed(turn, event)
        case Typed(text):
            turn.registry.words(turn, text, first)
        case Sent():
            turn.registry.files.sent(turn, event, first=first)
        case Started(payload):
            started(turn, payload, first=first)
    if not (for_a_person or rejected_files.varied(event)):
        memory.again(turn, begun, _told(event))
    turn.registry.files.sort(turn)


def _told(event: Typed | Pressed | Sent | Started) -> str:
    """What tells whether somebody does the very same again."""
    match event:
        case Typed(text):
            return text
        case Pressed():
            return f"press {event.value} {event.question}"
        case Sent():
            return f"{event.kind} {event.text} {event.files}"
        case Started(payload):
            return f"start {payload}"


def started(turn: Turn, payload: str, *, first: bool) -> None:
    """The chat was opened, by a link or by itself."""
    effects = turn.registry.payload(payload, turn.here)
    if effects:
        opens = any(isinstance(effect, Begin) for effect in effects)
        turn.introduce(first=first and opens)
        do(turn, effects)
    else:
        turn.introduce(first=first)
        memory.arrive(turn)


def pressed(turn: Turn, event: Pressed) -> None:
    """A button was pressed: of the open question, of a card, or an old one."""
    if not event.question:
        verb, _, argument = event.value.partition(":")
        action = turn.registry.actions.get(verb)
        if action:
            do(turn, action(argument, turn.here))
        else:
            old_button(turn)
        return
    number = event.conversation
    if number in [each.number for each in turn.session.open]:
        while turn.quiet and turn.session.open[-1].number != number:
            turn.pop()
    top = turn.session.top
    if top and top.number == number:
        step(turn, event)
    else:
        old_button(turn)


def old_button(turn: Turn) -> None:
    """What to say to a press on something that is over."""
    turn.say("repair.old_button")
    ask_again(turn)


def return_to_form(turn: Turn) -> None:
    """Ask the open question of the form, whatever lay over it."""
    uncover(turn)
    ask_again(turn)


def switched(turn: Turn, event: Switched) -> None:
    """The affairs in this conversation are what is looked after now."""
    if event.flow:
        do(turn, (Begin(event.flow, event.given),))
    elif turn.busy:
        uncover(turn)
        ask_again(turn, again=False)
    else:
        menu(turn)


def edited(turn: Turn, event: Edited) -> None:
    """A message was changed: taken when it was the last answer, else explained."""
    message, number, key = turn.session.last
    text = event.text
    if marked(event):
        turn.say("repair.number_hidden")
        text = language.unmarked(text)
    at = turn.at
    last = event.message == message and at and at.conversation.number == number
    if text and at and last:
        reopened = machine.reopen(at, key, turn.here)
        made = machine.step(reopened.at, Typed(text), turn.here)
        if made.took:
            turn.say("repair.edited")
        if made.took or made.conversation.offered:
            finish(turn, made)
            return
    turn.say("repair.edited_late")
    ask_again(turn)


def showing(session: Session, said: Iterable[Effect]) -> Session:
    """The buttons a person sees last, unless a question with its own came after.

    A card that changes where it stands, further up, is not what they see last.
    """
    acts = session.acts
    for effect in said:
        if isinstance(effect, Ask):
            acts = ()
        elif isinstance(effect, Say) and effect.actions and not effect.edits:
            acts = tuple([(o.value, o.key, o.label) for o in effect.actions])
    return session if acts == session.acts else replace(session, acts=acts)
