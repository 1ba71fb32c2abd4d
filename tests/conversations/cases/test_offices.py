"""Offices are added by an admin, and say of themselves when they work."""

from dataclasses import replace
from datetime import date

import pytest

from conversations.cases import offices as rules
from conversations.cases.decision import Denied
from conversations.cases.offices import (
    AddDaysOff,
    AddOffice,
    ChangeOffice,
    DropDayOff,
    EndGrant,
    GrantGuide,
    OfficeFile,
    ShowDaysOff,
)
from conversations.cases.staff.records import Office
from tests.conversations.cases.files import changed, officer, person

OURS = Office("serang", "Dinas Contoh", "Dinas Contoh", "SRG", "3604", "Contoh Satu")
SEEN = OfficeFile(OURS, (OURS,))
ADMIN = person(works_as="admin")
NEW = AddOffice("Dinas Dua", "Dinas Dua", "cth", "5103", "Contoh Dua")


def why(decide, act, seen=SEEN):
    """The key of why it may not be."""
    with pytest.raises(Denied) as denied:
        decide(act, seen, ADMIN)
    return denied.value.said.key


def test_a_further_office_has_its_mark_and_the_clock_of_its_region():
    added = changed(rules.add(NEW, SEEN, ADMIN), rules.KeepOffice).office
    assert (added.id, added.prefix, added.opening.zone) == ("contoh_dua", "CTH", "WITA")


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"prefix": "C1"}, "desk.office.bad.prefix"),
        ({"prefix": "srg"}, "desk.office.taken.prefix"),
        ({"region": "51"}, "desk.office.bad.region"),
        ({"region": "3604"}, "desk.office.taken.region"),
        ({"name": "  "}, "desk.office.bad.name"),
        ({"short_name": "x" * 61}, "desk.office.bad.short_name"),
        ({"regency": ""}, "desk.office.bad.regency"),
        ({"hours": "pagi"}, "desk.office.bad.hours"),
        ({"group_chat": "grup"}, "desk.office.bad.group_chat"),
    ],
)
def test_what_cannot_be_an_office_is_said(values, key):
    given = {name: getattr(NEW, name) for name in NEW.__struct_fields__}
    assert why(rules.add, AddOffice(**{**given, **values})) == key


def test_only_what_is_new_of_an_office_is_written():
    act = ChangeOffice(hours="Senin-Jumat 08.00-16.00", group_chat="-100200300")
    row = changed(rules.change(act, SEEN, ADMIN), rules.ChangeOfficeRow)
    assert set(row.values) == {"hours", "group_chat"}
    after = OfficeFile(replace(OURS, **row.values), (OURS,))
    assert not rules.change(act, after, ADMIN).changes
    assert why(rules.change, ChangeOffice(zone="GMT")) == "desk.office.bad.zone"


LIST = """25-26 Des Natal

31 Des - 1 Jan: Tahun Baru; 17 Agustus 2027
"""


def test_days_off_are_noted_a_line_each_and_one_is_taken_back():
    said = rules.add_off(AddDaysOff(LIST), SEEN, ADMIN)
    kept = (each for each in said.changes if isinstance(each, rules.KeepDayOff))
    noted = {each.day: each.name or "" for each in kept}
    assert noted == {
        date(2026, 12, 25): "Natal",
        date(2026, 12, 26): "Natal",
        date(2026, 12, 31): "Tahun Baru",
        date(2027, 1, 1): "Tahun Baru",
        date(2027, 8, 17): "",
    }
    own = replace(OURS, off=noted)
    shown = rules.show_off(ShowDaysOff(), OfficeFile(own, (own,)), ADMIN).reply[0]
    assert shown.values["count"] == 5
    assert shown.actions[0].value == "day_on:2026-12-25"
    dropped = rules.drop_off(DropDayOff("25 Des"), OfficeFile(own, (own,)), ADMIN)
    assert changed(dropped, rules.KeepDayOff).name is None
    assert why(rules.drop_off, DropDayOff("2026-12-24")) == "desk.office.bad.day"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("25 Des Natal\nNatal", "desk.office.bad.off"),
        ("1 Okt 2026 Lewat", "desk.office.bad.past"),
        ("1 Des - 15 Jan Panjang", "desk.office.bad.off_long"),
        (" ; \n", "desk.office.bad.off_many"),
        ("25 Des\n" * 41, "desk.office.bad.off_many"),
    ],
)
def test_of_a_list_of_days_off_with_a_wrong_line_nothing_is_noted(text, key):
    assert why(rules.add_off, AddDaysOff(text)) == key


@pytest.mark.parametrize(
    ("act", "role", "granted", "key"),
    [
        (GrantGuide("g"), "guide", (), "desk.office.granted"),
        (GrantGuide("g"), "guide", ("g",), "desk.office.same"),
        (EndGrant("g"), "guide", ("g",), "desk.office.ended"),
        (GrantGuide("g"), "officer", (), "desk.office.no_guide"),
    ],
)
def test_a_guide_of_elsewhere_is_let_in_and_out(act, role, granted, key):
    seen = OfficeFile(OURS, (OURS,), officer("g", role, office_id="bsn"), granted)
    if key == "desk.office.no_guide":
        assert why(rules.grant, act, seen) == key
    else:
        assert rules.grant(act, seen, ADMIN).reply[0].key == key
