"""A lost phone, a new number: the way back to one's case from a new chat.

The case's code, then two things its owner knows. What the answers were worth is never
said: whoever guesses must not learn what to guess next.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from msgspec import structs

from conversations.cases.buttons import desk
from conversations.cases.devices import ShowDevices
from conversations.cases.ownership import LAST
from conversations.cases.progress import ShowStatus
from conversations.cases.recovery import (
    Asks,
    Recover,
    RecoveryCard,
    RecoverySettled,
)
from conversations.catalogue import catalogue
from conversations.engine.effects import Begin, Effect, Fact, Line, Option, Say
from conversations.engine.events import Event
from conversations.engine.flow import Aside
from conversations.engine.questions import (
    Digits,
    Learn,
    Read,
    Refusal,
    Text,
    Together,
    said,
)
from conversations.engine.values import Answers, Here
from conversations.flows.owner import profile
from conversations.language import read_case_number
from conversations.understanding import CaseNamed

NEW = Option("recover", key="action.recover")
"""The button of whoever has a new phone or number."""
WHICH = Say("recover.which", actions=(NEW,))
"""In a form "hp rusak" may just be told; nothing of a case is moved by that."""


# --- asking ------------------------------------------------------------------------


@dataclass(frozen=True)
class CaseCode(Text):
    """The number of a case, however it is written; kept as we write it."""

    most: int = 20

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """`srg 42` is SRG-0042."""
        text = said(event)
        code = read_case_number(text, catalogue().office.case_prefix)
        if not code:
            raise Refusal("no_case_number", {"said": text.typed[: self.most]})
        return Read(code)


def unnamed(answers: Answers) -> bool:
    """Whether the case has still to be named."""
    return not answers.given.get("code")


def about(answers: Answers) -> Mapping[str, Any]:
    """Which case it is about."""
    return {"code": answers.given.get("code") or answers.stored.get("code", "")}


def wants(name: str) -> Callable[[Answers], bool]:
    """Whether this case's owner is asked for *name*."""
    return lambda answers: name in (ASKS.found(answers) or Asks()).asks


def _field(name: str) -> Any:
    return replace(profile.QUESTIONS[name], when=wants(name), optional=False)


CODE = CaseCode("code", when=unnamed)
ASKS = Learn("asks", what="recovery", about=about, kind=Asks)
PRODUCT = profile.product(when=wants("product"))
NUMBER = Digits("phone", when=wants("phone"), pattern=r"\+?[0-9]{4,15}")
TWO = (NUMBER, _field("workers"), PRODUCT, _field("business_name"), _field("kecamatan"))
"""One for each of `cases.ownership.ASKED`; two of them are put."""


def finish(answers: Answers) -> tuple[Effect, ...]:
    """Let the desk weigh what was said."""
    told = {q.key: str(answers[q]) for q in TWO if answers.get(q) is not None}
    return (Recover(str(about(answers)["code"]), told),)


def begin(typed: str, here: Here) -> tuple[Effect, ...]:
    """`hp hilang`, or the button of a case that was named."""
    if here.who.role:
        return (Say("recover.officer"),)
    code = read_case_number(typed, catalogue().office.case_prefix)
    if here.who.applied and not code:
        # What they have is here already; it is the lost phone that must be shut out.
        return (ShowDevices(),)
    return (Begin("recover", {"code": code} if code else {}),)


def named(case: CaseNamed, here: Here, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """A case's number by itself: how it stands, or the way back to it."""
    return (ShowStatus(case.code),)


# --- what officers hear of it --------------------------------------------------------


def card(news: RecoveryCard) -> Say:
    """An officer: who says what, and what is known."""
    due = datetime.fromisoformat(news.due) if news.due else ""
    return Say(
        "desk.recovery.doubt" if news.doubts else "desk.recovery.sure",
        {
            **structs.asdict(news),
            "due": due,
            "lines": [_line(each, news) for each in news.said],
            "why": [Fact(key=f"desk.recovery.why.{each}") for each in news.doubts],
        },
        actions=(
            desk("move", news.recovery),
            desk("deny", news.recovery),
            desk("open", news.code),
        ),
        subject=f"recovery:{news.recovery}",
        kind="notice",
    )


def settled(news: RecoverySettled) -> Say:
    """An officer: it is decided, and the card no longer says what was said."""
    officer = news.officer or Fact(key="desk.recovery.by_itself")
    return Say(
        f"desk.recovery.{news.state}",
        {**structs.asdict(news), "officer": officer},
        subject=f"recovery:{news.recovery}",
        edits=True,
        kind="edit",
    )


def _line(name: str, news: RecoveryCard) -> Line:
    """What was said of *name*, beside what is known."""
    question = next(q for q in TWO if q.key == name)
    key = "" if question.label else f"recover.{name}.label"
    shown = (
        _shown(name, news.said[name]),
        Fact(key="desk.recovery.known"),
        _shown(name, news.known.get(name, "")),
    )
    return Line(Option(name, key=key, label=question.label), shown)


def _shown(name: str, value: str) -> Any:
    place = catalogue().kecamatan.get(value) if name == "kecamatan" else None
    if name == "phone":
        return value[-LAST:]
    return Fact(label=place.name) if place else value


FLOW = Aside(
    "recover",
    (CODE, ASKS, Together("two", TWO)),
    finish,
    consent=True,
)
