"""A certificate as an officer reads it off its paper; and the days it asks for."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversations.cases.buttons import button, desk
from conversations.cases.certificates.recording import (
    Certifiable,
    CertificateSent,
    RecordCertificate,
    ReturnCertificate,
)
from conversations.cases.certificates.records import kind_of
from conversations.cases.certificates.tasks import (
    AddSurveillance,
    TaskOfOwner,
    TaskSaid,
)
from conversations.cases.closing import FINISHED, CloseCase
from conversations.cases.decision import Notice
from conversations.cases.handling import Handled
from conversations.cases.overdue import CertificateWaits
from conversations.catalogue.road import CertificateKind
from conversations.engine.effects import Effect, Option, Say
from conversations.engine.events import Event
from conversations.engine.flow import Aside
from conversations.engine.questions import (
    Choice,
    Day,
    File,
    Learn,
    Read,
    Refusal,
    Text,
    Together,
    Words,
    ids,
)
from conversations.engine.values import Answers, Here
from conversations.flows.officer import messages, wishes
from conversations.flows.officer.assign_case import for_act
from conversations.flows.officer.case_card import OFFICERS, denied
from conversations.flows.shared.news import put, worded
from conversations.understanding import Wish

UNKNOWN = Certifiable("unknown_case")
KINDS = ("photo", "document")
"""How the paper itself can come."""


@dataclass(frozen=True)
class Until(Day):
    """The last day of something that was issued on another."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """A day that comes after."""
        read = super().read(event, answers, here)
        if read.value <= (answers.get(ISSUED) or ""):
            raise Refusal("day_out_of_sense", {"day": date.fromisoformat(read.value)})
        return read


def known(answers: Answers) -> Certifiable:
    """The case that it is recorded for."""
    return CASE.found(answers) or UNKNOWN


def ends(answers: Answers) -> bool:
    """Whether its case is about to be closed by it: then it may have no number."""
    return bool(answers.given.get("ends"))


def kinds(answers: Answers) -> tuple[Option, ...]:
    """What the case's road comes to."""
    found = known(answers)
    named = ((each, kind_of(found.road, each)) for each in found.kinds)
    return tuple(Option(id_, label=kind.name) for id_, kind in named if kind)


def chosen(answers: Answers) -> CertificateKind | None:
    """Which of them it is."""
    only = known(answers).kinds[:1]
    kind: str = answers.get(KIND) or "".join(only)
    return kind_of(known(answers).road, kind)


def number(answers: Answers) -> str:
    """The number that it bears; empty if none was said."""
    return answers.get(NUMBER) or answers.get(ANY_NUMBER) or ""


def says(what: str) -> Callable[[Answers], bool]:
    """Whether it says *what* besides its number and its days."""

    def asked(answers: Answers) -> bool:
        kind = chosen(answers)
        return bool(number(answers)) and kind is not None and what in kind.asks

    return asked


def numbered(answers: Answers) -> bool:
    """Whether there is one to be recorded."""
    return bool(number(answers))


def open_to(answers: Answers) -> bool:
    """Whether it can be recorded."""
    return bool(kinds(answers))


CASE = Learn("case", what="certifiable", kind=Certifiable)
KIND = Choice("kind", among=kinds, when=lambda answers: len(kinds(answers)) > 1)
NUMBER = Text(
    "number",
    least=3,
    most=60,
    when=lambda answers: open_to(answers) and not ends(answers),
)
ANY_NUMBER = Text(
    "any_number",
    home="certificate.number",
    least=3,
    most=60,
    optional=True,
    when=lambda answers: open_to(answers) and ends(answers),
)
BODY = Text("body", least=2, most=80, optional=True, when=says("body"))
STANDARD = Text("standard", least=3, most=60, optional=True, when=says("standard"))
SCOPE = Text("scope", least=3, most=120, optional=True, when=says("scope"))
ISSUED = Day("issued", most=0, optional=True, when=numbered)
UNTIL = Until("until", optional=True, when=numbered)
FILE = File(
    "file",
    kinds=KINDS,
    optional=True,
    when=lambda answers: numbered(answers) and not known(answers).sent,
)
PAPER = Together("paper", (BODY, STANDARD, SCOPE, ISSUED, UNTIL))


def recorded(answers: Answers) -> tuple[Effect, ...]:
    """Keep it; or close the case without one."""
    found, kind = known(answers), chosen(answers)
    if found.problem or kind is None:
        return (denied(found),)
    if not number(answers):
        return (CloseCase(found.code, FINISHED),)
    return (
        RecordCertificate(
            found.code,
            kind.id,
            number(answers),
            body=answers.get(BODY) or "",
            standard=answers.get(STANDARD) or "",
            scope=answers.get(SCOPE) or "",
            issued_on=answers.get(ISSUED) or "",
            valid_until=answers.get(UNTIL) or "",
            files=ids(answers.get(FILE)),
        ),
    )


def returned(answers: Answers) -> tuple[Effect, ...]:
    """What the owner sent is not it."""
    found = RETURNED.found(answers) or Handled("unknown_case")
    if found.problem:
        return (denied(found),)
    return (ReturnCertificate(found.code, answers[REASON]),)


def watched(answers: Answers) -> tuple[Effect, ...]:
    """The day on which somebody comes to look again."""
    found = WATCHED.found(answers) or Handled("unknown_case")
    if found.problem:
        return (denied(found),)
    return (AddSurveillance(found.code, answers[DAY]),)


RETURNED, WATCHED = for_act("certificate"), for_act("certificate")
REASON = Words(
    "reason",
    least=3,
    most=300,
    when=lambda answers: not (RETURNED.found(answers) or UNKNOWN).problem,
)
DAY = Day(
    "day",
    least=0,
    most=3_660,
    when=lambda answers: not (WATCHED.found(answers) or UNKNOWN).problem,
)
FLOW = Aside(
    "certificate",
    (CASE, KIND, NUMBER, ANY_NUMBER, PAPER, FILE),
    recorded,
    roles=OFFICERS,
)
RETURN = Aside("certificate_back", (RETURNED, REASON), returned, roles=OFFICERS)
SURVEILLANCE = Aside("surveillance", (WATCHED, DAY), watched, roles=OFFICERS)

# --- in words ------------------------------------------------------------------------

_CODE = re.compile(r"\b[a-z]+-\d+\b", re.IGNORECASE)


def record(words: str, here: Here) -> tuple[Effect, ...]:
    """`catat sertifikat SRG-0013`: that case, or whichever is meant."""
    return wishes.of_case(Wish("certify", words), here)


def watch(words: str, here: Here) -> tuple[Effect, ...]:
    """`pengawasan SRG-0013 12 Maret 2027`: the case and the day, in any order."""
    code = _CODE.search(words)
    day = f"{words[: code.start()]}{words[code.end() :]}" if code else words
    wish = Wish("surveillance", code[0] if code else "", day.strip())
    return wishes.of_case(wish, here)


# --- what an officer hears -----------------------------------------------------------


def sent(news: CertificateSent) -> tuple[Say, ...]:
    """An owner's certificate has come, to be recorded."""
    acts = (desk("certificate", news.code), desk("certificate_back", news.code))
    said = worded("desk.certificate_sent", news, *acts)
    return (*messages.files(news.files, news.code), said)


def of_owner(news: TaskOfOwner) -> Say:
    """What an owner has ahead, or missed."""
    when = "missed" if news.days < 0 else "ahead"
    done = button("task_done", news.task, key="desk.act.task_done")
    said = f"desk.task.{news.kind}.{when}"
    return worded(said, news, done, desk("open", news.code))


def task_said(news: TaskSaid) -> Say:
    """The owner says that it is done, which is to be confirmed."""
    yes = button("task_done", news.task, key="desk.act.task_done")
    no = button("task_not", news.task, key="desk.act.task_not")
    return worded("desk.task_said", news, yes, no)


HEARD: Mapping[type[Notice], Callable[[Any], Say | tuple[Effect, ...]]] = {
    CertificateSent: sent,
    TaskOfOwner: of_owner,
    TaskSaid: task_said,
    CertificateWaits: put(
        "desk.overdue.certificate",
        lambda news: desk("certificate", news.code),
        lambda news: desk("certificate_back", news.code),
    ),
}
"""What each notice to an officer says."""
