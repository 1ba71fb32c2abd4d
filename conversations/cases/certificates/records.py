"""What is kept of a certificate and of the days it asks for, and how that changes.

Of what kind it is, says the catalogue: each road names the certificates it comes to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from conversations.cases.changes import Change
from conversations.catalogue import catalogue
from conversations.catalogue.road import CertificateKind
from conversations.engine.effects import Fact, Say

Task: TypeAlias = Literal["surveillance", "expiry"]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a case came to, and the names one needs to speak of it.

    Days are ISO, empty where nobody knows them. Everybody may see its page while it has
    *shown_at*. *case* is the number of its case, *holder_id* who holds that.
    """

    id: str
    office_id: str
    person_id: str
    business_id: str
    case_id: str
    road: str
    kind: str
    state: str
    body: str
    standard: str
    issued_on: str
    valid_until: str
    files: tuple[str, ...]
    replaces: str | None
    public_code: str | None
    shown_at: datetime | None
    number: str
    scope: str
    case: str
    holder_id: str | None
    business: str
    kecamatan: str

    @property
    def shown(self) -> bool:
        """Whether everybody may see its page."""
        return self.state == "stands" and self.shown_at is not None


@dataclass(frozen=True, slots=True)
class CertificateTask:
    """A day of one: `due`, `said` by its owner to be done, `done`, or `ended`."""

    id: str
    certificate_id: str
    kind: Task
    due_on: str
    state: str


class AddCertificate(Change, frozen=True):
    """A certificate is recorded; it may take the page of the one that it follows."""

    certificate_id: str
    office_id: str
    person_id: str
    business_id: str
    case_id: str
    road: str
    kind: str
    number: str
    scope: str = ""
    body: str = ""
    standard: str = ""
    issued_on: str = ""
    valid_until: str = ""
    files: Sequence[str] = ()
    replaces: str | None = None
    public_code: str | None = None
    shown_at: datetime | None = None


class EndCertificate(Change, frozen=True):
    """It stands no more, nor do its days; if somebody was quicker, decide anew."""

    certificate_id: str
    state: str


class DropCertificate(Change, frozen=True):
    """It never was, if it was there; what it followed stands again."""

    certificate_id: str


class OpenPage(Change, frozen=True):
    """Everybody may see the page of a certificate, under this code."""

    certificate_id: str
    public_code: str


class ClosePages(Change, frozen=True):
    """Nobody sees a page of this person any more; or not that of one certificate."""

    person_id: str
    certificate_id: str = ""


class AddTask(Change, frozen=True):
    """A certificate asks for something by a day."""

    task_id: str
    certificate_id: str
    person_id: str
    kind: Task
    due_on: str


class ChangeTask(Change, frozen=True):
    """What *was* so of a task is so no more; if somebody was quicker, decide anew."""

    task_id: str
    was: str
    state: str


# --- what it is ----------------------------------------------------------------------


def kinds_of(road: str) -> tuple[CertificateKind, ...]:
    """The certificates that a road comes to, in order."""
    found = catalogue().roads.get(road)
    return found.certificates if found else ()


def kind_of(road: str, kind: str) -> CertificateKind | None:
    """One of them."""
    return next((each for each in kinds_of(road) if each.id == kind), None)


def last(certificate: Certificate) -> bool:
    """Whether a case has come to its goal with it."""
    return certificate.kind in [each.id for each in kinds_of(certificate.road)[-1:]]


def called(certificate: Certificate) -> Fact:
    """What it is; of a road or a kind that has gone, a certificate."""
    found = kind_of(certificate.road, certificate.kind)
    return Fact(label=found.name) if found else Fact(key="certificate.some")


def lasts(certificate: Certificate, today: date) -> Say:
    """Until when it says that it is valid: nothing is promised that it does not say."""
    if not certificate.valid_until:
        return Say("certificate.until_unknown")
    key = "certificate.over" if is_over(certificate, today) else "certificate.until"
    return Say(key, {"day": date.fromisoformat(certificate.valid_until)})


def is_over(certificate: Certificate, today: date) -> bool:
    """Whether its last day has passed; of one that names none nobody knows."""
    until = certificate.valid_until
    return bool(until) and date.fromisoformat(until) < today
