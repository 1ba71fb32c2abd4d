"""What lies open for one person, as a move finds it: looked at here, changed never."""

from collections.abc import Mapping
from typing import Any

from conversations import language
from conversations.engine.conversation import Conversation
from conversations.engine.effects import Option
from conversations.engine.flow import Answers, Flow, Here, Question
from conversations.engine.prompts import applying, opened
from conversations.engine.questions.basic import Text
from conversations.engine.questions.free_text import Called, Words
from conversations.engine.questions.special import Message
from conversations.engine.registry import Registry, Session

CONSENT = "consent"
"""The flow that stands before every flow with personal questions."""


class Outlook:
    """One person's open conversations, and the circumstances they are had in."""

    def __init__(self, book: Registry, talk: Session, here: Here) -> None:
        self.book = book
        self.talk = talk
        self.here = here
        self.noticed = here.who.noticed

    @property
    def top(self) -> Conversation | None:
        """The conversation that is being had."""
        return self.talk.open[-1] if self.talk.open else None

    @property
    def on_top(self) -> tuple[str, Mapping[str, Any]]:
        """Which flow is being gone through, and what was given to it."""
        return (self.top.flow, self.top.given) if self.top else ("", {})

    @property
    def open_question(self) -> Question[Any] | None:
        """What is being asked."""
        if not self.top:
            return None
        return opened(self.flow(self.top), self.top.known())[1]

    @property
    def choices(self) -> tuple[Option, ...]:
        """What can be chosen now: of the open question, else of the menu."""
        if self.top:
            settled, question = opened(self.flow(self.top), self.top.known())
            return question.options(settled) if question else ()
        begin = self.book.menu(self.talk, self.here)
        question = next(iter(self.book.flows[begin.flow].questions(begin.given)), None)
        return question.options(Answers(given=begin.given)) if question else ()

    @property
    def quiet(self) -> bool:
        """Whether the conversation on top can simply be left."""
        return self.top is not None and self.flow(self.top).quiet

    @property
    def beside(self) -> bool:
        """Whether the conversation on top is no form, but something short beside it."""
        return self.top is not None and self.short(self.top)

    @property
    def busy(self) -> bool:
        """Whether a form is open."""
        return any(not self.flow(c).quiet for c in self.talk.open)

    @property
    def listening(self) -> bool:
        """Whether whatever is said now is meant for another person."""
        return isinstance(self.open_question, Message | Words)

    @property
    def writing(self) -> bool:
        """Whether the open question takes whatever is said: a slip is no command."""
        return isinstance(self.open_question, Text | Message)

    @property
    def parts(self) -> tuple[Question[Any], ...]:
        """Whatever the open bubble asks: one question, or several."""
        if not self.top:
            return ()
        flow, known = self.flow(self.top), self.top.known()
        settled, question = opened(flow, known)
        if question is None:
            return ()
        return (
            applying(flow, question, known, settled)
            if self.here.together
            else (question,)
        )

    @property
    def leisure(self) -> bool:
        """Whether no form is being filled in, or the menu lies over it."""
        return self.quiet or not self.busy

    def answering(self, text: str, *, surely: bool = False) -> bool:
        """Whether *text* is what was asked in writing; or may be, if not *surely*."""
        question = self.open_question
        if self.top is None or not isinstance(question, Called):
            return False
        if self.several and (len(text.splitlines()) > 1 or text.count(",") > 1):
            return True
        settled, _ = opened(self.flow(self.top), self.top.known())
        found = question.means(text, settled)
        if surely:
            return not found.why
        return bool(found.meant) and found.why not in {"question", "command"}

    @property
    def several(self) -> bool:
        """Whether several questions are open in one bubble."""
        return self.here.together and len(self.parts) > 1

    @property
    def unread(self) -> bool:
        """Whether the form on top asks personal things of one not yet told of it."""
        if self.noticed or not self.top or CONSENT not in self.book.flows:
            return False
        return self.flow(self.top).consent

    def short(self, conversation: Conversation) -> bool:
        """Whether a conversation is no form."""
        flow = self.flow(conversation)
        return flow.quiet or flow.again

    def flow(self, conversation: Conversation) -> Flow:
        """The flow of a conversation."""
        return self.book.flows[conversation.flow]

    def is_option(self, text: str) -> bool:
        """Whether *text* is just what a choice of the open question is called."""
        if not self.top:
            return False
        put = opened(self.flow(self.top), self.top.known())
        options: tuple[Option, ...] = put[1].options(put[0]) if put[1] else ()
        folded = language.fold(text)
        return any(language.fold(self.here.label(o)) == folded for o in options)

    def unfinished(self, flow: Flow, given: Mapping[str, Any]) -> Conversation | None:
        """A conversation of this very flow that is still open, or was put aside."""
        if flow.again or flow.quiet:
            return None

        for each in (*self.talk.open, *self.talk.paused):
            old = each.given
            differ = {k for k in {*old, *given} if old.get(k) != given.get(k)}
            if each.flow == flow.name and differ <= {*flow.hints}:
                return each
        return None

    def hinted(self, flow: Flow) -> dict[str, Any]:
        """What is remembered of the person that *flow* takes as a hint."""
        return {key: self.talk.kept[key] for key in flow.hints if key in self.talk.kept}
