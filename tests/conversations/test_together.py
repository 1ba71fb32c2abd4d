"""Several short questions in one bubble: which line answers which."""

from dataclasses import replace

import pytest

from conversations.engine.events import Edited, Pressed, Sent
from conversations.engine.flow import Form
from conversations.engine.questions import Phone, Place, Text, Together
from conversations.language import Elsewhere
from conversations.language import Place as Spot
from tests.conversations.chat import KIND, NAME, REVIEW, WORKERS, Chat, book_of, finish

PLACE = Place(
    "place",
    places=(Spot("05", "Kramatwatu"), Spot("19", "Petir"), Spot("30", "Anyar")),
    elsewhere=(Elsewhere("73", "Kota Serang", ("Serang", "Curug")),),
)
FORM = Form("form", (Together("who", (NAME, PLACE, KIND, WORKERS)), REVIEW), finish)
WHOLE = {"name": "Batik Contoh", "place": "05", "kind": "tulis", "workers": 5}


@pytest.fixture
def chat():
    chat = Chat(book_of(FORM), together=True)
    chat.says("halo")
    return chat


def parts(chat):
    return [part.question for part in chat.asked.parts]


def test_short_questions_are_one_bubble_where_messages_cost(chat):
    assert parts(chat) == ["name", "place", "kind", "workers"]


def test_the_same_questions_come_one_by_one_elsewhere():
    chat = Chat(book_of(FORM)).says("halo")
    assert (chat.question, chat.asked.parts) == ("name", ())


@pytest.mark.parametrize(
    "text",
    [
        "1. Batik Contoh\n2. Kramatwatu\n3. tulis\n4. 5",
        "1) Batik Contoh\n2) kramat watu\n3) batik tulis\n4) lima",
        "Batik Contoh\nKramatwatu\ntulis\n5",
        "\nBatik Contoh\n\nKramatwatu\n\ntulis\n5\n",
        "Batik Contoh, Kramatwatu, tulis, 5",
        "Batik Contoh; Kramatwatu; tulis; 5 orang",
        "name: Batik Contoh\nplace: Kramatwatu\nkind: tulis\nworkers: 5",
        "workers: 5\nkind: tulis\nplace: Kramatwatu\nname: Batik Contoh",
        "4. 5\n3. tulis\n2. Kramatwatu\n1. Batik Contoh",
        "1. Batik Contoh\nterus ini:\n2. Kramatwatu\n3. tulis\n4. 5",
        "1\ufe0f\u20e3 Batik Contoh\n2\ufe0f\u20e3 Kramatwatu\n3\ufe0f\u20e3 tulis\n4\ufe0f\u20e3 5",
        "1 Batik Contoh\n2 Kramatwatu\n3 tulis\n4 5",
        "a. Batik Contoh\nb. Kramatwatu\nc. tulis\nd. 5",
        "(1) Batik Contoh\n(2) Kramatwatu\n(3) tulis\n(4) 5",
        "*1.* Batik Contoh\n*2.* Kramatwatu\n*3.* tulis\n*4.* 5",
        "No. 1 Batik Contoh\nNo. 2 Kramatwatu\nNo. 3 tulis\nNo. 4 5",
        "1/ Batik Contoh\n2/ Kramatwatu\n3/ tulis\n4/ 5",
        "1). Batik Contoh\n2). Kramatwatu\n3). tulis\n4). 5",
        "1. Batik Contoh 2. Kramatwatu 3. tulis 4. 5",
        "\u2022 Batik Contoh\n\u2022 Kramatwatu\n\u2022 tulis\n\u2022 5",
        "Batik Contoh, Kramatwatu\ntulis, 5",
        "Batik Contoh / Kramatwatu / tulis / 5",
        "Batik Contoh, Kramatwatu, tulis, 5, makasih",
        "name = Batik Contoh\nplace = Kramatwatu\nkind = tulis\nworkers = 5",
        "Assalamualaikum\nBatik Contoh\nKramatwatu\ntulis\n5\nterima kasih",
    ],
)
def test_lines_are_read_however_they_are_written(chat, text):
    assert chat.says(text).question == "review"
    assert dict(chat.answers) == WHOLE


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("1. Batik Contoh\n2. Petir\n3. tulis\n4. 5\nbulan depan jadi 8", "workers"),
        ("1. Batik Contoh\n2. Petir\n3. tulis\n4. 5\n2. Kramatwatu", "place"),
        ("1. Batik Contoh\n2. Petir\n3. tulis\n5. 5", "workers"),
        ("Batik Contoh\nPetir\ntulis\n5\nbulan depan jadi 8", "workers"),
    ],
)
def test_no_line_is_left_out_in_silence(chat, text, asked):
    assert chat.says(text).question == asked
    kept = {**WHOLE, "place": "19"}
    assert dict(chat.answers) == {k: v for k, v in kept.items() if k != asked}


def test_only_the_wrong_line_is_asked_again(chat):
    chat.says("1. Batik Contoh\n2. Atlantis\n3. tulis\n4. 5")
    assert chat.said == ["repair.partly", "form.place.not_a_place"]
    assert chat.question == "place"
    assert chat.says("Petir").question == "review"
    assert dict(chat.answers) == {**WHOLE, "place": "19"}


def test_two_wrong_lines_are_one_smaller_bubble(chat):
    chat.says("1. Batik Contoh\n2. Atlantis\n3. zzzz\n4. 5")
    assert parts(chat) == ["place", "kind"]
    assert chat.says("Petir\ncap").question == "review"


def test_a_line_left_out_is_asked_and_the_others_are_kept(chat):
    chat.says("1. Batik Contoh\n3. tulis\n4. 5")
    assert chat.question == "place"
    assert dict(chat.answers) == {k: v for k, v in WHOLE.items() if k != "place"}


def test_a_line_that_may_mean_two_things_is_offered(chat):
    chat.says("1. Batik Contoh\n2. Petir\n3. batik\n4. 5")
    assert chat.asked.offers
    assert chat.says("2").answers["kind"] == "cap"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "."])
def test_an_empty_answer_is_refused_and_keeps_everything_open(chat, text):
    chat.says(text)
    assert chat.said
    assert parts(chat) == ["name", "place", "kind", "workers"]
    assert dict(chat.answers) == {}


def test_an_empty_line_refuses_that_line_alone(chat):
    chat.says("1. Batik Contoh\n2.\n3. tulis\n4. 5")
    assert chat.question == "place"


LOOSE = Form(
    "loose",
    (
        Together("all", tuple(replace(q, optional=True) for q in (KIND, WORKERS))),
        REVIEW,
    ),
    finish,
)


@pytest.mark.parametrize("text", ["lewati", "-", "-\n-", "1. -\n2. -"])
def test_a_bubble_that_may_be_left_out_can_be_left_out_at_once(text):
    chat = Chat(book_of(LOOSE), together=True).says("halo", text)
    assert chat.question == "review"
    assert dict(chat.answers) == {"kind": None, "workers": None}


def test_a_shared_contact_answers_the_phone_line_alone():
    flow = Form("call", (Together("who", (NAME, Phone("phone"))), REVIEW), finish)
    chat = Chat(book_of(flow), together=True).says("halo")
    chat.take(Sent("contact", values={"phone": "+6281234567890", "own": True}))
    assert chat.answers == {"phone": "+6281234567890"}
    assert chat.question == "name"


def test_a_button_of_a_question_in_the_bubble_answers_just_that(chat):
    chat.take(Pressed("cap", "kind", chat.asked.conversation))
    assert chat.answers == {"kind": "cap"}
    assert parts(chat) == ["name", "place", "workers"]


def test_a_button_of_the_first_question_answers_it_too():
    flow = Form("other", (Together("all", (KIND, WORKERS)), REVIEW), finish)
    chat = Chat(book_of(flow), together=True).says("halo")
    chat.take(Pressed("cap", "kind", chat.asked.conversation))
    assert chat.question == "workers"


def test_an_edited_bubble_is_not_read_into_the_next_question(chat):
    chat.says("1. Batik Contoh\n2. Petir\n3. tulis\n4. 5")
    chat.take(Edited("1. Batik Lain\n2. Petir\n3. tulis\n4. 5", chat.here.message))
    assert chat.said == ["repair.edited_late"]
    assert chat.answers["name"] == "Batik Contoh"


def test_a_slip_of_a_command_in_a_bubble_is_an_answer(chat):
    assert chat.says("Kembeli").answers == {"name": "Kembeli"}


def test_a_command_in_a_bubble_is_a_command(chat):
    assert chat.says("bantuan").said == ["form.name.help"]


def test_serang_alone_asks_which_serang_is_meant(chat):
    chat.says("1. Batik Contoh\n2. Serang\n3. tulis\n4. 5")
    assert chat.said == ["repair.partly", "form.place.perhaps_elsewhere"]
    assert chat.out[1].values["region"] == "Kota Serang"
    assert chat.question == "place"


def test_an_option_that_is_a_number_is_not_the_number_of_a_line():
    flow = Form("one", (Together("two", (WORKERS, Text("city"))), REVIEW), finish)
    chat = Chat(book_of(flow), together=True).says("halo", "12\nSerang")
    assert dict(chat.answers) == {"workers": 12, "city": "Serang"}
