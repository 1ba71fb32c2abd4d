"""Words between an owner and the officers, and the one thing sent back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from conversations.cases.applications import Correct
from conversations.cases.messages import AnswerOfficer, AskOfficers
from conversations.engine.effects import Begin, Effect
from conversations.engine.flow import Form, Menu
from conversations.engine.questions import File, Item, Message, always, ids
from conversations.engine.values import Answers, Here
from conversations.flows.owner.apply import QUESTIONS

MESSAGE = Message("message")


def ask(answers: Answers) -> tuple[Effect, ...]:
    """A question to whoever is on duty; what came before is not asked again."""
    text, files = answers.given.get("text", ""), answers.given.get("files", ())
    if text or files:
        return (AskOfficers(str(text), tuple(files)),)
    said = answers[MESSAGE]
    return (AskOfficers(said["text"], tuple(said["files"])),)


def question(given: Mapping[str, Any]) -> tuple[Item, ...]:
    """What to ask, unless it was typed or sent already."""
    return () if given.get("text") or given.get("files") else (MESSAGE,)


def answer(answers: Answers) -> tuple[Effect, ...]:
    """Back to the officer who wrote."""
    said, given = answers[MESSAGE], answers.given
    return (
        AnswerOfficer(
            said["text"],
            tuple(said["files"]),
            case=given.get("case", ""),
            note=given.get("note", ""),
        ),
    )


def answering(argument: str, here: Here) -> tuple[Effect, ...]:
    """The button under an officer's words; `c:SRG-0042` or `n:<note>`."""
    kind, _, name = argument.partition(":")
    return (Begin("answer", {"case" if kind == "c" else "note": name}),)


def sent_back(given: Mapping[str, Any]) -> tuple[Item, ...]:
    """Exactly the one question that was sent back."""
    question = QUESTIONS.get(str(given.get("field", "")))
    if question is None:
        return (MESSAGE,)
    home = question.home or f"apply.{question.key}"
    asked = replace(question, when=always, optional=False, presumed=None, home=home)
    return (asked,)


def correct(answers: Answers) -> tuple[Effect, ...]:
    """The case goes back to the officer with the new answer."""
    given = answers.given
    (question,) = CORRECT.questions(given)
    value: Any = answers[question]
    files: tuple[str, ...] = ()
    if isinstance(question, File):
        files = ids(value)
        value = [*files]
    return (Correct(given["case"], given["field"], value, files),)


ASK = Form("ask", question, ask, consent=True)
ANSWER = Menu("answer", (MESSAGE,), answer)
CORRECT = Form("correct", sent_back, correct)
