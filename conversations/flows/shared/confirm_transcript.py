"""What was heard in a voice, by a machine or by an officer: an answer once agreed to.

The person reads the words, and says yes; or no, and the voice goes to an officer; or
types what they meant. An officer who listened types the words for them, so a person
who only speaks can go all the way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conversations import language
from conversations.cases.voices import HandOver, TypeFor
from conversations.engine.effects import Begin, Effect, Option, Say, Utter
from conversations.engine.events import Event, Pressed
from conversations.engine.flow import Aside
from conversations.engine.questions import (
    NO,
    YES,
    Question,
    Read,
    Refusal,
    Words,
    labelled,
    said,
)
from conversations.engine.values import Answers, Here
from conversations.flows.officer.case_card import OFFICERS

RIGHT = (Option(YES, key="option.yes"), Option(NO, key="heard.no"))


@dataclass(frozen=True)
class Sure(Question[dict[str, Any]]):
    """Whether the words are right; kept as `{agreed, text}`, *text* typed instead."""

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """Yes or no."""
        return RIGHT

    def read(self, event: Event, answers: Answers, here: Here) -> Read[dict[str, Any]]:
        """Yes, no, or the words as they should be."""
        if isinstance(event, Pressed):
            if event.value not in {YES, NO}:
                raise Refusal("not_an_option")
            return Read({"agreed": event.value == YES, "text": ""})
        typed = said(event)
        agreed = language.read_yes_no(typed)
        match language.match(typed, labelled(RIGHT, here)):
            case language.Sure(value) if agreed is None:
                agreed = value == YES
        if agreed is None:
            return Read({"agreed": False, "text": typed.typed.strip()})
        return Read({"agreed": agreed, "text": ""})

    def holds(self, value: object, answers: Answers) -> bool:
        """A verdict, and words."""
        return (
            isinstance(value, Mapping)
            and isinstance(value.get("agreed"), bool)
            and isinstance(value.get("text"), str)
        )


def by_officer(answers: Answers) -> bool:
    """Whether an officer listened and typed the words."""
    return bool(answers.given.get("officer"))


SURE = Sure("sure", when=lambda answers: not by_officer(answers))
TYPED = Sure("typed", when=by_officer)
WORDS = Words("words", most=600, lines=True)


def finish(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """The words as an answer; or the voice on its way to an officer."""
    given, verdict = answers.given, answers[TYPED if by_officer(answers) else SURE]
    number, key = int(given.get("conversation", 0)), str(given.get("question", ""))
    if verdict["agreed"] or verdict["text"]:
        words = str(given["text"] if verdict["agreed"] else verdict["text"])
        return (Utter(words, number, key),)
    files = tuple(given.get("files", ()))
    if not files or here.who.role:
        return (Say("heard.retry", joined=True),)
    if not (number and here.who.noticed):
        return (Begin("ask", {"files": list(files)}),)
    if by_officer(answers):
        again = HandOver(files, question=key, conversation=number, again=True)
        return (Say("heard.again", joined=True), again)
    asked = Option(*given.get("asked", ("",)))
    return (HandOver(files, "", asked, key, number),)


def typing(argument: str, here: Here) -> tuple[Effect, ...]:
    """The button under a voice: `<note>:<conversation>:<question>`."""
    note, _, where = argument.partition(":")
    number, _, key = where.partition(":")
    given = {"note": note, "question": key}
    return (Begin("typing", {**given, "conversation": _number(number)}),)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004


def typed(answers: Answers) -> tuple[Effect, ...]:
    """To the owner, who says whether that was it."""
    given = answers.given
    number, key = given.get("conversation", 0), given.get("question", "")
    return (TypeFor(str(given["note"]), answers[WORDS], number, key),)


FLOW = Aside("heard", (SURE, TYPED), finish_here=finish)
TYPING = Aside("typing", (WORDS,), typed, roles=OFFICERS)
