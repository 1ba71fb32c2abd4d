"""All of one person's conversations: what is open, what was put aside.

`take` is the whole of Pandu for one person and one event, as a pure function. It adds
to `machine.step` what is true in every flow: commands, digressions that return to the
open question, greetings that never wipe progress, old buttons, pausing and resuming.
"""

from datetime import date

from conversations import language
from conversations.engine import machine
from conversations.engine.changed import changed
from conversations.engine.commands import Obeying
from conversations.engine.course import REGRET
from conversations.engine.effects import (
    Ask,
    Begin,
    Effect,
    Option,
    Reachable,
    Say,
)
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
from conversations.engine.flow import Here
from conversations.engine.questions.basic import labelled
from conversations.engine.redaction import marked
from conversations.engine.registry import Registry, Session
from conversations.engine.text_limit import fitted


def take(
    book: Registry, talk: Session, event: Event, here: Here
) -> tuple[Session, tuple[Effect, ...]]:
    """Take one event of one person: what they have open now, and what to do."""
    if any(c.flow not in book.flows for c in (*talk.open, *talk.paused)):
        known = tuple(c for c in talk.open if c.flow in book.flows)
        aside = tuple(c for c in talk.paused if c.flow in book.flows)
        talk = changed(talk, open=known, paused=aside)
    if talk.dropped and (talk.dropped.flow not in book.flows or _gone(talk, here)):
        talk = changed(talk, dropped=None, dropped_on="")
    taking = Taking(book, talk, here)
    taking.event(fitted(event))
    talk, acts = taking.talk, shown_acts(taking.talk, taking.out)
    if acts != talk.acts:
        talk = changed(talk, acts=acts)
    return talk, tuple(taking.out)


def _gone(talk: Session, here: Here) -> bool:
    """Whether what was thrown away cannot be had back any more."""
    try:
        return here.today > date.fromisoformat(talk.dropped_on) + REGRET
    except (ValueError, OverflowError):
        return True


def shown_acts(
    talk: Session, effects: list[Effect]
) -> tuple[tuple[str, str, str], ...]:
    """The buttons a person sees last, unless a question with its own came after."""
    acts = talk.acts
    for effect in effects:
        match effect:
            case Ask():
                acts = ()
            case Say(actions=actions) if actions:
                acts = tuple((o.value, o.key, o.label) for o in actions)
    return acts


class Taking(Obeying):
    """What an event means, to whoever has these conversations."""

    # --- what happened ---------------------------------------------------------

    def event(self, event: Event) -> None:
        """Whatever happened."""
        match event:
            case Blocked() | Unblocked():
                self.out.append(Reachable(isinstance(event, Unblocked)))
            case Notified(subject, values):
                self.do(self.book.told(subject, values))
            case LookedUp(question):
                asked = self.open_question
                if asked and asked.silent and asked.key == question:
                    self.step(event)
                    self.sort_aside()
            case Edited():
                self.edited(event)
            case Switched():
                self.turned(event)
            case _:
                self.heard(event)

    def turned(self, event: Switched) -> None:
        """The affairs in this conversation are what is looked after now."""
        if event.flow:
            self.do((Begin(event.flow, event.given),))
        elif self.busy:
            self.uncover()
            self.ask_again(again=False)
        else:
            self.menu()

    def heard(self, event: Typed | Pressed | Sent | Started) -> None:
        """The person did something themselves."""
        first = not self.talk.met
        if first:
            self.talk = changed(self.talk, met=True)
        if marked(event):
            self.say("repair.number_hidden")
        match event:
            case Started(payload):
                self.started(payload, first=first)
            case Pressed():
                self.picked(event)
            case Typed(text) if marked(event):
                self.beside_marks(text, first=first)
            case Typed(text):
                self.said(text, first=first)
            case Sent():
                self.sent(event, first=first)
        self.sort_aside()

    def started(self, payload: str, *, first: bool) -> None:
        """The chat was opened, by a link or by itself."""
        effects = self.book.payload(payload)
        if effects:
            opens = any(isinstance(effect, Begin) for effect in effects)
            self.introduce(first=first and opens)
            self.do(effects)
        elif self.busy:
            name = self.here.who.name
            self.say("repair.welcome_back", {"name": name})
            self.return_to_form()
        else:
            self.introduce(first=first)
            self.menu()

    def picked(self, event: Pressed) -> None:
        """A button was pressed: of the open question, of a card, or an old one."""
        if not event.question:
            verb, _, argument = event.value.partition(":")
            action = self.book.actions.get(verb)
            self.do(action(argument, self.here) if action else self.old_button())
            return
        numbers = [conversation.number for conversation in self.talk.open]
        if event.conversation in numbers:
            while self.top and self.top.number != event.conversation and self.quiet:
                self.pop()
        if self.top and self.top.number == event.conversation:
            self.step(event)
            return
        self.do(self.old_button())

    def said(self, text: str, *, first: bool) -> None:
        """Words: a command, a courtesy, a question about a word, or an answer."""
        command = self.commanded(text)
        if command:
            self.command(command.name, command.argument, first=first)
            return
        act = self.act(text)
        if act:
            self.picked(Pressed(act))
            return
        listening = self.listening
        way = (
            () if listening or self.is_option(text) else self.book.way(text, self.here)
        )
        if way:
            self.introduce(first=first)
            self.follow(way)
            return
        courteous = not listening and not self.answering(text)
        greeting = language.greeting(text)
        if greeting and courteous:
            self.greeted(greeting, first=first)
            return
        if language.thanks(text) and courteous and (self.top or not first):
            self.say("greet.thanks")
            self.ask_again()
            return
        explained = None if listening else self.book.explain(text, not self.leisure)
        if explained:
            self.introduce(first=first)
            self.out.append(explained)
            self.ask_again()
            return
        told = self.answers(text)
        if told:
            self.introduce(first=first)
            self.follow(told)
            return
        self.give_way(text)
        if self.top:
            self.settle(text)
            return
        self.introduce(first=first)
        wondering = self.book.wonder(text, self.here, self.busy) if first else ()
        if wondering:
            self.do(wondering)
            return
        self.do((self.book.menu(self.talk, self.here),), silently=True)
        if first:
            self.ask_again(quietly=False)
        else:
            self.settle(text)

    def commanded(self, text: str) -> language.Command | None:
        """The command that *text* is; not a choice that is called so, nor a message."""
        command = language.read_command(text)
        if command is None and not self.listening:
            wish = language.read_wish(text)
            if wish and (wish.exact or self.writing or self.beside):
                return None if self.answering(text, surely=True) else wish
            return None
        slip = command is not None and not command.exact
        if self.is_option(text) or (slip and self.writing):
            return None
        return command

    def follow(self, effects: tuple[Effect, ...]) -> None:
        """Carry out, and go on with what was asked, unless that leads elsewhere."""
        self.do(effects)
        if not any(isinstance(effect, Begin) for effect in effects):
            self.ask_again()

    def settle(self, text: str) -> None:
        """Words for the open question; what it cannot take goes where it belongs."""
        assert self.top  # noqa: S101 -- the caller saw a question
        if self.unread or self.listening:
            self.step(Typed(text))
            return
        turn = machine.step(self.flow(self.top), self.top, Typed(text), self.here)
        refused = turn.conversation.misses > self.top.misses
        if (
            not refused
            or turn.conversation.offered
            or turn.conversation.answers != self.top.answers
        ):
            self.step(Typed(text))
        elif self.flow(self.top).passing and len(self.talk.open) > 1:
            self.pop()
            self.said(text, first=False)
        else:
            wondering = self.book.wonder(text, self.here, not self.leisure)
            match wondering:
                case (Begin(flow, given),) if (flow, given) != self.on_top:
                    self.do(wondering)
                case _ if self.quiet and language.read_answer(text) == "unknown":
                    self.help()
                case _:  # asked once more, what is not understood is not just echoed
                    self.step(Typed(text))

    def beside_marks(self, text: str, *, first: bool) -> None:
        """What stood beside a number that was blacked out is taken like any words."""
        rest = language.unmarked(text)
        if rest:
            self.said(text if self.listening else rest, first=first)
            return
        self.introduce(first=first)
        if self.top:
            self.ask_again(quietly=False)
        else:
            self.menu()

    def act(self, text: str) -> str:
        """The button outside any conversation that *text* names; empty if none."""
        if self.top and not self.quiet:
            return ""
        shown = tuple(Option(*act) for act in self.talk.acts)
        match language.match(text, labelled(shown, self.here)):
            case language.Sure(value):
                return value
        return ""

    def answers(self, text: str) -> tuple[Effect, ...]:
        """What answers a typed question; never a message to somebody, nor an answer.

        What plainly names a choice that lies open is that choice.
        """
        if self.listening:
            return ()
        if self.answering(text) and not self.book.urgent(text):
            return ()
        told = self.book.answer(text, self.here, not self.leisure)
        if not told or not self.leisure:
            return told
        match language.match(text, labelled(self.choices, self.here)):
            case language.Sure():
                return ()
        return told

    def greeted(self, greeting: str, *, first: bool) -> None:
        """A greeting is answered in kind, and never wipes progress."""
        values = {"name": self.here.who.name, "hour": self.here.hour}
        self.say(f"greet.{greeting}", values)
        self.introduce(first=first, greeted=True)
        if self.busy:
            self.return_to_form()
        else:
            self.menu()

    def edited(self, event: Edited) -> None:
        """A message was changed: taken when it was the last answer, else explained."""
        message, number, key = self.talk.last
        if marked(event):
            self.say("repair.number_hidden")
            event = changed(event, text=language.unmarked(event.text))
        if (
            event.text
            and self.top
            and event.message == message
            and self.top.number == number
        ):
            flow = self.flow(self.top)
            reopened = machine.reopen(flow, self.top, key, self.here).conversation
            turn = machine.step(flow, reopened, Typed(event.text), self.here)
            if turn.took:
                self.say("repair.edited")
            if turn.took or turn.conversation.offered:
                self.apply(turn)
                return
        self.say("repair.edited_late")
        self.ask_again()
