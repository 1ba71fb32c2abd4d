"""What is sent and is no text: nothing of it is lost, whatever is being asked.

A question takes what it can, also one of the same form that is not asked yet. A voice
that no question takes goes to an officer, who can listen; a picture is laid aside, and
once nothing else is open the person is asked once what it is for. What is heard in a
voice is never an answer before the person agreed to it.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conversations import language
from conversations.cases.voices import HandOver
from conversations.engine import file_routing, machine, rejected_files
from conversations.engine.changed import changed
from conversations.engine.conversation import Conversation
from conversations.engine.course import Course
from conversations.engine.effects import (
    Begin,
    Effect,
    KeepConsent,
    Option,
    Remember,
    Say,
    Utter,
)
from conversations.engine.events import Sent, Typed
from conversations.engine.flow import Answers, Flow
from conversations.engine.questions.basic import labelled
from conversations.engine.questions.special import File, Review

ASIDE = "aside"
"""Where a talk keeps what was laid aside."""
LOST = "lost"
"""How many of several files sent at once could not be kept."""
REFUSED = "refused"
"""Where it keeps which files it could not keep."""
WHERE = ("conversation", "question", "asked")
"""Which question was open when a voice came, for words that come later."""
HEARD = "heard"
"""The flow that asks whether a voice was heard rightly, and where its words come."""


class Things(Course, ABC):
    """The course of what is no text."""

    def sent(self, event: Sent, *, first: bool) -> None:
        """A file or the like: for the open question, else for whoever it may be for."""
        if event.problem:
            self.introduce(first=first)
            self.turn_down(event)
            return
        if event.files and self.refused:
            self.do((Remember({REFUSED: rejected_files.taken(self.refused)}),))
        if event.values.get(LOST):
            self.say("repair.lost", {"count": event.values[LOST]})
        if count := event.values.get("left_out"):
            self.say("refusal.file_left_out", {"count": count})
        if self.top and self.top.given.get("files") and self.more(event):
            return
        if self.quiet and not self.listening and event.files:
            self.uncover()
        if self.top:
            self.put(event)
            return
        self.introduce(first=first)
        if event.values.get(HEARD):
            self.hear(event)
        elif event.files:
            self.do(self.book.elsewhere(event))
        else:
            reason, said = f"wanted_text_{event.kind}", {"kind": event.kind}
            self.say(f"refusal.{reason}", said)
            self.menu()

    def turn_down(self, event: Sent) -> None:
        """Say why a file cannot be kept, to the same one never in the same words.

        It cannot change by being sent again: after the reason comes other advice, then
        an officer.
        """
        reason = f"file_{event.problem}"
        if event.problem in rejected_files.FOR_NOW:
            officer, sent = (
                Option("officer", key="action.officer"),
                {"kind": event.kind},
            )
            self.out.append(Say(f"refusal.{reason}", sent, actions=(officer,)))
            self.ask_or_offer()
            return
        count, known = rejected_files.count(self.refused, event)
        self.do((Remember({REFUSED: known}),))
        tried = {"times": count.tries}
        if count.tries > rejected_files.PATIENCE:
            officer = Option("stuck", key="action.stuck")
            self.out.append(Say("refusal.file_officer", tried, actions=(officer,)))
        elif count.same > 1:
            self.say(f"refusal.{reason}.again", tried)
        else:
            self.say(f"refusal.{reason}", tried)
        self.ask_or_offer()

    def ask_or_offer(self) -> None:
        """Put the open question again; where there is none, the menu."""
        if self.top:
            self.ask_again(quietly=False)
        else:
            self.menu()

    @property
    def refused(self) -> object:
        """What is remembered of files that could not be kept."""
        return self.talk.kept.get(REFUSED)

    def put(self, event: Sent) -> None:
        """Give it to the open question; what that cannot take is not lost."""
        assert self.top  # noqa: S101 -- the caller saw a question
        takers = [part for part in self.parts if isinstance(part, File)]
        if takers and not self.unread:
            event, other = file_routing.split(event, takers[0].kinds)
            if event.files:
                self.lay_aside(other)
            else:
                event = other
        wanted = any(part.takes(event) for part in takers) or self.listening
        if event.files and not wanted and self.file(event):
            return
        if self.unread:
            self.lay_aside(event)
            self.notice()
        elif event.files and not wanted and event.values.get(HEARD):
            self.hear(event)
        else:
            # What stands under a thing that is not wanted is kept with it, not read.
            read = event if wanted or not event.files else replace(event, text="")
            turn = machine.step(self.flow(self.top), self.top, read, self.here)
            if event.files and turn.conversation.answers == self.top.answers:
                self.lay_aside(event)
            elif takers and not self.here.together:
                self.respond(event.text)
            self.apply(turn)

    def file(self, event: Sent) -> bool:
        """Keep it as the answer of its own question of this form, if there is one."""
        if event.kind == "voice":
            return False
        for place in reversed(range(len(self.talk.open))):
            conversation = self.talk.open[place]
            flow = self.flow(conversation)
            filed = file_routing.file(flow, conversation, event)
            if filed:
                laid = [*self.talk.open]
                laid[place] = filed.conversation
                self.talk = changed(self.talk, open=tuple(laid))
                label = flow.label(filed.question)
                self.say("repair.filed", {"question": label})
                self.lay_aside(filed.other)
                self.caption(event.text if filed.conversation is self.top else "")
                return True
            if not self.short(conversation):
                return False
        return False

    def caption(self, text: str) -> None:
        """What stands under a file may answer the open question, and then is said back.

        What does not is about the file: the question is put again. Nobody agrees to a
        whole form by it.
        """
        question = self.open_question
        if not (text and self.top and question) or isinstance(question, Review):
            self.ask_again()
            return
        turn = machine.step(self.flow(self.top), self.top, Typed(text), self.here)
        if turn.conversation.answers == self.top.answers:
            self.respond(text)
            self.ask_again()
            return
        if turn.took == question.key:
            self.out.append(machine.echo(question, turn.conversation.known()))
        self.apply(turn)

    def respond(self, text: str) -> None:
        """A question that stands under a file is answered, if it can be at once."""
        told = self.book.answer(text, self.here, self.busy) if text else ()
        if not any(isinstance(effect, Begin) for effect in told):
            self.do(told)

    def more(self, event: Sent) -> bool:
        """Another of the things of which it is being asked what they are for."""
        *first, begin = self.book.elsewhere(event)
        if not (self.top and event.files and isinstance(begin, Begin)):
            return False
        if self.top.flow != begin.flow:
            return False
        self.do(tuple(first))
        files = [*self.top.given["files"], *event.files]
        given = {**self.top.given, "files": files}
        asked = changed(self.top, given=given)
        self.talk = changed(self.talk, open=(*self.talk.open[:-1], asked))
        self.ask_again(quietly=False)
        return True

    def give_way(self, text: str) -> None:
        """Words that do not say what a thing is for are not about it."""
        if not (self.quiet and self.top and self.top.given.get("files")):
            return
        if not self.top.offered and not language.match(
            text, labelled(self.choices, self.here)
        ):
            self.pop()

    def lay_aside(self, event: Sent) -> None:
        """Keep what no question took: a voice for an officer, the rest for later."""
        if not event.files or self.here.who.role:
            return
        if event.kind == "voice" and self.noticed:
            self.out.append(self.handing(event))
            return
        self.remember_aside(event)
        self.say("repair.aside_voice" if event.kind == "voice" else "repair.aside")

    def remember_aside(self, event: Sent) -> None:
        """Keep it until it can be asked what it is for."""
        kept = (*self.aside, {"kind": event.kind, **_files(event)})
        self.do((Remember({ASIDE: list(kept)}),))

    def handing(self, event: Sent) -> HandOver:
        """A voice for an officer, with what was being asked."""
        question = self.open_question
        if not (self.top and question):
            return HandOver(event.files, event.text)
        flow = self.flow(self.top)
        return HandOver(
            event.files,
            event.text,
            asked=flow.label(question),
            question="" if isinstance(question, File) else question.key,
            conversation=self.top.number,
        )

    def hear(self, event: Sent) -> None:
        """Say back what was heard in a voice, and ask whether that is right."""
        given = {"text": str(event.values[HEARD]), "files": list(event.files)}
        question, where = self.open_question, {}
        if self.top and self.top.flow == HEARD:
            where = {key: self.top.given[key] for key in WHERE if key in self.top.given}
        elif self.top and question:
            label = self.flow(self.top).label(question)
            asked = [label.value, label.key, label.label]
            found = (self.top.number, question.key, asked)
            where = dict(zip(WHERE, found, strict=True))
        self.do((Begin(HEARD, {**given, **where}),))

    def do(self, effects: tuple[Effect, ...], *, silently: bool = False) -> None:
        """Carry out moves; words that were agreed to are heard, voices handed over."""
        for effect in effects:
            match effect:
                case Utter():
                    self.utter(effect)
                case KeepConsent("notice", agreed):
                    super().do((effect,))
                    if agreed:
                        self.hand_over()
                    else:
                        super().do((Remember({ASIDE: []}),))
                case _:
                    super().do((effect,), silently=silently)

    def hand_over(self) -> None:
        """What was said before the notice was agreed to goes to an officer now."""
        voices = [each for each in self.aside if each.get("kind") == "voice"]
        if not voices:
            return
        rest = [each for each in self.aside if each not in voices]
        super().do((Remember({ASIDE: rest}),))
        files = [name for each in voices for name in each["files"]]
        self.out.append(HandOver(tuple(files)))

    def utter(self, effect: Utter) -> None:
        """Take words as if they were typed now, unless their question is over."""
        number, question = effect.conversation, self.open_question
        here = self.top and question and self.top.number == number
        if number and not (here and question and question.key == effect.question):
            self.say("heard.late")
            self.ask_again()
        else:
            self.said(effect.text, first=False)

    def apply(self, turn: machine.Turn) -> None:
        """Go on; what was sent for a question that was never asked is laid aside."""
        if turn.done is not None:
            self.keep_files(turn.conversation, turn.done)
        super().apply(turn)

    def let_go(self) -> None:
        """Leave what is short; a file that was sent for it is not gone with it."""
        assert self.top  # noqa: S101 -- the caller saw it
        self.keep_files(self.top)
        self.pop()

    def forget(self, flow: Flow) -> None:
        """Begin *flow* afresh; what was sent for the one before is asked about."""
        for each in self.talk.open:
            if each.flow == flow.name:
                self.keep_files(each)
        super().forget(flow)

    def keep_files(
        self, conversation: Conversation, done: Answers | None = None
    ) -> None:
        """Lay aside the files of a conversation that are not used by what is *done*."""
        files = file_routing.unused(self.flow(conversation), conversation, done)
        if files:
            self.remember_aside(Sent("photo", tuple(files)))

    @abstractmethod
    def menu(self) -> None:
        """The way to everything else, laid over what is open."""

    @abstractmethod
    def said(self, text: str, *, first: bool) -> None:
        """Words, as if they were typed; `engine.talk` knows what they mean."""

    def sort_aside(self) -> None:
        """Once nothing is open, ask what the things laid aside are for."""
        if self.busy or self.listening or not self.aside:
            return
        kinds = [str(each["kind"]) for each in self.aside]
        files = [name for each in self.aside for name in each["files"]]
        text = "\n".join(each["text"] for each in self.aside if each["text"])
        flaws = self.aside[0]["flaws"] if len(self.aside) == 1 else []
        self.do((Remember({ASIDE: []}),))
        later = Sent(kinds[0], tuple(files), text=text, values={"flaws": flaws})
        self.do(self.book.elsewhere(later))

    @property
    def aside(self) -> list[Mapping[str, Any]]:
        """What was laid aside, in order; whatever cannot be read is left out."""
        kept = self.talk.kept.get(ASIDE)
        return [
            {"kind": str(each.get("kind", "")), **_read(each)}
            for each in (kept if isinstance(kept, list) else ())
            if isinstance(each, dict) and isinstance(each.get("files"), list)
        ]


def _files(event: Sent) -> dict[str, Any]:
    """What is kept of a thing besides its kind."""
    flaws = list(event.values.get("flaws", ()))
    return {"files": list(event.files), "text": event.text, "flaws": flaws}


def _read(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What `_files` kept."""
    text, flaws = kept.get("text"), kept.get("flaws")
    return {
        "files": [str(name) for name in kept["files"]],
        "text": text if isinstance(text, str) else "",
        "flaws": flaws if isinstance(flaws, list) else [],
    }
