"""What an owner asks of the Dinas: a letter for their mark; and what comes of it."""

from collections.abc import Callable, Mapping
from typing import Any

from conversations.cases.buttons import button
from conversations.cases.decision import Notice
from conversations.cases.requests import (
    LETTER,
    AskLetter,
    LetterSent,
    RequestSettled,
    ShowLetter,
)
from conversations.catalogue import catalogue
from conversations.engine.effects import Effect, Say
from conversations.engine.flow import Aside
from conversations.engine.values import Answers
from conversations.flows.owner.profile import question
from conversations.flows.shared.news import worded

BRAND = question(catalogue().fields["brand"], optional=False)


def asked(answers: Answers) -> tuple[Effect, ...]:
    """Hand it on; one letter is for one mark."""
    return (AskLetter(str(answers[BRAND])),)


FLOW = Aside("letter", (BRAND,), asked)

# --- what an owner hears -------------------------------------------------------------


def settled(news: RequestSettled) -> tuple[Effect, ...]:
    """A yes; a letter comes with it, as a draft. Or a no, and why."""
    if news.what:
        return (worded(f"owner.request.{news.how}", news),)
    said = worded(f"owner.letter.{news.how}", news, what=LETTER)
    return (said, ShowLetter(news.request)) if news.how == "granted" else (said,)


def sent(news: LetterSent) -> tuple[Effect, ...]:
    """The letter as it was signed."""
    files = (Say("owner.file", file=each, kind="notice") for each in news.files)
    return (worded("owner.letter.sent", news, button("officer")), *files)


HEARD: Mapping[type[Notice], Callable[[Any], Say | tuple[Effect, ...]]] = {
    RequestSettled: settled,
    LetterSent: sent,
}
"""What each notice to an owner says."""
