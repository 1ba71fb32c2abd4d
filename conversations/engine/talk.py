"""All of one person's conversations: what is open, what was put aside.

`take` is the whole of Pandu for one person and one event, as a pure function. It adds
to `machine.step` what is true in every flow: commands, digressions that return to the
open question, greetings that never wipe progress, old buttons, pausing and resuming.
"""

from datetime import date

from conversations.engine import machine, reading
from conversations.engine.asking import aid, opened
from conversations.engine.book import Book, Talk
from conversations.engine.changed import changed
from conversations.engine.course import REGRET
from conversations.engine.effects import (
    Ask,
    Begin,
    Effect,
    Option,
    Reachable,
    Say,
    Suspend,
)
from conversations.engine.events import (
    Blocked,
    Edited,
    Event,
    Learned,
    Picked,
    Said,
    Sent,
    Started,
    Told,
    Turned,
    Unblocked,
)
from conversations.engine.flow import Here
from conversations.engine.outlook import CONSENT
from conversations.engine.questions import labelled
from conversations.engine.things import Things
from conversations.engine.veil import marked


def take(
    book: Book, talk: Talk, event: Event, here: Here
) -> tuple[Talk, tuple[Effect, ...]]:
    """Take one event of one person: what they have open now, and what to do."""
    if any(c.flow not in book.flows for c in (*talk.open, *talk.paused)):
        known = tuple(c for c in talk.open if c.flow in book.flows)
        aside = tuple(c for c in talk.paused if c.flow in book.flows)
        talk = changed(talk, open=known, paused=aside)
    if talk.dropped and (talk.dropped.flow not in book.flows or _gone(talk, here)):
        talk = changed(talk, dropped=None, dropped_on="")
    taking = Taking(book, talk, here)
    taking.event(event)
    talk, acts = taking.talk, shown_acts(taking.talk, taking.out)
    if acts != talk.acts:
        talk = changed(talk, acts=acts)
    return talk, tuple(taking.out)


def _gone(talk: Talk, here: Here) -> bool:
    """Whether what was thrown away cannot be had back any more."""
    try:
        return here.today > date.fromisoformat(talk.dropped_on) + REGRET
    except (ValueError, OverflowError):
        return True


def shown_acts(talk: Talk, effects: list[Effect]) -> tuple[tuple[str, str, str], ...]:
    """The buttons a person sees last, unless a question with its own came after."""
    acts = talk.acts
    for effect in effects:
        match effect:
            case Ask():
                acts = ()
            case Say(actions=actions) if actions:
                acts = tuple((o.value, o.key, o.label) for o in actions)
    return acts


class Taking(Things):
    """What an event means, to whoever has these conversations."""

    # --- what happened ---------------------------------------------------------

    def event(self, event: Event) -> None:
        """Whatever happened."""
        match event:
            case Blocked() | Unblocked():
                self.out.append(Reachable(isinstance(event, Unblocked)))
            case Told(subject, values):
                told = self.book.told.get(subject)
                self.do(told(values, self.busy) if told else ())
            case Learned(question):
                asked = self.open_question
                if asked and asked.silent and asked.key == question:
                    self.step(event)
                    self.sort_aside()
            case Edited():
                self.edited(event)
            case Turned():
                self.turned(event)
            case _:
                self.heard(event)

    def turned(self, event: Turned) -> None:
        """The affairs in this conversation are what is looked after now."""
        if event.flow:
            self.do((Begin(event.flow, event.given),))
        elif self.busy:
            self.uncover()
            self.ask_again(again=False)
        else:
            self.menu()

    def heard(self, event: Said | Picked | Sent | Started) -> None:
        """The person did something themselves."""
        first = not self.talk.met
        if first:
            self.talk = changed(self.talk, met=True)
        if marked(event):
            self.say("repair.number_hidden")
        match event:
            case Started(payload):
                self.started(payload, first=first)
            case Picked():
                self.picked(event)
            case Said(text) if marked(event):
                self.beside_marks(text, first=first)
            case Said(text):
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

    def picked(self, event: Picked) -> None:
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
        command = reading.read_command(text)
        slip = command is not None and not command.exact
        if command and not self.is_option(text) and not (slip and self.writing):
            self.command(command.name, command.argument, first=first)
            return
        act = self.act(text)
        if act:
            self.picked(Picked(act))
            return
        listening = self.listening
        greeting = reading.greeting(text)
        if greeting and not listening:
            self.greeted(greeting, first=first)
            return
        if reading.thanks(text) and not listening and (self.top or not first):
            self.say("greet.thanks")
            self.ask_again()
            return
        explained = None if listening else self.book.explain(text)
        if explained:
            self.introduce(first=first)
            self.out.append(explained)
            self.ask_again()
            return
        told = self.answers(text)
        if told:
            self.introduce(first=first)
            self.do(told)
            if not any(isinstance(effect, Begin) for effect in told):
                self.ask_again()
            return
        self.give_way(text)
        if self.top:
            self.step(Said(text))
            return
        self.introduce(first=first)
        self.do((self.book.menu(self.talk, self.here),), silently=True)
        if first:
            self.ask_again(quietly=False)
        else:
            self.step(Said(text))

    def beside_marks(self, text: str, *, first: bool) -> None:
        """What stood beside a number that was blacked out is taken like any words."""
        rest = reading.unmarked(text)
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
        match reading.match(text, labelled(shown, self.here)):
            case reading.Sure(value):
                return value
        return ""

    def answers(self, text: str) -> tuple[Effect, ...]:
        """What answers a typed question; never where free text is an answer.

        What plainly names a choice that lies open is that choice.
        """
        if self.writing or self.free:
            return ()
        told = self.book.answer(text, self.here, self.busy)
        if not told or self.busy:
            return told
        match told:
            case (Begin(flow, given), *_) if self.top and self.top.flow == flow:
                if given.items() <= self.top.given.items():
                    # Asked once more: what is not understood is never just echoed.
                    return ()
        match reading.match(text, labelled(self.choices, self.here)):
            case reading.Sure():
                return ()
            case reading.Unsure() if isinstance(told[0], Begin):
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
            event = changed(event, text=reading.unmarked(event.text))
        if (
            event.text
            and self.top
            and event.message == message
            and self.top.number == number
        ):
            flow = self.flow(self.top)
            reopened = machine.reopen(flow, self.top, key, self.here).conversation
            turn = machine.step(flow, reopened, Said(event.text), self.here)
            if turn.took:
                self.say("repair.edited")
            if turn.took or turn.conversation.offered:
                self.apply(turn)
                return
        self.say("repair.edited_late")
        self.ask_again()

    # --- commands --------------------------------------------------------------

    def command(self, name: str, argument: str, *, first: bool) -> None:
        """A word that works anywhere."""
        own = {
            "start": lambda: self.started(argument, first=first),
            "menu": self.menu,
            "resume": self.resume,
            "back": self.back,
            "change": self.change,
            "cancel": self.cancel,
            "later": self.later,
            "help": self.help,
        }
        if name in own:
            own[name]()
        elif name in self.book.commands:
            effects = self.book.commands[name](argument, self.here)
            begins = any(isinstance(effect, Begin) for effect in effects)
            self.introduce(first=first and begins)
            self.do(effects)
            if not begins:
                self.ask_again()
        else:
            self.say("repair.unknown_command")
            self.ask_again()

    def menu(self) -> None:
        """The way to everything else, laid over what is open."""
        self.do((self.book.menu(self.talk, self.here),))

    def back(self) -> None:
        """One answered question back, or out of a digression."""
        if not self.top:
            self.menu()
            return
        turn = machine.back(self.flow(self.top), self.top, self.here)
        if turn:
            self.apply(turn)
        elif len(self.talk.open) > 1 and self.top.flow != CONSENT:
            if self.top.answers and not self.beside:
                self.do((Suspend(),))
            else:
                self.let_go()
            self.ask_again(quietly=False)
        else:
            self.say("repair.first")
            self.ask_again(quietly=False)

    def cancel(self) -> None:
        """Ask once whether to leave the form, and whether to keep it.

        What is short and only laid over it is left without asking.
        """
        self.uncover()
        if self.top and self.beside and self.top.flow not in {CONSENT, "cancel"}:
            self.let_go()
            self.say("repair.left")
            self.ask_again()
        elif self.busy:
            self.do((Begin("cancel"),))
        else:
            self.say("repair.nothing_to_cancel")
            self.menu()

    def later(self) -> None:
        """Put the open form aside."""
        if self.busy:
            self.do((Suspend(),))
            self.say("repair.saved")
        else:
            self.say("repair.nothing_to_cancel")

    def help(self) -> None:
        """Help about the open question, and the question again."""
        if self.top and not self.quiet:
            flow, known = self.flow(self.top), self.top.known()
            _, question = opened(flow, known)
            if question:
                self.out.append(aid(flow, question, known))
            else:
                self.say(f"{flow.name}.help", fallback="help.ask")
            self.ask_again()
        else:
            role = "officer" if self.here.who.role else "owner"
            self.say(f"help.{role}")
