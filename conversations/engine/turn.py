"""One event on its way through a session: what is open now, and what came of it so far.

The only thing in the engine that changes. It lives as long as one event is taken.
"""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from conversations.catalogue import catalogue
from conversations.engine.effects import Effect, Fact, Option, Say
from conversations.engine.flow import Aside, Flow
from conversations.engine.position import Position, locate
from conversations.engine.questions.free_text import Words
from conversations.engine.questions.question import Question
from conversations.engine.questions.special import Message
from conversations.engine.registry import Registry
from conversations.engine.values import Answers, Conversation, Here, Session

DEPTH = 8
"""Conversations kept open, and kept aside; the oldest beyond that is let go."""


class Turn:
    """A session as it is now, the circumstances, and all that is to be done: *out*."""

    __slots__ = ("_at", "here", "noticed", "out", "registry", "returns", "session")

    def __init__(self, registry: Registry, session: Session, here: Here) -> None:
        self.registry = registry
        self.session = session
        self.here = here
        self.noticed = here.who.noticed
        self.returns = False
        self.out: list[Effect] = []
        self._at: Position | None = None

    # --- what is open ----------------------------------------------------------

    @property
    def at(self) -> Position | None:
        """Where the conversation on top stands; looked for once."""
        if not self.session.open:
            return None
        top, at = self.session.open[-1], self._at
        if at is None or at.conversation is not top:
            at = self._at = locate(self.registry.flows[top.flow], top)
        return at

    @property
    def question(self) -> Question[Any] | None:
        """What is being asked."""
        at = self.at
        return at.question if at else None

    @property
    def flow(self) -> Flow | None:
        """The flow on top."""
        opened = self.session.open
        return self.registry.flows[opened[-1].flow] if opened else None

    @property
    def quiet(self) -> bool:
        """Whether the conversation on top can simply be left."""
        flow = self.flow
        return flow is not None and flow.quiet

    @property
    def beside(self) -> bool:
        """Whether the conversation on top is no form, but something short beside it."""
        return isinstance(self.flow, Aside)

    @property
    def busy(self) -> bool:
        """Whether a form is open."""
        flows = self.registry.flows
        return not all(flows[each.flow].quiet for each in self.session.open)

    @property
    def unread(self) -> bool:
        """Whether the form on top asks personal things of one not yet told of it."""
        if self.noticed or self.registry.consent is None:
            return False
        flow = self.flow
        return flow is not None and flow.consent

    @property
    def listening(self) -> bool:
        """Whether whatever is said or sent now is meant for another person."""
        return isinstance(self.question, Message | Words)

    @property
    def talking(self) -> bool:
        """Whether two people talk through this chat."""
        flow = self.flow
        return flow is not None and flow.goes_on is not None

    @property
    def choices(self) -> tuple[Option, ...]:
        """What can be chosen now: of the open question, else of the menu."""
        at = self.at
        if at is not None:
            return at.question.options(at.settled) if at.question else ()
        begin = self.registry.menu(self.session, self.here)
        first = self.registry.flows[begin.flow].questions(begin.given)[:1]
        given = Answers(given=begin.given)
        return first[0].options(given) if first else ()

    # --- what is laid on it and taken away -------------------------------------

    def push(self, conversation: Conversation) -> None:
        """Lay a conversation on top; what lies too deep is put aside."""
        laid = (*self.session.open, conversation)
        paused = (*self.session.paused, *laid[:-DEPTH])[-DEPTH:]
        self.session = replace(self.session, open=laid[-DEPTH:], paused=paused)

    def pop(self) -> None:
        """Take the conversation on top away."""
        self.session = replace(self.session, open=self.session.open[:-1])

    def put(self, at: Position) -> None:
        """The conversation on top as it is now, and where it stands."""
        laid = (*self.session.open[:-1], at.conversation)
        self.session, self._at = replace(self.session, open=laid), at

    def remember(self, values: Mapping[str, Any]) -> None:
        """Keep *values* for every flow of this person that asks the same."""
        self.session = replace(self.session, kept={**self.session.kept, **values})

    # --- what is said ----------------------------------------------------------

    def say(
        self, key: str, values: Mapping[str, Any] | None = None, fallback: str = ""
    ) -> None:
        """A word in passing, in the bubble of the question that follows."""
        self.out.append(Say(key, values or {}, fallback=fallback, joined=True))

    def introduce(self, *, first: bool, greeted: bool = False) -> None:
        """Say who Pandu is, the first time; nobody is greeted twice."""
        if first:
            # Nobody said yet where they are: of several offices it may be any.
            key = "welcome.introduction" if greeted else "welcome.hello"
            near, facts = Fact(key="welcome.office_near"), catalogue()
            one = len(facts.offices) == 1
            self.say(key, {"office": facts.office.short if one else near})
