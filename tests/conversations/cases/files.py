"""Cases, officers and people as rules read them: samples, made of nothing."""

from datetime import UTC, datetime
from typing import TypeVar

from conversations.cases import stages
from conversations.cases.case_file import CaseFile
from conversations.cases.changes import Change
from conversations.cases.decision import Decision, Denied, Notice, Person
from conversations.cases.records import Case, Mandate, Officer
from conversations.catalogue import catalogue

NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)
ROAD = "batikmark"
C = TypeVar("C", bound=Change)
N = TypeVar("N", bound=Notice)


def officer(name="petugas", role="officer", **values):
    about = {"on_duty": True, "office_id": "dinas", **values}
    return Officer(id=name, person_id=f"p-{name}", role=role, name=name, **about)


def case(state="accepted", **values):
    about = {
        "id": "1",
        "office_id": "dinas",
        "code": "SRG-0001",
        "person_id": "owner",
        "business_id": "b1",
        "road": ROAD,
        "stage": "apply",
        "holder_id": None if state == "submitted" else "petugas",
        "asked": "",
        "version": 1,
        "waiting_since": NOW,
        "created_at": NOW,
        "updated_at": NOW,
        "details": {"business_name": "Batik Contoh"},
        "owner_name": "Contoh",
        "business_name": "Batik Contoh",
        "kecamatan": "",
        "holder_name": "petugas",
        "helper_name": "",
    }
    return Case(state=state, **(about | values))


def mandate(id_="m1", **values):
    about = {
        "office_id": "dinas",
        "how": "code",
        "helper_id": "helper",
        "helper_name": "Penolong Contoh",
        "owner_id": "owner",
        "owner_name": "Ibu Contoh",
        "owner_phone": True,
        "notice_version": "1",
        "name": "Batik Contoh",
        **values,
    }
    return Mandate(id_, **about)


def papers(*standings):
    """The first papers of the first stage, so standing; the others are missing."""
    listed = stages.papers_of(catalogue().roads[ROAD], "apply")
    made = [
        stages.Paper(p.id, p.name, s, "kabur" if s == "back" else "", (f"f{n}",))
        if s != "missing"
        else p
        for n, (p, s) in enumerate(zip(listed, standings, strict=False))
    ]
    return (*made, *listed[len(made) :])


def case_file(one=None, standings=(), staff=None, **values):
    one = one or case(**values)
    officers = (officer(),) if staff is None else staff
    return CaseFile(one.code, one, papers(*standings), tuple(officers))


NO_CASE = CaseFile("SRG-0099")


def person(id_="owner", works_as=None, **values):
    found = values.pop("officer", None) or (works_as and officer(role=works_as)) or None
    me = found.person_id if found else id_
    return Person(me, "dinas", NOW, fresh="fresh", officer=found, **values)


def verdict(decide, *given):
    """What a rule comes to: the keys and subjects of what is said, or of the denial."""
    try:
        decision = decide(*given)
    except Denied as denied:
        return denied.said.key
    return [getattr(each, "key", "") or each.subject for each in decision.reply]


def changed(decision: Decision, kind: type[C]) -> C:
    """The first change of this *kind*."""
    return next(each for each in decision.changes if isinstance(each, kind))


def heard(decision: Decision, kind: type[N]) -> N:
    """The first notice of this *kind* that anybody hears."""
    found = (each.notice for each in decision.tell)
    return next(each for each in found if isinstance(each, kind))


def told(decision):
    return [(each.to, each.notice.subject) for each in decision.tell]
