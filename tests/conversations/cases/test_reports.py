"""The office in numbers, decided without a database."""

from datetime import timedelta

import pytest

from conversations.cases.reports.figures import (
    NONE,
    PARTS,
    Seen,
    ShowFollowers,
    ShowReport,
    show,
    show_followers,
)
from conversations.cases.reports.opd import Opd, sorted_out
from conversations.cases.reports.records import (
    Alike,
    Certified,
    Follower,
    Followers,
    Messages,
    Report,
    Row,
)
from conversations.catalogue import catalogue
from conversations.engine.effects import Say
from tests.conversations.cases.files import NOW, ROAD, person, verdict

OWNER, OFFICER = person(), person(works_as="officer")
AUDITOR, LEADER = person(works_as="auditor"), person(works_as="coordinator")
LAST = "certificate"
HERE, THERE = (
    next(id_ for id_, place in catalogue().kecamatan.items() if place.name == name)
    for name in ("Kramatwatu", "Ciruas")
)
REPORT = Report(
    cases=(
        Alike(HERE, ROAD, "apply", "accepted", "", 5, 2, 1, 3, 1, 1),
        Alike(HERE, ROAD, "apply", "submitted", "", 2),
        Alike(HERE, ROAD, LAST, "closed", "finished", 4),
        Alike(THERE, "bina_umk", "apply", "sent_back", "", 1, 0, 0, 1),
        Alike(THERE, "bina_umk", "apply", "withdrawn", "", 1),
    ),
    certified=(Certified(HERE, ROAD, 4, soon=2, very_soon=1, over=1),),
    moved=3,
    visits={"booked": 9, "confirmed": 1, "reported": 1},
    missed=2,
)
STUCK = Followers(
    9,
    (
        Follower(
            *("SRG-0001", "Batik Contoh", "Ibu Contoh", HERE, ROAD, "apply"),
            *("accepted", NOW - timedelta(days=40)),
            said="Belum punya NIB",
            by="owner",
        ),
    ),
)


def told(part="", page=0, seen=None, who=AUDITOR):
    return show(ShowReport(part, page), seen or Seen(REPORT), who).reply


def test_the_whole_stands_in_a_few_lines_and_each_part_behind_a_button():
    (said,) = told()
    shown = {name: said.values[name] for name in said.values if name != "states"}
    assert shown.pop("since").day == 1
    assert shown.pop("content") == "", "nobody was asked yet"
    assert shown.pop("missed") == Say("desk.report_missed", {"count": 2})
    assert shown == {
        "guided": 8,
        "opened": 2,
        "moved": 3,
        "visited": 2,
        "stuck": 4,
        "certified": 4,
        "soon": 2,
        "very_soon": 1,
        "over": 1,
    }
    states = [(line.label.key, line.shown) for line in said.values["states"]]
    assert states[0] == ("desk.state.accepted", (4,))
    assert ("desk.state.reported", (1,)) in states
    *parts, pages = [each.value for each in said.actions]
    assert parts == [f"report:{part}/0" for part in (*PARTS, "trend")]
    assert pages == "report_pages"


def test_an_office_without_anything_says_so():
    for part in ("", *PARTS):
        assert told(part, seen=Seen())
    assert told(seen=Seen())[0].values["states"] == NONE
    assert told("messages", seen=Seen())[0].values["each"] == NONE


@pytest.mark.parametrize("part", ["", *PARTS])
def test_it_is_for_the_desk_alone(part):
    assert verdict(show, ShowReport(part), Seen(REPORT), OWNER) == "desk.not_allowed"


def test_places_are_rows_and_those_without_anybody_are_named():
    (said,) = told("places")
    assert REPORT.places[HERE] == Row(7, 2, 4, 3, 0)
    assert REPORT.places[THERE] == Row(1, 0, 0, 1, 1)
    assert [line.label.label for line in said.values["lines"]] == [
        "Kramatwatu",
        "Ciruas",
    ]
    nobody = said.values["nobody"].values["places"]
    assert "Kramatwatu" not in nobody
    assert len(nobody) == 27
    assert not said.actions
    (said,) = told("places", who=LEADER)
    assert said.actions[0].value == f"followers:place/{HERE}/0"


def test_roads_say_at_which_stages_their_cases_are():
    first, last = told("roads", who=LEADER)
    assert first.joined
    assert [line.shown for line in first.values["lines"]] == [(7,)]
    assert [each.value for each in last.actions] == [
        f"followers:road/{ROAD}/0",
        "followers:road/bina_umk/0",
    ]


def test_what_does_not_move_says_for_whom_it_waits():
    (said,) = told("stuck")
    assert (said.values["count"], said.values["long"]) == (4, 1)
    waits = {
        each.values["who"].key or each.values["who"].label: each.values["count"]
        for each in said.values["waits"]
    }
    assert waits == {"desk.report.owner": 3, "Dinas": 1}


def test_names_are_for_who_leads_with_why_they_do_not_move():
    _, names = told("stuck", seen=Seen(REPORT, followers=STUCK), who=LEADER)
    (line,) = names.values["lines"]
    assert line.label.label == "SRG-0001"
    assert line.shown[0][0] == "Batik Contoh"
    assert line.shown[0][-1].values == {"text": "Belum punya NIB"}
    assert [each.value for each in names.actions] == ["open:SRG-0001", "report:stuck/1"]
    act = ShowFollowers("place", HERE)
    assert verdict(show_followers, act, STUCK, LEADER) == [
        "desk.report.of",
        "desk.report.names",
    ]
    assert verdict(show_followers, act, STUCK, OFFICER) == "desk.not_allowed"
    assert verdict(show_followers, act, Followers(), LEADER) == [
        "desk.report.nobody_of"
    ]


def test_offices_are_told_by_the_list_that_the_dinas_gave():
    applied = (
        Opd("Inspektorat Kab. Serang", certified=True),
        Opd("dinkes kabupaten serang", guided=True),
        Opd("Bappeda"),
        Opd("Kecamatan Kramatwatu", guided=True),
    )
    listed = {
        "inspektorat": "Inspektorat",
        "dinkes": "Dinas Kesehatan",
        "bappeda": "Badan Perencanaan Pembangunan Daerah",
        "distan": "Dinas Pertanian",
    }
    found = sorted_out(listed, applied)
    assert found.certified == ("Inspektorat",)
    assert found.guided == ("Dinas Kesehatan", "Kecamatan Kramatwatu")
    assert found.not_yet == ("Badan Perencanaan Pembangunan Daerah", "Dinas Pertanian")
    assert (found.follow, found.listed) == (3, 4)


def test_without_a_list_those_that_follow_are_told_alone():
    seen = Seen(opd=(Opd("Inspektorat", certified=True),))
    (said,) = told("opd", seen=seen)
    assert (said.key, said.values["count"]) == ("desk.report.opd_alone", 1)
    _, names = told("opd", seen=seen, who=LEADER)
    assert [line.shown for line in names.values["lines"]] == [("Inspektorat",)]


def test_messages_are_told_beside_those_that_are_free():
    (said,) = told("messages", seen=Seen(messages=Messages(9, 8, 7, 3.456)))
    assert (said.values["whatsapp"], said.values["each"]) == (7, 3.5)
