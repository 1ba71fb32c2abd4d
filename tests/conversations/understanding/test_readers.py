"""What words mean where something lies open, with no engine anywhere near."""

from dataclasses import dataclass, field

import pytest

from conversations.catalogue.overrides import Stated
from conversations.language import (
    Choices,
    Command,
    Free,
    Labelled,
    Utterance,
    fold,
    read_free,
)
from conversations.understanding import (
    READERS,
    Answer,
    CaseNamed,
    Change,
    Greets,
    Known,
    Not,
    Perhaps,
    Press,
    Thanks,
    Told,
    Way,
    Wish,
    trace,
    understand,
    worth_asking,
)

MENU = Choices((Labelled("apply", "Ajukan"), Labelled("fees", "Berapa biaya SNI?")))
CARD = Choices((Labelled("road:batikmark", "Baca jalur ini"),))
NONE = Choices(())


@dataclass
class Here:
    """What is open, as a test wants it; at first nothing is, and all is idle."""

    first: bool = False
    open: bool = False
    leisure: bool = True
    beside: bool = False
    aside: bool = False
    listening: bool = False
    talking: bool = False
    writing: bool = False
    searching: bool = False
    several: int = 0
    officer: bool = False
    language: str = "id"
    options: Choices = NONE
    choices: Choices = MENU
    buttons: Choices = NONE
    ways: dict[str, str] = field(default_factory=dict)
    asks_for_a_name: bool = False
    word: dict[str, Stated] = field(default_factory=dict)
    found: Told = field(default_factory=Told)
    correction: Change | None = None

    def told(self, said: Utterance) -> Told:
        return self.found

    def lined(self, said: Utterance) -> bool:
        return False

    def corrects(self, said: Utterance) -> Change | None:
        return self.correction

    def fits(self, said: Utterance) -> Free | None:
        return read_free(said, "person") if self.asks_for_a_name else None


IDLE = Here()
NAME = Here(open=True, leisure=False, writing=True, asks_for_a_name=True)
BUBBLE = Here(open=True, leisure=False, writing=True, asks_for_a_name=True, several=2)
CHOICE = Here(open=True, leisure=False, options=Choices((Labelled("b", "Batal"),)))
MESSAGE = Here(open=True, leisure=False, listening=True, writing=True)
SHOWN = Here(buttons=CARD, ways={fold("Cek kesiapan"): "menu:ready"})


def why(text: str, seen: Here) -> dict[str, str]:
    """Which readers found something and did not take it, and why."""
    found = trace(Utterance(text), seen)
    return {name: each.reason for name, each in found if isinstance(each, Not)}


@pytest.mark.parametrize(
    ("text", "seen", "meaning"),
    [
        ("menu", IDLE, Command("menu")),
        ("menu", MESSAGE, Command("menu")),
        ("bataal", IDLE, Command("cancel", exact=False)),
        ("ubah nama usaha", NAME, Command("change", "nama usaha")),
        ("cancel it", NAME, Answer()),
        ("baca jalur ini", SHOWN, Press("road:batikmark")),
        ("cek kesiapan", SHOWN, Way("menu:ready")),
        ("assalamualaikum", IDLE, Greets("salam")),
        ("makasih bu", IDLE, Thanks()),
        ("makasih bu", Here(first=True, open=True), Thanks()),
        ("apa itu lspro?", NAME, Known(("term:lspro",))),
        ("apa itu lspro?", IDLE, Known(("term:lspro",))),
        ("berapa biayanya?", NAME, Known(("card:cost",))),
        ("ada petugas minta uang 500rb", NAME, Known(("card:fraud",))),
        ("petugas minta uang 500rb\nSiti", BUBBLE, Known(("card:fraud",))),
        ("alamat dinas di mana?", IDLE, Answer()),
        ("SRG-0042", IDLE, CaseNamed("SRG-0042")),
        ("SRG-0042", NAME, Answer()),
        ("SRG-0042", Here(officer=True), Wish("case", "SRG-0042")),
        ("saya mau daftar SNI", IDLE, Wish("apply")),
        ("saya mau daftar SNI", Here(listening=True), Answer()),
        (
            "mau daftar sppt sni",
            Here(aside=True),
            Perhaps((Wish("apply", "sppt_sni"), Wish("road", "sppt_sni"))),
        ),
        ("saya batalkan pengajuan saya", IDLE, Wish("withdraw")),
        ("berkas kemarin gmn", IDLE, Wish("status")),
        ("jalur mana yg paling pas buat saya", IDLE, Wish("find_road")),
        ("tolong hapus semua data saya", NAME, Wish("erase")),
        ("hapus", NAME, Answer()),
        ("saya mau daftar SNI", NAME, Answer()),
        ("bot goblok tolol", CHOICE, Wish("anger")),
        ("tutup kasus 13", Here(officer=True), Wish("close_case", "13")),
        ("Siti Aminah", NAME, Answer()),
        ("limbah dibuang kemana", NAME, Known(("card:waste",))),
        ("ember dibuang kemana", NAME, Answer()),
        ("", IDLE, Answer()),
    ],
)
def test_words_mean_what_they_mean_here(text, seen, meaning):
    assert understand(Utterance(text), seen) == meaning


@pytest.mark.parametrize(
    ("text", "seen", "reader", "reason"),
    [
        ("batal", CHOICE, "command", "choice"),
        ("bataal", NAME, "command", "slip"),
        ("ubah nama usaha", MESSAGE, "wish", "message"),
        ("saya batalkan pengajuan saya", IDLE, "wish", "first"),
        ("tidak jadi", CHOICE, "wish", "brief"),
        ("cek kesiapan", Here(listening=True, ways=SHOWN.ways), "way", "message"),
        ("makasih bu", Here(first=True), "thanks", "first"),
        ("makasih bu", MESSAGE, "thanks", "message"),
        ("halo", MESSAGE, "greeting", "message"),
        ("apa itu lspro?", MESSAGE, "term", "message"),
        ("berapa biayanya?", MESSAGE, "question", "message"),
        ("berapa biaya sni", Here(choices=MENU), "question", "choice"),
        ("berapa biaya sni?\nberapa?", BUBBLE, "question", "answer"),
        ("halo\nhalo", BUBBLE, "greeting", "answer"),
    ],
)
def test_what_only_looks_like_a_thing_is_not_taken_for_it(text, seen, reader, reason):
    assert why(text, seen).get(reader, "") == reason


def test_a_way_is_not_taken_where_a_choice_is_called_so():
    seen = Here(options=Choices((Labelled("x", "Cek kesiapan"),)), ways=SHOWN.ways)
    assert why("Cek kesiapan", seen) == {"way": "choice"}


def test_a_courtesy_that_may_be_a_name_is_left_to_the_question():
    assert why("Ibu Salam", NAME) == {"greeting": "answer"}
    assert understand(Utterance("Ibu Salam"), IDLE) == Greets("salam")


def test_the_lines_of_a_bubble_are_no_wish():
    text = "ganti nama\nproduk"
    assert isinstance(understand(Utterance(text), IDLE), Command)
    assert why(text, BUBBLE) == {"wish": "answer"}


def test_the_reader_that_takes_a_text_is_the_last_to_be_asked():
    asked = [name for name, _ in trace(Utterance("halo"), IDLE)]
    names = [reader.__name__ for reader in READERS]
    assert asked == names[: names.index("greeting") + 1]
    assert [name for name, _ in trace(Utterance("gerabah"), IDLE)] == names


@pytest.mark.parametrize(
    ("text", "seen", "worth"),
    [
        ("limbah dibuang kemana?", NAME, True),
        ("limbah dibuang kemana?", Here(officer=True), False),
        ("usaha saya di Cilegon", IDLE, True),
        ("usaha saya di Cilegon", NAME, False),
        ("Anyar", IDLE, False),
        ("kenapa " * 60, NAME, False),
    ],
)
def test_what_nobody_here_knows_is_put_to_somebody_who_may(text, seen, worth):
    assert worth_asking(Utterance(text), seen) is worth


@pytest.mark.parametrize("seen", [NAME, BUBBLE, CHOICE, MESSAGE])
@pytest.mark.parametrize("text", [*map(str, range(100)), "007", "081200000000", "１"])
def test_figures_alone_are_known_to_no_other_reader_in_a_form(text, seen):
    assert understand(Utterance(text), seen) == Answer()
    assert not any(reader(Utterance(text), seen) for reader in READERS[1:])
