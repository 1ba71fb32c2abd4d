"""A whole checklist is answered in a few short lines."""

import pytest

from conversations.cases.messages import AskOfficers
from conversations.cases.readiness import KeepCheck
from conversations.catalogue import catalogue
from conversations.engine.questions import Together
from conversations.flows import BOOK
from conversations.flows.owner import readiness
from tests.conversations.chat import Chat

BATIK = catalogue().checklists["batik"]
BEST = {item.id: "yes" for item in BATIK.items} | {"B07": "tulis", "B30": "no"}


def chat(world=None, **more) -> Chat:
    opened = Chat(BOOK, {"readiness": world or {}}, noticed=True, **more)
    opened.says("menu", "ready")
    return opened


def kept(opened: Chat) -> KeepCheck:
    return next(each for each in opened.done if isinstance(each, KeepCheck))


def test_no_bubble_is_longer_than_a_screen():
    sizes = [len(i.questions) for i in readiness.ITEMS if isinstance(i, Together)]
    assert max(sizes) <= readiness.BUBBLE
    assert sum(sizes) == sum(len(c.items) for c in catalogue().checklists.values())


def test_each_question_is_asked_alone_where_messages_cost_nothing():
    opened = chat({"checklist": "batik"})
    opened.says(*["ya"] * 6, "tulis", *["ya"] * 22, "tidak")
    assert kept(opened).answers == BEST


def test_a_whole_bubble_is_answered_in_one_line():
    opened = chat({"checklist": "batik"}, together=True)
    opened.says("semua ya kecuali 7 tulis", "semua ya", "semua ya")
    opened.says("semua ya kecuali 8 tidak")
    assert kept(opened).answers == BEST


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("ya ya belum ya", "yes yes not_yet yes"),
        ("ya, tidak tahu, sebagian, ya", "yes unknown partly yes"),
        ("1-3 ya 4 belum", "yes yes yes not_yet"),
        ("1, 2 dan 3 belum, 4 ya", "not_yet not_yet not_yet yes"),
        ("1. ya\n2. kadang\n3. gak tau\n4. belum", "yes partly unknown not_yet"),
        ("semua belum kecuali 2 ya", "not_yet yes not_yet not_yet"),
        ("sudah semua", "yes yes yes yes"),
    ],
)
def test_short_answers_go_to_the_questions_they_are_meant_for(said, found):
    before = {
        "batik": dict.fromkeys(BEST, "yes")
        | dict.fromkeys(("B17", "B18", "B19", "B20"), "not_yet")
    }
    opened = chat({"checklist": "batik", "before": before}, together=True)
    opened.says("left", said, "tidak")
    asked = kept(opened).answers
    assert [asked[name] for name in ("B17", "B18", "B19", "B20")] == found.split()


def test_what_is_excepted_without_an_answer_is_asked_again():
    opened = chat({"checklist": "iso_37001"}, together=True)
    opened.says("semua ya kecuali 2 dan 3")
    assert [part.question for part in opened.out[-1].parts] == ["A02", "A03"]


@pytest.mark.parametrize(
    "said", ["1 ya 99 belum", "semua ya kecuali 99", "1 ya 1 belum"]
)
def test_a_number_that_no_question_has_makes_no_answer(said):
    opened = chat({"checklist": "iso_37001"}, together=True)
    opened.says(said)
    assert opened.talk.open[-1].answers.keys() == {"known"}


def test_only_what_was_open_is_asked_the_second_time_and_the_rest_stays():
    before = {"batik": {**BEST, "B03": "partly"}}
    opened = chat({"checklist": "batik", "before": before})
    opened.says("left", "ya", "tidak")
    assert kept(opened).answers == BEST


def test_what_is_known_already_is_not_asked():
    told = {"B01": "yes", "B07": "cap"}
    opened = chat({"checklist": "batik", "told": told})
    assert opened.out[-1].question == "B02"
    opened.says(*["ya"] * 27, "tidak")
    assert kept(opened).answers == BEST | told


def test_a_check_that_was_put_aside_goes_on_where_it_was():
    opened = chat({"checklist": "batik"})
    opened.says("ya", "belum", "nanti", "lanjut", "ya")
    assert opened.talk.open[-1].answers["B03"] == "yes"
    assert opened.out[-1].question == "B04"


def test_baby_clothes_of_batik_are_told_to_officers():
    opened = chat({"checklist": "batik"}, together=True)
    opened.says("semua ya kecuali 7 cap", "semua ya", "semua ya", "semua ya")
    told = [each for each in opened.done if isinstance(each, AskOfficers)]
    assert [each.about for each in told] == ["mandatory"]
