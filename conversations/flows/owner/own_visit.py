"""An owner's visit: which of the times, another one, or none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import structs

from conversations.cases.buttons import button
from conversations.cases.decision import Notice
from conversations.cases.progress import ShowStatus
from conversations.cases.visits.appointments import (
    AskOtherTime,
    CancelVisit,
    Own,
    PickVisit,
    moves,
)
from conversations.cases.visits.guests import GuestComes, ShowGuestVisit
from conversations.cases.visits.news import (
    VisitCalledOff,
    VisitCancelled,
    VisitMissed,
    VisitOffered,
    VisitPassedOn,
    VisitSoon,
    VisitUnsure,
)
from conversations.cases.visits.records import moment_of
from conversations.engine.effects import Begin, Effect, Option, Say, When
from conversations.engine.events import Event, Pressed
from conversations.engine.flow import Aside, Menu
from conversations.engine.questions import (
    Choice,
    Learn,
    Read,
    Refusal,
    Words,
    said,
)
from conversations.engine.questions.basic import UNSURE
from conversations.engine.values import Answers, Here
from conversations.flows.officer.plan_visit import is_time, shown
from conversations.flows.shared.news import put, worded
from conversations.language import (
    Appointment,
    Utterance,
    denies,
    read_appointments,
    read_yes_no,
)

OTHER = "other"


@dataclass(frozen=True)
class Slot(Choice):
    """One of the times; or in words of one's own when else, kept as they are."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The time that is named; who can come at none of them says so."""
        if isinstance(event, Pressed):
            return super().read(event, answers, here)
        text = said(event)
        wanted = heard(text, known(answers).slots, here)
        named = [slot for slot in known(answers).slots if names(slot, wanted)]
        if len(named) == 1:
            return Read(named[0], echo=True)
        if named:
            raise Refusal(UNSURE, {"said": text.typed}, offers=tuple(named))
        if wanted or denies(text) or read_yes_no(text) is False:
            return Read(text.typed)
        return super().read(event, answers, here)

    def holds(self, value: object, answers: Answers) -> bool:
        """A time that is left, or words."""
        words = isinstance(value, str) and bool(value) and not is_time(value)
        return words or super().holds(value, answers)


def heard(text: Utterance, slots: Sequence[str], here: Here) -> tuple[Appointment, ...]:
    """The days and hours that *text* names; an hour alone is of each day of *slots*."""
    wanted = read_appointments(text, here.today)
    if wanted or denies(text):
        return wanted
    days = dict.fromkeys(f"{moment_of(slot):%d/%m/%Y}" for slot in slots)
    return tuple(
        each
        for day in days
        for each in read_appointments(f"{day} {text.typed}", here.today)
        if each.at
    )


def names(slot: str, wanted: Sequence[Appointment]) -> bool:
    """Whether one of the days and hours that were *wanted* is this time."""
    at = moment_of(slot)
    return any(
        each.day == at.date() and each.at in {None, at.time()} for each in wanted
    )


def known(answers: Answers) -> Own:
    """The visit, and what is left of its times."""
    return OWN.found(answers) or Own()


def times(answers: Answers) -> tuple[Option, ...]:
    """What is left of them, and none of these."""
    other = Option(OTHER, key="pick_visit.other")
    return (*(shown(each) for each in known(answers).slots), other)


OWN = Learn("own", what="own_visit", kind=Own)
SLOT = Slot("slot", among=times, when=lambda answers: bool(known(answers).slots))
WHEN = Words(
    "when",
    least=2,
    most=300,
    when=lambda answers: (
        bool(known(answers).visit) and answers.get(SLOT) in {None, OTHER}
    ),
)
REASON = Words("reason", least=2, most=300, optional=True)


def picked(answers: Answers) -> tuple[Effect, ...]:
    """The time, or the wish for another."""
    found, slot = known(answers), answers.get(SLOT)
    if not found.visit:
        return (Say("owner.visit.none"),)
    if slot in found.slots:
        return (PickVisit(found.visit, slot),)
    return (AskOtherTime(found.visit, answers.get(WHEN) or slot or ""),)


def called_off(answers: Answers) -> tuple[Effect, ...]:
    """No visit."""
    visit = str(answers.given.get("visit", ""))
    return (CancelVisit(visit, answers.get(REASON) or ""),)


def offered(news: VisitOffered) -> tuple[Effect, ...]:
    """Times to choose from, at once."""
    taken = When(news.taken) if news.taken else ""
    key = "owner.visit.taken" if news.taken else "owner.visit.offered"
    first = worded(key, news, taken=taken)
    again = Begin("pick_visit", {"visit": news.visit})
    return (structs.replace(first, joined=True), again)


def soon(news: VisitSoon) -> Say:
    """Tomorrow, or today; and what can still be done about it."""
    key = "owner.visit.today" if news.today else "owner.visit.tomorrow"
    return worded(key, news, *moves(news.visit), at=When(news.at))


def cancelled(news: VisitCancelled) -> Say:
    """The officer does not come."""
    if news.ended:
        return worded("owner.visit.ended", news, **why(news))
    return worded("owner.visit.cancelled", news, button("officer"), **why(news))


def why(news: VisitCancelled | VisitUnsure | VisitCalledOff) -> dict[str, Say | str]:
    """When it would have been, and why it is not."""
    reason = getattr(news, "reason", "")
    return {
        "at": Say("visiting.at", {"at": When(news.at)}) if news.at else "",
        "reason": Say("visiting.reason", {"text": reason}) if reason else "",
    }


def passed_on(news: VisitPassedOn) -> Say:
    """A colleague comes, at the same time."""
    acts = moves(news.visit)
    return worded("owner.visit.passed_on", news, *acts, at=When(news.at))


def stands(answers: Answers) -> tuple[Effect, ...]:
    """How it stands with a visit; without one the wish goes to an officer."""
    found = known(answers)
    if found.guest:
        return (ShowGuestVisit(),)
    if not found.visit:
        text = answers.given.get("text", "")
        hand_on = Begin("hand_on", {"about": "visit", "text": text})
        return (ShowStatus(), Say("wish.visit", joined=True), hand_on)
    if not found.at:
        return (Begin("pick_visit", {"visit": found.visit}),)
    values = {name: getattr(found, name) for name in ("code", "business", "officer")}
    at = When(moment_of(found.at))
    acts = moves(found.visit)
    return (Say("owner.visit.stands", {**values, "at": at}, actions=acts),)


PICK = Aside("pick_visit", (OWN, SLOT, WHEN), picked)
CANCEL = Aside("cancel_visit", (REASON,), called_off)
STANDS = Menu("own_visit", (OWN,), stands)
HEARD: Mapping[type[Notice], Callable[[Any], Say | tuple[Effect, ...]]] = {
    VisitOffered: offered,
    VisitSoon: soon,
    VisitCancelled: cancelled,
    VisitPassedOn: passed_on,
    VisitUnsure: lambda news: worded("owner.visit.unsure", news, **why(news)),
    VisitMissed: put("owner.visit.missed", lambda _: button("officer")),
    GuestComes: put("owner.visit.guest"),
}
"""What each notice to an owner, or to a guest, says."""
