"""Words that work anywhere, and what each does to what is open."""

from abc import ABC, abstractmethod

from conversations.engine import machine
from conversations.engine.effects import Begin, Suspend
from conversations.engine.outlook import CONSENT
from conversations.engine.prompts import aid, opened
from conversations.engine.things import Things


class Obeying(Things, ABC):
    """The course of a command."""

    @abstractmethod
    def started(self, payload: str, *, first: bool) -> None:
        """The chat was opened; `engine.talk` knows what that means."""

    def command(self, name: str, argument: str, *, first: bool) -> None:
        """A word that works anywhere."""
        own = {
            "start": lambda: self.started(argument, first=first),
            "menu": self.menu,
            "resume": self.resume,
            "back": self.back,
            "change": lambda: self.change(argument),
            "cancel": self.cancel,
            "later": self.later,
            "help": self.help,
        }
        if name in own:
            own[name]()
        elif name in self.book.unsure and self.busy:
            self.out.append(self.book.unsure[name])
            self.ask_again()
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
