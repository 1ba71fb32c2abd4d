"""An application from hand to hand, decided without a database."""

import pytest

from conversations.cases import changes, lifecycle
from conversations.cases.applications import (
    Applying,
    CaseFiled,
    CaseReceived,
    Correct,
    Correctable,
    FollowRoad,
    OpenCase,
    correct,
    follow,
    open_case,
)
from conversations.cases.businesses import Belongings, KeepBusiness, described, keep
from conversations.cases.calendar import day_of, looked_at_by
from conversations.cases.cards import CaseOpened
from conversations.cases.case_file import CaseFile
from conversations.cases.handling import (
    AcceptCase,
    CaseSentBack,
    SendBack,
    TakeCase,
    accept,
    returnable,
    send_back,
    take,
)
from conversations.cases.records import Business, Document
from conversations.catalogue import catalogue
from conversations.flows.owner.profile import QUESTIONS
from tests.conversations.cases.files import (
    NO_CASE,
    case,
    case_file,
    officer,
    person,
    verdict,
)

OWNER, HOLDER = person("owner"), person(works_as="officer")
FREE, HELD, BACK = case_file(state="submitted"), case_file(state="taken"), "sent_back"
SAID = {"business_name": "Batik Contoh", "sector": "batik", "owner_name": "Contoh"}


def business(id_="b1", name="Batik Contoh", kind="business"):
    return Business(id_, "owner", "dinas", kind, name, "", "", "", "", {"workers": 5})


def applying(*owned, filed=(), **values):
    own = Belongings(tuple(owned), tuple(filed), "new")
    about = {"officers": (officer(),), "watchers": ("group",), **values}
    return Applying(own, "SRG-0007", "c7", **about)


def of_kind(decision, kind):
    return [each for each in decision.changes if isinstance(each, kind)]


def test_whatever_a_profile_asks_is_of_the_person_or_of_the_business():
    assert set(QUESTIONS) <= set(catalogue().fields)
    assert set(described(dict.fromkeys(QUESTIONS, "x"))) == set(QUESTIONS) - {
        *("owner_name", "address_form", "phone")
    }


@pytest.mark.parametrize(
    ("owned", "filed", "name", "kept"),
    [
        ((), (), "Batik Contoh", "new"),
        ((business(),), (), "batik contoh", "b1"),
        ((business(),), (), "Batik Lain", "b1"),
        ((business(),), (case(),), "Batik Lain", "new"),
        ((business(),), (case(),), "", "b1"),
        ((business(kind="office"),), (), "Batik Contoh", "new"),
    ],
)
def test_which_business_is_meant(owned, filed, name, kept):
    act = KeepBusiness({"business_name": name, "nib": None, "phone": "1"})
    (change,) = keep(act, Belongings(owned, filed, "new"), OWNER).changes
    assert isinstance(change, changes.AddBusiness | changes.ChangeBusiness)
    assert (change.business_id, change.name) == (kept, name)


def test_where_nothing_is_said_of_a_business_none_is_kept():
    assert keep(KeepBusiness({"phone": "1"}), Belongings(), OWNER).changes == ()


def test_an_application_is_kept_numbered_and_told():
    act = OpenCase("batikmark", {**SAID, "nib": None}, {"photo": ("f",), "more": ()})
    decision = open_case(act, applying(), OWNER)
    (opened,) = of_kind(decision, changes.AddCase)
    assert opened.details == {**SAID, "photo": ["f"]}
    assert [told.to for told in decision.tell] == ["p-petugas", "group"]
    (news, _) = (told.notice for told in decision.tell)
    assert isinstance(news, CaseOpened)
    assert news.code == "SRG-0007"
    (said,) = decision.reply
    assert isinstance(said, CaseReceived)
    assert (said.business, said.alone, said.call) == ("Batik Contoh", False, True)
    assert said.by == day_of(looked_at_by(OWNER.now))
    assert len(of_kind(decision, changes.AttachDocuments)) == 1
    assert of_kind(decision, changes.ChangeBusiness)[0].road == "batikmark"


@pytest.mark.parametrize(
    ("seen", "helper", "call"),
    [
        (applying(), "", True),
        (applying(addressed=True), "", False),
        (applying(filed=[case("closed")]), "", False),
        (applying(), "Penolong", False),
    ],
)
def test_one_is_asked_how_to_be_called_once(seen, helper, call):
    who = person("owner", helper=helper)
    decision = open_case(OpenCase("", SAID, {}), seen, who)
    (said,) = decision.reply
    assert isinstance(said, CaseReceived)
    assert said.call == call
    filed = [t for t in decision.tell if isinstance(t.notice, CaseFiled)]
    assert bool(filed) == bool(helper)


def test_an_application_that_no_officer_sees_says_so():
    (said,) = open_case(OpenCase("", SAID, {}), applying(officers=()), OWNER).reply
    assert isinstance(said, CaseReceived)
    assert said.alone


@pytest.mark.parametrize(
    ("state", "road", "said"),
    [
        ("submitted", "batikmark", "apply.already"),
        ("closed", "batikmark", ["received"]),
        ("submitted", "bina_umk", ["received"]),
    ],
)
def test_a_second_application_for_the_same_is_one_too_many(state, road, said):
    seen = applying(business(), filed=[case(state)])
    assert verdict(open_case, OpenCase(road, SAID, {}), seen, OWNER) == said


@pytest.mark.parametrize(
    ("owned", "added"), [((), 1), ((business("o1", "Inspektorat", "office"),), 0)]
)
def test_an_office_applies_in_its_name(owned, added):
    fields = {"applicant": "office", "office_name": "inspektorat"}
    decision = open_case(OpenCase("iso_9001", fields, {}), applying(*owned), OWNER)
    assert len(of_kind(decision, changes.AddBusiness)) == added


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (case_file(state=BACK, asked="product"), ["owner.corrected"]),
        (case_file(state=BACK, asked="phone"), "owner.correct_late"),
        (case_file(state="taken", asked="product"), "owner.correct_late"),
        (case_file(state=BACK, asked="product", person_id="x"), "owner.unknown"),
        (NO_CASE, "owner.unknown"),
    ],
)
def test_what_was_sent_back_comes_again(seen, said):
    act = Correct("SRG-0001", "product", "kain")
    assert verdict(correct, act, Correctable(seen), OWNER) == said


@pytest.mark.parametrize(
    ("field", "files", "kind"),
    [
        ("photo", ("f",), changes.AttachDocuments),
        ("owner_name", (), changes.RememberPerson),
        ("phone", (), changes.RememberPerson),
        ("sector", (), changes.ChangeBusiness),
        ("workers", (), changes.ChangeBusiness),
        ("product", (), None),
        ("road", (), None),
    ],
)
def test_a_correction_goes_where_it_belongs(field, files, kind):
    seen = Correctable(case_file(state=BACK, asked=field), business())
    decision = correct(Correct("SRG-0001", field, "x", files), seen, OWNER)
    *others, changed = decision.changes
    assert [type(each) for each in others] == ([kind] if kind else [])
    assert isinstance(changed, changes.ChangeCase)
    assert (changed.state, changed.asked) == ("taken", "")
    assert (changed.road == "x") == (field == "road")


@pytest.mark.parametrize(
    ("seen", "who", "said"),
    [
        (FREE, HOLDER, ["card", "desk.taken"]),
        (HELD, HOLDER, "desk.already_yours"),
        (case_file(state="taken", holder_id="rekan"), HOLDER, "desk.already_taken"),
        (FREE, person(works_as="auditor"), "desk.not_allowed"),
        (FREE, OWNER, "desk.not_allowed"),
    ],
)
def test_a_case_is_taken_once(seen, who, said):
    assert verdict(take, TakeCase("1"), seen, who) == said


def test_whoever_has_a_card_hears_that_a_case_is_taken():
    staff = (officer(), officer("rekan"))
    seen = CaseFile("SRG-0001", case("submitted"), (), staff, watchers=("group",))
    decision = take(TakeCase("1"), seen, HOLDER)
    assert [told.to for told in decision.tell] == ["owner", "p-rekan", "group"]
    (change,) = decision.changes
    assert isinstance(change, changes.ChangeCase)
    assert change.holder_id == "petugas"


@pytest.mark.parametrize(
    ("details", "field", "files"),
    [
        ({"photo": ["f1"]}, "photo", ["f1"]),
        ({"photo": {"files": ["f1"], "flaws": ["dark"]}}, "photo", ["f1"]),
        ({"product": "kain"}, "product", []),
        ({}, "road", []),
    ],
)
def test_one_thing_is_sent_back(details, field, files):
    documents = (Document("f1", "owner", "photo", "x"),)
    seen = CaseFile("SRG-0001", case("taken", details=details), documents=documents)
    decision = send_back(SendBack("1", field, "kabur"), seen, HOLDER)
    decided = of_kind(decision, changes.DecideDocuments)
    assert [each.ids for each in decided] == ([files] if files else [])
    (told, *_) = decision.tell
    assert isinstance(told.notice, CaseSentBack)
    assert (told.to, told.notice.reason) == ("owner", "kabur")


@pytest.mark.parametrize(
    ("seen", "field", "said"),
    [
        (HELD, "business_name", ["card", "returned"]),
        (HELD, "product", "desk.unknown_field"),
        (case_file(state="accepted"), "road", "desk.not_possible"),
    ],
)
def test_only_what_was_answered_is_sent_back(seen, field, said):
    assert verdict(send_back, SendBack("1", field, "x"), seen, HOLDER) == said


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (HELD, ["card", "desk.accepted"]),
        (case_file(state="taken", road="unknown"), "desk.needs_road"),
        (FREE, "desk.unheld"),
    ],
)
def test_an_application_is_accepted(seen, said):
    assert verdict(accept, AcceptCase("1"), seen, HOLDER) == said


@pytest.mark.parametrize(("state", "decided"), [("kept", 1), ("sent_back", 0)])
def test_what_came_with_it_is_accepted_with_it(state, decided):
    documents = (Document("f1", "owner", "photo", "x", state=state),)
    seen = CaseFile("SRG-0001", case("taken"), documents=documents)
    decision = accept(AcceptCase("1"), seen, HOLDER)
    assert len(of_kind(decision, changes.DecideDocuments)) == decided
    assert of_kind(decision, changes.BeginStage)[0].case.stage == "apply"


@pytest.mark.parametrize(
    ("seen", "problem", "fields"),
    [
        (HELD, "", ("business_name", "road")),
        (NO_CASE, "unknown_case", ()),
        (case_file(state="taken", holder_id="rekan"), "not_holder", ()),
    ],
)
def test_what_can_be_sent_back(seen, problem, fields):
    found = returnable({}, seen, HOLDER)
    assert (found.problem, found.fields) == (problem, fields)
    assert found.code == seen.code


def test_a_case_waits_only_while_it_is_open():
    assert set(lifecycle.WAITING) < set(lifecycle.OPEN)


MAKER = {"sector": "batik", "product": "kain batik", "business_name": "Batik Contoh"}


@pytest.mark.parametrize(
    ("state", "ending", "follows"),
    [
        ("accepted", "", "SRG-0001"),
        ("closed", "finished", "SRG-0001"),
        ("closed", "stopped", ""),
    ],
)
def test_a_road_that_another_leads_to_goes_on_from_its_case(state, ending, follows):
    first = case(state, road="bina_umk", details=MAKER, ending=ending)
    seen = Applying(Belongings((), (first,), "b2"), "SRG-0002", "2")
    decision = follow(
        FollowRoad("SRG-0001", "sppt_sni", {"brand_status": "filed"}),
        seen,
        person("owner"),
    )
    (opened,) = (each for each in decision.changes if isinstance(each, changes.AddCase))
    assert opened.details == MAKER | {"brand_status": "filed"}
    assert (opened.business_id, opened.follows) == ("b1", follows)


def test_what_does_not_follow_is_not_begun_from_a_case():
    first = case(road="sppt_sni", details=MAKER)
    seen = Applying(Belongings((), (first,), "b2"), "SRG-0002", "2")
    told = verdict(follow, FollowRoad("SRG-0001", "iso_9001"), seen, person("owner"))
    assert told == "owner.unknown"
