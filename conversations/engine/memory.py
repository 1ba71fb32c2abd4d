"""What is remembered of somebody's day: they came back, greeted, wrote the same.

Who returns hears what is open and how far it got. Who greets a second time on one day
is greeted shortly. Who writes the same again and again does not get the same again, and
no reply is word for word the one before.
"""

from typing import Any
from zlib import crc32

from msgspec.json import encode
from msgspec.structs import replace

from conversations.engine.effects import Act, Ask, Effect, LookUp, Option, Say
from conversations.engine.position import Position, locate
from conversations.engine.session import ask_again, uncover
from conversations.engine.session import begin as start
from conversations.engine.turn import Turn
from conversations.engine.values import Session
from conversations.language import read_command

PATIENCE = 3
"""The same words more often than this in a row, and only that is said of them."""
OFTEN = 15
"""The same of commands, and of what is looked up: it may have changed meanwhile."""
EVERY = 10
"""From then on only each of so many is answered at all."""
NEVER = frozenset(("back", "officer"))
"""Commands that are obeyed however often they come."""
AGAIN = ("", "memory.again", "memory.once_more")
"""What stands before a reply that is, word for word, the one before; in turn."""


def begin(turn: Turn) -> None:
    """Somebody did something: on another day than before, they return."""
    session, today = turn.session, turn.here.today.isoformat()
    if session.day != today:
        turn.returns = bool(session.day)
        turn.session = replace(session, day=today, greeted=False, same=("", 0))


def arrive(turn: Turn, *, greeted: bool = False) -> None:
    """Somebody is there, and wants nothing yet: what is theirs, else the menu.

    Who was *greeted* just now is not greeted again.
    """
    if not _open(turn, greeted=greeted):
        registry = turn.registry
        opening = registry.welcome or registry.menu
        start(turn, opening(turn.session, turn.here))


def _open(turn: Turn, *, greeted: bool) -> bool:
    """Say what is open and how far it got; whether anything is."""
    uncover(turn)
    if at := turn.at:
        if at.question is None:
            return False
        if not greeted:
            turn.say("memory.hello")
        code = at.answers.given.get("case")
        where = _where(turn, at)
        said = "memory.open" if where["steps"] > 1 else "memory.open_alone"
        turn.say("memory.open_case" if code else said, {**where, "code": code or ""})
        ask_again(turn, quietly=False)
        return True
    if not turn.session.paused:
        return False
    if not greeted:
        turn.say("memory.hello")
    last = turn.session.paused[-1]
    at = locate(turn.registry.flows[last.flow], last)
    go_on = Option("resume", key="action.resume")
    turn.out.append(Say("memory.aside", _where(turn, at), actions=(go_on,)))
    return True


def _where(turn: Turn, at: Position) -> dict[str, Any]:
    """What is asked, and which step of how many it is."""
    question = at.question
    if question is None:
        return {"question": "", "step": 0, "steps": 0}
    way = at.form.ways[turn.here.together]
    step, steps = way.progress(
        question, at.answers, at.settled, at.conversation.unasked
    )
    return {"question": at.form.labels[question.key], "step": step, "steps": steps}


def again(turn: Turn, begun: Session, told: str) -> None:
    """Whoever does the very same again and again is answered otherwise, then hardly.

    *begun* is how all was before it; there it stays. Nothing that is done for somebody
    is left out, no step back, and nobody is kept from a person.
    """
    top = begun.top
    mark = f"{told.casefold().strip()}\n{top.flow if top else ''}"
    mark = f"{crc32(mark.encode()):08x}{top.asked if top else ''}"
    before, count = begun.same
    count = count + 1 if mark == before else 1
    turn.session = replace(turn.session, same=(mark, count))
    if count <= PATIENCE or turn.here.who.role or not all(map(_idle, turn.out)):
        return
    meant = read_command(told)
    patience = OFTEN if meant or any(map(_looks, turn.out)) else PATIENCE
    if count <= patience or (meant and meant.name in NEVER):
        return
    turn.session = replace(begun, same=(mark, count), met=True)
    person = Option("officer", key="action.officer")
    quiet = (count - patience - 1) % EVERY
    turn.out[:] = [] if quiet else [Say("memory.same", actions=(person,))]


def _idle(effect: Effect) -> bool:
    """Whether nothing is lost where *effect* is left out this time."""
    if isinstance(effect, Act):
        return effect.once or effect.shows
    return isinstance(effect, Say | Ask | LookUp)


def _looks(effect: Effect) -> bool:
    """Whether something is looked up, which may have changed meanwhile."""
    return isinstance(effect, LookUp) or (isinstance(effect, Act) and effect.shows)


def otherwise(turn: Turn) -> None:
    """Say what was said just now in other words, if it is all that is said again."""
    said = [read for effect in turn.out if (read := _words(effect))]
    if not said:
        # What is looked up comes back here; of all else the desk will have spoken.
        if not all(isinstance(effect, LookUp) for effect in turn.out):
            turn.session = replace(turn.session, reply=("", 0))
        return
    # As JSON: what was stored and what was not are the same there.
    mark = f"{crc32(encode(said, enc_hook=str)):08x}"
    before, times = turn.session.reply
    times = (times + 1) % len(AGAIN) if mark == before else 0
    turn.session = replace(turn.session, reply=(mark, times))
    if AGAIN[times]:
        turn.out.insert(0, Say(AGAIN[times], joined=True))


def _words(effect: Effect) -> tuple[object, ...]:
    """What is read of *effect*, by its keys and values."""
    match effect:
        case Say(key, values, fallback, file=file):
            return key, fallback, file, values
        case Ask():
            place = (effect.home, effect.again, effect.page, effect.step)
            shown = (effect.values, effect.before, effect.lines, effect.offers)
            return (*place, *shown, *[part.home for part in effect.parts])
    return ()
