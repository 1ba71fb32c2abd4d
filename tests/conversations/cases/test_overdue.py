"""Who hears that something waits at the desk, and when: by whose hands it is in."""

from datetime import datetime, timedelta

import pytest

from conversations.cases.overdue import CaseStill, CaseUntouched, hear, key, notice
from conversations.cases.records import Waiting
from conversations.catalogue.opening import ZONES
from tests.conversations.cases.files import case, officer

MONDAY = datetime(2026, 11, 2, 9, tzinfo=ZONES["WIB"])
DAY = timedelta(days=1)
STAFF = [officer(), officer("rekan"), officer("kepala", "coordinator", on_duty=False)]
ILL = [officer(on_duty=False), *STAFF[1:]]


def waits(state, holder, **values):
    return case(state, holder_id=holder, updated_at=MONDAY, **values)


@pytest.mark.parametrize(
    ("row", "staff", "days", "told"),
    [
        # nobody's: whoever is on duty after one, who leads after two
        (waits("submitted", None), STAFF, 0.9, ""),
        (waits("submitted", None), STAFF, 1, "petugas rekan"),
        (waits("submitted", None), STAFF, 2, "petugas rekan kepala"),
        (waits("accepted", None), STAFF, 1, "petugas rekan"),
        (waits("sent_back", None), STAFF, 2, "petugas rekan kepala"),
        # in hand: its holder after three, who leads after two more
        (waits("taken", "petugas"), STAFF, 2.9, ""),
        (waits("taken", "petugas"), STAFF, 3, "petugas"),
        (waits("taken", "petugas"), STAFF, 4.9, "petugas"),
        (waits("taken", "petugas"), STAFF, 7, "petugas kepala"),  # over a weekend
        (waits("taken", "petugas"), ILL, 3, "rekan"),
        # the owner's to do
        (waits("sent_back", "petugas"), STAFF, 30, ""),
        (waits("accepted", "petugas"), STAFF, 30, ""),
    ],
)
def test_who_hears_that_it_waits(row, staff, days, told):
    found = hear(row, staff, MONDAY + days * DAY)
    assert " ".join(each.id for each in found) == told


def test_nobody_hears_of_one_thing_twice_who_leads_and_is_on_duty():
    staff = [officer("kepala", "coordinator")]
    told = hear(waits("submitted", None), staff, MONDAY + 3 * DAY)
    assert [each.id for each in told] == ["kepala"]


def test_a_certificate_that_was_sent_waits_like_a_paper():
    row = Waiting("certificate", "certificate", MONDAY, "SRG-1", "", "", "rekan", "")
    assert hear(row, STAFF, MONDAY + DAY) == [STAFF[1]]
    assert notice(row).subject == "certificate_waits"


def test_a_question_is_told_to_who_holds_its_case():
    about = ("SRG-0001", "Batik Contoh", "Ibu Contoh", "rekan", "Berapa?")
    row = Waiting("question", "n1", MONDAY, *about)
    assert [each.id for each in hear(row, STAFF, MONDAY + DAY)] == ["rekan"]


def test_what_waits_anew_is_told_anew_and_as_what_it_is():
    one, anew = waits("submitted", None), case("submitted", updated_at=MONDAY + DAY)
    assert key(one) != key(anew)
    assert type(notice(one)) is CaseUntouched
    assert type(notice(waits("taken", "petugas"))) is CaseStill
