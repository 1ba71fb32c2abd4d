"""Where a whole sentence is a wish, and where something else has the better of it."""

from dataclasses import dataclass

import pytest

from conversations.language import Utterance
from conversations.understanding import Either, Perhaps, Wish
from conversations.understanding.objects import object_of
from conversations.understanding.sentences import like_an_answer, wanted
from tests.conversations.understanding.test_readers import Here


@pytest.mark.parametrize(
    ("text", "seen", "found"),
    [
        ("mau bicara sama petugas", Here(), Wish("officer")),
        ("mau bicara sama petugas", Here(leisure=False), Wish("officer")),
        ("mau daftar sni", Here(leisure=False), None),
        ("berapa lama sertifikat sni berlaku?", Here(), None),
        ("limbah pewarna dibuang kemana?", Here(), None),
        ("petugas minta uang 500rb", Here(), None),
        ("SRG-0042", Here(), None),
        ("asdfgh", Here(), None),
        ("nomor telepon dinas", Here(), None),
        ("lima juta", Here(leisure=False), None),
    ],
)
def test_what_is_answered_better_elsewhere_is_no_wish(text, seen, found):
    assert wanted(Utterance(text), seen) == found


@dataclass
class Weighing:
    meaning: Wish | Perhaps | Either


@pytest.mark.parametrize(
    ("meant", "seen", "found"),
    [
        (("apply", "learn"), Here(), Either((Wish("apply"), Wish("learn")))),
        (("apply", "learn"), Here(leisure=False), None),
        (("question", "learn"), Here(), Either((Wish("learn"),))),
        (("question",), Here(), None),
    ],
)
def test_two_are_offered_at_leisure_only(meant, seen, found, monkeypatch):
    heard(monkeypatch, Either(tuple(map(Wish, meant))))
    assert wanted(Utterance("begini maksudnya"), seen) == found


@pytest.mark.parametrize(
    ("meant", "found"),
    [
        (("status", "learn"), Perhaps((Wish("status"), Wish("learn")))),
        (("status", "question"), Perhaps((Wish("status"),))),
        (("question", "erase"), None),
    ],
)
def test_what_is_likely_is_done_unless_it_is_a_question(meant, found, monkeypatch):
    heard(monkeypatch, Perhaps(tuple(map(Wish, meant))))
    assert wanted(Utterance("begini maksudnya"), Here()) == found


def heard(monkeypatch, meaning):
    monkeypatch.setattr(
        "conversations.understanding.sentences.weighed", lambda *_: Weighing(meaning)
    )


@pytest.mark.parametrize("text", ["ya", "kadang, tidak, ya", "srg 1"])
def test_where_something_is_asked_little_is_an_answer(text):
    assert like_an_answer(Utterance(text))


@pytest.mark.parametrize(
    ("intent", "text", "about", "told"),
    [
        ("road", "yang anti suap itu", "iso_37001", ""),
        ("road", "bina umk atau batikmark", "", ""),
        ("apply", "mau daftar batik mark", "batikmark", ""),
        ("language", "ganti ke bahasa inggris", "en", ""),
        ("language", "saya tidak bisa bahasa inggris", "id", ""),
        ("language", "bahasa indonesia saja", "id", ""),
        ("language", "bahasa jawa", "", ""),
        ("status", "kasus 12", "", ""),
        ("case", "buka kasus 22", "22", ""),
        ("case", "SRG-0015", "SRG-0015", ""),
        ("case", "kasus batik contoh", "batik contoh", ""),
        ("case", "lihat kasus", "", ""),
        ("case", "batik contoh lihat", "batik contoh", ""),
        ("find", "cari 0812 0000 7788", "0812 0000 7788", ""),
        ("find", "cari bu contoh, yang kemarin", "bu contoh", ""),
        ("reply", "balas SRG-0015: besok saya datang", "SRG-0015", "besok saya datang"),
        ("reply", "balas bu siti contoh: ya", "siti contoh", "ya"),
        ("hand_over", "serahkan 13 ke bu contoh", "13", "bu contoh"),
        ("visit_plan", "kunjungan kamis", "", "kamis"),
        ("visit_plan", "jadwalkan SRG-0013 selasa jam 9", "SRG-0013", "selasa jam 9"),
        ("announce", "umumkan pelatihan tanggal 10", "", "pelatihan tanggal 10"),
        ("note", "catatan", "", ""),
    ],
)
def test_the_object_of_a_wish_is_kept(intent, text, about, told):
    assert object_of(intent, Utterance(text)) == (about, told)
