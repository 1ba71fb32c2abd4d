"""Yes, no, greetings, thanks and commands, as they are said in Serang."""

import pytest

from conversations.language import (
    Command,
    greeting,
    read_answer,
    read_command,
    read_yes_no,
    thanks,
)

ANSWERS = {
    "yes": "ya|iya|iye|y|yo|Ya.|yaaaa|iyaaa|boleh|oke|ok|okey|siap|betul|benar|setuju|mau|nggih|enggih|injih|inggih|muhun|sumuhun|mangga|mangge|👍|👍🏽|👌|✅|iya pak|ya sudah|sdh|ya saya setuju|sudah benar semua|ada|punya|bisa|sip|leres|ya terima kasih|benar sekali|ya ya",
    "no": "tidak|enggak|gk|ga|gak|nggak|ngga|tdk|jangan|boten|mboten|ore|henteu|teu|moal|embung|bukan|gak jadi|tidak, terima kasih|tidak ada|tidak mau|ga punya|👎|❌|no|tidak boleh|tidak setuju",
    "not_yet": "belum|blm|belom|dereng|teu acan|durung|belum punya pak|belum ada|blm pernah",
    "unknown": "tidak tahu|gak tau|kurang tahu|entah|bingung|mungkin|embuh|teuing|ragu-ragu|belum tahu",
    None: "ya tidak|tidak ya|sudah belum|boleh?|ya?|tidak apa apa|🙏||batik|mau tanya|5|iya nanti saya kirim fotonya|👍👎|apa|tidak hanya batik|belum lama",
}


@pytest.mark.parametrize(
    ("typed", "answer"),
    [(typed, answer) for answer, row in ANSWERS.items() for typed in row.split("|")],
)
def test_an_answer_is_known_by_its_word(typed, answer):
    assert read_answer(typed) == answer
    plain = {"yes": True, "no": False, "not_yet": False}
    assert read_yes_no(typed) is plain.get(answer)


GREETINGS = {
    "salam": "assalamu'alaikum|Assalamualaikum wr wb|ass wr. wb.|asalamualaikum|as salamu alaikum|assalamu’alaikum warahmatullahi wabarakatuh|aslm|assalamualaikum selamat siang|assalammualaikum pak|salam",
    "sunda": "sampurasun|Sampurasun!|wilujeng enjing|wilujeng siang pak|kumaha damang",
    "jawa": "kulo nuwun|kula nuwun|kule nuwun|punten|permios|sugeng enjing",
    "pagi": "selamat pagi|pagi|Pagi pak|halo, selamat pagi|slmt pagi bu|good morning",
    "siang": "selamat siang|met siang|siang bu",
    "sore": "selamat sore bu|sore|hai, sore",
    "malam": "selamat malam|malam kak|met malam",
    "plain": "halo|hallo kak|hai|haloooo|permisi|p|wa'alaikumsalam|waalaikum salam",
    None: "batik|pak||selamat pagi, saya mau tanya|salam kenal saya dari ciruas|punten bade naros|halo batik|1|assalamualaikum saya mau daftar",
}


@pytest.mark.parametrize(
    ("typed", "kind"),
    [(typed, kind) for kind, row in GREETINGS.items() for typed in row.split("|")],
)
def test_a_greeting_is_one_only_if_it_is_the_whole_message(typed, kind):
    assert greeting(typed) == kind


@pytest.mark.parametrize(
    "typed",
    [
        "mksh",
        "makasih",
        "terima kasih",
        "Terima kasih banyak, Pak",
        "hatur nuhun",
        "matur nuwun",
        "nuhun",
        "suwun",
        "thx",
        "trims",
        "🙏",
        "🙏🙏",
        "oke terima kasih",
        "makasih infonya",
        "tks",
    ],
)
def test_thanks_are_thanks(typed):
    assert thanks(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "oke",
        "terima kasih, tapi saya mau tanya",
        "tidak terima kasih",
        "kasih",
        "batik 🙏",
    ],
)
def test_thanks_with_something_else_are_not_only_thanks(typed):
    assert not thanks(typed)


COMMANDS = {
    "start": "/start|start|mulai|/mulai",
    "menu": "menu|/menu|Menu pak|menu utama|kembali ke menu",
    "resume": "lanjut|lanjutkan|teruskan|/lanjut|lanjut ya|ayo lanjut",
    "back": "kembali|mundur|/kembali|Kembali.|balik",
    "change": "ubah|ganti|koreksi|/ubah",
    "cancel": "batal|batalkan|/batal|/batal@PanduBot|BATAL",
    "help": "bantuan|tolong|help|?|??|/bantuan|/help|tolong pak",
    "officer": "petugas|cs|orang|/petugas|hubungi petugas|bicara dengan petugas",
    "status": "status|sampai mana|sudah sampai mana?|/status|udh sampai mana",
    "language": "bahasa|ganti bahasa|/bahasa",
    "privacy": "privasi|/privasi",
    "stop": "berhenti|stop|/berhenti|/stop",
    "later": "simpan dulu|nanti|nanti aja",
    "queue": "antrean|antrian|/antrean",
    "announce": "siaran|/siaran",
    "report": "laporan|/laporan",
    "dashboard": "dasbor|dashboard|/dasbor",
}


@pytest.mark.parametrize(
    ("typed", "name"),
    [(typed, name) for name, row in COMMANDS.items() for typed in row.split("|")],
)
def test_a_command_works_with_and_without_its_slash(typed, name):
    assert read_command(typed) == Command(name)


@pytest.mark.parametrize(
    ("typed", "name", "argument"),
    [
        ("/petugas ABCD-1234", "officer", "ABCD-1234"),
        ("/petugas@PanduBot abcdWXYZ", "officer", "abcdWXYZ"),
        ("petugas ABCD-1234", "officer", "ABCD-1234"),
        ("Petugas kode: 7Q2M9X", "officer", "7Q2M9X"),
        ("kasus 42", "case", "42"),
        ("laporan pdf", "report", "pdf"),
        ("Laporan untuk Pak Bupati", "report", "Bupati"),
        ("laporan yang tidak bergerak", "report", "bergerak"),
        ("kasus SRG-0042", "case", "SRG-0042"),
        ("kasus srg 42", "case", "SRG-42"),
        ("Kasus no. 42", "case", "42"),
        ("/kasus 7", "case", "7"),
        ("/start undangan_9", "start", "undangan_9"),
        ("bahasa inggris", "language", "en"),
        ("english", "language", "en"),
        ("bahasa indonesia", "language", "id"),
    ],
)
def test_a_command_keeps_its_argument(typed, name, argument):
    assert read_command(typed) == Command(name, argument)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lanjtu", "resume"),
        ("kembli", "back"),
        ("bantuaan", "help"),
        ("petugs", "officer"),
        ("statuss", "status"),
        ("berhnti", "stop"),
    ],
)
def test_a_mistyped_command_is_known_as_not_exact(typed, name):
    assert read_command(typed) == Command(name, exact=False)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "saya batal pesan kain",
        "mau lanjut besok",
        "petugas dinas datang",
        "bantal",
        "saran",
        "buah",
        "mulia",
        "koleksi",
        "upah",
        "ubat",
        "/xyz",
        "/",
        "batik",
        "kembang",
        "menu makanan saya",
        "status merek belum ada",
        "kasus ini sulit",
        "1",
        "stop kontak",
    ],
)
def test_a_command_word_inside_other_words_is_no_command(typed):
    assert read_command(typed) is None
