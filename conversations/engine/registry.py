"""What there is to turn to: the flows, and what the engine must be told about them.

Made once, so that the engine need not know one flow or one act by name.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from conversations.engine.effects import Begin, Effect, Say
from conversations.engine.events import Sent
from conversations.engine.flow import Flow
from conversations.engine.values import Answers, Conversation, Here, Session
from conversations.language import Utterance

if TYPE_CHECKING:
    from conversations.engine.turn import Turn

Effects = tuple[Effect, ...]


@dataclass(frozen=True)
class Consent:
    """The flow that stands before every form with personal questions.

    *agreed* is what an effect says of it: agreed or not, or None if it says nothing.
    """

    flow: str
    agreed: Callable[[Effect], bool | None]


class Files(Protocol):
    """What becomes of things that are sent and are no text."""

    def sent(self, turn: "Turn", event: Sent, *, first: bool) -> None:
        """Something was sent."""

    def keep(
        self, turn: "Turn", conversation: Conversation, done: Answers | None = None
    ) -> None:
        """A conversation is over; what was *done* with has its files."""

    def agreed(self, turn: "Turn", *, agreed: bool) -> None:
        """The privacy notice was agreed to, or not."""

    def sort(self, turn: "Turn") -> None:
        """The event was taken: time for what was laid aside."""


@dataclass(frozen=True)
class Registry:
    """Everything the talk can turn to; made once, from the flows.

    *menu* opens the way to everything else, *welcome* what whoever greets hears before
    it. *words* takes what is typed, *files* what
    is sent, *consent* stands before what is personal. *commands* and *actions* give
    effects for a word and for a card's button, *undoes* are buttons by which one takes
    back what was done, *payload* for a link; *told* for what
    another person did, by its subject; *own* for a flow that is never about an owner
    who is helped, *reached* for whether the person can be reached, *noticed* for what
    the first words of somebody tell of them.

    For what is typed: *ways* are our own buttons by what they are called, *means* gives
    effects for a meaning by its type (and whether a form is open), and *wonder* for
    what nobody here knows. *unsure* are commands that say in a form, first, what else
    may be meant. *hears* is the flow for whose questions one listens where no form
    is open.
    """

    flows: Mapping[str, Flow]
    menu: Callable[[Session, Here], Begin]
    words: Callable[["Turn", str, bool], None]
    files: Files
    welcome: Callable[[Session, Here], Begin] | None = None
    consent: Consent | None = None
    commands: Mapping[str, Callable[[str, Here], Effects]] = field(default_factory=dict)
    undoes: Collection[str] = ()
    actions: Mapping[str, Callable[[str, Here], Effects]] = field(default_factory=dict)
    told: Callable[[str, Mapping[str, Any]], Effects] = field(default=lambda _, __: ())
    payload: Callable[[str, Here], Effects] = field(default=lambda _, __: ())
    own: Callable[[Begin], Effects] = field(default=lambda _: ())
    noticed: Callable[[Utterance, Here], Effects] = field(default=lambda _, __: ())
    reached: Callable[[bool], Effects] = field(default=lambda _: ())
    ways: Callable[[Here], Mapping[str, str]] = field(default=lambda _: {})
    means: Mapping[type[Any], Callable[[Any, Here, bool], Effects]] = field(
        default_factory=dict
    )
    wonder: Callable[[str], Effects] = field(default=lambda _: ())
    unsure: Mapping[str, Say] = field(default_factory=dict)
    hears: str = ""
