"""What is wrong with facts, words and flows, before a person can run into it.

Each problem names its file and entry, so that whoever reads it knows where to go.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import get_args

from bot import words
from bot.channels.base import encode_button
from bot.channels.spec import LABELS
from conversations import catalogue
from conversations.cases.calendar import day_of
from conversations.catalogue import attribution
from conversations.catalogue.model import Confidence
from conversations.engine.effects import Option
from conversations.engine.flow import Flow
from conversations.engine.questions import Question
from conversations.engine.values import Answers

MOST_BYTES = 64
"""Telegram carries so much in a button; the other channels carry more."""

LATE = 1_000_000
"""A number that no conversation of one person will reach."""


def problems() -> list[str]:
    """Whatever is missing or does not fit, each as `where: entry: what`."""
    wrong = catalogue.problems()
    if wrong:
        # Flows are made of facts: without these there is nothing to look at.
        return [f"conversations/catalogue/{each}" for each in wrong]
    from conversations.flows import FLOWS, word_keys  # noqa: PLC0415 -- see above

    wanted = {*chain.from_iterable(map(words.keys, words.LANGUAGES)), *word_keys()}
    return [
        *(each for language in words.LANGUAGES for each in _words(language, wanted)),
        *(each for flow in FLOWS.values() for each in of_flow(flow)),
    ]


def grades() -> dict[str, int]:
    """How many facts a law or the government says, how many others, how many nobody."""
    counted = attribution.grades(catalogue.catalogue())
    return {grade: counted[grade] for grade in get_args(Confidence)}


def stale() -> list[str]:
    """Facts that nobody has checked for twelve months."""
    today = day_of(datetime.now(UTC))
    return [f"{path} ({fact.checked_on})" for path, fact in catalogue.stale(today, 12)]


def _words(language: str, wanted: set[str]) -> Iterator[str]:
    """What *language* does not say, or says with other values than Indonesian."""
    from bot.sentences import FREE, flaws  # noqa: PLC0415 -- see above

    file = f"locales/{language}/LC_MESSAGES"
    known = words.keys(language)
    for key in sorted(wanted):
        if key not in known:
            yield f"{file}/pandu.po: {key}: missing"
            continue
        like = words.DEFAULT if words.has(words.DEFAULT, key) else language
        names = words.shipped(like, key).names | FREE
        for kind, what, most in flaws(words.shipped(language, key), names):
            yield f"{file}/pandu.po: {key}: {kind} {what or most}"
    if language != words.DEFAULT:
        translated = words.keys(language, "catalogue")
        for fact in catalogue.messages():
            if fact not in translated:
                yield f"{file}/catalogue.po: {fact[:60]!r}: missing"


def of_flow(flow: Flow) -> Iterator[str]:
    """Keys that are there twice, and choices that no channel could carry."""
    from conversations.flows import GIVEN  # noqa: PLC0415 -- see above

    questions = flow.questions(GIVEN)
    for key, count in Counter(question.key for question in questions).items():
        if count > 1:
            yield f"conversations/flows: {flow.name}.{key}: {count} times"
    for question in questions:
        for option in question.options(Answers(given=GIVEN)):
            where = f"conversations/flows: {flow.name}.{question.key}: {option.value}"
            yield from (f"{where}: {wrong}" for wrong in _choice(question, option))


def _choice(question: Question[object], option: Option) -> Iterator[str]:
    size = len(encode_button(option.value, question.key, LATE).encode())
    if size > MOST_BYTES:
        yield f"{size} bytes in a button, over {MOST_BYTES}"
    for language in words.LANGUAGES:
        try:
            label = words.label(language, option)
        except words.UnknownWords:
            yield f"{option.key}: missing"
            return
        for channel, most in LABELS.items():
            if len(label) > most:
                yield f"{language}: {len(label)} characters for {channel}, over {most}"
