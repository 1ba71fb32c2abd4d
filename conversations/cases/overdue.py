"""What waits at the desk too long: whoever answers for it hears, and then who leads.

A case that is nobody's, a question or a request that nobody answered, a paper that
nobody judged: after a working day, and after two. A case in hand that stands still:
after three, and after five. How it waits is counted from what the desk did of it last,
so that a case which changes hands begins anew.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import ClassVar

from conversations.cases.calendar import day_of, waited
from conversations.cases.decision import Notice
from conversations.cases.lifecycle import LEADERS
from conversations.cases.records import Case, Officer, Waiting
from conversations.cases.staff.duty import alerted, responsible

UNTOUCHED, STILL = (1, 2), (3, 5)
"""Working days until who answers for it hears, and until who leads does."""

# --- what is heard of it -------------------------------------------------------------


class CaseUntouched(Notice, frozen=True):
    """A case has waited for a working day, and nobody took it."""

    subject: ClassVar = "untouched"
    code: str
    business: str


class CaseStill(CaseUntouched, frozen=True):
    """A case has stood still since a day, in the hands of *officer*."""

    subject: ClassVar = "still"
    officer: str
    since: date


class WaitsLong(Notice, frozen=True):
    """Something has waited for a working day, and then for another."""

    code: str
    business: str
    owner: str
    id: str
    text: str


class QuestionWaits(WaitsLong, frozen=True):
    """A question that nobody has answered."""

    subject: ClassVar = "question_waits"


class PaperWaits(WaitsLong, frozen=True):
    """A paper that nobody has judged."""

    subject: ClassVar = "paper_waits"


class CertificateWaits(WaitsLong, frozen=True):
    """A certificate that an owner sent, and nobody has recorded."""

    subject: ClassVar = "certificate_waits"


class VisitWaits(WaitsLong, frozen=True):
    """What an owner did about a visit, and nobody answered; or a report not written."""

    subject: ClassVar = "visit_waits"
    kind: str = "report"


class RequestWaits(WaitsLong, frozen=True):
    """What an owner asks of the Dinas, and nobody answered; *text* is a programme."""

    subject: ClassVar = "request_waits"


# --- the rules -----------------------------------------------------------------------


def hear(row: Case | Waiting, staff: Sequence[Officer], now: datetime) -> list[Officer]:
    """Who of *staff* is to hear by *now* that it waits."""
    if not isinstance(row, Waiting) and of_the_owner(row):
        return []
    since = began(row)
    first, then = STILL if _in_hand(row) else UNTOUCHED
    told = _answer_for(row, staff) if waited(since, now, first) else []
    if waited(since, now, then):
        told += [each for each in staff if each.role in LEADERS and each not in told]
    return told


def of_the_owner(case: Case) -> bool:
    """Whether it is the owner's to do something."""
    waits = case.state == "taken" or case.reported_at
    return bool(case.holder_id) and not waits


def began(row: Case | Waiting) -> datetime:
    """Since when it waits; a case since anything was done to it last."""
    return row.since if isinstance(row, Waiting) else row.updated_at


def _in_hand(row: Case | Waiting) -> bool:
    return not isinstance(row, Waiting) and bool(row.holder_id)


def _answer_for(row: Case | Waiting, staff: Sequence[Officer]) -> list[Officer]:
    """Whoever holds the case or stands in, if on duty; else whoever is."""
    return responsible(staff, row.holder_id) or alerted(staff)


WAITS: Mapping[str, type[WaitsLong]] = {
    "question": QuestionWaits,
    "paper": PaperWaits,
    "certificate": CertificateWaits,
    "request": RequestWaits,
}
"""What is heard of each kind of thing; of any other, what is heard of a visit."""


def notice(row: Case | Waiting) -> Notice:
    """What is heard of it."""
    if isinstance(row, Waiting):
        words = (row.code, row.business, row.owner, row.id, row.text)
        if kind := WAITS.get(row.kind):
            return kind(*words)
        return VisitWaits(*words, kind=row.kind)
    if row.holder_id:
        about = (row.code, row.business_name, row.holder_name)
        return CaseStill(*about, day_of(row.updated_at))
    return CaseUntouched(row.code, row.business_name)


def key(row: Case | Waiting) -> str:
    """What names this time of waiting: that of what waits anew is another."""
    since = began(row).isoformat(timespec="seconds")
    if isinstance(row, Waiting):
        return f"waits:{row.code}:{row.id}:{since}"
    return f"untouched:{row.id}:{since}"
