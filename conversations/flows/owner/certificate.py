"""An owner's certificate: sent in, congratulated for, and watched over the years."""

from collections.abc import Callable, Mapping
from typing import Any

from conversations.cases.buttons import STATUS, button
from conversations.cases.certificates.pages import ShowCertificate
from conversations.cases.certificates.recording import (
    Awaiting,
    CertificateGiven,
    CertificateReturned,
    SendCertificate,
)
from conversations.cases.certificates.tasks import TaskAdded, TaskAhead, TaskSettled
from conversations.cases.decision import Notice
from conversations.cases.ratings import AskRating
from conversations.engine.effects import Effect, Option, Say
from conversations.engine.flow import Aside
from conversations.engine.questions import Choice, File, Learn, ids
from conversations.engine.values import Answers
from conversations.flows.shared.news import worded

KINDS = ("photo", "document")
SEND = button("send_certificate")
OFFICER = button("officer")


def among(answers: Answers) -> tuple[Option, ...]:
    """The cases that it may belong to, by number and business."""
    cases = (CASES.found(answers) or Awaiting()).cases
    return tuple(Option(code, label=f"{code} {name}".strip()) for code, name in cases)


CASES = Learn("cases", what="awaiting", kind=Awaiting)
WHICH = Choice("which", among=among, when=lambda answers: len(among(answers)) > 1)
FILE = File(
    "file",
    kinds=KINDS,
    when=lambda answers: bool(among(answers)),
    presumed=lambda answers: list(answers.given.get("files", ())) or None,
)


def sent(answers: Answers) -> tuple[Effect, ...]:
    """Hand it in; an officer records what it says."""
    found = among(answers)
    if not found:
        return (Say("certificate.no_case", actions=(STATUS, OFFICER)),)
    code = answers.get(WHICH) or found[0].value
    return (SendCertificate(code, ids(answers.get(FILE))),)


FLOW = Aside("send_certificate", (CASES, WHICH, FILE), sent)

# --- what an owner hears -------------------------------------------------------------


def given(news: CertificateGiven) -> tuple[Effect, ...]:
    """It was recorded: here it is; and with it a case may have ended."""
    return ShowCertificate(news.certificate, new=True), AskRating(news.code)


def returned(news: CertificateReturned) -> Say:
    """What was sent is not it: why, and where to send another."""
    return worded("certificate.returned", news, SEND)


def added(news: TaskAdded) -> Say:
    """A day of surveillance is known."""
    return worded("certificate.task_added", news)


def ahead(news: TaskAhead) -> Say:
    """What is to be done by a day, and the word that it is done."""
    when = "missed" if news.days < 0 else "ahead"
    done = button("task_said", news.task)
    acts = (SEND, OFFICER) if news.kind == "expiry" else (done, OFFICER)
    return worded(f"owner.task.{news.kind}.{when}", news, *acts)


def settled(news: TaskSettled) -> Say:
    """Whether it counts as done."""
    key = "certificate.task_done" if news.done else "certificate.task_not"
    return worded(key, news, *(() if news.done else (OFFICER,)))


HEARD: Mapping[type[Notice], Callable[[Any], Say | tuple[Effect, ...]]] = {
    CertificateGiven: given,
    CertificateReturned: returned,
    TaskAdded: added,
    TaskAhead: ahead,
    TaskSettled: settled,
}
"""What each notice to an owner says."""
