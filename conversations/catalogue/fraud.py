"""Whether somebody tells or asks of money, a code or papers wanted in the Dinas's name.

It is told by its parts, as nobody's words for it can be listed: who asks, that they
ask, and for what. Who pays the wrong person loses real money, so all wordings count;
what the balai and an LSPro charge by right, and help that an owner asks for, do not.
"""

import re
from collections.abc import Iterable

from conversations.language.utterance import Utterance, once

LONGEST = 400
"""Characters that are looked at: this is told at length."""


def _any(words: str) -> re.Pattern[str]:
    """Any of *words*, whole."""
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b")


_ASKS = _any(
    "(?:di|me)?minta(?:i|in|kan|nya)? (?:di)?menta(?:an)? dipenta n?jaluk dijaluki"
    " nyuwun (?:di|me|na)?nagih ditagih (?:di|me|nye)?suruh nyuruh menyuruh dipungut"
    " (?:me)?mungut ditarik narik(?:in)? (?:me)?malak dipalak(?:in)? nodong(?:in)?"
    " dipaksa ask(?:s|ed|ing)? demand(?:s|ed|ing)? request(?:s|ed|ing)? wants? told"
)
_MADE_TO = _any(
    "diminta(?:i|in)? dimintakan disuruh dipaksa ditagih dipungut dijaluki dipalak"
)
_MONEY = re.compile(
    r"\b(?:uang|duit|biaya|bayar(?:an)?|membayar|mayar|mbayar|transfer|ditransfer|tf|pulsa"
    r"|dp|setor(?:an)?|pelicin|komisi|rekening|rek|rupiah|saldo|money|cash|pay(?:ment)?"
    r"|\d+ ?(?:rb|ribu|k|jt|juta|000))\b|\d[.]000\b"
)
_HANDED = re.compile(
    r"\b(?:uang|duit|transfer|ditransfer|tf|pulsa|dp|setor(?:an)?|pelicin|rekening|money"
    r"|\d+ ?(?:rb|ribu|k|jt|juta|000))\b|\d[.]000\b"
)
_SECRET = re.compile(
    r"\b(?:otp|pin|password|kata sandi|sandi|cvv)\b"
    r"|\bkode (?:verifikasi|rahasia|sms|wa|whatsapp|yang|yg|dari|nu|sing)\b"
    r"|\b(?:verification|sms|secret) code\b"
)
_PAPERS = re.compile(
    r"\b(?:ktp|kk|nik|rekening|atm|tabungan|bank account"
    r"|data (?:pribadi|diri|bank|rekening|ktp))\b"
)
_OURS = _any(
    "dinas(?:nya)? petugas(?:nya)? bsn pegawai(?:nya)? pns asn bupati pemda pemkab"
    " pemerintah kementerian kemenperin koperindag diskoperindag"
    " officers? official government pandu bot akun"
)
_CLAIMS = re.compile(
    r"\b(?:ngaku(?:nya)?|mengaku|aku-aku|mengatasnamakan|ngatasnamain|atas nama"
    r"|(?:katanya|cenah|jarene|jare) (?:dari|orang|petugas|utusan|ti|saking|seko)"
    r"|claim(?:s|ed|ing)?|pretend(?:s|ed|ing)?|says? (?:he|she|they)|menyamar)\b"
)
_BY_NAME = re.compile(
    r"\b(?:oknum|calo|makelar|pungli|pungutan liar|penipuan|ditipu)\b"
)
_BARGAIN = re.compile(
    r"\b(?:asal|asalkan) (?:mau )?(?:bayar|transfer)\b"
    r"|\b(?:nawarin|menawarkan|nawari|jual|menjanjikan)\b.*\b(?:sni|sertifikat)\b"
)
_PAID_TO = re.compile(
    r"\b(?:bayar|transfer|setor) (?:\w+ ){0,2}"
    r"(?:ke|kepada|sama) (?:\w+ )?(?:dinas|petugas)\b"
)
_BY_RIGHT = _any(
    "simponi billing lspro balai bbspjikb bbkb lssm laboratorium lab djki merek paten"
    " pajak pembeli pelanggan toko pesan(?:an)? listrik tukang kuasa"
)
_HELP = _any(
    "bantu(?:an)? dibantu modal hibah pinjam(?:an)? kur subsidi keringanan gratis"
    " info(?:rmasi)? rincian daftar keterangan penjelasan kwitansi kuitansi harga help"
)
_OWNER_ASKS = re.compile(
    r"\b(?:saya|kami|aku|abdi|kula) (?:mau |ingin |pengen )?(?:minta|tagih|i ask)\b"
    r"|\bminta\b.{0,30}\b(?:ke|kepada|sama) (?:dinas|petugas|bsn|pemda)\b"
)
_WANTED = re.compile(
    "|".join(each.pattern for each in (_SECRET, _BY_NAME, _MONEY, _PAPERS))
)
"""What is demanded, or who demands it: without one of these nothing is alarming."""


@once
def alarming(text: Utterance) -> bool:
    """Whether *text* tells of such a demand, or asks whether it is right."""
    said = " ".join(text.typed[:LONGEST].casefold().split())
    if not _WANTED.search(said):
        return False
    claimed, asked, ours = (_has(each, said) for each in (_CLAIMS, _ASKS, _OURS))
    if _has(_SECRET, said):
        return asked or claimed or ours
    if _has(_BY_RIGHT, said) and not (claimed or "pribadi" in said):
        return False
    if _has(_BY_NAME, said) and _has((_MONEY, _OURS, _ASKS), said):
        return True
    if _has(_HELP, said) or _OWNER_ASKS.search(said):
        return False
    if _has(_MONEY, said):
        by_them = (claimed and (ours or asked)) or (asked and ours)
        return by_them or _handed(said)
    return _has(_PAPERS, said) and asked and (claimed or ours)


def _handed(said: str) -> bool:
    """Whether money is to change hands for it, whoever may want it."""
    made_to = _has(_MADE_TO, said) and _has(_HANDED, said)
    return made_to or _has((_BARGAIN, _PAID_TO), said)


def _has(kinds: re.Pattern[str] | Iterable[re.Pattern[str]], said: str) -> bool:
    """Whether a word of one of *kinds* was said."""
    several = (kinds,) if isinstance(kinds, re.Pattern) else kinds
    return any(kind.search(said) for kind in several)
