"""Words that leave a thing as it is: "biarin", "gpp pakai itu", "tidak ada foto lain".

A bare *ya* is none of them: it may as well agree to whatever was proposed instead.
"""

import re

from conversations.language.slang import COURTEOUS, words
from conversations.language.utterance import Said, Utterance

# The words as `fold` leaves them: gak is *tidak* by then, and aja is *saja*.
_LEAVES = words(
    "biar biarin biarkan biarlah tetap cukup seadanya kajeun keep leave use fine",
    "pakai pake pakek pakailah gunakan gunain lanjut lanjutkan terus teruskan next",
    "gpp gapapa gakpapa gpapa gppa rapopo sawios",
)
_POINTS = words("itu ini tadi kirim iku eta iki")
_ONLY = words("saja cuma cuman hanya adanya sudah doang wae bae we wes wis ada only")
_AROUND = COURTEOUS | words(
    "yang foto fotonya photo gambar gambarnya saya ya oke sip dulu saja nya",
    "this that one it its is just the",
)
_NO_OTHER = re.compile(
    r"\b(?:tidak|jangan|no) "
    r"(?:apa(?: apa| apa2)?|apa2|papa|nanaon|masalah|usah|perlu|bisa|punya|sempat"
    r"|ada|mau|diganti|ganti|other)\b"
    r"(?: (?:diganti|ganti|difoto|foto|fotonya|photo|yang|lagi|lain|lainnya|ulang)\b)*"
)
"""Another one is not to be had, not needed, or not wanted."""


def read_leave(said: Said) -> bool:
    """Whether *said* says that it shall stay as it is, and nothing else."""
    record = Utterance.of(said)
    if record.asked:
        return False
    words = _NO_OTHER.sub("biar", record.folded).split()
    meant = {word for word in words if word not in COURTEOUS}
    if meant in ({"tidak"}, {"no"}):
        return True
    if not meant <= _LEAVES | _POINTS | _ONLY | _AROUND:
        return False
    return bool(meant & _LEAVES or (meant & _POINTS and meant & _ONLY))
