"""What words can mean. Whoever takes them carries the meaning out, and knows how."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from conversations.language import Command, Greeting


@dataclass(frozen=True)
class Press:
    """A button that was shown last, outside any form: its *value*."""

    value: str


@dataclass(frozen=True)
class Way:
    """One of our own buttons, which work as words wherever one is: its *value*."""

    value: str


@dataclass(frozen=True)
class Greets:
    """A greeting, to be answered in kind."""

    kind: Greeting


@dataclass(frozen=True)
class Thanks:
    """Thanks, and nothing else."""


@dataclass(frozen=True)
class Known:
    """A question that is answered by *entries* of the catalogue, by their names."""

    entries: tuple[str, ...]


@dataclass(frozen=True)
class CaseNamed:
    """The number of a case, by itself."""

    code: str


@dataclass(frozen=True)
class Wish:
    """What somebody wants, in words of their own: the *intent*, one of `intents.py`.

    *about* is what it is about, as it was said or by its id; *text* is what an officer
    wants said or noted. *said* is the whole message, for whoever is to read it.
    """

    intent: str
    about: str = ""
    text: str = ""
    said: str = ""


@dataclass(frozen=True)
class Either:
    """*wishes* of which one is meant, to be offered: the likelier first."""

    wishes: tuple[Wish, ...]


@dataclass(frozen=True)
class Perhaps:
    """*wishes* of which the first is done at once, with a way out to the next."""

    wishes: tuple[Wish, ...]


@dataclass(frozen=True)
class Told:
    """Answers told in passing, by the keys of their questions.

    What is said *surely* is kept, *perhaps* is to be put for a yes. Of these *news* are
    what the form asks beside the open question, and *named* what stands behind its
    name. They stand in so many *stretches* of the text; *left* is the rest of it.
    """

    surely: Mapping[str, Any] = field(default_factory=dict)
    perhaps: Mapping[str, Any] = field(default_factory=dict)
    news: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    stretches: int = 0
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """Answers put right in passing, by the keys of their questions.

    What is said *surely* is taken. The questions of *perhaps* are asked again: with
    what may be meant put for a yes, else with what was *said* and is no answer.
    """

    surely: Mapping[str, Any] = field(default_factory=dict)
    perhaps: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    said: str = ""


@dataclass(frozen=True)
class Answer:
    """Nothing that any reader knows: for the open question, or the menu."""


Meaning: TypeAlias = (
    Command
    | Press
    | Way
    | Greets
    | Thanks
    | Known
    | CaseNamed
    | Wish
    | Either
    | Perhaps
    | Told
    | Change
    | Answer
)
Reason: TypeAlias = Literal["choice", "slip", "message", "answer", "brief", "first"]
"""Why words that look like something are not taken for it.

`choice`: a choice that lies open is called so. `slip`: hardly typed so, where anything
may be written. `message`: whatever is said is for a person. `answer`: it answers what
is asked in writing. `brief`: too little, where no or yes is asked. `first`: nothing
came before it.
"""


@dataclass(frozen=True)
class Not:
    """What a reader found, and did not take because of its *reason*."""

    found: Meaning
    reason: Reason


Verdict: TypeAlias = Meaning | Not | None
