"""Which applications may be the same, and what becomes of two that are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from conversations.cases import changes
from conversations.cases.case_file import papers_of
from conversations.cases.closing import ReopenCase, reopen
from conversations.cases.decision import Denied
from conversations.cases.doubles import alike, beside, doubles, same_name
from conversations.cases.held_news import HOLD, Doubted, HeldNews, TakeBack, take_back
from conversations.cases.merging import MergeCases, Pair, merge
from conversations.cases.records import Document, Note
from conversations.cases.undo import MoveToCase
from tests.conversations.cases.files import (
    NOW,
    case,
    case_file,
    officer,
    papers,
    person,
    told,
)
from tests.conversations.cases.visits import visit

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


def test_what_came_back_with_a_case_goes_along_when_its_opening_is_taken_back():
    closed = replace(other("closed"), ending="duplicate", follows="SRG-0001")
    there = MoveToCase("1", ("d",), ("n",))
    file = structs.replace(case_file(closed, staff=(officer(),)), brought=(there,))
    undo = reopen(ReopenCase("2"), file, person(works_as="coordinator")).undo
    assert undo
    left = structs.asdict(undo.left).items()
    opened = replace(closed, **{name: new for name, new in left if new is not None})
    held = HeldNews(undo.id, HOLDER.id, NOW, NOW + HOLD, undo, ())
    seen = Doubted(case_file(opened, staff=(officer(),)), held)
    assert there in take_back(TakeBack(undo.id), seen, HOLDER).changes


IDS = st.sets(st.sampled_from("abcdef"))
PURPOSES = st.sampled_from(["", "photo", *(each.id for each in papers())])


@st.composite
def brought(draw, name, one):
    """A case with documents, notes and visits of its own."""
    sent = {f"{name}d{id_}": draw(PURPOSES) for id_ in draw(IDS)}
    found = [
        Document(id_, one.person_id, "photo", id_, purpose=purpose)
        for id_, purpose in sent.items()
    ]
    notes = [
        Note(
            f"{name}n{id_}",
            one.id,
            one.person_id,
            "owner",
            "",
            "question",
            "?",
            (),
            NOW,
            answered=False,
            answered_by="",
        )
        for id_ in draw(IDS)
    ]
    visits = [visit(id=f"{name}v{id_}", case_id=one.id) for id_ in draw(IDS)]
    made = case_file(one, staff=(officer(),))
    file = structs.replace(
        made,
        documents=tuple(found),
        notes=tuple(notes),
        papers=papers_of(one, found, notes, {}),
    )
    return file, tuple(visits)


@given(
    brought("a", case("accepted")),
    brought("b", other(stage="apply")) | brought("b", other("accepted", stage="apply")),
    st.booleans(),
)
def test_what_is_made_one_loses_nothing_and_comes_apart_as_it_was(
    mine, theirs, crosswise
):
    (file, visits), (twin, more) = mine, theirs
    before = {
        each.id: found.case.id
        for found, seen in (mine, theirs)
        for each in (*found.documents, *found.notes, *seen)
    }
    pair = Pair(file, twin, visits, more)
    if crosswise:
        pair = Pair(twin, file, more, visits)
    decision = merge(MergeCases("1", "2"), pair, HOLDER)
    after = {**before, **places(decision.changes)}
    assert after.keys() == before.keys()
    stays = {each.id for each in twin.documents if after[each.id] == "2"}
    assert {i for i, at in after.items() if at == "2"} == stays
    assert {each.purpose for each in twin.documents if each.id in stays} <= {
        each.id for each in file.papers if each.files
    }
    now = papers_of(
        file.case,
        [d for d in (*file.documents, *twin.documents) if after[d.id] == "1"],
        (),
        {},
    )
    assert [
        p.standing for p in now if p.id in {x.id for x in file.papers if x.files}
    ] == [p.standing for p in file.papers if p.files]
    assert {**after, **places([decision.undo.moved])} == before


def places(changes):
    """Where the changes put each thing."""
    return {
        id_: each.case_id
        for each in changes
        if isinstance(each, MoveToCase)
        for id_ in (*each.documents, *each.notes, *each.visits)
    }


def test_whoever_has_the_case_that_goes_on_hears_of_it():
    file = case_file(
        case("taken", holder_id="rekan"), staff=(officer(), officer("rekan"))
    )
    leads = person(works_as="coordinator")
    decision = merge(MergeCases("1", "2"), Pair(file, TWIN), leads)
    heard = [(to, said) for to, said in told(decision) if said != "card"]
    assert heard == [
        ("lain", "merged"),
        ("p-rekan", "case_grew"),
        ("owner", "case_joined"),
    ]
    own = case_file(other("submitted", holder_id=None, person_id="owner"))
    decision = merge(MergeCases("1", "2"), Pair(FILE, own), HOLDER)
    assert [said for to, said in told(decision) if to == "owner"] == ["merged"]


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
