"""Visits and findings as rules read them: samples, made of nothing."""

from conversations.cases.visits.records import Finding, Visit, moment_of
from tests.conversations.cases.files import NOW

THURSDAY, AT_TEN, FRIDAY = "2026-11-05T09:00", "2026-11-05T10:30", "2026-11-06T13:00"


def visit(state="offered", at="", slots=(THURSDAY, FRIDAY), **values):
    about = {
        "id": "v1",
        "office_id": "dinas",
        "case_id": "1",
        "person_id": "owner",
        "officer_id": "petugas",
        "files": (),
        "updated_at": NOW,
        "report": {},
        "code": "SRG-0001",
        "road": "batikmark",
        "kecamatan": "",
        "business_id": "b1",
        "business": "Batik Contoh",
        "sector": "batik",
        "profile": {},
        "owner": "Contoh",
        "phone": "",
        "officer": "petugas",
        "officer_person": "p-petugas",
        "holder_id": "petugas",
        **values,
    }
    times = tuple(moment_of(each) for each in slots)
    return Visit(state=state, slots=times, at=moment_of(at) if at else None, **about)


def finding(state="open", **values):
    about = {
        "id": "f1",
        "visit_id": "v1",
        "case_id": "1",
        "person_id": "owner",
        "code": "SRG-0001",
        "business": "Batik Contoh",
        "owner": "Contoh",
        "officer_person": "p-petugas",
        "text": "Label belum lengkap",
        "due": NOW.date(),
        "files": (),
        "updated_at": NOW,
        **values,
    }
    return Finding(state=state, **about)
