"""An officer's answer, kept for everybody who asks the same.

What is kept is shown first, and can be changed; what names a person is not kept.
Later any officer of the office finds it in a list, corrects it, or withdraws it.
"""

from dataclasses import dataclass

from msgspec import structs

from conversations.cases.buttons import button
from conversations.cases.canned_replies import (
    KeepAnswer,
    ReplyLaidBefore,
    ReplyShown,
    WithdrawAnswer,
    personal,
)
from conversations.cases.placeholders import KNOWN, unknown
from conversations.engine.effects import Begin, Effect, Remember, Say
from conversations.engine.events import Event
from conversations.engine.flow import Aside
from conversations.engine.questions import YES, Read, Refusal, Review, Text, YesNo
from conversations.engine.values import Answers, Here
from conversations.flows.officer.case_card import OFFICERS


@dataclass(frozen=True)
class Impersonal(Text):
    """Words that everybody may read."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The text, unless a number or an address of a person is in it."""
        read = super().read(event, answers, here)
        if personal(read.value):
            raise Refusal("personal")
        return read

    def holds(self, value: object, answers: Answers) -> bool:
        """A text without anything of a person."""
        return super().holds(value, answers) and not personal(str(value))


@dataclass(frozen=True)
class Pattern(Impersonal):
    """The same, with what is filled in for each case, in braces."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The text, unless nobody could fill it in."""
        read = super().read(event, answers, here)
        if wrong := unknown(read.value):
            raise Refusal("braces", {"wrong": wrong, "known": KNOWN})
        return read


QUESTION = Impersonal("common_question", least=5, most=200)
ANSWER = Pattern("common_answer", least=2, most=600, lines=True)
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


def card(shown: ReplyShown) -> Say:
    """One answer, who gave it and when.

    One that can be changed has its buttons; of one that was corrected it is said what
    it was before.
    """
    key = "desk.lasting"
    if shown.withdrawn:
        key = "desk.lasting_withdrawn"
    elif shown.before:
        key = "desk.lasting_mended"
    return Say(
        key,
        structs.asdict(shown),
        actions=(button("mend", shown.id), button("retract", shown.id))
        if shown.open
        else (),
        subject=f"answer:{shown.first}",
        edits=shown.edits,
        kind="edit" if shown.edits else "notice",
    )


FLOW = Aside(
    "lasting",
    (QUESTION, ANSWER, REVIEW),
    finish,
    keeps=KEEPS,
    roles=OFFICERS,
)
RETRACT = Aside("retract", (SURE,), withdrawn, roles=OFFICERS)
