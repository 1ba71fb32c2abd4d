"""One person and the pure engine, for tests: events in, effects out, JSON in between."""

from dataclasses import replace
from datetime import date
from typing import Any, Self

from msgspec import json, structs

from conversations.cases.handling import AcceptCase
from conversations.cases.people import KeepConsent
from conversations.engine.effects import Ask, Begin, Effect, LookUp, Option, Say
from conversations.engine.events import LookedUp, Pressed, Sent, Typed
from conversations.engine.files import Filing
from conversations.engine.flow import Flow, Form
from conversations.engine.questions import (
    Choice,
    Number,
    Question,
    Read,
    Review,
    Text,
    YesNo,
)
from conversations.engine.receive import receive
from conversations.engine.registry import Registry
from conversations.engine.values import Answers, Here, Session, Who, decode
from conversations.engine.words import words
from conversations.flows import BOOK, FLOWS
from conversations.understanding import Either, Perhaps, Wish

TODAY = date(2026, 11, 23)
LOOK_UPS = 8


def label(option: Option) -> str:
    """A label that is a word a person could type, without any real words."""
    return (
        " ".join(map(str, option.shown))
        or option.label
        or option.value.replace("_", " ")
    )


class Chat:
    """A talk, with what every event does to it; what is looked up is in *world*."""

    def __init__(self, book: Registry, world=None, *, together=False, **who):
        self.book = book
        self.world = world or {}
        self.together = together
        self.places: tuple[str, ...] = ()
        self.who = Who(**who)
        self.talk = Session()
        self.out: tuple[Effect, ...] = ()
        self.done: list[Effect] = []
        self.messages = 0

    @property
    def here(self) -> Here:
        return Here(
            self.who,
            TODAY,
            label,
            together=self.together,
            message=f"m{self.messages}",
            places=self.places,
        )

    def take(self, event):
        """One event, and whatever was looked up because of it; the effects of all."""
        self.messages += 1
        out: list[Effect] = []
        for _ in range(LOOK_UPS):
            self.talk, effects = receive(self.book, self.stored(), event, self.here)
            out += effects
            for effect in effects:
                if isinstance(effect, KeepConsent) and effect.kind == "notice":
                    self.who = structs.replace(self.who, noticed=effect.agreed)
            wanted = [effect for effect in effects if isinstance(effect, LookUp)]
            if not wanted:
                break
            event = LookedUp(wanted[0].question, self.world.get(wanted[0].what, {}))
        else:
            raise AssertionError("it looks up without end")
        self.out = tuple(out)
        self.done += [each for each in out if not isinstance(each, Say | Ask)]
        return self.out

    def stored(self) -> Session:
        """The talk as it comes back from storage."""
        return decode(json.encode(self.talk), Session)

    def says(self, *texts: str) -> Self:
        for text in texts:
            self.take(Typed(text))
        return self

    def taps(self, value):
        """A press on a button of what was asked last."""
        ask = self.asked
        return self.take(Pressed(value, ask.question, ask.conversation))

    def sends(self, kind, *files, **more):
        return self.take(Sent(kind, files=files, **more))

    @property
    def asked(self) -> Ask | None:
        """The question put last in the last turn."""
        return next((e for e in reversed(self.out) if isinstance(e, Ask)), None)

    @property
    def question(self) -> str:
        return self.asked.question if self.asked else ""

    @property
    def said(self) -> list[str]:
        """The keys of what was said in the last turn."""
        return [effect.key for effect in self.out if isinstance(effect, Say)]

    @property
    def answers(self):
        return self.talk.open[-1].answers if self.talk.open else {}


NAME = Text("name", least=3, most=40)
KIND = Choice(
    "kind",
    among=(
        Option("tulis", label="Batik tulis"),
        Option("cap", label="Batik cap"),
        Option("kombinasi", label="Kombinasi keduanya"),
    ),
)
WORKERS = Number("workers", most=500)
EXPORT = YesNo("export", when=lambda answers: (answers.get(WORKERS) or 0) >= 20)
NOTE = Text("note", optional=True)
REVIEW = Review("review")


def finish(answers: Answers):
    return (AcceptCase(answers[NAME]),)


SHORT = Form("short", (NAME, KIND, WORKERS, EXPORT, NOTE, REVIEW), finish)
"""A small form with one of everything that matters here."""


NO_WISHES = dict.fromkeys(
    (Wish, Either, Perhaps), lambda *_: (Say("nothing", joined=True),)
)
"""What is wanted leads to flows that a made book has not."""


def book_of(*flows: Flow, **more) -> Registry:
    """A book of *flows* with the repairs every book has; its menu opens the first."""
    repairs = {name: FLOWS[name] for name in ("change", "cancel", "consent")}
    known = {**repairs, **{flow.name: flow for flow in flows}}
    first = flows[0].name
    begin = Begin(first)
    assert isinstance(BOOK.files, Filing)
    return Registry(
        known,
        menu=lambda _, __: begin,
        words=words,
        files=replace(BOOK.files, elsewhere=lambda _: (begin,)),
        consent=BOOK.consent,
        means={**BOOK.means, **NO_WISHES},
        **more,
    )


def read(question: Question[Any], event, stored=None, **here):
    """What *question* makes of *event*; a Refusal is raised."""
    circumstances = Here(Who(), TODAY, label, **here)
    found: Read[Any] = question.read(event, Answers(stored or {}), circumstances)
    return found
