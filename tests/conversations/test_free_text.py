"""Whatever is typed where something is asked in writing: kept, asked or answered.

Nothing is taken in silence for something else, neither alone nor in a bubble of several.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from bot import words
from conversations.cases.messages import AskOfficers
from conversations.engine.effects import Option, Say
from conversations.engine.events import Typed
from conversations.engine.questions import Refusal
from conversations.flows import BOOK
from conversations.flows.officer import case_card
from conversations.flows.owner import delegation, recovery
from conversations.language.lead_ins import bare
from tests.conversations.chat import Chat, read

FILE = Path(__file__).with_name("free_text.toml")
PHRASES = tomllib.loads(FILE.read_text("utf-8"))
TALKED = ("answered", "wondered", "explained", "obeyed")

SENTENCES = (
    "ini suara siapa ya?",
    "ember pewarna dibuang kemana",
    "canting saya patah dua",
    "malam saya cepat dingin",
)
CHANGES = {
    "ubah nama": "owner_name",
    "ganti nama pemilik": "owner_name",
    "ubah nama usaha": "business_name",
    "mau ganti nama usaha dong": "business_name",
}
APPLIED = ("daftar", "setuju")
WAYS = {
    "owner_name": APPLIED,
    "business_name": (*APPLIED, "Ibu Contoh", "batik"),
    "product": (
        *(*APPLIED, "Ibu Contoh", "batik", "Batik Contoh", "Petir", "081234567890"),
    ),
    "office_name": (*APPLIED, "Bapak Contoh", "kantor", "1"),
    "village": (
        *("data usaha saya", "setuju", "Ibu Contoh", "Ibu", "Batik Contoh", "Petir"),
        *("batik", "081234567890", "tulis", "5", "30 lembar"),
    ),
}
WAYS["address"] = (*WAYS["village"], "skip")
WAYS["brand"] = (*WAYS["address"], "skip")
LINES = {"owner_name": 0, "business_name": 2}
"""Which line of the first bubble on WhatsApp each is."""


class Person(Chat):
    """A chat whose buttons are called as they really are."""

    @property
    def here(self):
        return structs.replace(super().here, label=_label)


def _label(option: Option) -> str:
    return words.label("id", option)


def reached(*said: str, together: bool = False) -> Person:
    return Person(BOOK, together=together).says(*said)


@pytest.fixture(scope="module")
def places() -> dict[str, Person]:
    """Where each question is open, so that each phrase need not go there again."""
    return {key: reached(*way) for key, way in WAYS.items()}


def typed(place: Person, text: str) -> Person:
    """*text* typed by whoever stands at *place*, which stays as it is."""
    person = Person(BOOK)
    person.talk, person.who = place.talk, place.who
    return person.says(text)


def kept(person: Person, key: str):
    """What is kept under *key*, if anything is."""
    for each in (*person.talk.open, *person.talk.paused):
        if key in each.answers:
            return each.answers[key]
    return ...


def offered(person: Person) -> list[str]:
    return [option.shown[0] for option in person.asked.offers] if person.asked else []


def explains(effect) -> bool:
    """Whether *effect* says why something was not taken."""
    return isinstance(effect, Say) and "refusal." in f"{effect.fallback} {effect.key}"


def became(person: Person) -> str:
    """What became of a text that is neither kept nor asked."""
    if any(key.startswith("learn.") for key in person.said):
        return "answered"
    if person.asked and person.asked.flow == "wonder":
        return "wondered"
    return "explained" if any(map(explains, person.out)) else "obeyed"


def each(*classes: str) -> list[Any]:
    return [
        pytest.param(key, text, id=f"{key}: {text}")
        for key, by_class in PHRASES.items()
        for name in classes
        for text in by_class.get(name, ())
    ]


def test_there_are_more_than_five_hundred_phrases():
    found = [(key, text) for key, of in PHRASES.items() for n in of for text in of[n]]
    assert len(set(found)) == len(found) >= 500


@pytest.mark.parametrize(("key", "text"), each("kept"))
def test_an_answer_is_kept_without_what_stands_around_it(places, key, text):
    person = typed(places[key], text)
    value = PHRASES[key]["kept"][text]
    assert kept(person, key) == value
    if value != bare(text):
        assert person.said[:1] == ["repair.echo"]


@pytest.mark.parametrize(("key", "text"), each("asked"))
def test_what_is_hardly_an_answer_becomes_one_by_a_yes(places, key, text):
    person = typed(places[key], text)
    assert kept(person, key) is ...
    guesses = offered(person)
    assert guesses == PHRASES[key]["asked"][text]
    person.says("ya" if len(guesses) == 1 else guesses[0])
    assert kept(person, key) == guesses[0]


@pytest.mark.parametrize(("key", "text"), each("told"))
def test_what_answers_other_questions_is_kept_for_them(places, key, text):
    before = dict(places[key].answers)
    person = typed(places[key], text)
    told = PHRASES[key]["told"][text]
    kept_now = person.answers.items() - before.items()
    assert told.items() <= dict(kept_now).items()
    assert key in told or person.question == key


@pytest.mark.parametrize("text", ["gausah", "lihat foto", "saya pemiliknya"])
def test_no_name_said_again_is_still_no_yes(places, text):
    person = typed(places["owner_name"], text).says(text)
    assert kept(person, "owner_name") is ...
    assert kept(person.says("ya"), "owner_name") is not ...


def test_a_rare_name_said_again_is_a_yes(places):
    person = typed(places["owner_name"], "Iyumlah").says("iyumlah")
    assert kept(person, "owner_name") == "Iyumlah"


@pytest.mark.parametrize("text", ["bukan, siti aminah", "bukan siti aminah"])
def test_a_no_may_bring_the_name_along(places, text):
    person = typed(places["owner_name"], "cekidot").says(text)
    assert kept(person, "owner_name") == "Siti Aminah"


@pytest.mark.parametrize(("key", "text"), each(*TALKED))
def test_what_is_no_answer_is_talked_about_and_the_question_stays(places, key, text):
    person = typed(places[key], text)
    assert kept(person, key) is ...
    assert offered(person) == []
    assert person.out
    assert text in PHRASES[key][became(person)]


@pytest.mark.parametrize(("key", "text"), each("left_out"))
def test_of_what_may_be_left_out_there_may_be_none(places, key, text):
    assert kept(typed(places[key], text), key) is None


@pytest.mark.parametrize("key", LINES)
def test_in_a_bubble_each_line_goes_through_the_same(key):
    """The other lines are kept, whatever stands in this one."""
    start = reached(*APPLIED, together=True)
    for text in (text for of in PHRASES[key].values() for text in of):
        said = ["Ibu Contoh", "batik", "Batik Contoh", "Petir"]
        said[LINES[key]] = text
        person = Person(BOOK, together=True)
        person.talk, person.who = start.talk, start.who
        person.says("\n".join(f"{n}. {line}" for n, line in enumerate(said, start=1)))
        found = kept(person, key)
        if text in PHRASES[key]["kept"]:
            assert found == PHRASES[key]["kept"][text]
        else:
            assert found is ..., text
        assert kept(person, "kecamatan") == "360419"


def test_in_a_bubble_a_text_by_itself_is_answered_too():
    start = reached(*APPLIED, together=True)
    for name in TALKED:
        for text in PHRASES["owner_name"].get(name, ()):
            if text.count(",") > 1:
                continue  # a bubble may be answered in one line
            person = Person(BOOK, together=True)
            person.talk, person.who = start.talk, start.who
            person.says(text)
            assert kept(person, "owner_name") is ..., text


@pytest.mark.parametrize(
    "question", [delegation.NAME, delegation.OWNER, delegation.BUSINESS, case_card.NAME]
)
@pytest.mark.parametrize(
    "text", ["berapa?", "menu", "ok", "5", "rahasia ya", "belum ada", "wkwk", "bentar"]
)
def test_helpers_and_officers_are_asked_as_kindly(question, text):
    with pytest.raises(Refusal) as refusal:
        read(question, Typed(text))
    assert refusal.value.offers == ()


def test_the_way_back_to_a_case_reads_names_the_same():
    assert read(recovery.PRODUCT, Typed("saya bikin kain batik")).value == "kain batik"


# --- questions, commands and buttons while something is open --------------------------


def test_what_nobody_here_knows_is_offered_to_an_officer_and_the_form_goes_on():
    person = reached(*APPLIED, "ember dititip kemana?")
    assert (person.asked.flow, person.question) == ("wonder", "send")
    person.says("ya")
    assert AskOfficers("ember dititip kemana?") in person.done
    assert person.question == "owner_name"


def test_who_does_not_care_to_ask_an_officer_just_answers():
    person = reached(*APPLIED, "ember pewarna dibuang kemana?", "siti aminah")
    assert kept(person, "owner_name") == "Siti Aminah"


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("before", [("halo",), (*APPLIED, "menu")])
def test_at_the_menu_a_sentence_is_as_good_as_a_question(before, text):
    assert reached(*before, text).asked.flow in {"wonder", "meant"}


@pytest.mark.parametrize("before", [("halo",), (*APPLIED, "menu")])
def test_at_the_menu_who_wants_a_person_is_asked_what_to_tell_them(before):
    person = reached(*before, "saya mau ngomong sama orangnya langsung")
    assert person.asked.flow in {"ask", "consent"}


def test_at_the_menu_a_wish_is_heard_as_it_is_where_nothing_is_open():
    person = reached("halo", "saya mau daftar sni")
    assert person.asked.flow in {"apply", "consent"}


def test_who_puts_a_form_off_may_say_why():
    person = reached(*APPLIED, "nanti ya, mau masak dulu")
    assert person.said == ["repair.saved"]


def test_an_answer_passes_by_the_offer_to_ask_an_officer():
    """What is a question where nothing is open is an answer over an open form."""
    before = (*APPLIED, "Ibu Contoh", "ember pewarna dibuang kemana?")
    assert kept(reached(*before, "batik"), "sector") == "batik"


def test_at_the_menu_who_is_at_a_loss_is_helped():
    assert reached("halo", "bingung").said == ["wish.confusion"]


@pytest.mark.parametrize("text", ["lanjut", "tidak jadi", "Petir"])
def test_choosing_what_to_change_is_no_trap(text):
    person = reached(*APPLIED, "Ibu Contoh", "batik", "kembali", "ubah")
    assert person.question == "which"
    person.says(text)
    assert person.question != "which"
    assert kept(person, "owner_name") == "Ibu Contoh"


@pytest.mark.parametrize(("text", "key"), CHANGES.items())
def test_a_change_that_names_its_answer_asks_for_it(text, key):
    person = reached(*APPLIED, "Ibu Contoh", "batik", "Batik Contoh", text)
    assert person.question in {key, "which"}
    assert kept(person, "business_name") == "Batik Contoh"


def test_a_change_that_says_what_it_is_instead_is_one():
    person = reached(*APPLIED, "Ibu Contoh", "batik", "Batik Contoh")
    person.says("ubah nama usaha jadi Batik Lain")
    assert person.said == ["repair.corrected"]
    assert person.question == "kecamatan"
    assert kept(person, "business_name") == "Batik Lain"


@pytest.mark.parametrize("text", ["hp rusak", "ganti hp", "nomor baru"])
def test_in_a_form_it_is_asked_what_a_new_phone_means(text):
    person = reached(*WAYS["product"][:-1], text)
    assert person.said == ["recover.which"]
    assert person.question == "phone"
    assert person.out[0].actions[0].value == "recover"


@pytest.mark.parametrize(
    ("label", "what"),
    [
        ("ikut pengumuman", "KeepConsent"),
        ("Unduh data saya", "SendMyData"),
        ("lihat data saya", "ShowMyData"),
        ("status permohonan", "ShowStatus"),
    ],
)
def test_our_own_buttons_work_as_words_wherever_one_is(label, what):
    for before in ((), ("halo",), APPLIED, WAYS["product"][:-1]):
        person = reached(*before, label)
        assert what in {type(effect).__name__ for effect in person.out}


@pytest.mark.parametrize(
    ("text", "flow"), [("cek kesiapan", "readiness"), ("tanya petugas", "ask")]
)
def test_a_button_that_opens_something_opens_it_typed(text, flow):
    person = reached(*APPLIED, text)
    assert person.talk.open[-1].flow == flow


def test_a_message_to_an_officer_takes_whatever_is_said():
    for text in (
        "rahasia",
        "wkwk",
        "ubah nama",
        "cek kesiapan",
        "Siti",
        "terima kasih",
    ):
        person = reached("petugas", "setuju", text)
        assert AskOfficers(text) in person.done, text


@pytest.mark.parametrize(
    "text",
    [
        "saya dimintai kode 6 angka sama orang dinas, kasih ga?",
        "udah saya transfer 500rb ke orang itu, gimana dong",
    ],
)
def test_who_is_being_deceived_is_warned_whatever_is_asked(text):
    person = reached(*APPLIED, "Siti Contoh", "batik", text)
    assert person.said == ["learn.answer"]
    assert person.question == "business_name"
