"""What stands in the queue: cases, questions and papers, the oldest first, each aged."""

from datetime import timedelta

import pytest

from conversations.cases.queue import (
    PAGE,
    Counted,
    Queue,
    age,
    listed,
    merged,
    short,
)
from conversations.cases.records import Waiting
from conversations.engine.effects import Fact, Say
from tests.conversations.cases.files import NOW, case

DAY = timedelta(days=1)
ASKED = Waiting("question", "n1", NOW - 2 * DAY, "", "", "", None, "Berapa biayanya?")
PAPER = Waiting(
    "paper", "apply/nib", NOW - DAY, "SRG-0002", "Batik Lain", "Siti", "o", "NIB"
)


def test_the_oldest_of_all_comes_first_page_by_page():
    young = [case("submitted", waiting_since=NOW, code=f"SRG-{n:04}") for n in range(9)]
    assert merged(young, [PAPER, ASKED], 0)[:3] == (ASKED, PAPER, young[0])
    assert merged(young, [PAPER, ASKED], 1) == tuple(young[PAGE - 2 :])


def test_each_row_is_a_button_that_deals_with_it():
    rows = (ASKED, PAPER, case("submitted"))
    *_, last = said = listed(Queue(3, 0, rows, counted=Counted(1, 1, 1, 1)), NOW)
    assert [each.value for each in last.actions] == [
        "reply:n:n1",
        "papers:SRG-0002/apply/nib",
        "open:SRG-0001",
    ]
    ages = [line.shown[0][-1] for each in said[1:] for line in each.values["lines"]]
    assert ages == [Fact(key="desk.age.today"), 2 * DAY, DAY]


def test_each_group_is_counted_over_all_pages():
    counted = Counted(6, 2, 3, 1, reported=1)
    head, group = listed(Queue(10, rows=(case("submitted"),), counted=counted), NOW)
    assert group.values["what"] == Say("desk.queue.untaken", {"count": 2})
    told = head.values["parts"].values["parts"]
    assert {each.key: each.values["count"] for each in told} == {
        "desk.queue.untaken": 2,
        "desk.queue.reported": 1,
        "desk.queue.handled": 3,
        "desk.queue.questions": 3,
        "desk.queue.papers": 1,
    }


@pytest.mark.parametrize("hours", [0, 1, 12])
def test_what_came_on_the_same_day_is_of_today(hours):
    assert age(NOW, NOW + hours * timedelta(hours=1)) == Fact(key="desk.age.today")


def test_a_long_question_is_known_by_its_beginning():
    assert short("a" * 60) == "a" * 60
    assert short("a" * 61) == "a" * 59 + "…"
