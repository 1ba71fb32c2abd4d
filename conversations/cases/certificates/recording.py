"""Certificates: sent in by their owner, and recorded by an officer.

A case has come to its goal with the last certificate that its road names: recorded, it
closes the case, and its owner is congratulated. A certificate of the same kind and
standard follows the one before it, and takes its public page over.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec import Struct, structs

from conversations.cases import access, closing
from conversations.cases.buttons import desk
from conversations.cases.cards import CaseNews
from conversations.cases.case_file import CaseFile
from conversations.cases.certificates.records import (
    AddCertificate,
    AddTask,
    Certificate,
    EndCertificate,
    kind_of,
    kinds_of,
)
from conversations.cases.changes import (
    AttachDocuments,
    Change,
    ChangeCase,
    DecideDocuments,
    WriteNote,
)
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.handling import Handled, handled, refused
from conversations.cases.records import Case
from conversations.cases.undo import undo_of
from conversations.catalogue.road import CertificateKind
from conversations.engine.effects import Act, Fact, Option, Say

PURPOSE = "certificate"
"""What a file is for that an owner sent as their certificate."""
EVERY = ("accepted", "closed")
"""How a case stands that a certificate can belong to: one that ended as it should."""

# --- what can be done ----------------------------------------------------------------


class RecordCertificate(Act, frozen=True):
    """What a case came to, as its paper says it; the days are ISO, or not known."""

    code: str
    kind: str
    number: str
    body: str = ""
    standard: str = ""
    scope: str = ""
    issued_on: str = ""
    valid_until: str = ""
    files: tuple[str, ...] = ()


class SendCertificate(Act, frozen=True):
    """An owner sends the paper in, for an officer to record."""

    code: str
    files: tuple[str, ...]


class ReturnCertificate(Act, frozen=True):
    """What an owner sent is not it: they hear why."""

    code: str
    reason: str


# --- what others hear of it ----------------------------------------------------------


class CertificateGiven(CaseNews, frozen=True):
    """It was recorded; *certificate* is its id."""

    subject: ClassVar = "certificate_given"
    certificate: str


class CertificateSent(Notice, frozen=True):
    """To the officer: an owner sent their certificate."""

    subject: ClassVar = "certificate_sent"
    code: str
    business: str
    files: tuple[str, ...] = ()


class CertificateReturned(CaseNews, frozen=True):
    """What was sent is not it, and why."""

    subject: ClassVar = "certificate_returned"
    reason: str


# --- what a flow asks ----------------------------------------------------------------


class Certifiable(Handled, frozen=True, omit_defaults=True):
    """A case that a certificate is about to be recorded for: of these kinds.

    *sent*: its owner has sent it already.
    """

    road: str = ""
    kinds: tuple[str, ...] = ()
    sent: bool = False


def certifiable(asked: Mapping[str, Any], seen: CaseFile, who: Person) -> Certifiable:
    """What of it is asked; where the case *ends* by it, its last certificate alone."""
    try:
        found, case = handled(Certifiable, "certificate", seen, who)
        _guided(case)
    except Denied as denied:
        return refused(Certifiable, denied, seen.code)
    kinds = tuple(each.id for each in kinds_of(case.road))
    last = kinds[-1:] if asked.get("ends") else kinds
    return structs.replace(found, road=case.road, kinds=last, sent=bool(_sent(seen)))


class Awaiting(Struct, frozen=True, omit_defaults=True):
    """The person's cases that a certificate may be sent for, by number and business."""

    cases: tuple[tuple[str, str], ...] = ()


def awaiting(asked: Mapping[str, Any], own: tuple[Case, ...], who: Person) -> Awaiting:
    """Those that are guided; else those that came to their goal, for a new one."""
    guided = [case for case in own if case.state == "accepted"]
    over = [case for case in own if case.outcome == "closed"]
    return Awaiting(tuple((c.code, c.business_name) for c in guided or over))


# --- the officer ---------------------------------------------------------------------


def record(act: RecordCertificate, seen: CaseFile, who: Person) -> Decision:
    """Keep it; the last of its road brings its case to its goal.

    Whoever records it for a case that is nobody's answers for that from here on.
    """
    officer, case = access.may("certificate", who, seen.case, seen.code)
    _guided(case)
    kind = kind_of(case.road, act.kind)
    if kind is None or not act.number:
        raise Denied("desk.certificate_unknown", code=case.code)
    before = next((c for c in seen.certificates if _follows(act, case, c)), None)
    if before and _same(act, before):
        raise Denied("desk.certificate_there", code=case.code, number=act.number)
    about = (case.code, case.business_name, officer.name)
    news = CertificateGiven(*about, certificate=who.fresh)
    changes = _kept(act, kind, seen, before, who)
    named = {"code": case.code, "business": case.business_name}
    watch = (desk("surveillance", case.code),) if kind.watched else ()
    said = Say(
        "desk.certified" if kind.watched else "desk.stated",
        {**named, "name": Fact(label=kind.name), "number": act.number},
        actions=(*watch, *_lacks(case, kind, seen)),
    )
    log = Log("case.certified", case.id, case.person_id, officer.id)
    if kind is not kinds_of(case.road)[-1] or case.state != "accepted":
        new: dict[str, Any] = {} if case.holder_id else {"holder_id": officer.id}
        if kind is kinds_of(case.road)[-1]:
            new["certificate"] = act.number
        if new:
            changes = (*changes, ChangeCase(case, **new))
        undo = undo_of(who.fresh, case, changes, seen.documents)
        tell = (Tell(case.person_id, news),)
        return Decision(changes, (log,), tell, (said,), undo=undo)
    goal = closing.ended(seen, who, closing.FINISHED, certificate=act.number, news=news)
    *cards, ended = goal.reply
    if isinstance(ended, Say):
        said = structs.replace(said, actions=(*ended.actions, *said.actions))
        ended = structs.replace(ended, actions=(), joined=True)
    return structs.replace(
        goal,
        changes=(*changes, *goal.changes),
        log=(log, *goal.log),
        reply=(*cards, ended, said),
        undo=undo_of(who.fresh, case, (*changes, *goal.changes), seen.documents),
    )


def _guided(case: Case) -> None:
    """`Denied`, if the case ended before its goal."""
    if case.outcome not in EVERY:
        state = Fact(key=f"desk.state.{case.outcome}")
        raise Denied("desk.not_possible", code=case.code, state=state)


def _kept(
    act: RecordCertificate,
    kind: CertificateKind,
    seen: CaseFile,
    before: Certificate | None,
    who: Person,
) -> tuple[Change, ...]:
    """The record, with the files it was read from, and the day on which it expires."""
    case, sent = seen.case, _sent(seen)
    assert case is not None  # noqa: S101 -- whoever asks may act upon it
    made = AddCertificate(
        who.fresh,
        case.office_id,
        case.person_id,
        case.business_id,
        case.id,
        case.road,
        kind.id,
        act.number,
        act.scope or str(case.details.get("product") or ""),
        act.body or kind.body,
        act.standard,
        act.issued_on,
        act.valid_until,
        (*sent, *act.files),
        *((before.id, before.public_code, before.shown_at) if before else ()),
    )
    changes: list[Change] = [made]
    if before:
        changes.insert(0, EndCertificate(before.id, "replaced"))
    if act.valid_until:
        task, until = f"{who.fresh}-expiry", act.valid_until
        changes.append(AddTask(task, who.fresh, case.person_id, "expiry", until))
    if act.files:
        changes.append(AttachDocuments(act.files, case.id, who.id, PURPOSE))
    if files := (*sent, *act.files):
        changes.append(DecideDocuments(files, "accepted"))
    return tuple(changes)


def _follows(act: RecordCertificate, case: Case, one: Certificate) -> bool:
    """Whether *act* records what comes after *one*: about the same, as far as known."""
    same = (one.business_id, one.kind) == (case.business_id, act.kind)
    known = act.standard and one.standard
    return same and (not known or act.standard == one.standard)


def _same(act: RecordCertificate, one: Certificate) -> bool:
    days = (act.issued_on, act.valid_until)
    return (act.number, *days) == (one.number, one.issued_on, one.valid_until)


def _lacks(case: Case, kind: CertificateKind, seen: CaseFile) -> tuple[Option, ...]:
    """The button to record what comes before *kind* on its road, and is not there."""
    there = {each.kind for each in seen.certificates} | {kind.id}
    ids = [each.id for each in kinds_of(case.road)]
    before = [each for each in ids[: ids.index(kind.id)] if each not in there]
    return (desk("certificate", case.code),) if before else ()


def _sent(seen: CaseFile) -> tuple[str, ...]:
    """What the owner sent as their certificate, and nobody has looked at."""
    waits = (d for d in seen.documents if d.purpose == PURPOSE and d.state == "kept")
    return tuple(each.id for each in waits)


def send_back(act: ReturnCertificate, seen: CaseFile, who: Person) -> Decision:
    """What the owner sent is not it."""
    officer, case = access.may("certificate", who, seen.case, seen.code)
    files = _sent(seen)
    if not files:
        raise Denied("desk.certificate_not_sent", code=case.code)
    about = (case.code, case.business_name, officer.name)
    by = (who.fresh, case.id, officer.id, files)
    changes = (
        DecideDocuments(files, "sent_back"),
        WriteNote(case.person_id, "reason", act.reason, *by),
    )
    return Decision(
        changes=changes,
        log=(Log("case.certificate_back", case.id, case.person_id, officer.id),),
        tell=(Tell(case.person_id, CertificateReturned(*about, act.reason)),),
        reply=(Say("desk.certificate_returned", {"code": case.code}),),
        undo=undo_of(who.fresh, case, changes, seen.documents),
    )


# --- the owner -----------------------------------------------------------------------


def send(act: SendCertificate, seen: CaseFile, who: Person) -> Decision:
    """It is kept with its case, and whoever answers for that records it."""
    case = seen.of(who.id)
    if case is None or access.late(case, "bring"):
        raise Denied("certificate.no_case")
    news = CertificateSent(case.code, case.business_name, act.files)
    return Decision(
        changes=(AttachDocuments(act.files, case.id, who.id, PURPOSE),),
        log=(Log("case.certificate_sent", case.id, who.id),),
        tell=tuple(Tell(each.person_id, news) for each in seen.holders),
        reply=(Say("certificate.sent", {"code": case.code}),),
    )
