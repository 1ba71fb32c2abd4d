"""Which applications may be the same, and what becomes of two that are."""

from dataclasses import replace

import pytest

from conversations.cases import changes
from conversations.cases.decision import Denied
from conversations.cases.doubles import alike, beside, doubles, same_name
from conversations.cases.held_news import HOLD, Doubted, HeldNews, TakeBack, take_back
from conversations.cases.merging import MergeCases, Pair, merge
from conversations.cases.undo import MoveToCase
from tests.conversations.cases.files import NOW, case, case_file, officer, person, told

HOLDER = person(works_as="officer")
OTHER = {"id": "2", "code": "SRG-0002", "person_id": "lain", "business_id": "b2"}


def other(state="taken", **values):
    return case(state, **{**OTHER, **values})


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"business_name": "Batik Sekar", "details": {"phone": "0812-1"}}, "phone"),
        ({"business_name": "Batik Sekar", "details": {"nib": "1 2 3"}}, "nib"),
        ({"business_name": "Batik Contoh Jaya"}, "name"),
        ({"business_name": "Batik Contho"}, "name"),
        ({"business_name": "Batik Contoh", "kecamatan": "anyar"}, ""),
        ({"business_name": "Batik Sekar", "details": {"nib": "", "phone": None}}, ""),
        ({"business_id": "b1", "road": "sppt", "details": {"nib": "123"}}, ""),
        (
            {
                "person_id": "owner",
                "business_name": "Batik Sekar",
                "details": {"phone": "08121"},
            },
            "",
        ),
    ],
)
def test_what_may_be_the_same(values, why):
    own = case(
        "taken", kecamatan="kramatwatu", details={"phone": "08121", "nib": "123"}
    )
    about = {"kecamatan": "kramatwatu", "details": {}, **values}
    assert alike(own, other(**about)) == why
    assert len(doubles(own, [other(**about)])) == bool(why)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Batik Contoh", "Sanggar Contoh Jaya", True),
        ("Batik Contoh", "CONTOH BATIK", True),
        ("Batik Mawar Contoh", "Batik Mawarcontoh", True),
        ("Batik Contoh", "Batik Contho", True),
        ("Sanggar 29 Contoh", "Batik Contoh 29", True),
        ("Batik Contoh", "Sanggar 29 Contoh", False),
        ("Batik Contoh 1", "Batik Contoh 2", False),
        ("Batik Contoh", "Batik Contoh Mawar", False),
        ("Batik 7 Rina", "Batik 7 Rani", False),
        ("Batik Berkah", "Batik Makmur", False),
        ("Batik Jaya", "Jaya Batik", True),
        ("", "", False),
    ],
)
def test_what_every_maker_is_called_makes_no_two_the_same(one, other, same):
    assert same_name(one, other) == same_name(other, one) == same


def test_other_applications_of_an_owner_are_one_tap_away():
    own = case("taken")
    further = other(business_id="b1", person_id="owner")
    stranger = other(id="3")
    (said,) = beside(own, [own, further, stranger])
    assert [each.value for each in said.actions] == ["open:SRG-0002"]


FILE = case_file(case("taken"), staff=(officer(),))
TWIN = case_file(other("submitted", holder_id=None), staff=(officer(),))


def test_the_one_that_came_further_is_kept_and_gets_all_of_the_other():
    for pair in (Pair(FILE, TWIN), Pair(TWIN, FILE)):
        decision = merge(MergeCases("1", "2"), pair, HOLDER)
        ends = next(c for c in decision.changes if isinstance(c, changes.ChangeCase))
        moved = next(c for c in decision.changes if isinstance(c, MoveToCase))
        assert (ends.case.code, ends.state, ends.ending) == (
            "SRG-0002",
            "closed",
            "duplicate",
        )
        assert (ends.follows, moved.case_id) == ("SRG-0001", "1")
        assert [to for to, subject in told(decision) if subject == "merged"] == ["lain"]
        assert {line.case for line in decision.log} == {"1", "2"}


def test_it_is_undone_as_all_else_is():
    decision = merge(MergeCases("1", "2"), Pair(FILE, TWIN), HOLDER)
    undo = decision.undo
    assert undo
    held = HeldNews(undo.id, HOLDER.id, NOW, NOW + HOLD, undo, ())
    closed = replace(
        other("closed", holder_id="petugas"), ending="duplicate", follows="SRG-0001"
    )
    seen = Doubted(case_file(closed, staff=(officer(),)), held)
    back = take_back(TakeBack(undo.id), seen, HOLDER).changes
    assert next(c for c in back if isinstance(c, MoveToCase)).case_id == "2"
    was = next(c for c in back if isinstance(c, changes.ChangeCase))
    assert (was.state, was.ending, was.follows, was.holder_id) == (
        "submitted",
        "",
        "",
        "",
    )


@pytest.mark.parametrize(
    ("pair", "key"),
    [
        (Pair(FILE, FILE), "desk.unknown_case"),
        (Pair(FILE, case_file(other("closed"))), "desk.merge_closed"),
        (Pair(FILE, case_file(other(office_id="lain"))), "desk.other_office"),
        (Pair(FILE, case_file(other("taken", holder_id="x"))), "desk.not_holder"),
    ],
)
def test_what_cannot_be_made_one(pair, key):
    with pytest.raises(Denied) as denied:
        merge(MergeCases("1", "2"), pair, HOLDER)
    assert denied.value.said.key == key
