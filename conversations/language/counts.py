"""How many people: "5 orang", "bertiga", "karyawan: 5 (lima) orang", "selusin".

The number decides which road a business may take, so nothing beside it is passed over:
"dua orang dan saya" may be three, "3 keluarga" are not three people, and of "5 sampai
7" either may be meant.
"""

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from conversations.language.heard import Heard, doubtful, sure
from conversations.language.slang import COURTEOUS, words
from conversations.language.tokens import Figure, Row, row, whole
from conversations.language.utterance import Utterance, once

NO_NUMBER, NOT_EXACT, WHICH = "not_a_number", "not_exact", "which_number"

_ROUGH = words("sekitar sekitaran kurleb kira kisaran perkiraan hampir rata an ~")
PEOPLE = words(
    "orang orangnya wong urang people persons jelema jalma tiang tiyang jiwa karyawan",
    "karyawannya karyawati",
    "pekerja pekerjanya pegawai pegawainya buruh buruhnya pembatik pengrajin perajin",
    "penjahit tukang tenaga kerja kerjanya anggota anggotanya staf staff personil",
)
_PASSED = (
    (COURTEOUS - {"min"})
    | _ROUGH
    | PEOPLE
    | words(
        "ada cuma cuman hanya doang saya kami kita punya memiliki mempekerjakan total",
        "totalnya jumlah jumlahnya semua baru masih sebanyak sekarang saat ini itu",
        "saja ya aya ana about yang di sini usaha adalah bekerja lagi juga ber -",
    )
)
_SELF = words(
    "saya suami istri bojo owner pemilik pemiliknya bapak ibu sendiri",
)
_WITH_SELF = _SELF | words("anak kakak adik adek ipar mertua orangtua emak mamah ayah")
ADDING = words("dan + sama dengan tambah ditambah plus jeng karo ambek serta &")
_HELPED = words("dibantu bantu ngabantu")
_PARTS = words(
    "tetap borongan harian lepas kontrak magang laki lelaki perempuan wanita pria",
    "cowok cewek anak tetangga saudara keluarga tulis cap jahit",
)
_EITHER = words("- sampai hingga sd atau ~ antara kadang tapi dulu biasanya")
_NOT_IN = words("belum tidak bukan luar selain tanpa kecuali")
_BOUND = words(
    "lebih kurang dari minimal maksimal min max maks paling atas bawah > < puluhan",
    "belasan ratusan sampai hingga nyampe nyampai",
)
_OTHERWISE = words("jam pukul tanggal % hari bulan tahun minggu umur usia")
_GROUPS = words("keluarga tim team kelompok regu kk rumah grup geng bagian unit")
_DOZENS = {"lusin": 12, "losin": 12, "dosin": 12}
_SCORES = {"kodi": 20, "gros": 144}
_DOZEN = re.compile(r"(?i)\bse-?((?:lusin|losin|kodi|gros))\b")

_NOTHING = frozenset({"tidak ada", "belum ada", "tidak punya", "belum punya", "nihil"})
_ALONE = words("sendiri sendirian seorang sorangan dewek dewekan ijen ijenan diri")
_ONLY = words("cuma cuman hanya doang saja")

COMPANY = _PASSED | _WITH_SELF | ADDING | _HELPED | _PARTS | _EITHER | _BOUND | _NOT_IN
"""Words that stand beside a number of people, and may change it."""

Count = int | Decimal


@once
def read_count(utterance: Utterance) -> Heard[Count]:
    """The number of people that is said.

    Without a value the reason is `not_a_number`, or `not_exact` for "lebih dari 5".
    """
    opened = _DOZEN.sub(r"1 \1", utterance.typed)
    said = row(utterance if opened == utterance.typed else opened)
    if said.figures and utterance.asked:
        return doubtful(*_values(said))
    if not said.figures:
        return _without_figure(utterance.words if said.pieces else ())
    values = [f.value for f in said.figures if f.value is not None]
    if len(values) < len(said.figures):
        return doubtful(why=NO_NUMBER)
    if len(values) > 1:
        return _among(said, values)
    return _one(said, said.figures[0], values[0])


def _values(said: Row) -> list[Count]:
    return [whole(each.value) for each in said.figures if each.value is not None]


def _without_figure(spoken: tuple[str, ...]) -> Heard[Count]:
    """Nobody, or nobody but oneself, in words that are no number."""
    bare = [word for word in spoken if word not in PEOPLE | COURTEOUS]
    if " ".join(bare) in _NOTHING:
        return sure(0, echo=True)
    rest = [word for word in bare if word not in _PASSED | _ALONE]
    alone = not _ALONE.isdisjoint(bare) or ("saya" in bare and _ONLY & set(bare))
    return sure(1) if alone and not rest else doubtful(why=NO_NUMBER)


def _among(said: Row, values: list[Fraction]) -> Heard[Count]:
    """Several numbers: all are put to the person, their sum first if they are parts."""
    spoken = set(said.words)
    found = [whole(value) for value in dict.fromkeys(values)]
    if spoken & (ADDING | _PARTS) and not spoken & _EITHER:
        return doubtful(whole(sum(values, Fraction(0))), *found, why=WHICH)
    return doubtful(*found, why=WHICH)


def _one(said: Row, figure: Figure, value: Fraction) -> Heard[Count]:
    """The one number, in the light of every other word."""
    spoken = list(said.words)
    if ("kurang", "lebih") in pairwise(spoken):
        spoken = [word for word in spoken if word not in {"kurang", "lebih"}]
    behind = _behind(said, figure)
    if behind in _DOZENS or behind in _SCORES:
        value *= _DOZENS.get(behind) or _SCORES[behind]
        spoken.remove(behind)
    number = whole(value)
    left = [w for w in spoken if not {w, w.removesuffix("nya")} & _PASSED]
    if "termasuk" in left or figure.together:
        return _counted_in(number, left, with_self=figure.together)
    more = _others(spoken, behind)
    if more:
        return doubtful(whole(value + more), number)
    if _BOUND & set(left):
        return doubtful(why=NOT_EXACT)
    if _OTHERWISE & set(left) or (behind in _GROUPS and "orang" not in spoken):
        return doubtful(why=NO_NUMBER if behind not in _GROUPS else NOT_EXACT)
    if left or said.mended or behind in _SCORES or value < 0:
        return doubtful(number)
    return sure(number, echo=behind in _DOZENS)


def _behind(said: Row, figure: Figure) -> str:
    """The word straight after the number, which says what is counted."""
    at = said.pieces.index(figure) + 1
    after = said.pieces[at] if at < len(said.pieces) else ""
    return after if isinstance(after, str) else ""


def _counted_in(number: Count, left: list[str], *, with_self: bool) -> Heard[Count]:
    """Whoever is named besides is among them: "bertiga sama suami"; or is not."""
    if _NOT_IN & set(left):
        return doubtful(number + 1, number)
    rest = set(left) - _WITH_SELF - ADDING - {"termasuk", "sudah"}
    return doubtful(number) if rest else sure(number, echo=with_self)


def _others(spoken: list[str], counted: str) -> int:
    """How many are named beside the *counted*, and may not be among them."""
    named = sum(word in _WITH_SELF - {counted} for word in spoken)
    apart = any(a in {"luar", "selain", "tanpa", "kecuali"} for a in spoken)
    if apart or _HELPED & set(spoken):
        return max(named, 1)
    beside = zip(["", *spoken], spoken, [*spoken[1:], ""], strict=False)
    joined = any(
        word in ADDING and (before in _WITH_SELF or after in _WITH_SELF)
        for before, word, after in beside
    )
    return named if joined else 0
