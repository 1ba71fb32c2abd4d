"""Each kind of question: what it reads, what it refuses, and what still holds."""

import json

import pytest

from conversations.engine.effects import Fact, Option
from conversations.engine.events import Pressed, Sent, Typed
from conversations.engine.questions import (
    Choice,
    Day,
    Digits,
    File,
    Message,
    Number,
    Phone,
    Place,
    Quantity,
    Refusal,
    Review,
    Several,
    Text,
    YesNo,
)
from conversations.engine.values import Answers
from conversations.flows import FLOWS
from conversations.language import Elsewhere
from conversations.language import Place as Spot
from tests.conversations.chat import label, read

OPTIONS = (
    Option("a", label="Batik tulis"),
    Option("b", label="Batik cap"),
    Option("c", label="Makanan"),
)
PLACE = Place(
    "p",
    places=(Spot("05", "Kramatwatu"), Spot("27", "Ciomas"), Spot("30", "Anyar")),
    elsewhere=(Elsewhere("73", "Kota Serang", ("Serang", "Curug")),),
)


def refused(question, event, stored=None):
    with pytest.raises(Refusal) as refusal:
        read(question, event, stored)
    return refusal.value


@pytest.mark.parametrize(
    ("question", "event", "value"),
    [
        (Text("q"), Typed("  Batik   Contoh "), "Batik Contoh"),
        (Text("q", lines=True), Typed("satu\ndua"), "satu\ndua"),
        (Digits("q", pattern=r"^\d{13}$"), Typed("1234 5678 9012 3"), "1234567890123"),
        (Choice("q", among=OPTIONS), Typed("2"), "b"),
        (Choice("q", among=OPTIONS), Pressed("c", "q"), "c"),
        (YesNo("q"), Typed("nggih"), "yes"),
        (YesNo("q"), Typed("dereng"), "no"),
        (Several("q", among=OPTIONS), Typed("1 dan 3"), ["a", "c"]),
        (Several("q", among=OPTIONS), Typed("semua"), ["a", "b", "c"]),
        (Several("q", among=OPTIONS), Typed("belum ada"), []),
        (Several("q", among=OPTIONS), Pressed("b", "q"), ["b"]),
        (Number("q"), Typed("dua puluh lima"), 25),
        (
            Quantity("q"),
            Typed("30 lembar"),
            {"number": 30, "unit": "lembar", "per": ""},
        ),
        (
            Quantity("q"),
            Typed("5 kodi per hari"),
            {"number": 5, "unit": "kodi", "per": "day"},
        ),
        (Quantity("q"), Typed("2,5 kg"), {"number": 2.5, "unit": "kg", "per": ""}),
        (Day("q"), Typed("3 Desember"), "2026-12-03"),
        (Phone("q"), Typed("0812-3456-7890"), "+6281234567890"),
        (
            Phone("q"),
            Sent("contact", values={"phone": "6281234567890"}),
            "+6281234567890",
        ),
        (PLACE, Typed("kec. kramat watu"), "05"),
        (PLACE, Typed("2"), "27"),
        (PLACE, Pressed("30", "p"), "30"),
        (File("q"), Sent("photo", ("d1", "d2")), ["d1", "d2"]),
        (Message("q"), Typed("halo pak"), {"text": "halo pak", "files": []}),
        (
            Message("q"),
            Sent("voice", ("d1",), text="ini"),
            {"text": "ini", "files": ["d1"]},
        ),
        (Review("q"), Typed("sudah benar"), {}),
    ],
)
def test_what_is_read_is_kept_as_data_and_holds(question, event, value):
    assert read(question, event).value == value
    stored = json.loads(json.dumps(value))
    assert question.holds(stored, Answers())
    assert all(part is not None for part in question.shown(stored, Answers()))


@pytest.mark.parametrize(
    ("question", "event", "reason"),
    [
        (Text("q", least=3), Typed("ab"), "too_short"),
        (Text("q", most=5), Typed("enam huruf"), "too_long"),
        (Text("q"), Sent("sticker"), "wanted_text_sticker"),
        (Text("q"), Pressed("a", "q"), "not_an_option"),
        (Digits("q", pattern="[0-9]{13}"), Typed("123"), "digits_counted"),
        (Digits("q", pattern="[0-9]{13}"), Typed("belum"), "not_these_digits"),
        (Digits("q", pattern="[0-9]{13}"), Typed("1" * 16), "looks_like_nik"),
        (Choice("q", among=OPTIONS), Typed("zzz"), "not_an_option"),
        (Choice("q", among=OPTIONS), Pressed("z", "q"), "not_an_option"),
        (Choice("q", among=OPTIONS), Typed("batik"), "unsure"),
        (Several("q", among=OPTIONS), Pressed("z", "q"), "not_an_option"),
        (Several("q", among=OPTIONS, least=1), Typed("tidak ada"), "too_few"),
        (Number("q"), Typed("banyak"), "not_a_number"),
        (Number("q", most=10), Typed("11"), "out_of_sense"),
        (Number("q"), Typed("2,5"), "out_of_sense"),
        (Quantity("q"), Typed("banyak"), "not_a_quantity"),
        (Day("q"), Typed("kapan-kapan"), "not_a_day"),
        (Day("q", most=7), Typed("1 januari 2030"), "day_out_of_sense"),
        (Phone("q"), Typed("halo"), "no_number"),
        (
            Phone("q"),
            Sent("contact", values={"own": False, "phone": "081234567890"}),
            "not_own_contact",
        ),
        (PLACE, Typed("kota serang"), "elsewhere"),
        (PLACE, Typed("serang"), "perhaps_elsewhere"),
        (PLACE, Typed("atlantis"), "not_a_place"),
        (File("q"), Typed("nanti"), "wanted_file"),
        (File("q"), Sent("voice", ("d1",)), "wanted_file_voice"),
        (File("q"), Sent("photo", problem="too_large"), "file_too_large"),
        (Message("q"), Sent("sticker"), "wanted_text_sticker"),
        (Review("q"), Typed("hmm"), "please_confirm"),
    ],
)
def test_what_cannot_be_taken_says_why(question, event, reason):
    assert refused(question, event).reason == reason


def test_another_region_is_named():
    assert refused(PLACE, Typed("serang")).values["region"] == "Kota Serang"


def test_a_guess_at_a_place_is_offered_and_never_taken():
    found = refused(PLACE, Typed("kramat"))
    assert found.offers == ("05",)


def test_a_place_with_a_slip_is_read_back():
    assert read(PLACE, Typed("kramatwtu")).echo
    assert not read(PLACE, Typed("Kramatwatu")).echo


def test_a_stretch_of_time_is_shown_where_it_was_said():
    shown = Quantity("q").shown({"number": 5, "unit": "kodi", "per": "day"}, Answers())
    assert shown[2] == Fact(key="per.day")
    before = {"number": 5, "unit": "kodi"}
    assert Quantity("q").holds(before, Answers())
    assert len(Quantity("q").shown(before, Answers())) == 2


@pytest.mark.parametrize(
    "text", ["é" * 40, "e\u0301" * 40, "a" * 40, "\u0b95\u0bcd" * 20]
)
def test_a_text_that_was_taken_still_holds(text):
    question = Text("q", least=3, most=40)
    assert question.holds(read(question, Typed(text)).value, Answers())


def choices():
    """Every choice of every flow that does not depend on answers."""
    for flow in FLOWS.values():
        for question in flow.questions({"field": "photo"}):
            if isinstance(question, Choice) and question.options(Answers()):
                yield pytest.param(question, id=f"{flow.name}.{question.key}")


NUMBERS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan")


@pytest.mark.parametrize("question", list(choices()))
def test_every_choice_can_be_answered_by_number_and_by_its_whole_label(question):
    for number, option in enumerate(question.options(Answers()), 1):
        ways = [f"{number}", f"{number}.", f"no {number}", f"pilih {number}"]
        ways += [label(option), label(option).upper()]
        if number <= len(NUMBERS):
            ways.append(NUMBERS[number - 1])
        for way in ways:
            found = read(question, Typed(way))
            assert (way, found.value) == (way, option.value)
            assert not found.echo, way
