"""An officer's answer, kept for everybody who asks the same.

What is kept is shown first, and can be changed; what names a person is not kept.
Later any officer of the office finds it in a list, corrects it, or withdraws it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversations.cases.canned_replies import (
    KeepAnswer,
    ReplyLaidBefore,
    WithdrawAnswer,
)
from conversations.engine.effects import Begin, Effect, Line, Option, Remember, Say
from conversations.engine.events import Event
from conversations.engine.flow import Aside
from conversations.engine.questions import YES, Read, Refusal, Review, Text, YesNo
from conversations.engine.values import Answers, Here
from conversations.flows.officer.case_card import OFFICERS

QUOTED = 60
"""Characters of a question that stand for it in the list."""
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
SURE = YesNo("sure")
KEEPS = (QUESTION.key, ANSWER.key)


def opened(laid: ReplyLaidBefore) -> tuple[Effect, ...]:
    """The question and the reply, laid before the officer who wrote it.

    Where they mend an answer, it is not given: they are asked for a better one.
    """
    texts = {QUESTION.key: laid.question, ANSWER.key: laid.answer}
    mends = {"mends": laid.mends} if laid.mends else {}
    return (Remember(texts), Begin("lasting", mends))


def finish(answers: Answers) -> tuple[Effect, ...]:
    """Keep what was agreed to, and nothing of it in this talk."""
    mends = str(answers.given.get("mends", ""))
    return (
        KeepAnswer(answers[QUESTION], answers[ANSWER], mends),
        Remember(dict.fromkeys(KEEPS, "")),
    )


def withdrawn(answers: Answers) -> tuple[Effect, ...]:
    """Withdraw it, if that was meant."""
    if answers[SURE] != YES:
        return (Say("retract.left"),)
    return (WithdrawAnswer(str(answers.given["answer"])),)


def line(question: str, officer: str, on: date) -> Line:
    """One answer of the list: by whom, since when, to what."""
    return Line(Option("", label=officer), ([on, _short(question)],))


def opening(answer: str, question: str) -> Option:
    """The button in the list that shows one."""
    return Option(f"kept:{answer}", label=_short(question))


def _short(question: str) -> str:
    return question if len(question) <= QUOTED else f"{question[: QUOTED - 1]}…"


def card(values: Mapping[str, Any], *, edits: bool = False) -> Say:
    """One answer, who gave it and when; *values* come from `bot.desk.canned_replies`.

    One that can be changed has its buttons; of one that was corrected it is said what
    it was before.
    """
    name, kind = str(values["id"]), "edit" if edits else "notice"
    acts = (
        Option(f"mend:{name}", key="action.mend"),
        Option(f"retract:{name}", key="action.retract"),
    )
    key = "desk.lasting"
    if values.get("withdrawn"):
        key = "desk.lasting_withdrawn"
    elif values.get("before"):
        key = "desk.lasting_mended"
    return Say(
        key,
        values,
        actions=acts if values.get("open") else (),
        subject=f"answer:{values['first']}",
        edits=edits,
        kind=kind,
    )


FLOW = Aside(
    "lasting",
    (QUESTION, ANSWER, REVIEW),
    finish,
    keeps=KEEPS,
    roles=OFFICERS,
)
RETRACT = Aside("retract", (SURE,), withdrawn, roles=OFFICERS)
