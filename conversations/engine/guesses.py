"""Guesses at what was meant, put to the person: by a press or a yes they are answers.

Any question may offer them. It raises `Refusal(reason, offers=(value, ...))`, each
*value* an answer in the form that it keeps; what is said then is

* `<home>.<reason>`, else `refusal.<reason>`: why it was not simply taken; and
* `<home>.is_it`, else `repair.is_it`, with `{answer}`: one guess, read back; or
  `repair.unsure` above several.

Each guess is a button, with *Bukan itu* behind them. "Ya" takes the only one; its own
words, typed, take any; "bukan" asks the question again. Whatever else is typed is
read as a new answer. A guess that no longer holds is not shown.
"""

import json
import re
from typing import Any, NamedTuple
from zlib import crc32

from conversations.engine.effects import Option
from conversations.engine.events import Event, Pressed, Typed, utterance, uttered
from conversations.engine.position import Position
from conversations.engine.questions.basic import named
from conversations.engine.questions.question import Question
from conversations.engine.values import Answers, Here
from conversations.language import Sure, exactly, match, read_yes_no

NONE_OF_THESE = Option("none_of_these", key="option.none_of_these")

_DENIED = re.compile(
    r"(?i)\s*(?:(?:bukan|sanes|dudu|salah)\b[\s,.!:;-]+"
    r"|(?:tidak|gak|ga|nggak|enggak|teu|ora|no)\s*[,.;:]\s*)(?=\S)"
)


class Guess(NamedTuple):
    """An answer that may have been meant, and the button that takes it."""

    value: Any
    option: Option


def guesses(at: Position) -> tuple[Guess, ...]:
    """What was offered for the open question and may still be its answer."""
    question, settled = at.question, at.settled
    if question is None or not at.conversation.offered:
        return ()
    own = {option.value: option for option in question.options(settled)}
    return tuple(
        Guess(value, _option(question, value, settled, own))
        for value in at.conversation.offered
        if value is not None and question.holds(value, settled)
    )


def _option(
    question: Question[Any], value: Any, settled: Answers, own: dict[str, Option]
) -> Option:
    """The choice that *value* is, or a button for what is no choice.

    The button knows its guess by a mark of it, not by its place: one that was pressed
    late, beneath other guesses, must not take another than it shows.
    """
    if isinstance(value, str) and value in own:
        return own[value]
    written = json.dumps(value, sort_keys=True).encode()
    return Option(f"offer:{crc32(written):08x}", shown=question.shown(value, settled))


def chosen(event: Event, near: tuple[Guess, ...], here: Here) -> Guess | Option | None:
    """Which of the guesses was meant; `NONE_OF_THESE`; or None if it is unclear."""
    by_value = {guess.option.value: guess for guess in near}
    if isinstance(event, Pressed):
        if event.value == NONE_OF_THESE.value:
            return NONE_OF_THESE
        return by_value.get(event.value)
    if not isinstance(event, Typed):
        return None
    said = utterance(event)
    answer = read_yes_no(said)
    if answer is False:
        return NONE_OF_THESE
    if answer is True and len(near) == 1:
        return near[0]
    labels = named((*(guess.option for guess in near), NONE_OF_THESE), here.label)
    found = match(said, labels)
    if not all(guess.value == guess.option.value for guess in near):
        # Where numbers are answers themselves, "2" is no place in a list.
        exact = exactly(said, labels)
        found = Sure(exact[0]) if exact else None
    match found:
        case Sure(value, beside=False):
            return by_value.get(value, NONE_OF_THESE)
    return None


def corrected(event: Event) -> Event:
    """*event* without the denial of a guess before the true answer: "bukan, 15"."""
    if isinstance(event, Typed):
        denied = _DENIED.match(event.text)
        return uttered(event.text[denied.end() :]) if denied else event
    return event
