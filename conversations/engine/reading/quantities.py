"""A number and what it counts: "30 lembar", "5 kodi", "100 potong sebulan"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from conversations.engine.reading.normalise import clean
from conversations.engine.reading.numbers import Number, read_among_words
from conversations.engine.reading.slang import COURTEOUS, words


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

_PERIODS = {
    "hari": "day",
    "minggu": "week",
    "pekan": "week",
    "bulan": "month",
    "tahun": "year",
}
_EACH = ("se", "per", "tiap", "setiap")
_FILLER = COURTEOUS | words(
    "per tiap setiap dalam untuk kain batik saja saat ini sekarang ya an dan / =",
    "produksi produksinya bisa dapat membuat buat bikin menghasilkan kapasitas",
)
_PERIOD_WORDS = frozenset(
    {*_PERIODS, *(each + name for each in _EACH for name in _PERIODS)}
)
_ONE_OF = re.compile(r"(?i)\bse-?([a-z]{2,10})\b")
_MOST_LETTERS = 20


def read_quantity(text: str) -> Quantity | None:
    """The number in *text* with its unit; None where there is none, or two."""
    found = read_among_words(_one_of(clean(text)), _FILLER | _PERIOD_WORDS)
    if found is None or not isinstance(found.said, Number):
        return None
    around = (*found.before, *found.after)
    per = next((each for word in around if (each := _period(word))), "")
    words = [w for w in found.after if w not in _FILLER and w not in _PERIOD_WORDS]
    known = next((UNITS[word] for word in words if word in UNITS), "")
    unit = known or next((w for w in words if len(w) <= _MOST_LETTERS), "")
    return Quantity(found.said.value, unit, per, found.said.about)


def _one_of(text: str) -> str:
    """*text* with "selembar" as "1 lembar"."""

    def opened(found: re.Match[str]) -> str:
        unit = found[1].lower()
        return f"1 {unit}" if len(unit) > 1 and unit in UNITS else found[0]

    return _ONE_OF.sub(opened, text)


def _period(word: str) -> str:
    """Which stretch of time *word* names: "sebulan", "perbulan" and "bulan" alike."""
    for each in _EACH:
        if word.removeprefix(each) in _PERIODS:
            return _PERIODS[word.removeprefix(each)]
    return ""
