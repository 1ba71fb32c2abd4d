"""Many answers in one message, and answers put right in passing."""

import pytest

from conversations.cases.messages import AskOfficers
from conversations.engine.effects import Say
from conversations.flows import BOOK
from tests.conversations.applicants import applicant, until
from tests.conversations.form_player import WORLD, Hearing

ALL = (
    "Assalamualaikum pak saya Bu Contoh punya usaha Batik Contoh di Kramatwatu, 5 orang,"
    " batik tulis dan cap, hp 081200001111, NIB sudah ada, merek belum, mau daftar SNI"
)
TOLD = {
    "owner_name": "Bu Contoh",
    "business_name": "Batik Contoh",
    "sector": "batik",
    "kecamatan": "360405",
    "phone": "+6281200001111",
    "product": "batik tulis dan cap",
    "batik_kind": "kombinasi",
    "workers": 5,
}
ASKED = ("daftar", "setuju")


def chat(*texts, together=False):
    return Hearing(BOOK, WORLD, together=together).says(*texts)


# --- many answers at once -------------------------------------------------------------


def test_all_at_once_opens_the_application_and_asks_only_the_rest():
    person = chat(ALL)
    assert person.asked.flow == "consent"
    person.says("setuju")
    assert person.said == ["repair.told"]
    assert person.question == "photo"
    assert dict(person.answers) == TOLD
    person.sends("photo", "d1")
    assert person.question == "review"


def test_what_was_told_is_no_step_of_the_way():
    person = chat("mau daftar, saya bikin batik tulis di Kramatwatu", "setuju")
    assert (person.asked.step, person.asked.steps) == (1, 6)
    person.says("Bu Contoh")
    assert (person.asked.step, person.asked.steps) == (2, 6)


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize(
    ("product", "told"),
    [("kain batik tulis", "tulis"), ("batik tulis dan cap", "kombinasi")],
)
def test_a_product_says_how_it_is_made(product, told, together):
    person = until(applicant(together=together), "product")
    person.says(product)
    assert dict(person.answers)["batik_kind"] == told
    assert person.said[0] == "repair.noted"
    parts = [part.question for part in person.asked.parts] or [person.question]
    assert "batik_kind" not in parts


def test_what_the_form_does_not_ask_is_kept_for_those_that_do():
    person = chat(ALL, "setuju")
    kept = {"has_nib": "yes", "brand_status": "none"}
    assert kept.items() <= person.talk.kept.items()
    assert kept.items() <= person.talk.open[-1].given.items()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Siti Contoh pemilik Dapur Contoh", {"business_name": "Dapur Contoh"}),
        ("yang kerja saya sama dua anak saya", {"workers": 3}),
        ("dulu 10 orang sekarang tinggal 4", {"workers": 4}),
        ("yang membatik 12 siswa", {"workers": 12}),
        ("tinggal di Kibin tapi usahanya di Cikande", {"kecamatan": "360415"}),
        ("bikinnya d pdrincang", {"kecamatan": "360429"}),
        ("jualan opak", {"product": "opak", "sector": "food"}),
        ("arane Batik Contoh Ayu", {"business_name": "Batik Contoh Ayu"}),
        ("usaha saya kue talam ubi", {}),
        ("ketemu di acara kecamatan Baros", {}),
        ("pekerja 20 yang tetap saya sama adik", {"workers": 20}),
    ],
)
def test_each_kind_of_wording_is_told_and_none_made_up(text, told):
    person = chat(f"mau daftar, hp 081200001111, {text}", "setuju")
    (form,) = [each for each in person.talk.open if each.flow == "apply"]
    found = {key: form.answers.get(key) for key in (*told, "business_name")}
    assert found == {"business_name": None, **told}


def test_an_office_is_called_what_it_calls_itself():
    person = chat("kami UPT Contoh mau daftar ISO 9001, cp Siti Contoh", "setuju")
    assert person.answers["office_name"] == "UPT Contoh"
    assert person.answers["owner_name"] == "Siti Contoh"


def test_who_does_not_agree_leaves_nothing_behind():
    person = chat(ALL, "tidak dulu")
    assert person.talk.open == person.talk.paused == ()
    assert person.talk.kept.keys().isdisjoint({*TOLD, "has_nib", "brand_status"})


def test_what_was_told_is_read_back_in_one_bubble_that_can_be_changed():
    person = chat(ALL, "setuju")
    (told,) = [each for each in person.out if isinstance(each, Say)]
    assert [each.value for each in told.actions] == ["change"]
    labels = [line.label.value for line in told.values["lines"]]
    assert labels == [
        "owner_name", "sector", "business_name", "kecamatan", "phone", "product",
        "batik_kind", "workers", "has_nib", "brand_status",
    ]  # fmt: skip


@pytest.mark.parametrize("together", [False, True])
def test_several_answers_are_taken_in_the_middle_of_the_form(together):
    person = chat(*ASKED, together=together)
    person.says("nama saya Siti Contoh, usaha Batik Contoh di Anyar, 5 orang")
    assert dict(person.answers) == {
        "owner_name": "Siti Contoh",
        "business_name": "Batik Contoh",
        "sector": "batik",
        "kecamatan": "360430",
        "workers": 5,
    }


def test_an_answer_before_its_question_is_kept_and_the_question_put_again():
    person = chat(*ASKED, "hp saya 081200001111")
    assert person.said == ["repair.noted"]
    assert person.question == "owner_name"
    assert dict(person.answers) == {"phone": "+6281200001111"}


def test_a_name_that_is_not_sure_is_put_for_a_yes_when_its_question_comes():
    person = chat(*ASKED, "saya Siti Contoh, usaha batik contoh jaya di Anyar")
    assert "business_name" not in person.answers
    assert person.question == "business_name"
    assert [offer.shown for offer in person.asked.offers] == [("Batik Contoh Jaya",)]
    assert person.says("ya").answers["business_name"] == "Batik Contoh Jaya"


def test_a_guess_that_is_denied_is_not_put_again():
    person = chat(*ASKED, "saya Siti Contoh, usaha batik contoh jaya di Anyar", "bukan")
    assert person.question == "business_name"
    assert person.asked.offers == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nama: Siti Contoh\nKec: Anyar", {"owner_name", "kecamatan"}),
        (
            "Siti Contoh, Batik Contoh, Anyar",
            {"owner_name", "business_name", "kecamatan"},
        ),
        ("5 orang, hp 081200001111, di Anyar atau Petir", {"workers", "phone"}),
        ("hp 081200001111 atau 081200002222, 5 orang", {"workers"}),
        ("5 sampai 7 orang, kecamatan Anyar", {"kecamatan"}),
        ("bukan di Anyar, hp 081200001111", {"phone"}),
        ("saya ibu rumah tangga, hp 081200001111", {"phone"}),
        ("harga berapa kalau 5 orang?", set()),
    ],
)
def test_nothing_is_made_up(text, told):
    person = chat(*ASKED, text)
    (form,) = [each for each in person.talk.open if each.flow == "apply"]
    assert form.answers.keys() - {"sector"} == told


@pytest.mark.parametrize(
    "text",
    [
        "saya pendamping UMKM, ada 6 pengrajin yang mau saya daftarkan",
        "pekerja cuma 2 boleh daftar?",
    ],
)
def test_who_helps_or_only_asks_does_not_apply(text):
    assert not [each for each in chat(text).talk.open if each.flow == "apply"]


@pytest.mark.parametrize("text", ["Batik Kramatwatu", "Toko Batik Anyar 5 Orang"])
def test_the_name_of_a_shop_says_nothing_of_where_it_is(text):
    person = chat(*ASKED, "Siti Contoh", "batik", text)
    assert "kecamatan" not in person.answers


def test_a_message_to_an_officer_is_left_alone():
    person = chat("petugas", "setuju", ALL)
    assert AskOfficers(ALL) in person.done


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "siti aminah jualan peyek di Kopo 3 pekerja",
            {
                "owner_name": "Siti Aminah",
                "product": "peyek",
                "sector": "food",
                "kecamatan": "360425",
                "workers": 3,
            },
        ),
        (
            "nama siti aminah tgl lahir 5 mei 1980, kecamatan Bandung",
            {"owner_name": "Siti Aminah", "kecamatan": "360434"},
        ),
        (
            "Siti Aminah/Pulo Ampel/batik/NIB sudah",
            {"owner_name": "Siti Aminah", "kecamatan": "360408", "sector": "batik"},
        ),
        (
            "batik di Kibin, jualannya di Ciruas, 3org",
            {"sector": "batik", "kecamatan": "360416", "workers": 3},
        ),
        (
            "enam pegawai +62 812 0000 1111 di Anyar",
            {"workers": 6, "phone": "+6281200001111", "kecamatan": "360430"},
        ),
        (
            "Pak, Hasan Contoh petir usaha makanan 4 orang",
            {
                "owner_name": "Hasan Contoh",
                "kecamatan": "360419",
                "sector": "food",
                "workers": 4,
            },
        ),
        (
            "suami saya pak ahmad, hp 081200001111, 5 orang",
            {"phone": "+6281200001111", "workers": 5},
        ),
    ],
)
def test_each_answer_ends_where_the_next_begins(text, told):
    person = chat(*ASKED, text)
    (form,) = [each for each in person.talk.open if each.flow == "apply"]
    assert dict(form.answers) == told


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("Batik Melati Jaya Anyar, 8 orang, hp 081200001111", "kecamatan", "360430"),
        ("siti aminah, Kopo, 5, batik", "workers", 5),
    ],
)
def test_what_may_be_part_of_a_name_or_a_mere_number_is_put_for_a_yes(text, key, value):
    person = chat(*ASKED, text)
    (form,) = [each for each in person.talk.open if each.flow == "apply"]
    assert key not in form.answers
    assert form.perhaps[key] == (value,)


@pytest.mark.parametrize("phone", ["081200001111", "0812 0000 1111"])
@pytest.mark.parametrize("asked", [(), ("Siti Contoh", "batik", "Batik Contoh")])
def test_a_bare_phone_is_kept_whatever_is_asked(asked, phone):
    before = chat(*ASKED, *asked).question
    person = chat(*ASKED, *asked, phone)
    assert person.said == ["repair.noted"]
    assert person.answers["phone"] == "+6281200001111"
    assert person.question == before


def test_figures_that_answer_what_is_asked_are_no_phone():
    assert chat(*ASKED, "Siti Contoh", "1").answers == {
        "owner_name": "Siti Contoh",
        "sector": "batik",
    }
