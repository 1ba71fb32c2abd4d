"""What speaks for a text being the answer, where nothing speaks against it.

A list of words that are no answers is never complete. So a text needs something that
speaks for it: words that people, goods, shops or villages are called by, the capitals
of a name, or a lead-in, "nama saya ...". Without, it is read back once, for a yes.
"""

import re

from conversations.language.free_words import known
from conversations.language.lists import DOORS, EVERYDAY, THINGS, TRADES, VILLAGES
from conversations.language.normalise import fold
from conversations.language.people import (
    ANY_DAY,
    CALLS,
    a_person,
    called,
    everyday,
    folded,
    only_called,
    spoken,
    written_large,
)
from conversations.language.slang import words
from conversations.language.text_kinds import FEW, Shape

_OF_VILLAGES = re.compile(
    r"(?:suka|karang|kerta|marga|mekar|sindang|tanjung|bojong|ranca|wana|harja|pasir"
    r"|tegal|lebak|kubang|kadu|kebon|curug|talaga)\w{3,}"
)
_SIDES = words(
    "ilir hilir barat timur utara selatan kidul wetan kulon lor tengah baru kota"
)
_ABOUT_THINGS = words(
    "tulis cap kombinasi printing print isi tempel gosok cuci gantung lipat bakar oleh",
    "dan atau untuk dari dengan yang pakai aneka olahan produk kerajinan produksi",
    "motif jasa khas handmade tangan ukuran serta and with of for",
)
_TALK = ("instructions", "refusals", "asking", "phones", "courtesy", "amounts", "money")
_SEASONS = words("lebaran natal imlek puasa malam siang hari harian jumat musim dini")
_TALKED = (
    frozenset().union(*(EVERYDAY[kind] for kind in (*_TALK, "time")))
    - _SEASONS
    - _ABOUT_THINGS
)
"""What speaks to us and not of a thing, even behind the name of a thing."""
_DESCRIBES = EVERYDAY["describes"]
_GOODS = TRADES | THINGS
_DESCRIBED = _DESCRIBES | THINGS
_NOT_DESCRIBES = ANY_DAY - _DESCRIBES
_BEFORE_NAMES = CALLS | {"al", "si"}
_STRONG_DOORS = DOORS - ANY_DAY - THINGS
_SIBLINGS = words("putra putri saudara dara bersaudara kembar kelinci")
_FIRMS = words("cv ud pt pd fa kub kwt koperasi bumdes")
"""What stands before nothing but a name, whatever its words."""
_WEAK_TRADES = words(
    "rumah kelompok usaha home umkm ukm ikm kios lapak warung toko otak"
)
_SAMPLE = " Contoh"
"""How whoever tries Pandu marks what is no real name: Petugas Contoh."""
_OFFICES = re.compile(r"(?:dis|bap|bpk|bpb|kes|sat|set|bag|dp|pem)\w{2,}")


def speaks_for(text: str, shape: Shape, *, declared: bool = False) -> bool:
    """Whether something says that *text* is what was asked for.

    *declared*: it stood behind words that say so.
    """
    if text.endswith(_SAMPLE) and written_large(text):
        return True
    return {
        "person": a_person,
        "business": _door,
        "brand": _brand,
        "office": _office,
        "place": _village,
        "product": _thing,
        "address": _address,
    }[shape](text, declared=declared)


def _door(text: str, *, declared: bool) -> bool:
    """Whether a shop may be called so: a trade and a name, or a name of shops."""
    said = _unnumbered(_unpersoned(spoken(text)))
    trades = set(said) & TRADES
    rest = [word for word in said if word not in TRADES]
    good = {word for word in rest if word in DOORS or called(word)}
    own = [word for word in rest if word not in good and word not in _DESCRIBED]
    if not said:
        return False
    if said[0] in _FIRMS and len(said) > 1 and written_large(text):
        return True
    if any(map(everyday, own)):
        return False
    proper = bool(own) or bool(good - _DESCRIBES)
    large = written_large(text) and len(said) > 1 and len(max(said, key=len)) > 1
    if (declared or (large and trades | good)) and (own or good - ANY_DAY):
        return True
    strong = any(map(only_called, rest)) or bool(set(rest) & _STRONG_DOORS)
    if not _GOODS.isdisjoint(said) and strong and "motif" not in said:
        return True
    if set(said) & _ABOUT_THINGS:  # "batik tulis khas serang" is what is made
        return False
    if trades:
        return proper if trades - _WEAK_TRADES else bool(good - ANY_DAY)
    return not own and len(said) > 1 and strong and not all(map(only_called, rest))


def _unpersoned(said: list[str]) -> list[str]:
    """*said* without the titles in it: Warung Bu Sarmi."""
    return [
        word
        for word, after in zip(said, [*said[1:], ""], strict=True)
        if not (word in _BEFORE_NAMES and after)
    ]


def _unnumbered(said: list[str]) -> list[str]:
    """*said* without the number of the siblings: Tiga Putra."""
    if not set(said) & _SIBLINGS:
        return said
    return [word for word in said if word not in known.numbers]


def _brand(text: str, *, declared: bool) -> bool:
    return _door(text, declared=declared) or fold(text) in _STRONG_DOORS


def _office(text: str, *, declared: bool) -> bool:
    said = spoken(text)
    if set(said) & known.of_an_office or _OFFICES.fullmatch(said[0]):
        return True
    return declared or (text.isupper() and len(said) <= FEW)


def _village(text: str, *, declared: bool) -> bool:
    said = spoken(text)
    if "".join(said) in VILLAGES:
        return True
    core = [word for word in said if word not in _SIDES]
    if not core or any(map(everyday, core)) or set(core) & THINGS:
        return False
    if declared or (written_large(text) and len(said) > 1):
        return True
    return all(word in VILLAGES or _OF_VILLAGES.fullmatch(word) for word in core)


def _thing(text: str, *, declared: bool) -> bool:
    """Whether a thing is named, and nothing is said to us."""
    del declared  # "saya jual ..." may go on with anything
    said = spoken(text)
    things = [word for word in said if word in THINGS]
    beside = set(said) - THINGS - _ABOUT_THINGS
    if not things:
        return False
    first = next((word for word in said if word not in _ABOUT_THINGS), things[0])
    bad = _TALKED if first in THINGS else _NOT_DESCRIBES
    return not (beside | folded(beside)) & bad


def _address(text: str, *, declared: bool) -> bool:
    said = spoken(text)
    if set(said) & known.of_an_address or any(map(str.isdigit, text)):
        return True
    return declared or _village(text, declared=False) or bool(set(said) & VILLAGES)
