"""What cannot wait, and ways out in words of one's own, are heard at every question."""

import pytest

from conversations.engine.turn import Turn
from conversations.engine.words import View
from conversations.flows import BOOK
from conversations.language import Command, Utterance
from conversations.understanding import Answer, Known, Wish, understand
from tests.conversations.form_player import Hearing

ANSWERS = (
    *("mau daftar sni", "setuju", "Siti Contoh", "batik", "Batik Contoh"),
    *("Kramatwatu", "081200001234", "kain batik tulis", "tulis"),
)
QUESTIONS = {"owner_name": 2, "business_name": 4, "kecamatan": 5, "phone": 6}
QUESTIONS |= {"product": 7, "workers": 9}
URGENT = {
    "complaint": ("GIMANA SIH LAMA BANGET GAK ADA YANG BALES!!!",),
    "anger": ("bot goblok", "dasar tolol", "anjir ribet bgt"),
    "erase": ("tutup akun saya, hapus semua",),
    "officer": ("males sama robot, kasih orang", "tolong sambungin ke orang"),
    "fraud": ("ada kode masuk sms disuruh kasih tau",),
    "lost_phone": ("simcard ilang, ganti nomer", "wa saya dihack orang"),
    "cancel": ("udah ah males, ga jadi", "batal aja", "ga jadi daftar deh"),
}


def meant(text: str, key: str) -> object:
    """What *text* means where the question *key* of an application lies open."""
    chat = Hearing(BOOK)
    chat.says(*ANSWERS[: QUESTIONS[key]])
    assert chat.question == key
    return understand(
        Utterance(text), View(Turn(BOOK, chat.talk, chat.here), first=False)
    )


@pytest.mark.parametrize("key", QUESTIONS)
@pytest.mark.parametrize("intent", URGENT)
def test_it_is_heard_whatever_is_asked(key, intent):
    for text in URGENT[intent]:
        found = meant(text, key)
        if isinstance(found, Known):
            assert intent == "fraud"
            continue
        assert isinstance(found, Wish | Command), (text, found)
        assert (found.intent if isinstance(found, Wish) else found.name) == intent


@pytest.mark.parametrize(
    ("key", "text"),
    [
        *(("business_name", each) for each in ("Toko Besok Pagi", "Hapus Duka")),
        ("business_name", "Batik Nanti Malam"),
        ("business_name", "Jangan Lupa Bahagia"),
        ("product", "kain, selendang, taplak"),
        ("owner_name", "Siti Raibah Contoh"),
    ],
)
def test_what_may_be_a_name_is_left_to_the_question(key, text):
    assert isinstance(meant(text, key), Answer)
