"""Photos: what can hardly be seen is said once; what comes early is asked about never."""

import pytest

from bot.pipeline.compose import Voice, compose
from bot.simulator.world import PROFILES
from conversations.engine.book import Talk
from conversations.engine.effects import AskMandate, Correct, GivePaper, OpenCase
from conversations.engine.events import Picked, Told
from conversations.engine.special import FLAWS
from conversations.flows import BOOK
from tests.conversations.chat import Chat
from tests.conversations.players import WORLD, Hearing, begun

ANSWERS = {
    "owner_name": "Pemilik Contoh",
    "sector": "batik",
    "business_name": "Batik Contoh",
    "kecamatan": "kramatwatu",
    "phone": "0812 3456 7890",
    "product": "kain batik",
    "batik_kind": "tulis",
    "workers": "5",
}
"""The application, question by question, up to the photo."""
BUBBLES = {
    "who": "1. Pemilik Contoh\n2. batik\n3. Batik Contoh\n4. kramatwatu\n5. 081234567890",
    "making": "1. kain batik\n2. tulis\n3. 5",
}


def applicant(*, together=False):
    """Somebody who begins to apply, having agreed to the notice."""
    chat = Hearing(BOOK, WORLD, together=together, noticed=True)
    return chat.says("halo", "ajukan pendampingan")


def until(chat, key):
    """Every answer before the question *key*."""
    for name, answer in ANSWERS.items():
        if name == key:
            break
        assert chat.question == name
        chat.says(answer)
    return chat


def of(chat, kind):
    return [each for each in chat.done if isinstance(each, kind)]


def shows(chat, profile):
    said = [each for each in chat.out if not hasattr(each, "files")]
    return [draft.bubble for draft in compose(said, Voice(), profile)]


def flawed(chat, file="d1", *flaws, **more):
    """A photo arrives, with what is wrong with it."""
    chat.sends("photo", file, values={"flaws": list(flaws)}, **more)
    return chat


# --- one rule: said once, beside an example, then taken -------------------------------


def application():
    return until(applicant(), "photo")


def correction():
    chat = Hearing(BOOK, WORLD, noticed=True).says("halo")
    chat.take(Told("sent_back", {"code": "SRG-0042", "field": "photo", "reason": "-"}))
    return chat


def paper():
    chat = Hearing(BOOK, {"papers": {**WORLD["papers"], "next": ""}}, noticed=True)
    chat.says("halo").take(Picked("send:SRG-0042/apply/npwp"))
    return chat


def statement():
    chat = begun("mandate_ask", 0).says("Pendamping Contoh")
    chat.taps("no_phone")
    return chat.says("Pemilik Contoh", "Batik Contoh")


ASKED = {
    "application": (application, OpenCase),
    "correction": (correction, Correct),
    "paper": (paper, GivePaper),
    "statement": (statement, AskMandate),
}
"""Everybody who is asked for a photo, and what becomes of it."""


def handed_in(chat, act):
    """The files that arrived where they were asked for."""
    if chat.question == "review":
        chat.taps("yes")
    (done,) = of(chat, act)
    return [*done.files["photo"]] if act is OpenCase else [*done.files]


@pytest.mark.parametrize("flaw", FLAWS)
@pytest.mark.parametrize("where", ASKED)
def test_what_can_hardly_be_seen_is_said_beside_an_example_and_can_be_kept(where, flaw):
    comes, act = ASKED[where]
    chat = flawed(comes(), "d1", flaw)
    assert chat.asked.home == f"photo.{flaw}"
    assert chat.asked.example == flaw
    assert [option.value for option in chat.asked.options] == ["keep"]
    chat.taps("keep")
    assert handed_in(chat, act) == ["d1"]


@pytest.mark.parametrize("second", [(), ("dark",), ("blurred", "cut_off")])
@pytest.mark.parametrize("where", ASKED)
def test_whatever_comes_then_is_taken(where, second):
    comes, act = ASKED[where]
    chat = flawed(comes(), "d1", "dark")
    assert handed_in(flawed(chat, "d2", *second), act) == ["d2"]


@pytest.mark.parametrize(
    "words", ["pakai foto ini", "Pakai yang ini", "tetap", "lanjut", "lewati", "pakai"]
)
@pytest.mark.parametrize("where", ASKED)
def test_a_photo_is_kept_in_any_words_that_can_mean_so(where, words):
    comes, act = ASKED[where]
    assert handed_in(flawed(comes(), "d1", "small").says(words), act) == ["d1"]


@pytest.mark.parametrize("where", ASKED)
def test_a_good_photo_is_taken_at_once(where):
    comes, act = ASKED[where]
    assert handed_in(flawed(comes()), act) == ["d1"]


def test_the_worst_is_said_and_only_that():
    assert flawed(application(), "d1", "cut_off", "dark").asked.home == "photo.dark"


def test_what_was_said_once_is_not_said_again_on_the_way_back():
    chat = flawed(application(), "d1", "dark").says("kembali", "6")
    assert chat.question == "review"
    assert chat.answers["photo"] == {"files": ["d1"], "flaws": ["dark"]}


def test_help_at_a_dark_photo_is_about_light():
    chat = flawed(application(), "d1", "dark").says("bantuan")
    assert "photo.dark.help" in chat.said
    assert chat.asked.home == "photo.dark"


def test_a_form_put_aside_at_a_dark_photo_goes_on_there():
    chat = flawed(application(), "d1", "dark").says("simpan dulu", "lanjut")
    assert chat.asked.home == "photo.dark"


def test_a_photo_changed_afterwards_is_looked_at_as_well():
    chat = flawed(application(), "d1").says("ubah", "foto produk")
    assert flawed(chat, "d2", "dark").asked.home == "photo.dark"
    chat.taps("keep")
    assert handed_in(chat, OpenCase) == ["d2"]


@pytest.mark.parametrize("value", [["d1"], {"files": ["d1"], "flaws": []}])
def test_an_answer_from_before_the_rule_still_holds(value):
    chat = application()
    stored = chat.talk.dump()
    stored["open"][-1]["answers"]["photo"] = value
    chat.talk = Talk.load(stored)
    assert handed_in(chat.says("lanjut"), OpenCase) == ["d1"]


def test_where_messages_cost_money_it_is_said_with_the_review():
    chat = applicant(together=True).says(BUBBLES["who"])
    flawed(chat, "d1", "dark", text=BUBBLES["making"])
    (bubble,) = shows(chat, PROFILES["whatsapp"])
    assert "agak gelap" in bubble.plain
    assert bubble.file == "example-dark"
    assert len(bubble.buttons) == 2
    assert chat.question == "review"
    flawed(chat, "d2", "dark")
    assert "agak gelap" not in shows(chat, PROFILES["whatsapp"])[0].plain
    assert handed_in(chat, OpenCase) == ["d2"]


# --- a photo that comes early ---------------------------------------------------------


def to_the_end(chat):
    """Every answer that is still asked for; the photo must not be."""
    for _ in range(len(ANSWERS)):
        if chat.question == "review":
            return chat
        assert chat.question != "photo"
        chat.says(ANSWERS[chat.question])
    return chat


@pytest.mark.parametrize("key", ANSWERS)
def test_a_photo_that_comes_early_answers_its_own_question(key):
    chat = flawed(until(applicant(), key))
    assert chat.said == ["repair.filed"]
    assert chat.question == key
    to_the_end(chat)
    assert handed_in(chat, OpenCase) == ["d1"]
    assert chat.question != "for"
    assert chat.says("status").question != "for"


@pytest.mark.parametrize("key", ANSWERS)
def test_words_under_an_early_photo_answer_what_is_asked_and_are_said_back(key):
    chat = flawed(until(applicant(), key), text=ANSWERS[key])
    assert chat.said[:2] == ["repair.filed", "repair.echo"]
    assert chat.question != key
    assert handed_in(to_the_end(chat), OpenCase) == ["d1"]


@pytest.mark.parametrize("key", ["sector", "kecamatan", "phone", "batik_kind"])
def test_words_that_are_about_the_photo_are_no_answer(key):
    chat = flawed(until(applicant(), key), text="ini foto yang kemarin")
    assert chat.said == ["repair.filed"]
    assert chat.question == key


@pytest.mark.parametrize("key", ANSWERS)
def test_an_early_photo_that_can_hardly_be_seen_is_said_when_it_is_its_turn(key):
    chat = flawed(until(applicant(), key), "d1", "blurred")
    assert chat.said == ["repair.filed"]
    for _ in range(len(ANSWERS)):
        if chat.asked.home == "photo.blurred":
            break
        chat.says(ANSWERS[chat.question])
    chat.taps("keep")
    assert handed_in(chat, OpenCase) == ["d1"]


@pytest.mark.parametrize(
    ("flaws", "home"), [(("dark",), "photo.dark"), ((), "apply.review")]
)
def test_two_early_photos_are_both_kept_and_one_good_one_is_enough(flaws, home):
    chat = flawed(until(applicant(), "phone"), "d1", "dark")
    flawed(chat, "d2", *flaws)
    chat.says(*list(ANSWERS.values())[4:])
    assert chat.asked.home == home
    chat.says("lanjut")
    assert handed_in(chat, OpenCase) == ["d1", "d2"]


def test_a_photo_that_comes_late_is_added():
    chat = flawed(flawed(application(), "d1"), "d2")
    assert chat.question == "review"
    assert handed_in(chat, OpenCase) == ["d1", "d2"]


@pytest.mark.parametrize("words", [("simpan dulu", "lanjut"), ("menu", "lanjut"),
    ("kembali", "tetap"), ("batal", "simpan dulu", "lanjut"),
    ("batal", "hapus", "kembalikan"), ("halo",), ("petugas", "kembali")])  # fmt: skip
def test_an_early_photo_goes_wherever_its_form_goes(words):
    chat = flawed(until(applicant(), "phone")).says(*words)
    assert chat.question == "phone"
    assert handed_in(to_the_end(chat), OpenCase) == ["d1"]


def test_an_early_photo_of_a_form_thrown_away_is_asked_about_no_more():
    chat = flawed(until(applicant(), "phone")).says("batal", "hapus", "status")
    assert chat.question != "for"


def test_a_photo_sent_before_the_notice_was_read_waits_for_it():
    chat = Hearing(BOOK, WORLD).says("halo", "ajukan pendampingan")
    flawed(chat)
    assert chat.question == "agree"
    to_the_end(chat.says("setuju"))
    assert handed_in(chat, OpenCase) == ["d1"]


def test_words_under_a_photo_agree_to_nothing():
    chat = Hearing(BOOK, WORLD).says("halo", "ajukan pendampingan")
    assert flawed(chat, text="setuju").question == "agree"
    chat = flawed(application(), "d1")
    assert flawed(chat, "d2", text="ya").question == "review"


@pytest.mark.parametrize("key", ["sector", "phone", "photo"])
def test_a_question_under_a_photo_is_answered(key):
    chat = flawed(until(applicant(), key), text="berapa biayanya?")
    asked = Chat(BOOK, noticed=True).says("halo", "berapa biayanya?")
    assert set(asked.said) & set(chat.said)
    assert handed_in(to_the_end(chat), OpenCase) == ["d1"]


@pytest.mark.parametrize("bubble", BUBBLES)
@pytest.mark.parametrize("text", [True, False])
def test_an_early_photo_leaves_the_numbered_bubble_as_it_is(bubble, text):
    chat = applicant(together=True)
    if bubble == "making":
        chat.says(BUBBLES["who"])
    flawed(chat, text=BUBBLES[bubble] if text else "")
    for said in [] if text and bubble == "making" else [BUBBLES["making"]]:
        if chat.question == "owner_name":
            chat.says(BUBBLES["who"])
        assert "photo" not in [part.question for part in chat.asked.parts]
        chat.says(said)
    assert handed_in(chat, OpenCase) == ["d1"]


def test_a_photo_of_an_office_has_no_question_and_is_asked_about_once():
    chat = flawed(until(applicant(), "sector"))
    chat.says("kantor pemerintah", "mutu", "Dinas Contoh", "0812 3456 7890")
    assert chat.question == "review"
    chat.taps("yes")
    assert of(chat, OpenCase)[0].files == {"photo": ()}
    assert chat.question == "for"
    assert chat.says("status").question != "for"


def test_a_photo_sent_before_its_paper_was_chosen_is_that_paper():
    chat = Hearing(BOOK, {"papers": {**WORLD["papers"], "next": ""}}, noticed=True)
    chat.says("halo").take(Picked("send:SRG-0042"))
    assert chat.question == "which"
    flawed(chat).says("NIB")
    assert of(chat, GivePaper) == [GivePaper("SRG-0042", "apply/nib", ("d1",))]


@pytest.mark.parametrize("flaw", FLAWS)
def test_a_paper_sent_before_it_was_chosen_is_looked_at_once(flaw):
    chat = Hearing(BOOK, {"papers": {**WORLD["papers"], "next": ""}}, noticed=True)
    chat.says("halo").take(Picked("send:SRG-0042"))
    flawed(chat, "d1", flaw).says("NIB")
    assert chat.asked.home == f"photo.{flaw}"
    chat.taps("keep")
    assert of(chat, GivePaper) == [GivePaper("SRG-0042", "apply/nib", ("d1",))]


# --- several kinds at once ------------------------------------------------------------


def test_of_what_is_sent_at_once_each_question_takes_its_kind():
    chat = application()
    kinds = {"kinds": ["photo", "document", "photo"], "flaws": []}
    chat.sends("photo", "d1", "d2", "d3", values=kinds)
    assert "repair.aside" in chat.said
    assert handed_in(chat, OpenCase) == ["d1", "d3"]
    assert "d2" in str(chat.talk.dump())


def test_a_pdf_where_a_photo_is_asked_for_is_kept_and_the_photo_asked_for():
    chat = application()
    chat.sends("document", "d1", values={"flaws": []})
    assert chat.said == ["repair.aside", "apply.photo.wanted_file_document"]
    assert handed_in(flawed(chat, "d2"), OpenCase) == ["d2"]


@pytest.mark.parametrize("kind", ["document", "voice"])
def test_the_wrong_kind_sent_again_is_told_in_other_words(kind):
    chat = application()
    heard = []
    for number in range(4):
        chat.sends(kind, f"d{number}", values={"flaws": []})
        heard.append([*chat.said])
    assert heard[0] != heard[1] != heard[2] != heard[3]
    assert "repair.offer_officer" in heard[2]


def test_an_early_burst_of_both_kinds_is_taken_apart_as_well():
    chat = until(applicant(), "phone")
    kinds = {"kinds": ["document", "photo"], "flaws": []}
    chat.sends("document", "d1", "d2", values=kinds)
    assert chat.said == ["repair.filed", "repair.aside"]
    assert handed_in(to_the_end(chat), OpenCase) == ["d2"]
    assert chat.asked.file == "d1"


@pytest.mark.parametrize("words", ["batal", "kembali", "daftar"])
def test_a_paper_that_is_left_leaves_its_file_to_be_asked_about(words):
    chat = Hearing(BOOK, WORLD, noticed=True).says("halo")
    chat.take(Picked("send:SRG-0042"))
    flawed(chat)
    chat.says(words)
    assert "d1" in str(chat.talk.dump())


def test_a_paper_asked_for_again_leaves_its_file_to_be_asked_about():
    chat = Hearing(BOOK, WORLD, noticed=True).says("halo")
    chat.take(Picked("send:SRG-0042"))
    flawed(chat).take(Picked("send:SRG-0042"))
    assert "d1" in str(chat.talk.dump())
