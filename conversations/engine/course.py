"""The course of one event through one person's conversations: the moves.

`engine.talk` decides what an event means; here it is carried out: a flow is begun,
stepped, finished, laid aside, and the question below is asked again.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from conversations.engine import machine
from conversations.engine.changed import changed
from conversations.engine.conversation import Conversation
from conversations.engine.effects import (
    ActFor,
    Begin,
    Drop,
    Effect,
    KeepConsent,
    OfferMenu,
    Option,
    Recall,
    Remember,
    Reopen,
    Restore,
    Resume,
    Say,
    Suspend,
    Utter,
)
from conversations.engine.events import Event
from conversations.engine.flow import Flow, Here, Question
from conversations.engine.outlook import CONSENT, Outlook
from conversations.engine.questions.basic import labelled
from conversations.engine.registry import Registry, Session
from conversations.language import Sure, match

DEPTH = 8
"""Conversations kept open, and kept aside; the oldest beyond that is let go."""
REGRET = timedelta(days=7)
"""So long a form that was thrown away can be had back."""


class Course(Outlook):
    """What is open while one event is taken, and what came of it so far."""

    def __init__(self, book: Registry, talk: Session, here: Here) -> None:
        super().__init__(book, talk, here)
        self.out: list[Effect] = []

    # --- moves -----------------------------------------------------------------

    def do(self, effects: tuple[Effect, ...], *, silently: bool = False) -> None:
        """Carry out moves of the conversation; everything else leaves as it is."""
        for effect in effects:
            match effect:
                case Begin("change", given) if not given:
                    self.change()
                case Begin():
                    self.begin(effect, silently=silently)
                case Reopen(key) if self.top:
                    flow = self.flow(self.top)
                    self.apply(machine.reopen(flow, self.top, key, self.here))
                case Remember(values):
                    kept = {**self.talk.kept, **values}
                    self.talk = changed(self.talk, kept=kept)
                case Suspend() | Drop():
                    self.leave(effect)
                case Restore() | Resume() | Recall() | OfferMenu():
                    self.go_back(effect)
                case Reopen():
                    pass
                case _:
                    if isinstance(effect, KeepConsent) and effect.kind == "notice":
                        self.noticed = effect.agreed
                    self.out.append(effect)

    def leave(self, how: Suspend | Drop) -> None:
        """Put the form aside, or let it go, and with it what was laid over it."""
        while self.top and self.beside:
            self.pop()
        if not self.top:
            return
        if isinstance(how, Suspend):
            paused = (*self.talk.paused, self.top)[-DEPTH:]
            self.talk = changed(self.talk, paused=paused)
        elif how.undo:
            today = self.here.today.isoformat()
            self.talk = changed(self.talk, dropped=self.top, dropped_on=today)
        self.pop()

    def go_back(self, move: Restore | Resume | Recall | OfferMenu) -> None:
        """To what was left, in one of its ways."""
        match move:
            case Restore():
                self.restore()
            case Resume():
                self.resume()
            case Recall():
                self.recall(move)
            case OfferMenu() if not self.busy:
                self.do((self.book.menu(self.talk, self.here),))

    def restore(self) -> None:
        """Have back what was thrown away last, if it was not long ago."""
        if self.talk.dropped is None:
            self.say("repair.nothing_to_restore")
            self.ask_again()
            return
        self.uncover()
        self.push(self.talk.dropped)
        self.talk = changed(self.talk, dropped=None, dropped_on="")
        self.say("repair.restored")
        self.ask_again()

    def resume(self) -> None:
        """Back to what is open, or to what was put aside last."""
        self.uncover()
        self.pass_by()
        if self.top and self.top.reopened:
            self.apply(machine.keep(self.flow(self.top), self.top, self.here))
            return
        if not self.top and self.talk.paused:
            *rest, last = self.talk.paused
            self.talk = changed(self.talk, open=(last,), paused=tuple(rest))
        if self.top:
            self.say("repair.resumed")
            self.ask_again()
        else:
            self.say("repair.nothing_to_resume")
            self.do((self.book.menu(self.talk, self.here),))

    def recall(self, how: Recall) -> None:
        """Say what was left; a short thing laid over it is over."""
        left = [c for c in self.talk.open if not self.short(c)]
        if left:
            while self.top is not left[-1]:
                self.pop()
            self.do(how.form)
            self.ask_again()
        elif how.waiting:
            self.do(how.waiting)
        elif self.talk.paused:
            self.do(how.aside)

    def change(self, about: str = "") -> None:
        """Choose an answer to give again; the one that *about* names, if it does."""
        self.pass_by()
        given = self.changeable()
        rows = [
            Option(value, key, label) for value, key, label in given.get("answers", ())
        ]
        match match(about, labelled(tuple(rows), self.here)) if about else None:
            case Sure(key):
                self.do((Reopen(key),))
                return
        if given:
            self.do((Begin("change", given),))
        else:
            self.say("repair.nothing_to_change")
            self.ask_again()

    def begin(self, begin: Begin, *, silently: bool = False) -> None:
        """Open a flow; one that is unfinished goes on where it was."""
        flow = self.book.flows[begin.flow]
        if begin.idle and self.busy:
            return
        if flow.roles and self.here.who.role not in flow.roles:
            self.say("refusal.not_allowed")
            return
        if flow.own and self.here.who.helping:
            self.out.append(ActFor(flow=begin.flow, given=begin.given))
            return
        self.uncover()
        given = dict(begin.given)
        same = self.unfinished(flow, given)
        if same:
            self.remove(same)
            self.push(changed(same, given={**same.given, **given}))
            self.say("repair.resumed")
            self.ask_again()
            return
        if flow.again:
            self.forget(flow)
        number = self.talk.count + 1
        self.talk = changed(self.talk, count=number)
        turn = machine.start(
            flow, number, self.hinted(flow) | given, dict(self.talk.kept), self.here
        )
        self.push(turn.conversation)
        if self.unread:
            self.notice()
        elif silently and turn.done is None:
            self.talk = changed(
                self.talk, open=(*self.talk.open[:-1], turn.conversation)
            )
        else:
            self.apply(turn)

    def step(self, event: Event) -> None:
        """Give *event* to the conversation on top."""
        if self.unread:
            self.notice()
        elif self.top:
            turn = machine.step(self.flow(self.top), self.top, event, self.here)
            if turn.took:
                last = (self.here.message, self.top.number, turn.took)
                self.talk = changed(self.talk, last=last)
            self.apply(turn)

    def apply(self, turn: machine.Turn) -> None:
        """Keep what became of the conversation on top; finish it when it is done."""
        self.talk = changed(self.talk, open=(*self.talk.open[:-1], turn.conversation))
        self.do(turn.effects)
        if turn.done is None:
            return
        flow = self.flow(turn.conversation)
        self.pop()
        kept = {
            key: value for key, value in turn.done.stored.items() if key in flow.keeps
        }
        self.talk = changed(self.talk, kept={**self.talk.kept, **kept})
        effects = flow.finish(turn.done, self.here)
        self.do(effects)
        if not any(isinstance(effect, Begin | Reopen | Utter) for effect in effects):
            # What was begun under the notice was not asked at all yet.
            begun = flow.name == CONSENT
            self.ask_again(quietly=not begun, again=not begun)

    def ask_again(self, *, quietly: bool = True, again: bool = True) -> None:
        """Put the open question again, unless it is one that can wait."""
        if not self.top or (quietly and self.quiet):
            return
        if self.unread:
            self.notice()
            return
        flow = self.flow(self.top)
        self.apply(machine.onward(flow, self.top, self.here, again=again))

    def uncover(self) -> None:
        """Leave what can simply be left, unless it waits for the notice."""
        while self.quiet and not self.unread:
            self.pop()

    def pass_by(self) -> None:
        """Leave what is asked beside a form, and nobody has to answer."""
        while self.top and self.flow(self.top).passing:
            self.pop()

    def return_to_form(self) -> None:
        """Ask the open question of the form, whatever lay over it."""
        self.uncover()
        self.ask_again()

    def notice(self) -> None:
        """The privacy notice, before the form on top asks anything."""
        assert self.top  # noqa: S101 -- only what is on top can be unread
        self.begin(Begin(CONSENT, {"for": self.top.flow}))

    # --- small things ----------------------------------------------------------

    def say(
        self, key: str, values: Mapping[str, Any] | None = None, fallback: str = ""
    ) -> None:
        """A word in passing, in the bubble of the question that follows."""
        self.out.append(Say(key, values or {}, fallback=fallback, joined=True))

    def introduce(self, *, first: bool, greeted: bool = False) -> None:
        """Say who Pandu is, the first time; nobody is greeted twice."""
        if first:
            self.say("welcome.introduction" if greeted else "welcome.hello")

    def old_button(self) -> tuple[Effect, ...]:
        """What to say to a press on something that is over."""
        self.say("repair.old_button")
        self.ask_again()
        return ()

    def changeable(self) -> dict[str, Any]:
        """The answers of the form below that can be given again."""
        self.uncover()
        if not self.top:
            return {}
        flow = self.flow(self.top)
        settled: list[Question[Any]] = [
            question
            for question, stands in flow.walk(self.top.known())
            if stands and not question.silent
        ]
        labels = [flow.label(question) for question in settled]
        found = [[label.value, label.key, label.label] for label in labels]
        return {"answers": found} if found else {}

    def push(self, conversation: Conversation) -> None:
        """Lay a conversation on top; what lies too deep is put aside."""
        laid = (*self.talk.open, conversation)
        paused = (*self.talk.paused, *laid[:-DEPTH])[-DEPTH:]
        self.talk = changed(self.talk, open=laid[-DEPTH:], paused=paused)

    def pop(self) -> None:
        """Take the conversation on top away."""
        self.talk = changed(self.talk, open=self.talk.open[:-1])

    def forget(self, flow: Flow) -> None:
        """Let go of every conversation of *flow*, which begins afresh."""
        left = tuple(c for c in self.talk.open if c.flow != flow.name)
        self.talk = changed(self.talk, open=left)

    def remove(self, conversation: Conversation) -> None:
        """Take a conversation away, wherever it is."""
        self.talk = changed(
            self.talk,
            open=tuple(c for c in self.talk.open if c is not conversation),
            paused=tuple(c for c in self.talk.paused if c is not conversation),
        )
