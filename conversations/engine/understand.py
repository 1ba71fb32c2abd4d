"""What typed words mean: each reader in its turn, the first that knows them has them.

What no reader knows is for the open question; what that cannot take goes where it
belongs. All that the engine knows of words is `words`, which the registry hands in.
"""

from collections.abc import Callable

from conversations import language
from conversations.engine import commands, machine
from conversations.engine.effects import Begin, Effect, Option
from conversations.engine.events import Pressed, Typed
from conversations.engine.position import parts
from conversations.engine.questions.basic import Text, labelled
from conversations.engine.questions.free_text import Called
from conversations.engine.questions.special import Message
from conversations.engine.receive import pressed, return_to_form
from conversations.engine.session import ask_again, begin, do, menu, step, taken
from conversations.engine.turn import Turn
from conversations.language.identity import MARK


def words(turn: Turn, text: str, first: bool) -> None:  # noqa: FBT001 -- as handed in
    """Take what was typed; *first* is whether it is the first thing ever.

    What stands beside a number that was blacked out is taken like any words.
    """
    if MARK in text:
        rest = language.unmarked(text)
        text = text if rest and turn.listening else rest
        if not rest:
            nothing(turn, first=first)
            return
    for reader in READERS:
        if reader(turn, text, first):
            return
    answer(turn, text, first)


def nothing(turn: Turn, *, first: bool) -> None:
    """Nothing was left to be read."""
    turn.introduce(first=first)
    if turn.session.open:
        ask_again(turn, quietly=False)
    else:
        menu(turn)


# --- readers, in order ----------------------------------------------------------------


def command(turn: Turn, text: str, first: bool) -> bool:  # noqa: FBT001
    """A word that works anywhere; not a choice that is called so, nor a message."""
    found = language.read_command(text)
    if found is None:
        if turn.listening:
            return False
        found = language.read_wish(text)
        if not found or not (found.exact or writing(turn) or turn.beside):
            return False
        if answering(turn, text, surely=True):
            return False
    elif is_option(turn, text) or (not found.exact and writing(turn)):
        return False
    commands.command(turn, found.name, found.argument, first=first)
    return True


def act(turn: Turn, text: str, _: bool) -> bool:  # noqa: FBT001
    """The button outside any conversation that the words name."""
    if (turn.session.open and not turn.quiet) or not turn.session.acts:
        return False
    shown = tuple([Option(*each) for each in turn.session.acts])
    match language.match(text, labelled(shown, turn.here)):
        case language.Sure(value) if value:
            pressed(turn, Pressed(value))
            return True
    return False


def way(turn: Turn, text: str, first: bool) -> bool:  # noqa: FBT001
    """The label of one of our own buttons."""
    if turn.listening or is_option(turn, text):
        return False
    return follow(turn, turn.registry.way(text, turn.here), first=first)


def courtesy(turn: Turn, text: str, first: bool) -> bool:  # noqa: FBT001
    """A greeting, answered in kind, which never wipes progress; or thanks."""
    greeting = language.greeting(text)
    if not greeting and not language.thanks(text):
        return False
    if turn.listening or answering(turn, text):
        return False
    if greeting:
        who = turn.here.who
        turn.say(f"greet.{greeting}", {"name": who.name, "hour": turn.here.hour})
        turn.introduce(first=first, greeted=True)
        if turn.busy:
            return_to_form(turn)
        else:
            menu(turn)
        return True
    if turn.session.open or not first:
        turn.say("greet.thanks")
        ask_again(turn)
        return True
    return False


def hard_word(turn: Turn, text: str, first: bool) -> bool:  # noqa: FBT001
    """A question about a word."""
    if turn.listening:
        return False
    explained = turn.registry.explain(text, not leisure(turn))
    if not explained:
        return False
    turn.introduce(first=first)
    turn.out.append(explained)
    ask_again(turn)
    return True


def question(turn: Turn, text: str, first: bool) -> bool:  # noqa: FBT001
    """A typed question; never a message to somebody, nor an answer.

    What plainly names a choice that lies open is that choice.
    """
    if turn.listening:
        return False
    if answering(turn, text) and not turn.registry.urgent(text):
        return False
    told = turn.registry.answer(text, turn.here, not leisure(turn))
    if told and leisure(turn):
        match language.match(text, labelled(turn.choices, turn.here)):
            case language.Sure():
                return False
    return follow(turn, told, first=first)


READERS: tuple[Callable[[Turn, str, bool], bool], ...] = (
    command,
    act,
    way,
    courtesy,
    hard_word,
    question,
)


def follow(turn: Turn, effects: tuple[Effect, ...], *, first: bool) -> bool:
    """Carry out, and go on with what was asked, unless that leads elsewhere."""
    if not effects:
        return False
    turn.introduce(first=first)
    do(turn, effects)
    if not any(isinstance(effect, Begin) for effect in effects):
        ask_again(turn)
    return True


# --- what no reader knows -------------------------------------------------------------


def answer(turn: Turn, text: str, first: bool) -> None:  # noqa: FBT001
    """Words for the open question; where there is none, for the menu."""
    give_way(turn, text)
    if turn.session.open:
        settle(turn, text)
        return
    turn.introduce(first=first)
    wondering = turn.registry.wonder(text, turn.here, turn.busy) if first else ()
    if wondering:
        do(turn, wondering)
        return
    begin(turn, turn.registry.menu(turn.session, turn.here), silently=True)
    if first:
        ask_again(turn, quietly=False)
    else:
        settle(turn, text)


def give_way(turn: Turn, text: str) -> None:
    """Words that do not say what a thing is for are not about it."""
    top = turn.session.top
    if not (top and turn.quiet and top.given.get("files")) or top.offered:
        return
    if not language.match(text, labelled(turn.choices, turn.here)):
        turn.pop()


def settle(turn: Turn, text: str) -> None:
    """Words for the open question; what it cannot take goes where it belongs."""
    at = turn.at
    assert at  # noqa: S101 -- the caller saw a question
    if turn.unread:
        step(turn, Typed(text))
        return
    made = machine.step(at, Typed(text), turn.here)
    now, before = made.conversation, at.conversation
    if (
        turn.listening
        or now.misses <= before.misses
        or now.offered
        or now.answers != before.answers
    ):
        taken(turn, made)
    elif at.flow.passing and len(turn.session.open) > 1:
        turn.pop()
        words(turn, text, False)  # noqa: FBT003 -- not the first
    else:
        wondering = turn.registry.wonder(text, turn.here, not leisure(turn))
        here = (before.flow, before.given)
        match wondering:
            case (Begin(flow, given),) if (flow, given) != here:
                do(turn, wondering)
            case _ if at.flow.quiet and language.read_answer(text) == "unknown":
                commands.help_on(turn)
            case _:  # asked once more, what is not understood is not just echoed
                taken(turn, made)


# --- what is looked at ----------------------------------------------------------------


def writing(turn: Turn) -> bool:
    """Whether the open question takes whatever is said: a slip is no command."""
    return isinstance(turn.question, Text | Message)


def leisure(turn: Turn) -> bool:
    """Whether no form is being filled in, or the menu lies over it."""
    return turn.quiet or not turn.busy


def answering(turn: Turn, text: str, *, surely: bool = False) -> bool:
    """Whether *text* is what was asked in writing; or may be, if not *surely*."""
    at = turn.at
    if at is None or not isinstance(at.question, Called):
        return False
    many = len(text.splitlines()) > 1 or text.count(",") > 1
    if many and turn.here.together and len(parts(at)) > 1:
        return True
    found = at.question.means(text, at.settled)
    if surely:
        return not found.why
    return bool(found.meant) and found.why not in {"question", "command"}


def is_option(turn: Turn, text: str) -> bool:
    """Whether *text* is just what a choice of the open question is called."""
    at = turn.at
    if at is None or at.question is None:
        return False
    folded = language.fold(text)
    shown = [turn.here.label(each) for each in at.question.options(at.settled)]
    return folded in [language.fold(label) for label in shown]
