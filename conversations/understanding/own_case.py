"""Questions about one's own case, which no fact answers: how far it is, who comes when.

They name the case as one's own ("berkas saya") and ask how it is doing; "berkas apa
yang disiapkan" asks of anybody's.
"""

import re

from conversations.catalogue.search import LONGEST
from conversations.language import Utterance
from conversations.language.utterance import once
from conversations.understanding.meaning import Wish

_I = "saya|kami|kita|punyaku|punya|abdi|kuring|urang|kulo|mine"
_CASE = (
    "permohonan|berkas|kasus|pengajuan|pendaftaran|ajuan|proses|dokumen|laporan|urusan"
    "|foto(?: produk)?|data usaha|formulir|aplikasi|usulan|pendampingan"
)
_MINE = re.compile(
    rf"\b(?:{_CASE})(?:nya|na|ku|e)?(?: (?:milik|punya|sni|batik|yang))?"
    rf" (?:{_I})\b|\b(?:permohonan|pengajuan|kasus|berkas)(?:nya|ku|na)\b"
    r"|\b(?:pegang|megang|tangani|nangani|urus|ngurus|handle)\w*"
    r" (?:punya |kasus )?saya\b"
    r"|\b(?:punya|milik|kepunyaan) (?:saya|kami)\b"
    r"|\b(?:kelengkapan|lengkap)\w* (?:dokumen|berkas) (?:saya|kami)\b"
    r"|\bmy (?:application|case|file|papers|documents|request|photos?)\b"
)
_STANDS = re.compile(
    r"\b(?:sampai|status\w*|progres\w*|perkembangan\w*|kabar\w*|tahap\w*|giliran\w*"
    r"|posisi\w*|nasib\w*|nomor\w*|sudah|belum|kapan|iraha|siapa|masih|lama|hilang"
    r"|di(?:terima|tarima|baca|proses|tolak|setujui|cek|periksa|acc|lihat|tinjau)\w*"
    r"|masuk|selesai|lolos|disetujui|acc|where|when|status|received|read|far|yet"
    r"|rejected|approved|who|progress|lengkap|accepted|dugi|ditampi)\b"
)
_ALONE = re.compile(
    r"\bgiliran (?:siapa|saya|kami)\b|\b(?:what|which) stage am i\b"
    r"|\bnib saya sudah (?:di)?(?:terima|masuk|cek)\w*"
    r"|\b(?:petugas|pendamping)(?:nya)? saya (?:siapa|yang mana)\b"
    r"|\bsiapa (?:\w+ ){0,2}(?:petugas|pendamping)(?:nya)? (?:saya|kami)\b"
    r"|\bnomor (?:permohonan|kasus|pengajuan|pendaftaran|tiket)\b"
    r"|\b(?:left|next) for me\b|\bmy turn\b|\b(?:what|anything) (?:else )?do i still\b"
    r"|\b(?:saya|kami) (?:sudah )?(?:di )?tahap (?:berapa|mana|apa)\b"
    r"|\bbelum (?:ada|dapat) (?:jawaban|kabar|balasan|tanggapan)\b"
)
_MUST = "harus|hrs|mesti|kudu|kedah|perlu"
_WHAT = "ngapain|apa|naon|nopo|napa|opo|bagaimana|kumaha"
_AT_ONCE = "lagi|sekarang|ayeuna|saiki|sakniki|samangke"
_TO_DO = re.compile(
    rf"\b(?:apa|naon|nopo|napa|opo) (?:lagi )?(?:yang |nu |anu |sing )?(?:{_MUST})"
    rf" (?:(?:{_I}) )?(?:di)?(?:lak[ou]|kerja|perbuat|pigawe|damel|lampah|gawe|tindak)"
    rf"|\b(?:{_I}) (?:(?:sekarang|ayeuna|saiki) )?(?:{_MUST}) (?:{_WHAT})"
    rf" (?:{_AT_ONCE})\b"
    rf"|\b(?:sekarang|ayeuna|saiki|habis ini|setelah ini) (?:(?:{_I}) )?(?:{_MUST})"
    rf" (?:{_WHAT})\b"
    r"|\bhabis ini (?:saya|kami) (?:ngapain|apa|bagaimana)\b"
    r"|\b(?:tugas|pekerjaan|pr) saya (?:sekarang )?apa\b"
    r"|\bwhat (?:should|must|shall|do) (?:i|we) (?:have to |need to )?do"
    r"(?: now| next|(?= ?$))"
)
"""What to do by now, in the words of a maker: "apa yang harus saya lakukan"."""
TO_DO = "to_do"
_UNDER_WAY = re.compile(
    # Why it came back or ended, how far it is, and how long yet: only who has a case
    # asks so. "Lama ga prosesnya" asks of anybody's.
    r"\b(?:kenapa|kok|ko|mengapa|naha|why) (?:\w+ ){0,3}(?:di)?(?:kembali\w*|balik\w*"
    r"|tolak|tutup|hentikan|returned|closed|rejected)\b"
    r"|\b(?:kok|ko) (?:\w+ ){0,2}lama\b|\blama (?:amat|banget|bgt|sekali)\b"
    r"|\b(?:berapa (?:lama|hari|minggu)|masih lama) lagi\b|\bmasih lama\b"
    r"|\b(?:nunggu|menunggu|tunggu)(?:nya)? (?:apa|siapa|berapa)\b"
    r"|\b(?:sampai|nyampe|nepi|tekan|dugi) (?:ke |ka |ti )?"
    r"(?:(?:tahap|langkah) )?(?:mana|endi|pundi)(?! )|\bsampai mana (?:ya|pak|bu|sih)\b"
    r"|\bsampai mana (?:proses|kasus|berkas|permohonan|punya)"
    r"|\b(?:batas|tenggat) waktu\w* (?:saya )?kapan\b|\bdikasih waktu\b"
    r"|\bhasil (?:uji|lab|audit|periksa\w*|pemeriksaan)\w* (?:saya|kami)\b"
    r"|\bproses(?:nya)? (?:bagaimana|sampai mana) sekarang\b"
    r"|\bsudah (?:di(?:terima|baca|proses|periksa|cek|daftarkan)|terdaftar|masuk)"
    r" (?:belum|apa belum|kan|ya|ga|gak)\b|\bsudah terdaftar\b"
    r"|\bsiapa yang (?:tadi )?(?:menelepon|nelpon|telepon|menghubungi|chat) saya\b"
    r"|\bpetugas(?:nya)? (?:ganti|berganti|diganti)\b"
    r"|\b(?:pengajuan|permohonan|kasus) (?:yang )?satu(?:nya| lagi)\b"
    r"|\bkapan (?:saya|kami) (?:di)?(?:kabari|hubungi|telepon|telpon)\b"
)
_STILL = re.compile(
    r"\b(?:kurang|tinggal|kirim\w*) apa (?:lagi|saja lagi)\b"
    r"|\bapa lagi (?:yang )?(?:kurang|harus|perlu|mesti|dikirim)\b"
    r"|\b(?:masih|tinggal) (?:perlu|harus|mesti|kurang) (?:kirim )?(?:apa|berkas)\b"
    r"|\bwhat (?:else|more) (?:is|do|should)\b"
)
_LACKS = re.compile(
    r"\b(?:kurang|belum lengkap|belum ada|belum dikirim|belum masuk|missing)\b"
)
_PAPERS = re.compile(
    r"\b(?:dokumen|berkas|syarat|surat|lampiran|documents?|papers?)(?:nya|ku)?\b"
)
_WHICH = re.compile(r"\b(?:apa|mana|naon|opo|which|what|lagi|saja)\b")
_OWN = re.compile(rf"\b(?:{_I}|my|i)\b")
_CERTIFICATE = re.compile(
    r"\b(?:sertifikat|sertipikat|sppt|surat sni)(?:nya)?(?: (?:sni|batik|punya|milik))*"
    r" (?:saya|kami)\b|\bmy certificate\b|\bkapan sertifikatnya\b"
    r"|\bsertifikatnya kapan\b"
)
_COMES = re.compile(
    r"\b(?:kapan|iraha|keluar\w*|jadi\w*|terbit\w*|sudah|belum|mana|sampai|diambil"
    r"|ambil|diantar|dikirim|hilang|unduh|download|when|where|ready)\b"
)
_OFFICER = re.compile(
    r"\b(?:petugas|pendamping|orang dinas|pak dinas|bu dinas|dari dinas|dinas|tim"
    r"|auditor|officer)(?:nya)?\b"
)
_VISITS = re.compile(
    r"\b(?:datang|dateng|sumping|rawuh|dongkap|tiba|sampai|kunjung\w*|berkunjung|mampir|survei"
    r"|survey|tinjau\w*|meninjau|ke ?(?:sini|rumah|tempat|lokasi|usaha)|come|coming"
    r"|visit)\b"
)
_SCHEDULE = re.compile(r"\b(?:jadwal|kapan|jam) \w*kunjung\w*|\bkunjung\w* kapan\b")
_WHEN = re.compile(
    r"\b(?:kapan|iraha|jam berapa|hari apa|tanggal berapa|jadi|jadwal\w*|kok belum"
    r"|belum|when|besok|minggu ini)\b"
)


@once
def own_case(said: Utterance) -> Wish | None:
    """What *said* asks of its own case: how it stands, papers, a visit, or its end."""
    if len(said.typed) > LONGEST:
        return None
    text = said.folded
    comes = _OFFICER.search(text) and _VISITS.search(text) and _WHEN.search(text)
    if comes or _SCHEDULE.search(text):
        return Wish("visit")
    if _CERTIFICATE.search(text) and _COMES.search(text):
        return Wish("certificate")
    lacking = _LACKS.search(text) and _PAPERS.search(text) and _OWN.search(text)
    if _STILL.search(text) or (lacking and _WHICH.search(text)):
        return Wish("papers")
    if _TO_DO.search(text):
        return Wish("status", TO_DO)
    if _ALONE.search(text) or (_MINE.search(text) and _STANDS.search(text)):
        return Wish("status")
    return None


@once
def under_way(said: Utterance) -> Wish | None:
    """What *said* asks of a case unnamed; in a form, "kok lama" is said of the form."""
    if len(said.typed) > LONGEST or not _UNDER_WAY.search(said.folded):
        return None
    return Wish("status")
