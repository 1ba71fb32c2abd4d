"""Typed words, carried out: what they mean is decided by `conversations.understanding`.

What no reader knows is for the open question; what that cannot take goes where it
belongs.
"""

from collections.abc import Mapping
from dataclasses import replace

from msgspec import structs

from conversations import language
from conversations.catalogue.overrides import Word
from conversations.engine import commands, machine, memory, multi_answer, told
from conversations.engine.effects import Begin, Effect, Option
from conversations.engine.events import Pressed, uttered
from conversations.engine.position import parts
from conversations.engine.questions.basic import Sought, labelled
from conversations.engine.questions.free_text import Called
from conversations.engine.receive import pressed, return_to_form
from conversations.engine.session import ask_again, begin, do, menu, step, taken
from conversations.engine.turn import Turn
from conversations.engine.values import Conversation
from conversations.language import Choices, Command, Free, Utterance
from conversations.language.identity import MARK
from conversations.language.utterance import look
from conversations.understanding import (
    Answer,
    Change,
    Either,
    Greets,
    Known,
    Meaning,
    Perhaps,
    Press,
    Thanks,
    Told,
    Way,
    Wish,
    guesses,
    understand,
    worth_asking,
)

_NO_CHOICES = Choices(())
MISSES = 2
"""So many in a row at leisure, and the likeliest wishes are offered with a person."""


class View:
    """What is open in a turn, as the readers of words may see it (`Seen`)."""

    def __init__(self, turn: Turn, *, first: bool) -> None:
        self.turn = turn
        self.first = first

    @property
    def open(self) -> bool:
        """Whether anything is being asked."""
        return bool(self.turn.session.open)

    @look
    def leisure(self) -> bool:
        """Whether no form is being filled in, or the menu lies over it.

        What is left for the form by whatever is no answer to it is no such menu.
        """
        flow = self.turn.flow
        over = self.turn.quiet and not (flow and flow.passing)
        return over or not self.turn.busy

    @property
    def beside(self) -> bool:
        """Whether what is open is no form, but something short beside it."""
        return self.turn.beside

    @property
    def aside(self) -> bool:
        """Whether a form of theirs lies set aside."""
        return bool(self.turn.session.paused)

    @property
    def listening(self) -> bool:
        """Whether whatever is said now is meant for another person."""
        return self.turn.listening

    @look
    def talking(self) -> bool:
        """Whether two people talk here, and all words are for the other."""
        return self.turn.talking

    @look
    def writing(self) -> bool:
        """Whether the open question takes whatever is said."""
        question = self.turn.question
        return question is not None and question.written

    @property
    def searching(self) -> bool:
        """Whether the open question asks what is to be looked for."""
        return isinstance(self.turn.question, Sought)

    @look
    def several(self) -> int:
        """How many questions are open in one bubble; 0 where it is one alone."""
        at = self.turn.at
        count = len(parts(at)) if at and self.turn.here.together else 0
        return count if count > 1 else 0

    @look
    def officer(self) -> bool:
        """Whether an officer is writing."""
        return bool(self.turn.here.who.role)

    @property
    def language(self) -> str:
        """Which language one is spoken to in."""
        return self.turn.here.who.language

    @property
    def word(self) -> Word:
        """What the Dinas put right of the catalogue."""
        return self.turn.here.word

    @look
    def options(self) -> Choices:
        """The choices of the open question."""
        at = self.turn.at
        if at is None or at.question is None:
            return _NO_CHOICES
        return labelled(at.question.options(at.settled), self.turn.here)

    @look
    def choices(self) -> Choices:
        """The choices that lie open: of the question, else of the menu."""
        return labelled(self.turn.choices, self.turn.here)

    @property
    def buttons(self) -> Choices:
        """The buttons shown last outside any form, where none is open."""
        shown = self.turn.session.acts
        if not shown or (self.open and not self.turn.quiet):
            return _NO_CHOICES
        return labelled(tuple([Option(*each) for each in shown]), self.turn.here)

    @property
    def ways(self) -> Mapping[str, str]:
        """Our own buttons, by what they are called."""
        return self.turn.registry.ways(self.turn.here)

    def fits(self, said: Utterance) -> Free | None:
        """What *said* comes to where something is asked in writing; else None."""
        at = self.turn.at
        if at is None or not isinstance(at.question, Called):
            return None
        return at.question.means(said, at.settled)

    def told(self, said: Utterance) -> Told:
        """What *said* tells of the form, or of what one may want to apply with."""
        return told.heard(self.turn, said)

    def corrects(self, said: Utterance) -> Change | None:
        """Which answer of the form *said* puts right."""
        return told.corrected(self.turn, said)

    def lined(self, said: Utterance) -> bool:
        """Whether *said* has one line for each question of the bubble."""
        return self.several > 1 and multi_answer.lined(said, self.several)


def words(turn: Turn, text: str, first: bool) -> None:  # noqa: FBT001 -- as handed in
    """Take what was typed; *first* is whether it is the first thing ever.

    What stands beside a number that was blacked out is taken like any words.
    """
    if MARK in text:
        rest = language.unmarked(text)
        text = text if rest and turn.listening else rest
        if not rest:
            _nothing(turn, first=first)
            return
    said = Utterance(text)
    if first:
        do(turn, turn.registry.noticed(said, turn.here))
    take(turn, said, first=first)


def take(turn: Turn, said: Utterance, *, first: bool) -> None:
    """Carry out what *said* means."""
    view = View(turn, first=first)
    meaning = understand(said, view)
    if view.searching and _leads_on(turn, meaning):
        turn.pop()
        view = View(turn, first=first)
    if view.talking and isinstance(meaning, Known):
        _settle(turn, said)  # what cannot wait is for the other person as well
    carry(turn, view, said, meaning)


def _leads_on(turn: Turn, meaning: Meaning) -> bool:
    """Whether something else is wanted than what is looked for."""
    if isinstance(meaning, Command):
        return meaning.name in turn.registry.commands
    return isinstance(meaning, Wish | Way)


def _nothing(turn: Turn, *, first: bool) -> None:
    """Nothing was left to be read."""
    turn.introduce(first=first)
    if turn.session.open:
        ask_again(turn, quietly=False)
    else:
        menu(turn)


# --- what has a meaning ---------------------------------------------------------------


def carry(turn: Turn, seen: View, said: Utterance, meaning: Meaning) -> None:
    """Do what was meant."""
    match meaning:
        case Answer():
            _answer(turn, seen, said)
        case Command(name, argument):
            commands.command(turn, name, argument, first=seen.first)
        case Press(value):
            pressed(turn, Pressed(value))
        case Greets(kind):
            _greet(turn, kind, first=seen.first)
        case Wish("greet"):
            _greet(turn, "plain", first=seen.first)
        case Thanks() | Wish("thanks"):
            turn.say("greet.thanks")
            ask_again(turn)
        case Told():
            _courtesy(turn, said, first=seen.first)
            told.tell(turn, meaning)
        case Change():
            told.put_right(turn, meaning)
        case _:
            _courtesy(turn, said, first=seen.first)
            meaning = _with_words(meaning, said)
            tell = turn.registry.means[type(meaning)]
            shown = tuple([value for value, *_ in turn.session.acts])
            here = structs.replace(turn.here, acts=shown)
            _follow(turn, tell(meaning, here, not seen.leisure))


def _with_words(meaning: Meaning, said: Utterance) -> Meaning:
    """A wish, with all that was said: a person may have to read it."""
    match meaning:
        case Wish():
            return replace(meaning, said=said.lines)
        case Either(wishes) | Perhaps(wishes):
            told = tuple([replace(wish, said=said.lines) for wish in wishes])
            return replace(meaning, wishes=told)
    return meaning


def _courtesy(turn: Turn, said: Utterance, *, first: bool) -> None:
    """Return the greeting that stands before something else, and say who we are."""
    kind = language.opening(said)
    if kind:
        turn.say(f"greet.{kind}", {"name": turn.here.who.name, "hour": turn.here.hour})
    turn.introduce(first=first, greeted=bool(kind))


def _greet(turn: Turn, kind: str, *, first: bool) -> None:
    """A greeting is answered in kind, and who returns hears what is open."""
    turn.say(f"greet.{kind}", {"name": turn.here.who.name, "hour": turn.here.hour})
    turn.introduce(first=first, greeted=True)
    again = turn.session.greeted
    turn.session = structs.replace(turn.session, greeted=True)
    if turn.busy and not turn.returns:
        return_to_form(turn)
    elif again:
        turn.say("memory.greeted")
    else:
        memory.arrive(turn, greeted=True)


def _follow(turn: Turn, effects: tuple[Effect, ...]) -> None:
    """Carry out, and go on with what was asked, unless that leads elsewhere."""
    do(turn, effects)
    if not any(isinstance(effect, Begin) for effect in effects):
        ask_again(turn)


# --- what no reader knows -------------------------------------------------------------


def _answer(turn: Turn, seen: View, said: Utterance) -> None:
    """Words for the open question; where there is none, for the menu."""
    _give_way(turn, said)
    if turn.session.open:
        _settle(turn, said)
        return
    turn.introduce(first=seen.first)
    if seen.first and worth_asking(said, seen):
        do(turn, turn.registry.wonder(said.typed))
        return
    begin(turn, turn.registry.menu(turn.session, turn.here), silently=True)
    if seen.first:
        ask_again(turn, quietly=False)
    else:
        _settle(turn, said)


def _near(turn: Turn, missed: Conversation, said: Utterance) -> Either | None:
    """After two misses at leisure, what was perhaps meant."""
    if not turn.quiet or missed.misses != MISSES:
        return None
    return guesses(said, View(turn, first=False))


def _give_way(turn: Turn, said: Utterance) -> None:
    """Words that do not say what a thing is for are not about it."""
    top = turn.session.top
    if not (top and turn.quiet and top.given.get("files")) or top.offered:
        return
    if not language.match(said, labelled(turn.choices, turn.here)):
        turn.pop()


def _settle(turn: Turn, said: Utterance) -> None:
    """Words for the open question; what it cannot take goes where it belongs."""
    at = turn.at
    assert at  # noqa: S101 -- the caller saw a question
    if turn.unread:
        step(turn, uttered(said))
        return
    made = machine.step(at, uttered(said), turn.here)
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
        take(turn, said, first=False)
    else:
        asks = worth_asking(said, View(turn, first=False))
        match turn.registry.wonder(said.typed) if asks else ():
            case (Begin(flow, given),) as wondering if (flow, given) != (
                before.flow,
                before.given,
            ):
                do(turn, wondering)
            case _ if at.flow.quiet and language.read_answer(said) == "unknown":
                commands.help_on(turn)
            case _ if near := _near(turn, now, said):
                carry(turn, View(turn, first=False), said, near)
            case _:  # asked once more, what is not understood is not just echoed
                taken(turn, made)
