"""What babies wear is known in every wording, and what others wear is not taken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.catalogue.products import mandatory_product, perhaps_mandatory
from conversations.catalogue.search import answer
from conversations.engine.effects import Say
from conversations.engine.values import Answers
from conversations.flows.officer import case_card
from conversations.flows.owner import apply

# fmt: off
FOR_BABIES = (
    "peci bayi", "gamis bayi", "daster balita", "kimono bayi", "mukena balita",
    "baju anak umur satu setengah tahun", "pakaian 0-3 thn", "baju koko bayi",
    "dres bayi motif batik", "hem batik batita", "baju ank bayi", "stelan bayi batik",
    "kaos oblong balita", "baju batik anak 1 th", "alas kaki bayi", "bayi: baju batik",
    "topi bayi", "popok kain", "bedong bayi", "sarung tangan bayi", "handuk bayi",
    "gurita bayi", "baju newborn", "jumper baby batik", "baju batik anak 1-3 tahun",
    "setelan batik balita", "pakaian anak balita", "baju anak umur 2 tahun",
    "kaos kaki bayi", "selimut bayi batik", "bib bayi", "celemek bayi",
    "baju anak usia 18 bulan", "romper newborn", "baju batita", "infant clothes",
    "toddler batik dress", "baju new born", "Baju bayi dari batik tulis",
    "kalau saya jual baju bayi dari batik gimana",
    "apakah baju bayi batik wajib sni", "batik untuk bayi", "pakean bayi",
    "klambi bayi", "baju balitanya", "batik anak 0-36 bulan", "baju anak dua tahun",
    "baju anak setahun", "baju umur 6 bulan", "sepatu bayi", "tas bayi",
    "baju dewasa dan bayi", "baju anak 2-5 tahun", "baju baby", "batik baby",
    "baju batik untuk anak usia satu tahun", "clothes for babies", "baby socks",
    "baju anak 1,5 tahun", "kain bedong", "baju anak 3 tahun", "busana batita batik",
    "pakaian baru lahir", "mukena bayi kain", "sarung bayi", "baju anak usia 12 bln",
    "baju orok", "set bayi baju topi", "baju anak 2thn", "baju anak 24 bulan",
    "kaus bayi", "baju anak di bawah 3 tahun", "baby blanket", "kebaya bayi",
    "seragam batik balita", "batik couple ibu dan bayi",
    "baju bayi, bukan baju dewasa", "perlengkapan bayi",
    "sepatu prewalker", "acuk orok", "calana orok motif batik", "baju byi",
    "pakaian bayii", "bju bayi", "pakean budak leutik umur 2 taun", "slaber bayi",
    "klambi bayi umur 5 wulan", "sleepsuit bayi", "bibs for babies", "popok tali",
    "baby onesie batik", "kids wear 12-24 months", "baju monyet bayi",
)
PERHAPS = (
    "bantal bayi", "sprei bayi", "guling bayi", "kasur bayi", "acuk budak", "baju lare",
    "gaun pesta anak", "set aqiqah bayi", "kelambu bayi",
    "produk bayi", "kerajinan untuk bayi", "kaftan balita",
    "baju anak", "batik anak", "baju anak-anak", "kids batik", "kaos anak",
    "pakaian anak perempuan", "kain gendongan bayi", "gendongan bayi batik",
    "celana anak laki-laki",
)
NOT_FOR_BABIES = (
    "baby doll", "baju tidur baby doll", "daster baby doll rayon", "babydoll wanita",
    "setelan baby doll ibu", "baby doll dewasa", "baby corn", "keripik baby crab",
    "celana baby terry", "kaos baby tee wanita", "seragam baby sitter", "popok manula",
    "baju untuk pengasuh bayi", "kain batik motif bayi", "baju anak kucing",
    "kain batik tulis, anak saya yang menjahit", "batik dijahit anak saya",
    "saya dan anak saya membuat batik", "anak saya jualan kain batik", "tahu bayi",
    "usaha batik turun temurun ke anak", "foto bayi", "kopi baby",
    "susu bayi", "kereta bayi", "boneka bayi", "minyak telon bayi",
    "baju guru paud", "sprei batik", "baju anak umur 10-12 tahun", "batik 3 bulan jadi",
    "baju anak SD", "batik untuk ibu menyusui", "baju anak 5 tahun",
    "bukan baju bayi", "baju anak sekolah", "makanan bayi", "bubur bayi",
    "kain batik tulis", "proses sni 6 bulan", "batik tulis 3 tahun sudah jalan",
    "baju anak muda", "popok dewasa", "baju ibu hamil", "seragam anak tk",
    "kemeja batik pria", "saya bukan jual baju bayi", "batik selain untuk bayi",
    "tas batik", "sarung tangan", "selimut", "baju anak umur 7 tahun",
    "baju anak kelas 1", "usaha umur 2 tahun", "usaha batik umur 2 tahun",
    "batik karya anak bangsa", "anak saya umur 2 tahun", "baju remaja", "kaos kaki",
    "sepatu kulit", "tidak untuk bayi, hanya baju dewasa", "gula batu",
    "mainan bayi", "batik sudah usaha 2 tahun", "pakaian dalam wanita",
)
# fmt: on


def known(text):
    found = mandatory_product(text)
    return bool(found) and found.id == "baby_clothes"


@pytest.mark.parametrize("text", FOR_BABIES)
def test_what_babies_wear_is_known_however_it_is_called(text):
    assert known(text)


@pytest.mark.parametrize("text", PERHAPS)
def test_of_a_child_without_an_age_we_ask_how_old(text):
    assert mandatory_product(text) is None
    assert perhaps_mandatory(text).id == "child_clothes"


@pytest.mark.parametrize("text", NOT_FOR_BABIES)
def test_nothing_else_is_taken_for_it(text):
    assert not known(text)
    doubt = perhaps_mandatory(text)
    assert not doubt or doubt.id != "child_clothes"


@pytest.mark.parametrize(
    "question",
    [
        "kalau saya jual baju bayi dari batik gimana",
        "apakah baju bayi batik wajib sni",
        "berapa biaya sni baju bayi?",
        "boleh bikin topi bayi batik?",
        "selimut balita perlu apa saja",
    ],
)
def test_in_any_question_about_them_the_duty_is_said(question):
    assert "wajib" in answer(question).text


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("kalau jual baju anak gimana?", "product:child_clothes"),
        ("kue kering wajib sni?", "product:biscuits"),
        ("kakao bubuk harus sni gak", "product:cocoa_powder"),
        ("gula rafinasi wajib sni?", "product:refined_sugar"),
        ("kalau jual mainan kayu?", "product:toys"),
    ],
)
def test_what_may_be_under_the_duty_is_named_as_such(question, entry):
    assert answer(question).id == entry


@pytest.mark.parametrize(
    ("product", "key"),
    [
        ("topi bayi batik", "apply.mandatory"),
        ("baju anak", "apply.perhaps"),
        ("biskuit kelapa", "apply.perhaps"),
    ],
)
def test_an_applicant_is_warned_and_the_officer_sees_why(product, key):
    given = {"product": product, "sector": "batik"}
    (said,) = apply.warned(Answers(given))
    assert isinstance(said, Say)
    assert said.key == key
    assert case_card.warning(given)


def test_who_makes_none_of_them_is_not_warned():
    given = {"product": "kain batik tulis", "sector": "batik"}
    assert apply.warned(Answers(given)) == ()
    assert case_card.warning(given) == ""


@given(st.text(max_size=400))
def test_no_text_breaks_it(text):
    mandatory_product(text)
    perhaps_mandatory(text)
