"""An officer's answer, kept for everybody who asks the same.

What is kept is shown first, and can be changed; what names a person is not kept.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conversations.engine.effects import (
    Begin,
    Effect,
    KeepAnswer,
    OfferAnswer,
    Remember,
    Say,
)
from conversations.engine.events import Event
from conversations.engine.flow import Answers, Flow, Here, Read, Refusal
from conversations.engine.questions import Text
from conversations.engine.special import Review
from conversations.flows.desk import OFFICERS

PERSONAL = re.compile(r"(?:\d[\s.\-]?){8,}|\S+@\S+\.\w+")
"""A phone number, a NIK, an address of mail: eight digits in a row are no fact."""


@dataclass(frozen=True)
class Impersonal(Text):
    """Words that everybody may read."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The text, unless a number or an address of a person is in it."""
        read = super().read(event, answers, here)
        if PERSONAL.search(read.value):
            raise Refusal("personal")
        return read

    def holds(self, value: object, answers: Answers) -> bool:
        """A text without anything of a person."""
        return super().holds(value, answers) and not PERSONAL.search(str(value))


QUESTION = Impersonal("common_question", least=5, most=200)
ANSWER = Impersonal("common_answer", least=2, most=600, lines=True)
REVIEW = Review("review")
KEEPS = (QUESTION.key, ANSWER.key)


def offer(note: str, here: Here) -> tuple[Effect, ...]:
    """The button under a reply that was sent."""
    del here
    return (OfferAnswer(note),)


def opened(values: Mapping[str, Any], busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """The question and the reply, laid before the officer who wrote it."""
    del busy
    names = {QUESTION.key: "question", ANSWER.key: "answer"}
    texts = {key: str(values.get(name, "")) for key, name in names.items()}
    return (Remember(texts), Begin("lasting"))


def finish(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """Keep what was agreed to, and nothing of it in this talk."""
    del here
    return (
        KeepAnswer(answers[QUESTION], answers[ANSWER]),
        Remember(dict.fromkeys(KEEPS, "")),
        Say("lasting.done"),
    )


FLOW = Flow(
    "lasting",
    (QUESTION, ANSWER, REVIEW),
    finish,
    keeps=KEEPS,
    roles=OFFICERS,
    again=True,
)
