"""What says a wish's words and does not wish it: denied, quoted, asked about, or past."""

import pytest

from conversations.language import Utterance
from conversations.understanding import Answer, Perhaps, Wish, understand
from conversations.understanding.classifier import shipped
from tests.conversations.understanding.test_classifier import done
from tests.conversations.understanding.test_readers import NAME

DENIED = [
    ("jangan hubungi petugas", "officer"),
    ("tidak perlu petugas", "officer"),
    ("saya ga mau bicara sama petugas", "officer"),
    ("i don't want to talk to an officer", "officer"),
    ("ojo dihapus data kulo", "erase"),
    ("saya tidak ingin menghapus data", "erase"),
    ("jangan batal", "cancel"),
    ("jangan dibatalkan ya pengajuan saya", "withdraw"),
    ("saya tidak mau menarik pengajuan", "withdraw"),
    ("pengajuan saya tidak jadi dibatalkan", "withdraw"),
    ("jangan berhenti kirim info ya", "announcements_off"),
    ("pengumumannya jangan distop", "announcements_off"),
    ("hp saya ga hilang kok", "lost_phone"),
    ("nomor hp saya tetap, ga ganti", "lost_phone"),
    ("saya ga ada keluhan", "complaint"),
    ("jangan putus wakil saya", "mandate_end"),
    ("jangan nanti, sekarang aja", "later"),
]
ASKED_ABOUT = [
    ("katanya suruh hapus data, bener?", "erase"),
    ("apa data saya dihapus kalau berhenti", "erase"),
    ("siapa yang hapus data saya", "erase"),
    ("istri saya bilang hapus data aja", "erase"),
    ('"hapus data" itu maksudnya apa', "erase"),
    ("kenapa data saya dihapus", "erase"),
    ("katanya pengajuan saya dibatalkan, bener?", "withdraw"),
    ("kok saya ga dapat pengumuman lagi", "announcements_off"),
]
PAST = [
    ("kemarin hp saya hilang tapi udah ketemu", "lost_phone"),
    ("kemarin saya mau daftar tapi hp mati", "lost_phone"),
    ("saya mau daftar, dulu hp saya rusak", "lost_phone"),
]
OF_ELSE = [
    ("hapus nomor 5 di daftar saya", "erase"),
    ("saya belum punya sertifikat", "certificate"),
]


def meaning(text):
    return shipped().weigh(Utterance(text), "idle").meaning


@pytest.mark.parametrize(
    ("text", "not_wished"), [*DENIED, *ASKED_ABOUT, *PAST, *OF_ELSE]
)
def test_what_is_only_spoken_of_is_not_done(text, not_wished):
    assert done(meaning(text)) != not_wished


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("tidak jadi ikut, tolong pengajuan saya dibatalkan", "withdraw"),
        ("saya ga mau data saya disimpan, hapus", "erase"),
        ("jangan kirim pengumuman lagi", "announcements_off"),
        ("ga mau dapat siaran lagi, stop", "announcements_off"),
        ("saya ga ngerti, mau bicara sama petugas", "officer"),
        ("hp saya hilang kemarin", "lost_phone"),
        ("petugasnya tidak sopan, saya mau komplain", "complaint"),
        ("lihat data saya, apa ga ada yang salah", "my_data"),
    ],
)
def test_a_no_beside_a_wish_does_not_take_it_away(text, wished):
    assert done(meaning(text)) == wished


@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"kata{at}x" for at in range(450)),
        "batik sni daftar hapus data " * 140,
        "hp hilang, " * 40,
    ],
)
def test_what_is_too_long_to_be_looked_at_whole_is_not_acted_on(text):
    assert not isinstance(meaning(text), Wish | Perhaps)


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("tolong data saya dihilangkan semuanya", "erase"),
        ("tolong panggilin petugas", "officer"),
        ("mau ngobrol sama orang aja", "officer"),
        ("pengin ngomong karo petugase", "officer"),
        ("hp saya dicuri orang kemarin", "lost_phone"),
        ("ini gimana sih nanya mulu dari kemarin, bego banget botnya", "anger"),
    ],
)
def test_what_cannot_wait_is_heard_where_anything_may_be_written(text, wished):
    assert understand(Utterance(text), NAME) == Wish(wished)


@pytest.mark.parametrize("text", ["Hapus Duka Batik", "Batik Petugas Jaya"])
def test_a_name_that_sounds_urgent_is_a_name(text):
    assert understand(Utterance(text), NAME) == Answer()


@pytest.mark.parametrize(
    ("text", "not_wished"),
    [
        ("kemarin saya hapus chatnya, datanya masih ada?", "erase"),
        ("saya ga marah kok pak", "anger"),
    ],
)
def test_whether_it_is_so_and_that_it_is_not_are_no_wish(text, not_wished):
    assert done(meaning(text)) != not_wished
