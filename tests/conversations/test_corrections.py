"""Answers put right in passing: what is meant is taken, what is not sure is asked."""

import pytest

from conversations.engine.events import Typed
from tests.conversations.test_told import ALL, ASKED, chat

FILLED = (*ASKED, "Siti Contoh", "batik", "Batik Contoh", "Kramatwatu")


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("eh salah, kecamatannya Anyar", "kecamatan", "360430"),
        ("harusnya Anyar bukan Kramatwatu", "kecamatan", "360430"),
        ("eh salah, Anyar", "kecamatan", "360430"),
        ("ganti nama usaha jadi Batik Contoh Dua", "business_name", "Batik Contoh Dua"),
        ("namanya yang benar Siti Aminah", "owner_name", "Siti Aminah"),
        ("maaf nama saya salah, yang benar Siti Aminah", "owner_name", "Siti Aminah"),
        ("ubah nama pemilik jadi Siti Aminah ya", "owner_name", "Siti Aminah"),
        (
            "sorry, my business name is Batik Contoh Dua",
            "business_name",
            "Batik Contoh Dua",
        ),
    ],
)
def test_an_answer_is_put_right_in_passing_and_the_question_put_again(text, key, value):
    person = chat(*FILLED)
    assert person.question == "phone"
    person.says(text)
    assert person.said == ["repair.corrected"]
    assert person.answers[key] == value
    assert person.question == "phone"


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        (
            "nama saya kurang lengkap, Siti Contoh Lestari",
            "owner_name",
            "Siti Contoh Lestari",
        ),
        ("salah kecamatan, Anyar yg bener", "kecamatan", "360430"),
        ("salah, punten, kecamatan na Tanara", "kecamatan", "360414"),
        (
            "bukan batik contoh, batik contoh indah namanya",
            "business_name",
            "Batik Contoh Indah",
        ),
    ],
)
def test_an_answer_is_found_wherever_it_stands_in_what_puts_it_right(text, key, value):
    before = dict(chat(*FILLED).answers)
    assert dict(chat(*FILLED, text).answers) == before | {key: value}


@pytest.mark.parametrize(
    "text",
    [
        "nama usahanya udah bener kok",
        "nama usaha jangan diganti ya",
        "nama saya tadi udah bener kan",
        "nama usaha saya ga usah diubah",
        "hapus nama usaha saya ganti yang baru",
        "suami saya namanya Ahmad Contoh",
        "kecamatan suami saya dulu Anyar",
    ],
)
def test_what_is_right_already_or_of_another_changes_nothing(text):
    before = dict(chat(*FILLED).answers)
    assert dict(chat(*FILLED, text).answers) == before


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("nama saya ada gelarnya, tulis Dra. Siti Contoh", "owner_name", "Dra."),
        ("jenis usahanya tadi saya pilih batik ya, aslinya makanan", "sector", "food"),
        (
            "nama usahanya ditulis Batik Contoh Asri ya, tadi keburu",
            "business_name",
            "Asri",
        ),
        ("tadi keburu kekirim, namanya Aminah Contoh", "owner_name", "Aminah"),
    ],
)
def test_what_was_sent_too_early_or_left_out_is_put_right(text, key, value):
    assert value in chat(*FILLED, text).answers[key]


def test_a_government_is_no_name_of_an_office():
    person = chat(*FILLED[:4], "kami bukan usaha, kami kantor pemerintah")
    assert "office_name" not in person.answers


def test_who_says_that_it_is_right_is_not_asked_it_again():
    assert chat(*FILLED, "nama usahanya udah bener kok").question == "phone"


def test_who_asks_whether_it_is_right_is_shown_it():
    assert chat(*FILLED, "kecamatannya sudah benar kan?").question == "kecamatan"


def test_what_was_before_does_not_stand_instead_of_what_is():
    person = chat(ALL, "setuju", "dulu pekerja saya 20, sekarang sisa 5")
    assert person.answers["workers"] == 5


@pytest.mark.parametrize(
    "text", ["bukan 5 tapi 7 orang", "eh 7 orang deng", "ralat, 7 pekerja"]
)
def test_a_number_is_put_right_by_what_it_was_or_counts(text):
    person = chat(ALL, "setuju", text)
    assert person.answers["workers"] == 7
    assert person.question == "photo"


def test_without_a_value_the_question_is_opened():
    person = chat(*FILLED, "kecamatannya salah")
    assert person.question == "kecamatan"
    assert person.says("Anyar").question == "phone"


def test_what_cannot_be_read_is_asked():
    person = chat(*FILLED, "eh salah, kecamatannya Atlantis")
    assert person.question == "kecamatan"
    assert person.answers["kecamatan"] == "360405"


def test_a_form_set_aside_is_brought_back_by_a_correction():
    person = chat(*FILLED, "nanti dulu ya", "eh salah, kecamatannya Anyar")
    assert person.said == ["repair.corrected"]
    assert person.answers["kecamatan"] == "360430"
    assert person.question == "phone"


def test_answers_told_with_a_form_set_aside_go_into_it():
    person = chat(*FILLED, "nanti dulu ya", "hp saya 081200001111, pekerja 5 orang")
    assert person.answers["phone"] == "+6281200001111"
    assert person.answers["kecamatan"] == "360405"


@pytest.mark.parametrize(
    "text", ["eh salah, warnanya biru", "bukan begitu tapi begini"]
)
def test_a_correction_of_nothing_known_is_none(text):
    person = chat(*FILLED)
    before = dict(person.answers)
    person.take(Typed(text))
    assert "repair.corrected" not in person.said
    assert {**before, **person.answers} == {**before}


def test_a_message_to_an_officer_puts_nothing_right():
    person = chat(*FILLED, "petugas", "eh salah, kecamatannya Anyar")
    assert "repair.corrected" not in person.said


def test_what_stands_with_the_trade_is_put_when_the_product_is_asked():
    person = chat("mau daftar, usaha saya batik tulis pewarna alam di Anyar", "setuju")
    (form,) = [each for each in person.talk.open if each.flow == "apply"]
    assert "product" not in form.answers
    assert [*form.perhaps["product"]] == ["batik tulis pewarna alam"]


def test_a_number_that_is_not_exact_is_put_with_all_it_may_be():
    person = chat(*ASKED, "5 sampai 7 orang, hp 081200001111, kecamatan Anyar")
    (form,) = [each for each in person.talk.open if each.flow == "apply"]
    assert "workers" not in form.answers
    assert tuple(form.perhaps["workers"]) == (5, 7)


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("kami dari inspektorat mau iso 9001 sama 37001", True),
        ("kami Inspektorat, ingin mengajukan ISO 9001 dan ISO 37001", True),
        ("batik saya dibeli orang inspektorat, mau daftar sni", False),
    ],
)
def test_who_writes_for_an_office_is_one_and_may_want_both_systems(text, office):
    told = dict(chat(text, "setuju").answers)
    assert (told.get("sector") == "office") == office
    assert (told.get("system") == "both") == office


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        (
            "kecamatannya Anyar, nama usahanya Batik Contoh Dua, tadi salah semua",
            {"kecamatan": "360430", "business_name": "Batik Contoh Dua"},
        ),
        (
            "eh salah, usahanya Batik Contoh Dua kecamatan Anyar",
            {"kecamatan": "360430", "business_name": "Batik Contoh Dua"},
        ),
    ],
)
def test_several_answers_are_put_right_at_once(text, changed):
    before = dict(chat(*FILLED).answers)
    person = chat(*FILLED, text)
    assert dict(person.answers) == before | changed
    assert person.said == ["repair.corrected"] * len(changed)
    assert person.question == "phone"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("nama pemilik ganti jadi siti yang di pasar", "owner_name"),
        ("kecamatannya ganti Anyar bisa?", "kecamatan"),
        ("kok kecamatannya Kramatwatu? harusnya Anyar", "kecamatan"),
    ],
)
def test_a_change_that_is_not_sure_is_put_for_a_yes(text, key):
    before = dict(chat(*FILLED).answers)
    person = chat(*FILLED, text)
    assert dict(person.answers) == before
    assert person.question == key
    assert person.asked.offers
    person.says("ya")
    assert person.answers[key] != before[key]
    assert person.question == "phone"


def test_of_two_names_that_may_be_meant_it_is_asked_which():
    person = chat(*FILLED, "eh salah, Melati Jaya Contoh")
    assert person.asked.flow == "change"
    assert {each.value for each in person.asked.options} <= {
        "owner_name",
        "business_name",
    }


@pytest.mark.parametrize(
    "text",
    [
        "kecamatan bisa diganti nanti?",
        "kalau nama usahanya nanti ganti gmn",
        "bukannya nama usaha udah diisi tadi?",
        "belum punya, bukan ga mau",
        "bukan sekarang, besok aja",
    ],
)
def test_what_only_sounds_like_a_correction_changes_nothing(text):
    before = dict(chat(*FILLED).answers)
    person = chat(*FILLED, text)
    (form,) = [each for each in person.talk.open if each.flow == "apply"]
    assert form.answers == before


@pytest.mark.parametrize(
    "name", ["Batik Benar Contoh", "Warung Salah Contoh", "namanya Ganti Rasa Contoh"]
)
def test_a_name_with_such_a_word_in_it_changes_nothing(name):
    person = chat(*ASKED, "Siti Contoh", "makanan", name)
    assert person.answers["owner_name"] == "Siti Contoh"
    assert "repair.corrected" not in person.said
    assert person.question == "business_name" or person.answers["business_name"]


def test_who_puts_right_a_name_of_an_office_is_no_owner_of_it():
    person = chat(*ASKED, "Siti Contoh", "kantor", "iso 9001", "Inspektorat Contoh")
    person.says("nama saya salah, Siti Aminah")
    (said,) = [
        each for each in person.out if getattr(each, "key", "") == "repair.corrected"
    ]
    assert said.values["question"].key == "apply.responsible"
