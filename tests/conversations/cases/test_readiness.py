"""What a readiness check comes to, decided without a database."""

from dataclasses import replace

import pytest

from conversations.cases import changes
from conversations.cases.readiness import (
    CheckPrinted,
    CheckShown,
    KeepCheck,
    Known,
    OwnChecks,
    Point,
    ShowCheckPage,
    checklist_for,
    compare,
    judge,
    keep,
    known,
    points,
    show_page,
)
from conversations.cases.records import Business, Check
from conversations.cases.stages import named
from conversations.catalogue import catalogue
from tests.conversations.cases.files import NOW, person, verdict

OWNER = person(name="Contoh")
BATIK = catalogue().checklists["batik"]
NO = {item.id: "not_yet" for item in BATIK.items}
YES = {item.id: "yes" for item in BATIK.items}


def check(name, checklist="batik", answers=NO):
    return Check(name, checklist, 0, "start", answers, NOW)


def business(road, sector="batik", name="Batik Contoh"):
    ids = ("b1", "owner", "dinas")
    return Business(*ids, "business", name, "", sector, road, "", {})


@pytest.mark.parametrize(
    ("roads", "checks", "found"),
    [
        ((), (), Known()),
        (("",), (), Known()),
        (("", "sppt_sni"), (), Known("batik")),
        ((), (check("2", answers=YES), check("1")), Known("", {"batik": YES})),
        (
            ("iso_37001",),
            (check("2"), check("1", "iso_37001", {"A01": "yes"})),
            Known("iso_37001", {"batik": NO, "iso_37001": {"A01": "yes"}}),
        ),
    ],
)
def test_the_checklist_is_of_the_road_and_the_newest_answers_count(
    roads, checks, found
):
    seen = OwnChecks(checks, tuple(business(road) for road in roads))
    assert known({}, seen, OWNER) == found


@pytest.mark.parametrize(
    ("profile", "papers", "told"),
    [
        ({"nib": "1234567890123"}, (), {"B01": "yes"}),
        ({"has_npwp": "no", "batik_kind": "unknown", "brand_status": "none"}, (), {}),
        ({"has_npwp": "yes", "batik_kind": "cap"}, (), {"B04": "yes", "B07": "cap"}),
        ({"brand_status": "filed"}, (), {"B03": "yes"}),
        ({"other_permits": ["sppl", "halal"]}, (), {"B05": "yes"}),
        ({}, ("apply/bagan-organisasi", "apply/nib"), {"B29": "yes", "B01": "yes"}),
    ],
)
def test_what_the_profile_or_a_paper_tells_is_known(profile, papers, told):
    own = replace(business("sppt_sni"), profile=profile)
    found = known({}, OwnChecks((), (own,), frozenset(papers)), OWNER)
    assert found.told == told


def test_what_makes_an_answer_known_is_a_field_or_a_paper():
    facts = catalogue()
    stages = [stage for road in facts.roads.values() for stage in road.stages]
    there = {"npwp", *facts.fields}
    there |= {f"{f.id}:{o.id}" for f in facts.fields.values() for o in f.options}
    there |= {paper.id for stage in stages for paper in named(stage)}
    used = {name for item in BATIK.items for name in item.known_by}
    assert used <= there


def test_each_task_says_how_and_where_it_is_done_and_who_helps():
    for name, checklist in catalogue().checklists.items():
        answers = {item.id: "not_yet" for item in checklist.items}
        *_, steps = keep(KeepCheck(name, answers), OwnChecks(), OWNER).reply
        for each in steps.values["steps"].each:
            assert all(each.values[part] for part in ("task", "how", "where", "who"))


@pytest.mark.parametrize(
    ("before", "earlier"),
    [
        ((), None),
        ((check("1", "iso_37001"),), None),
        ((check("2"), check("1")), check("2")),
    ],
)
@pytest.mark.parametrize(
    ("answers", "percent", "band"), [(NO, 0, "start"), (YES, 100, "ready")]
)
def test_a_check_is_scored_kept_and_told_beside_the_one_before(
    before, earlier, answers, percent, band
):
    decision = keep(KeepCheck("batik", answers), OwnChecks(before), OWNER)
    scored = ("batik", percent, band, answers)
    assert decision.changes == (changes.AddCheck("owner", *scored),)
    told, after = decision.reply
    assert told == CheckShown(Check("fresh", *scored, NOW), earlier)
    assert after.key == f"readiness.{'next_steps' if answers is NO else 'done'}"
    (line,) = decision.log
    assert (line.act, line.person) == ("check.kept", "owner")
    assert line.detail == {"checklist": "batik"}


@pytest.mark.parametrize(
    ("checks", "businesses", "shown"),
    [
        ((check("1"),), (), CheckPrinted(check("1"), None, "Contoh")),
        (
            (check("3"), check("2", "iso_37001"), check("1")),
            (business("sppt_sni"),),
            CheckPrinted(check("3"), check("1"), "Batik Contoh"),
        ),
    ],
)
def test_the_page_is_of_the_newest_check_and_called_as_the_business(
    checks, businesses, shown
):
    decision = show_page(ShowCheckPage(), OwnChecks(checks, businesses), OWNER)
    assert decision.reply == (shown,)
    assert not decision.changes


def test_who_never_checked_gets_no_page():
    assert verdict(show_page, ShowCheckPage(), OwnChecks(), OWNER) == "readiness.none"


# --- the score ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "percent", "band"),
    [
        (("yes", "yes"), 100, "ready"),
        (("partly", "yes"), 62, "lacking"),
        (("not_yet", "yes"), 25, "start"),
        (("yes", "unknown"), 75, "nearly"),
        (("yes", "not_yet"), 75, "nearly"),
    ],
)
def test_a_required_answer_weighs_three_times_an_advised_one(answers, percent, band):
    one, two = answers
    found = judge([Point("a", "g", "required", one), Point("b", "g", "advised", two)])
    assert (found.percent, found.band) == (percent, band)


def test_without_what_is_only_important_one_is_nearly_ready():
    points = [Point("a", "g", "required", "yes"), Point("b", "g", "important", "no")]
    assert judge(points).band == "nearly"


def test_whoever_lacks_something_required_is_not_nearly_ready_however_high_the_score():
    best = [Point(f"p{n}", "g", "required", "yes") for n in range(20)]
    assert judge(best).band == "ready"
    assert judge([*best, Point("x", "g", "required", "partly")]).band == "lacking"


def test_a_share_is_never_rounded_up():
    points = [Point(f"p{n}", "g", "", "yes") for n in range(299)]
    assert judge([*points, Point("x", "g", "", "not_yet")]).percent == 99


def test_the_weightiest_tasks_come_first_in_the_order_of_the_checklist():
    answers = {item.id: "not_yet" for item in BATIK.items}
    tasks = judge(points(BATIK, answers)).tasks
    weights = [next(i.weight for i in BATIK.items if i.id == task) for task in tasks]
    assert weights == sorted(weights, key=["required", "important", "advised"].index)
    assert tasks[:3] == ("B01", "B02", "B03")


def test_a_question_that_only_warns_is_neither_scored_nor_a_task():
    answers = YES | {"B07": "tulis"}
    found = judge(points(BATIK, answers))
    assert (found.percent, found.warnings, found.tasks) == (100, ("B30",), ())
    assert "market" not in found.groups


def test_what_was_not_asked_before_is_neither_better_nor_worse():
    before = [Point("a", "g", "", "partly"), Point("b", "g", "", "yes")]
    now = [Point("a", "g", "", "yes"), Point("b", "g"), Point("c", "g", "", "yes")]
    change = compare(before, now)
    assert (change.better, change.worse) == (("a",), ("b",))


@pytest.mark.parametrize("name", catalogue().checklists)
def test_every_checklist_is_ready_when_all_is_so(name):
    checklist = catalogue().checklists[name]
    best = {item.id: "yes" for item in checklist.items if not item.inverted}
    found = judge(points(checklist, best))
    assert (found.percent, found.band) == (100, "ready")


@pytest.mark.parametrize(
    ("road", "sector", "found"),
    [
        ("sppt_sni", "batik", "batik"),
        ("iso_37001", "batik", "iso_37001"),
        ("iso_9001", "food", "iso_9001"),
        ("sppt_sni", "food", ""),
        ("", "batik", ""),
    ],
)
def test_the_checklist_follows_from_the_road(road, sector, found):
    assert checklist_for(road, sector) == found
