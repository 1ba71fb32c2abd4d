"""What is remembered of somebody's day: they came back, greeted, wrote the same.

Who returns hears what is open and how far it got. Who greets a second time on one day
is greeted shortly. Who writes the same again and again does not get the same again.
"""

from zlib import crc32

from msgspec.structs import replace

from conversations.engine.effects import Act, Ask, Effect, Option, Say
from conversations.engine.position import Position, locate
from conversations.engine.session import ask_again, uncover
from conversations.engine.session import begin as start
from conversations.engine.turn import Turn
from conversations.language import read_command

PATIENCE = 3
"""The same words more often than this in a row, and only that is said of them."""
EVERY = 10
"""From then on only each of so many is answered at all."""


def begin(turn: Turn) -> None:
    """Somebody did something: on another day than before, they return."""
    session, today = turn.session, turn.here.today.isoformat()
    if session.day != today:
        turn.returns = bool(session.day)
        turn.session = replace(session, day=today, greeted=False, same=("", 0))


def arrive(turn: Turn) -> None:
    """Somebody is there, and wants nothing yet: what is theirs, else the menu."""
    if not _open(turn):
        registry = turn.registry
        opening = registry.welcome or registry.menu
        start(turn, opening(turn.session, turn.here))


def _open(turn: Turn) -> bool:
    """Say what is open and how far it got; whether anything is."""
    uncover(turn)
    if at := turn.at:
        if at.question is None:
            return False
        code = at.answers.given.get("case")
        said = "memory.open_case" if code else "memory.open"
        turn.say(said, {**_where(turn, at), "code": code or ""})
        ask_again(turn, quietly=False)
        return True
    if not turn.session.paused:
        return False
    last = turn.session.paused[-1]
    at = locate(turn.registry.flows[last.flow], last)
    go_on = Option("resume", key="action.resume")
    turn.out.append(Say("memory.aside", _where(turn, at), actions=(go_on,)))
    return True


def _where(turn: Turn, at: Position) -> dict[str, object]:
    """What is asked, and which step of how many it is."""
    question = at.question
    if question is None:
        return {"question": "", "step": 0, "steps": 0}
    way = at.form.ways[turn.here.together]
    step, steps = way.progress(question, at.answers, at.settled)
    return {"question": at.form.labels[question.key], "step": step, "steps": steps}


def again(turn: Turn, text: str) -> None:
    """Words that lead where they led, again and again, are answered otherwise.

    A command is: whoever goes back three times means it.
    """
    top = turn.session.top
    told = f"{text.casefold().strip()}\n{top.number if top else 0}"
    mark = f"{crc32(told.encode()):08x}{top.asked if top else ''}"
    before, count = turn.session.same
    count = count + 1 if mark == before else 1
    turn.session = replace(turn.session, same=(mark, count))
    if count <= PATIENCE or turn.here.who.role or read_command(text):
        return
    if not all(map(_idle, turn.out)):
        return
    person = Option("officer", key="action.officer")
    quiet = (count - PATIENCE - 1) % EVERY
    turn.out[:] = [] if quiet else [Say("memory.same", actions=(person,))]


def _idle(effect: Effect) -> bool:
    """Whether nothing is lost where *effect* is left out this time."""
    return isinstance(effect, Say | Ask) or (isinstance(effect, Act) and effect.once)
