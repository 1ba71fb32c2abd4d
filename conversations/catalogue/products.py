"""Products that may only be sold with the SNI mark, known by what people call them.

Things for babies have too many names for a list: they are told by who wears them and
what is worn. Who misses a duty may end in court, so a doubt is a doubt, not a no.
"""

import re
from functools import cache
from typing import TypeAlias

from rapidfuzz import fuzz

from conversations.catalogue import catalogue
from conversations.catalogue.model import MandatoryProduct
from conversations.catalogue.spelling import SHORT, SURE, Spelling, alike, words

LONGEST = 200
"""Characters that are looked at; a product is named in the first few words."""

BABY, BABY_PERHAPS = "baby_clothes", "child_clothes"
FEW = 5
"""Words of a product's name; more are a story, in which a baby may be anything."""

MONTHS = 36
"""Up to this age the duty reaches, says the regulation."""

_OWN = r"(?:nya|ku)?"
_WEARER = (
    r"(?:ba+y+i+|byi|bayek|ba(?:by|bies|tita|lita)|orok|infants?|newborns?|new born"
    rf"|baru lahir|todd?lers?|bawah tiga tahun){_OWN}"
)
_CHILD = rf"(?:anak|kids?|child(?:ren)?|bocah|budak(?: leutik)?|lare){_OWN}"
_WORN = (
    r"(?:baju|bju|acuk|raksukan|rasukan|calana|simbut|klambi|pakaian|pakean|busana"
    r"|celana|kao?s|kaus|jumper|jamper|romper|setelan|stelan|gaun|dress|rok|topi"
    r"|kupluk|selimut|bedong(?:an)?|popok|diapers?|nappy|nappies|clodi|lampin"
    r"|gurita|oto|kemeja|sarung|handuk|sepatu|sandal|alas kaki|tas|bibs?|celemek"
    r"|slabb?er|prewalker|sleepsuit|onesies?|alas dada|bandana|bando|jaket"
    r"|sweater|piyama|overall|singlet|legging|kebaya|rompi|kardigan|swaddle"
    r"|fashion|outfit|perlengkapan|seragam|kostum|peci|koko|gamis|daster|kimono"
    r"|mukena|jilbab|hijab|kerudung|batik|kain|clothes|clothing|wear|hats?"
    r"|socks?|mittens?|shirts?|blankets?|towels?|shoes?|bags?|pants"
    rf"){_OWN}"
)
_ONLY_BABIES_WEAR = (
    r"\b(?:bedong(?:an)?|gurita|popok|clodi|lampin|swaddle|nappy|nappies|slabb?er"
    r"|prewalker|sleepsuit)\b"
)
_GROWN = r"\b(?:dewasa|lansia|manula|orang tua|adult)\b"
_NOT_FOR = (
    r"\b(?:bukan|selain|kecuali|non|not|except|(?:tidak|tdk|nggak|gak|ga|tak)"
    r" (?:untuk|buat|bikin|membuat|jual|menjual|produksi|ada))\b"
    rf"(?: \w+){{0,2}} {_WEARER}\b"
)
_OLDER = (
    rf"\b{_CHILD} (?:muda|remaja|buah|perusahaan|kos|kuliah|didik|gadis|sekolah|sd|smp"
    r"|sma|smk|tk|kelas|abg|pramuka|mahasiswa|bangsa|negeri|daerah|desa|kucing|anjing|ayam"
    r"|kambing|sapi|kelinci|burung|hewan)\b"
)
_IDIOMS = (
    r"\bbaby ?(?:dolls?|corn|crab|fish|lobster|potato|tuna|sitter|oil|terry|tee|blue"
    r"|pink|spinach|kailan|buncis|wortel|kentang|timun|cumi|octopus|face|boom)\b"
    r"|\bmotif (?:bayi|baby|anak)\b|\bbayi tabung\b"
    r"|\b(?:bayi|baby) (?:kucing|anjing|ayam|kambing|sapi|kelinci|burung|hewan|naga)\b"
    r"|\b(?:pengasuh|perawat|suster|bidan|dokter|guru|penjaga) (?:bayi|balita|anak)\b"
)
"""Babies and children in name only: a nightdress, a vegetable, who looks after them."""

_MAKERS = (
    r"\b(?:dijahit|dibuat|dibantu|oleh|sama|bersama|buatan|jahitan)"
    r" anak(?:ku| saya| kami| sendiri)?\b(?! \d)|\bturun temurun\b.*"
    r"|\banak(?:ku| saya| kami)? (?:yang )?(?:ikut|bantu|membantu|menjahit|jahit|bikin"
    r"|membuat|buat|kerja|bekerja|ngerjain|mengerjakan|jual|menjual|jualan)\b"
)
"""Where the child is who makes or sells it."""

_NOT_WORN = (
    r"\b(?:makanan|makan|susu|bubur|mpasi|biskuit|kue|snack|kereta|stroller"
    r"|ranjang|box|mainan|boneka|minyak|sabun|sampo|bedak|lotion|obat"
    r"|vitamin|botol|dot|foto|food|toys?|ayam|ikan|kambing|kucing|gajah|kopi|teh|jagung|tahu"
    r"|terong|sayur(?:an)?|wortel|udang|cumi|lobster|kepiting|keripik|kerupuk|nasi|roti"
    r"|bakso|sambal|madu|jamu|oil|tanaman|lukisan|video|lagu|buku|kartu|undangan|lampu"
    r"|termometer|gelas|piring|sendok|meja|kursi|jasa|pijat|spa|klinik|kursus|tisu)\b"
)
_FIRM = r"\b(?:usaha|berdiri|berjalan|jalan|toko|perusahaan|pengalaman)\b"
_AGE = re.compile(
    r"(?P<low>\d+(?:[.,]\d+)?)(?: (?:sampai |hingga |s d |to )?\d+)?"
    r"(?: setengah)? ?"
    r"(?P<unit>tahun|taun|thn|th|years?|bulan|bln|wulan|sasih|months?)\b"
)
_SAID = (
    "setahun=1 tahun sebulan=1 bulan nol=0 satu=1 dua=2 tiga=3 empat=4 lima=5 enam=6"
    " tujuh=7 delapan=8 sembilan=9 sepuluh=10 sebelas=11 one=1 two=2 three=3"
)
_NUMBERS = dict(re.findall(r"([a-z]+)=(\d+(?: [a-z]+(?=\s|$)(?!=))?)", _SAID))


def described(text: str) -> tuple[MandatoryProduct | None, bool]:
    """The product in *text* that must or may need the mark, and if babies wear it."""
    found, products = _of_babies(text), catalogue().mandatory
    if found == BABY:
        return products[BABY], True
    if product := _named(text, sure=True):
        return product, bool(found)
    if found == BABY_PERHAPS:
        return products[BABY_PERHAPS], True
    return _named(text, sure=False), False


def mandatory_product(text: str) -> MandatoryProduct | None:
    """The product under mandatory SNI that *text* describes, if it surely does."""
    product, _ = described(text)
    return product if product and product.sure else None


def perhaps_mandatory(text: str) -> MandatoryProduct | None:
    """A product in *text* of which an officer must say whether it needs the mark."""
    product, _ = described(text)
    return None if product is None or product.sure else product


def _named(text: str, *, sure: bool) -> MandatoryProduct | None:
    """A product that is called by one of its names."""
    said = words(text[:LONGEST])
    names, by_word = _names()
    known = frozenset(each for word in said for each in names.find(word))
    if not known:
        return None
    alone = " ".join(said)
    for product, of_words, unless in by_word:
        if product.sure != sure or any(name <= known for name in unless):
            continue
        if any(name <= known for name in of_words):
            return product
        if any(alike(name, alone) for name in product.alone):
            return product
    return None


Name: TypeAlias = frozenset[str]


@cache
def _names() -> tuple[
    Spelling, list[tuple[MandatoryProduct, tuple[Name, ...], tuple[Name, ...]]]
]:
    """The words of all names, and of each product those that tell it or deny it."""
    products = [
        (
            product,
            tuple(frozenset(words(name)) for name in product.words),
            tuple(frozenset(words(name)) for name in product.unless),
        )
        for product in catalogue().mandatory.values()
    ]
    alone = {
        word for each, *_ in products for name in each.alone for word in words(name)
    }
    told = {w for _, *names in products for of in names for name in of for w in name}
    return Spelling(told | alone), products


def _of_babies(text: str) -> str:
    """Whether something to wear is for a baby, for a child of any age, or neither."""
    said = re.sub(rf"{_NOT_FOR}|{_IDIOMS}|{_MAKERS}", " ", _read(text))
    if not re.search(rf"\b{_WORN}\b", said):
        return BABY_PERHAPS if _unnamed(said) else ""
    if re.search(rf"\b{_WEARER}\b", said) and not _carries(said):
        return BABY
    if re.search(_ONLY_BABIES_WEAR, said) and not re.search(_GROWN, said):
        return BABY
    return _by_age(said)


def _by_age(said: str) -> str:
    """What the age of a child says; a child without an age may be a small one."""
    child = re.search(rf"\b{_CHILD}\b", re.sub(_OLDER, " ", said))
    youngest = [_months(age) for age in _AGE.finditer(said)]
    if youngest and min(youngest) == 0:
        return BABY
    aged = re.search(r"\b(?:umur|usia|aged?|ukuran)\b", said)
    if not child and (not aged or re.search(_FIRM, said)):
        return BABY_PERHAPS if re.search(rf"\b{_WEARER}\b", said) else ""
    if youngest:
        return BABY if min(youngest) <= MONTHS else ""
    return BABY_PERHAPS if child else ""


def _unnamed(said: str) -> bool:
    """Whether a product for babies is named in few words, and nothing says which."""
    short = len(said.split()) <= FEW
    wearer = re.search(rf"\b{_WEARER}\b", said)
    return bool(short and wearer and not re.search(_NOT_WORN, said))


def _months(age: re.Match[str]) -> float:
    """The lower end of an age that was said, in months."""
    number = float(age["low"].replace(",", "."))
    return number * 12 if age["unit"][0] in "ty" else number


def _carries(said: str) -> bool:
    """Whether a baby is carried in it, and nothing else is named that is worn."""
    if not re.search(r"\bgendong(?:an)?\b", said):
        return False
    left = re.sub(r"\b(?:kain|batik|tas|sarung|selendang)\b", " ", said)
    return not re.search(rf"\b{_WORN}\b", left)


def _read(text: str) -> str:
    """*text* in small letters, one space between words, and small numbers as digits."""
    plain = re.sub(r"(?<=\d)[-\u2013\u2014](?=\d)", " ", text[:LONGEST].casefold())
    plain = re.sub(r"(?<=\d)(?=[a-z])", " ", plain)
    plain = re.sub(r"[^\w.,]+|(?<!\d)[.,]|[.,](?!\d)", " ", plain)
    said = (_slipped(_NUMBERS.get(word, word)) for word in plain.split())
    return " ".join(said)


_OFTEN = (
    *("pakaian", "batita", "balita", "newborn", "toddler"),
    *("selimut", "celana", "handuk"),
)
"""Words that are often misspelt, and mend a whole phrase."""


def _slipped(word: str) -> str:
    """A word that is one of the usual ones but for a slip of the finger."""
    if len(word) <= SHORT:
        return word
    return next((each for each in _OFTEN if fuzz.ratio(each, word) >= SURE), word)
