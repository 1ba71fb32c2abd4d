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
    r"|\b(?:saya|kami) harus (?:ngapain|apa|bagaimana) (?:lagi|sekarang)\b"
    r"|\bhabis ini (?:saya|kami) (?:harus )?(?:ngapain|apa|bagaimana)\b"
    r"|\bbelum (?:ada|dapat) (?:jawaban|kabar|balasan|tanggapan)\b"
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
    r"\b(?:datang|dateng|sumping|rawuh|tiba|sampai|kunjung\w*|berkunjung|mampir|survei"
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
    if lacking and _WHICH.search(text):
        return Wish("papers")
    if _ALONE.search(text) or (_MINE.search(text) and _STANDS.search(text)):
        return Wish("status")
    return None
