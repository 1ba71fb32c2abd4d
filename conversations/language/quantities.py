"""A number and what it counts: "30 lembar", "5 kodi", "100 potong sebulan"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from conversations.language.counts import WHICH
from conversations.language.heard import Heard, doubtful, sure
from conversations.language.slang import COURTEOUS, words
from conversations.language.tokens import Figure, Row, row, whole
from conversations.language.utterance import Utterance, once


@dataclass(frozen=True)
class Quantity:
    """*value* of a *unit* ("" if none was said), and *per* which time, if said.

    Twenty pieces are one kodi, but who says kodi keeps kodi. *per* is `day`, `week`,
    `month`, `year` or "".
    """

    value: int | Decimal
    unit: str = ""
    per: str = ""
    about: bool = False


NO_QUANTITY = "not_a_quantity"

UNITS = {
    variant: unit
    for unit, variants in {
        "lembar": "lembar lbr lmbr lember helai hlai",
        "potong": "potong ptg ptng pcs pc pces pieces piece biji bj",
        "buah": "buah bh",
        "kodi": "kodi",
        "lusin": "lusin lsn dosin",
        "gros": "gros gross",
        "meter": "meter m mtr mtr metre",
        "yard": "yard yar",
        "kg": "kg kilo kilogram kgs kilogaram",
        "gram": "gram g gr grm",
        "ons": "ons",
        "kuintal": "kuintal kwintal",
        "ton": "ton",
        "liter": "liter ltr l litre",
        "ml": "ml mililiter cc",
        "pasang": "pasang psg psang",
        "set": "set",
        "stel": "stel setel",
        "bungkus": "bungkus bks bngkus bungkusan",
        "pack": "pack pax pek",
        "dus": "dus kardus doos karton box",
        "botol": "botol btl",
        "kaleng": "kaleng klg",
        "toples": "toples tples",
        "karung": "karung krg",
        "ekor": "ekor ekr",
        "porsi": "porsi",
        "loyang": "loyang",
        "rim": "rim",
        "gulung": "gulung rol roll",
        "orang": "orang org",
    }.items()
    for variant in variants.split()
}

_UNITS = frozenset(UNITS)

_PERIODS = {
    "hari": "day",
    "minggu": "week",
    "pekan": "week",
    "bulan": "month",
    "tahun": "year",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "harinya": "day",
    "minggunya": "week",
    "bulannya": "month",
    "tahunnya": "year",
}
_EACH = ("se", "per", "tiap", "setiap")
_PERIOD_WORDS = frozenset(
    {*_PERIODS, *(each + name for each in _EACH for name in _PERIODS)}
)
_PASSED = (COURTEOUS - {"min"}) | words(
    "per tiap setiap dalam untuk kain batik tulis cap saja saat ini sekarang ya an",
    "produksi produksinya bisa dapat membuat buat bikin menghasilkan kapasitas",
    "sekitar sekitaran kurleb kira kisaran perkiraan hampir rata ~ ada cuma hanya",
    "saya kami kita total totalnya jumlah jumlahnya masih baru sebanyak jadi dan /",
)
_ONE_OF = re.compile(
    r"(?i)\b(?:se-?|(?:1|satu) (?=hari|minggu|bulan|tahun))([a-z]{2,10})\b"
)
_WORKERS = words("orang karyawan pekerja pegawai buruh pengrajin perajin pembatik")
"""Who makes it is not what is made."""
_LETTERS = range(2, 21)
"""Of a unit that we do not know."""
_NOT_A_UNIT = words(
    "kadang tapi lebih kurang dari tidak bukan belum kecuali minimal maksimal paling",
    "jam pukul tanggal % tergantung kalau mungkin atau sampai hingga rp ribu juta",
)


@once
def hear_quantity(utterance: Utterance) -> Heard[Quantity]:
    """The number that is said, of what and for how long; every word accounted for."""
    said = row(_one_of(utterance.clean), _UNITS)
    if not said.figures or any(figure.value is None for figure in said.figures):
        return doubtful(why=NO_QUANTITY)
    pieces = [*_beside(said)]
    shared = next((unit for _, unit, _ in reversed(pieces) if unit), "")
    periods = [per for word in said.words if (per := _period(word))]
    period = periods[0] if len(periods) == 1 else ""
    found = [
        Quantity(whole(value), unit or shared, per or period, _rough(said))
        for value, unit, per in pieces
    ]
    if len(found) > 1:
        return doubtful(*found, why=WHICH)
    left = [
        w for w in said.words if w not in _PASSED | _PERIOD_WORDS and w not in UNITS
    ]
    if ("kurang", "lebih") in pairwise(said.words):
        left = [word for word in left if word not in {"kurang", "lebih"}]
    own = found[0].unit not in UNITS.values() and found[0].unit in left
    if own:
        left.remove(found[0].unit)
    units = {UNITS[word] for word in said.words if word in UNITS}
    plain = not (left or said.mended or len(units | {found[0].unit} - {""}) > 1)
    number, unit = found[0].value, found[0].unit
    plain = plain and bool(unit or number == int(number))
    if unit in _WORKERS:
        return doubtful(why=NO_QUANTITY)
    if not plain or len(periods) > 1 or found[0].value < 0:
        return doubtful(found[0])
    return sure(found[0], echo=own)


def _beside(said: Row) -> Iterator[tuple[Fraction, str, str]]:
    """Each number with the unit and the time that follow it."""
    at = [i for i, piece in enumerate(said.pieces) if isinstance(piece, Figure)]
    for start, end in zip(at, [*at[1:], len(said.pieces)], strict=True):
        figure = said.pieces[start]
        after = [w for w in said.pieces[start + 1 : end] if isinstance(w, str)]
        known = next((UNITS[word] for word in after if word in UNITS), "")
        unit = known or _own_unit(after)
        per = next((each for word in after if (each := _period(word))), "")
        if isinstance(figure, Figure) and figure.value is not None:
            yield figure.value, unit, per


def _own_unit(after: list[str]) -> str:
    """The first word behind the number that may be a unit we do not know."""
    rest = [w for w in after if w not in _PASSED | _PERIOD_WORDS]
    first = rest[0] if rest else ""
    return first if len(first) in _LETTERS and first not in _NOT_A_UNIT else ""


def _rough(said: Row) -> bool:
    rough = {"sekitar", "sekitaran", "kurleb", "kira", "kisaran", "hampir", "an", "~"}
    pairs = pairwise(said.words)
    return not rough.isdisjoint(said.words) or ("kurang", "lebih") in pairs


def _one_of(text: str) -> str:
    """*text* with "selembar" as "1 lembar", and "1 bulan" as "sebulan"."""

    def opened(found: re.Match[str]) -> str:
        unit = found[1].lower()
        if unit in _PERIODS:
            return f"se{unit}"
        return f"1 {unit}" if len(unit) > 1 and unit in UNITS else found[0]

    return _ONE_OF.sub(opened, text)


def _period(word: str) -> str:
    """Which stretch of time *word* names: "sebulan", "perbulan" and "bulan" alike."""
    for each in _EACH:
        if word.removeprefix(each) in _PERIODS:
            return _PERIODS[word.removeprefix(each)]
    return ""
