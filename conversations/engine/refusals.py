"""What to say to an answer that cannot be taken: never the same twice in a row.

First why, with a guess at what was meant; then an example; then a human is offered.
Whoever still goes on is given the last two in turn.
"""

from typing import Any

from conversations.engine import doubts
from conversations.engine.effects import Effect, Option, Say
from conversations.engine.position import Position
from conversations.engine.prompts import aid
from conversations.engine.questions.basic import UNSURE, Choice, Several
from conversations.engine.questions.question import Question, Refusal
from conversations.engine.values import Answers

QUOTED = 60
"""Characters of an answer that are said back to the person."""
PATIENCE = 3
"""Refusals in a row before a human is offered."""
ABOUT_A_THING = ("wanted_", "file_")
"""How reasons begin that say what became of something sent: those are always said."""
A_FILE = ("wanted_file_document", "wanted_file_voice")
"""A file, but of another kind than is asked for."""


def answer(
    at: Position, question: Question[Any], refusal: Refusal
) -> tuple[list[Effect], list[Effect]]:
    """What is said before the question is put again, and what after it."""
    misses, before = at.conversation.misses + 1, at.conversation.refused
    heard = reason(refusal) == before and not refusal.offers
    repeats = heard and not refusal.reason.startswith(ABOUT_A_THING)
    said: list[Effect] = [] if repeats else [why(at, question, refusal)]
    if heard and refusal.reason.startswith(A_FILE):
        # It was kept; that it is no answer was said, so now what is one.
        said = [Say("refusal.wanted_file_again", joined=True)]
    if misses % 2 == 0:
        said.append(aid(at, question))
        said += example(question, at.answers)
    elif misses >= PATIENCE:
        officer = Option("officer", "action.officer")
        return said, [Say("repair.offer_officer", actions=(officer,))]
    return said, []


def reason(refusal: Refusal) -> str:
    """What tells a refusal from another, whatever words it was about."""
    values = {**refusal.values, "said": ""}
    return " ".join([refusal.reason, *(str(values[name]) for name in sorted(values))])


def example(question: Question[Any], answers: Answers) -> list[Effect]:
    """A choice that would be taken; what helps with other questions has an example."""
    options = question.options(answers)
    if not (isinstance(question, Choice | Several) and options):
        return []
    return [Say("repair.for_instance", {"example": options[0]}, joined=True)]


def why(at: Position, question: Question[Any], refusal: Refusal) -> Say:
    """The words of a refusal: the question's own, else those of its kind."""
    values = {**refusal.values, "said": _quoted(refusal.values.get("said", ""))}
    if refusal.reason == UNSURE:
        values["question"] = at.form.labels[question.key]
        return Say("repair.line_unclear", values, joined=True)
    return Say(
        f"{doubts.home(at, question)}.{refusal.reason}",
        values,
        fallback=f"refusal.{refusal.reason}",
        joined=True,
    )


def unoffered(refusal: Refusal) -> Refusal:
    """*refusal* where its guesses cannot be put: they are to be written again."""
    return Refusal(UNSURE, refusal.values) if refusal.offers else refusal


def _quoted(said: str) -> str:
    """What was said, short enough to be said back."""
    return (
        said if len(said) <= QUOTED else f"{said[: QUOTED - 1]}\N{HORIZONTAL ELLIPSIS}"
    )
