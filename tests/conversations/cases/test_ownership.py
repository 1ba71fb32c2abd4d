"""What an owner knows of their case is compared kindly, and judged by its worst part."""

import pytest

from conversations.cases import ownership
from conversations.language import fold

FACTS = {
    "phone": "0042",
    "workers": "5",
    "product": "Kain batik tulis",
    "business_name": "Batik Contoh Melati",
    "kecamatan": "360401",
}


@pytest.mark.parametrize(
    ("name", "said", "verdict"),
    [
        ("business_name", "batik contoh melati", "sure"),
        ("business_name", "BatikContoh Melati!", "sure"),
        ("business_name", "batik conto melati", "near"),
        ("business_name", "Contoh Melati", "near"),
        ("business_name", "batik", "wrong"),
        ("business_name", "Batik Contoh Mawar", "wrong"),
        ("business_name", "", "wrong"),
        ("product", "batik tulis", "near"),
        ("product", "batik tulis kain", "near"),
        ("product", "kain batik", "wrong"),
        ("product", "sarung", "wrong"),
        ("workers", "5", "sure"),
        ("workers", "6", "near"),
        ("workers", "50", "wrong"),
        ("workers", "lima", "wrong"),
        ("workers", "banyak", "wrong"),
        ("phone", "6281200000042", "sure"),
        ("phone", "0042", "sure"),
        ("phone", "0024", "wrong"),
        ("kecamatan", "360401", "sure"),
        ("kecamatan", "360402", "wrong"),
    ],
)
def test_an_answer_is_worth(name, said, verdict):
    assert ownership.compare(name, fold(said), fold(FACTS[name])) == verdict


def test_one_wrong_answer_spoils_two_right_ones():
    right = {"phone": "0042", "kecamatan": "360401"}
    assert ownership.judge(right, FACTS) == "sure"
    assert ownership.judge({**right, "kecamatan": "360402"}, FACTS) == "wrong"
    assert ownership.judge({**right, "workers": "6"}, FACTS) == "near"
    assert ownership.judge({}, FACTS) == "wrong"
    assert ownership.judge(right, {}) == "wrong"


def test_one_of_two_questions_is_one_that_no_signboard_answers():
    order = ["kecamatan", "business_name", "workers", "product", "phone"]
    assert ownership.chosen(order, FACTS) == ("workers", "kecamatan")
    assert ownership.chosen(order, {"phone": "1", "kecamatan": "1"}) == (
        "phone",
        "kecamatan",
    )


def test_a_case_that_is_none_is_asked_about_like_any_other():
    order = ["phone", "kecamatan", "business_name", "workers", "product"]
    assert ownership.chosen(order, {}) == ownership.chosen(order, FACTS)


def test_what_a_case_lacks_is_not_known_of_it():
    assert ownership.known({"workers": 5, "product": ""}) == {"workers": "5"}


def test_an_office_is_known_by_its_name_and_number():
    facts = ownership.known({"office_name": "Dinas Contoh", "phone": "+6281200000042"})
    assert facts == {"business_name": "Dinas Contoh", "phone": "0042"}
