"""Whoever asks how their application is doing is shown it, whatever they call it."""

import pytest

from conversations.language import Utterance
from conversations.understanding.meaning import Wish
from conversations.understanding.own_case import own_case, under_way

ASKED = {
    "status": """udah sampe mana pak, sampe tahap mana, kok lama, ko lama bgt, lama amat pak
        berapa lama lagi, nunggu apa ini, kenapa dikembalikan, kok dibalikin, knp ditolak
        kasus saya kenapa ditutup, batas waktunya kapan, hasil uji saya gimana
        prosesnya gmn skrg, sdh dibaca belum, berkas saya sudah diterima?
        nomor kasus saya berapa, siapa petugas saya, petugasnya ganti ya, wis tekan endi
        kapan saya dikabari, pengajuan yg satunya gmn, yg batikmark sampe mana""",
    "papers": """kurang apa lagi, apa lagi yg kurang, masih perlu kirim apa, tinggal apa lagi
        masih kurang berkas apa""",
    "visit": "kapan petugas datang, jam brp petugas sampe, iraha petugas dongkap",
    "certificate": "kapan sertifikat saya keluar, sertifikat sy udah jadi blm",
}
ABOUT_ANYBODYS = """lama ga prosesnya, berapa lama jadinya, berapa hari prosesnya
    apa yang terjadi kalau ditolak, kalau uji gagal gimana, berkasnya apa saja
    sni berlaku sampai kapan, petugasnya minta uang, kapan ada pelatihan"""


def split(rows):
    return [" ".join(each.split()) for each in rows.replace("\n", ",").split(",")]


@pytest.mark.parametrize(
    ("asked", "intent"),
    [(each, intent) for intent, rows in ASKED.items() for each in split(rows)],
)
def test_it_is_heard(asked, intent):
    found = own_case(Utterance(asked)) or under_way(Utterance(asked))
    assert found is not None
    assert found.intent == intent


TO_DO = """apa yang harus saya lakukan, apa yang harus saya lakukan sekarang
    apa yg hrs sy kerjakan, saya harus ngapain sekarang, skrg saya harus apa
    habis ini saya ngapain, tugas saya apa sekarang, what should I do now
    what do i need to do next, what must i do?, naon nu kudu dipigawe ayeuna
    abdi kedah naon ayeuna, opo sing kudu dilakoni, kulo kedah nopo sakniki"""


@pytest.mark.parametrize("asked", split(TO_DO))
def test_what_is_to_do_now_is_heard(asked):
    assert own_case(Utterance(asked)) == Wish("status", "to_do")


@pytest.mark.parametrize("asked", split(ABOUT_ANYBODYS))
def test_what_is_asked_of_anybodys_is_not(asked):
    assert own_case(Utterance(asked)) is None
    assert under_way(Utterance(asked)) is None
