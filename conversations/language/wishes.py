"""A command with what it is about: "ubah nama usaha", "batal daftar", "untuk apa".

Nothing but the two may be said: "saya batal pesan kain" is about something else.
"""

from conversations.language.commands import Command
from conversations.language.slang import COURTEOUS, words
from conversations.language.utterance import Utterance, once

_BEFORE = COURTEOUS | words(
    "saya kami aku mau ingin pengen pingin bisa boleh tolong minta mohon maaf",
    "punten coba i want to please can",
)
_BESIDE = COURTEOUS | words(
    "saya ya saja dulu yang tadi itu ini lagi dong nya ku my the jawaban data isian",
)
_CHANGE = words(
    "ubah ganti koreksi perbaiki edit betulkan benarkan ralat ngubah ngganti",
    "ngerubah rubah robah change correct hapus",
)
_OF_FORMS = words(
    "nama namanya usaha usahanya pemilik nomor nomornya nomernya hp wa telepon",
    "kecamatan kec produk produknya alamat alamatnya merek desa kelurahan jumlah",
    "pekerja karyawan orang foto fotonya jenis batik bidang kapasitas kantor nib",
    "kbli penjualan pasar izin lain jawaban isian pilihan yang tadi sebelumnya name",
    "business address answer previous",
)
_CANCEL = words(
    "batal batalkan batalin cancel urung urungkan stop hentikan keluar exit quit",
    "udahan sudahan ulang ulangi reset restart",
)
_GOING_ON = words(
    "daftar mendaftar pendaftaran daftarnya permohonan pengajuan ngajuin isi ngisi",
    "isian formulir form semua semuanya proses dari awal lagi registration",
)
_BACK = words(
    "kembali balik mundur back",
)
_PLACES = words(
    "ke pertanyaan soal sebelumnya tadi langkah yang lagi satu previous one",
)
_LATER = words(
    "nanti besok tunda",
)
_GOES_ON = words(
    "lanjut lagi lanjutkan diisi isi saja dulu nanti malam pagi siang sore",
)
_WHY = words(
    "kenapa mengapa untuk buat gunanya alasannya apaan maksudnya maksud why naha",
)
_WHAT = COURTEOUS | words("apa ini itu ya sih maksudnya ta")
_AROUND_WHY = words(
    "apa ya itu ini harus wajib perlu minta diminta tanya ditanya nanya diisi isi",
    "dipakai pakai digunakan emang memang saja saya lengkap asli butuh gimana",
    "bagaimana tidak nanti nya tau tahu is need do you my what for this it ask the",
)
_ABOUT_ASKING = _OF_FORMS | COURTEOUS | _AROUND_WHY
_UNDONE = (("tidak", "jadi"), ("never", "mind"))
_WISHES = (
    ("change", _CHANGE, _OF_FORMS),
    ("cancel", _CANCEL, _GOING_ON),
    ("cancel", frozenset({"mulai"}), frozenset({"lagi", "dari", "awal", "ulang"})),
    ("back", _BACK, _PLACES),
    ("later", _LATER, _GOES_ON),
)


_TELLING = _CHANGE | _CANCEL | _BACK | _LATER | _WHY | words("mulai tidak never apa")
"""Of these a wish has one, so that most texts need no second look."""
_OF_KAN = frozenset({"kan", "apa"})
"""KAN is a body that is asked about."""


@once
def read_wish(said: Utterance) -> Command | None:
    """The command that *said* is, with the one thing it names.

    *tidak jadi* is not *exact*: where a yes or a no is asked, it is a no.
    """
    if _TELLING.isdisjoint(said.words) or _OF_KAN.issubset(said.words):
        return None
    core = _core(list(said.words))
    spoken = set(core)
    puzzled = "apa" in spoken and spoken <= _WHAT
    if puzzled or (spoken & _WHY and spoken <= _WHY | _ABOUT_ASKING):
        return Command("help")
    if tuple(core[:2]) in _UNDONE and set(core[2:]) <= _GOING_ON:
        return Command("cancel", exact=False)
    verb, about = core[0], core[1:]
    if not about and verb in _BACK:
        return Command("back")
    if not about:
        return Command("cancel", exact=False) if verb in _CANCEL else None
    for name, verbs, objects in _WISHES:
        if verb in verbs and set(about) <= objects:
            return Command(name, " ".join(about) if name == "change" else "")
    return None


def _core(said: list[str]) -> list[str]:
    """The verb and what it is about; "ubah nama jadi Siti" is about the name."""
    while len(said) > 1 and said[0] in _BEFORE:
        said = said[1:]
    for between in ("jadi", "menjadi"):
        if said[:1] and said[0] in _CHANGE and between in said[2:]:
            said = said[: said.index(between, 2)]
    while len(said) > 1 and said[-1] in _BESIDE:
        said = said[:-1]
    return said
