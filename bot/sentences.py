"""The sentences that an office may say in its own words: which, where, what fits.

`pandu check` asks the same of those that are shipped.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal, NamedTuple

from bot import words
from bot.channels.spec import CAPTION, LABELS
from bot.words import Sentence
from conversations.cases.records import SENTENCE, Override
from conversations.catalogue.overrides import Entry
from conversations.engine.values import Answers
from conversations.flows import FLOWS, GIVEN
from conversations.language import clean

FREE = {"you"}
"""How a person is addressed may stand in one language and be left out in another."""
PAGES = ("web.", "cli.", "export.")
"""What is read elsewhere than in a chat."""
FIXED = (
    *PAGES,
    # A platform is told these when we start, and remembers them.
    *("command.", "platform.", "option.list"),
    # Parts of other sentences; what stands in a template that Meta approved.
    *("address.", "wall.anything"),
    # Said by whatever tells the operator or the group, in the words of no office.
    *("alarm.", "desk.erased.", "desk.group.", "desk.table", "sample.", "slow_down"),
)
"""How keys begin whose sentences are changed by a new version alone."""
BUTTONS = ("action.", "desk.act.", "option.")
_STRAY = re.compile(r"[*{}]|(?<!\w)_|_(?!\w)")
_PARTS = ("ask", "help", "label", "example")


class Flaw(NamedTuple):
    """What does not fit: a *kind* of it, what it is about, how much there may be."""

    kind: Literal["empty", "invented", "lines", "long", "lost", "stray"]
    what: str = ""
    most: int = 0


class Spot(NamedTuple):
    """Which *part* of a *question* a sentence is, known by its home, in a *form*."""

    form: str
    question: str
    part: str


def flaws(said: Sentence, names: frozenset[str]) -> Iterator[Flaw]:
    """What does not fit in what is *said* with values of these *names*."""
    if not clean(said.text):
        yield Flaw("empty")
    for name in sorted(names - said.names - FREE):
        yield Flaw("lost", f"{{{name}}}")
    for name in sorted(said.names - names):
        yield Flaw("invented", f"{{{name}}}")
    literal = "".join(piece.text for piece in said.pieces)
    for sign in dict.fromkeys(_STRAY.findall(literal)):
        yield Flaw("stray", sign)
    most = longest(said.at[1])
    if most < CAPTION and "\n" in said.text:
        yield Flaw("lines")
    if len(said.text) > most:
        yield Flaw("long", most=most)


def longest(key: str) -> int:
    """How many characters fit, on every channel."""
    choice = key.startswith(BUTTONS) or key in _choices()
    return min(LABELS.values()) if choice else CAPTION


def misfits(entry: str, text: str) -> list[Flaw]:
    """What does not fit in *text* at the *entry* of a sentence."""
    tongue, key = at(entry)
    known = (words.shipped(each, key).names for each in words.LANGUAGES)
    # What another language names is given with the rest, and may be said here as well.
    free = frozenset().union(*known) & FREE
    names = words.shipped(tongue, key).names | free
    return list(flaws(words.parsed(tongue, key, text), names))


def at(entry: str) -> tuple[str, str]:
    """The language and the key of the *entry* of a sentence."""
    language, _, key = entry.removeprefix(SENTENCE).partition("/")
    return language, key


def found(entry: str) -> Entry | None:
    """The sentence that is called so, if it may be changed."""
    if entry not in changeable():
        return None
    return Entry(entry, entry.removeprefix(SENTENCE), words.shipped(*at(entry)).text)


def laid(rows: Mapping[str, Override]) -> words.Overlay:
    """What an office says instead; what does not fit any more is not said."""
    said = (
        (*at(entry), row.wording)
        for entry, row in sorted(rows.items())
        if entry in changeable() and not misfits(entry, row.wording)
    )
    return words.overlay(*said)


@cache
def changeable() -> Mapping[str, None]:
    """The entries of all sentences that may be changed, by key."""
    keys = sorted(words.keys(words.DEFAULT))
    return dict.fromkeys(
        f"{SENTENCE}{language}/{key}"
        for key in keys
        for language in words.LANGUAGES
        if not key.startswith(FIXED)
    )


@cache
def spots() -> Mapping[str, Spot]:
    """Where the sentences of questions are said, by key: in the first form of all."""
    return {
        f"{flow.home(question)}.{part}": Spot(flow.name, flow.home(question), part)
        for flow in reversed(list(FLOWS.values()))
        for question in flow.questions(GIVEN)
        if not question.silent
        for part in _PARTS
    }


@cache
def _choices() -> frozenset[str]:
    """The keys of what questions let one choose."""
    asked = Answers(given=GIVEN)
    return frozenset(
        option.key
        for flow in FLOWS.values()
        for question in flow.questions(GIVEN)
        for option in question.options(asked)
    )
