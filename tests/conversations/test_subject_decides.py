"""The subject of a question decides what answers it, whatever common word stands by."""

import pytest

from bot.operations.explaining import Setting, reached
from conversations.catalogue.entries import entry
from conversations.catalogue.near import near
from conversations.engine.words import View
from conversations.language import Utterance
from conversations.understanding import Answer, Known, Wish
from conversations.understanding.readers import understand

AT_REST = View(reached(Setting()), first=False)
ANSWERED = {
    "card:valid": """sertifikat sni kadaluarsanya kapan | sertifikat sni habisnya kapan
        sertifikat sni berlaku sampai kapan | masa berlaku sertifikat batik berapa tahun""",
    "card:trademark": """nama merek sy udah dipake orang belum, ngeceknya dmn
        cek merek udah dipakai orang belum dimana
        gimana ngecek merek sudah ada yang pakai""",
    "card:batik_is": """yang disebut batik menurut standar itu gimana
        batik menurut sni itu yang gimana | yang disebut batik itu apa
        menurut sni apa yang disebut batik""",
    "card:batik_is_not": """printing boleh disebut batik ga | sablon disebut batik juga ga
        kain motif batik hasil sablon boleh disebut batik | apa printing disebut batik
        batik cetakan mesin itu disebut batik bukan""",
    "institution:kan term:kan": """KAN tu apa hubungannya sama sni | peran kan di sni apa
        kan tugasnya apa dalam sni | apa fungsi KAN buat sertifikat | kan itu apaan""",
    "card:papers_batikmark": """syarat batik mark apa aja | dokumen batik mark apa saja
        berkas buat batik mark""",
    "card:batikmark": "batik mark itu apa | label batik mark buat apa",
    "card:waste": """limbah batik gimana, harus punya ipal? | limbah batik dibuang kemana
        air sisa celup dibuang kemana | harus punya ipal ga | buang limbah ke selokan boleh
        sisa lorodan dibuang dimana""",
    "card:quality_rules": """Dokumen wajib ISO 9001 apa saja | isi iso 9001 apa aja
        dokumen iso 9001 apa aja | berkas iso 9001 apa""",
    "card:iso_edition": """ISO 9001 yang terbaru tahun berapa | iso 9001 versi berapa
        edisi iso 37001 yang dipakai | versi terbaru iso 9001""",
    "card:together": """bisa daftar bareng kelompok ga biar murah
        daftar rame rame bisa ga | sni buat kelompok bisa? | urus sni patungan boleh ga
        kalau daftar kolektif gimana | bareng satu paguyuban bisa ga""",
    "card:tool_help": """dinas ngasih alat ga | ada bantuan alat dari dinas?
        dapet bantuan alat ga kalo ikut | bantuan mesin buat umkm ada ga
        ada bantuan canting ga | dinas kasih mesin gratis ga""",
    "card:food_duty": """Apakah keripik wajib SNI? | keripik harus sni ga
        snack saya perlu sni ga | makanan wajib sni tidak | kerupuk wajib sni apa sukarela""",
    "matter:money": """ada bantuan modal buat beli canting listrik?
        modal beli mesin jahit dari mana""",
    "card:benefit": """harga batik bisa naik ga kalo udah sni
        harga jual naik ga kalau sni | kalo sni bisa jual lebih mahal ga""",
    "card:pandu": """ini resmi kan | ini beneran dari pemerintah | ini asli dinas kan
        ini akun resmi dinas bukan | pandu ini resmi ga""",
    "card:privacy": """ktp saya ga disebar | data saya ga disebar kan
        foto saya ga disebarkan kan | data saya aman ga nih | data saya ga bocor kan""",
    "card:online": """harus ke dinas langsung | harus datang ke kantor langsung ga
        wajib ke dinas ga | perlu ke kantor ga""",
    "term:nib card:nib": "nib apaan | nib tuh apaan",
}
TOGETHER = {
    "bedain dong bina umk ama sppt": {"term:bina_umk", "term:sppt_sni"},
    "bedain lspro sama lssm": {"term:lspro", "term:lssm"},
    "jelasin bedanya batikmark sama sppt": {"term:batikmark", "term:sppt_sni"},
    "bandingin iso 9001 sama iso 37001": {"term:iso_9001", "term:iso_37001"},
}
NEVER = {
    "card:cost": "harga naik ga | harga kain naik ga | murah bareng bareng",
    "matter:land": "tempat usaha ngontrak tanah orang boleh? | rumah di tanah sewa boleh",
    "card:fraud": "asli apa palsu | ini resmi apa bukan",
    "card:home": "rumah saya ngontrak boleh ikut ga | tempat saya nyewa bisa ga",
    "card:misuse": "asli apa palsu | logo sni ukurannya harus sama kaya apa",
}


def said(rows):
    return [each.strip() for row in rows.splitlines() for each in row.split("|")]


def told(question):
    """The entries that are told at once; whatever else it means."""
    match understand(Utterance(question), AT_REST):
        case Known(entries):
            return set(entries)
        case Wish("fraud"):
            return {"card:fraud"}
        case other:
            return other


@pytest.mark.parametrize(
    ("question", "answers"),
    [(each, {*ids.split()}) for ids, rows in ANSWERED.items() for each in said(rows)],
)
def test_what_is_asked_about_is_what_is_told(question, answers):
    assert all(map(entry, answers))
    found, offered = told(question), set(near(Utterance(question)))
    if found == Answer():  # not sure: offered, or asked of an officer
        assert not offered or offered & answers
    else:
        assert found in [{each} for each in answers]


@pytest.mark.parametrize(("question", "both"), TOGETHER.items())
def test_what_is_compared_is_told_of_both(question, both):
    found = told(question)
    assert found == both or found in ({"card:two_signs"}, {"card:who"}, {"card:iso"})


@pytest.mark.parametrize(
    ("question", "other"),
    [(each, id_) for id_, rows in NEVER.items() for each in said(rows)],
)
def test_a_common_word_does_not_answer_for_another_subject(question, other):
    found = told(question)
    assert not isinstance(found, set) or other not in found
