"""What people write around an answer: "nama saya ...", "... aja pak", a flower.

It is taken off where it cannot be a part of the answer. Where it can, "abdi rahman",
both are given back, for the person to choose.
"""

import re
import unicodedata
from dataclasses import dataclass

from conversations.language.free_words import known
from conversations.language.normalise import clean
from conversations.language.slang import words

_ME = r"(?:saya|sy|sya|aku|ak|gue|gw|kami|abdi|kula|kulo|kule|ane|simkuring)"
_IS = r"(?:\s+(?:mah|teh|tuh|itu|ini|adalah|adlh|ialah|yaitu|nya|ya))*\s*[:=,\-]?\s+"
_TITLE = (
    r"(?:(?:ibu|bu|bapak|bpk|pak|pk|mas|mbak|kang|teh|teteh|sdr|sdri|saudara|saudari)"
    r"\.?\s+)?"
)
_HELLO = (
    r"(?:(?:assala\w*|asalam\w*|salam|punten|permisi|maaf|halo|hallo|hai|pagi|siang|sore"
    r"|malam|selamat \w+|oh|o|eh|iya|ya|oke|ok|baik)(?:\s+(?:bu|pak|kak|min|mas|mbak"
    r"|teh|kang|wr|wb))*[\s,.!]+)*"
)
_NAME = r"(?:nama|nm|nami|jeneng|asma|ngaran|name)"


def _lead(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"{_HELLO}(?:{'|'.join(phrases)})", re.IGNORECASE)


_PERSON = _lead(
    rf"{_NAME} (?:lengkap|asli|panggilan)\s*(?:{_ME}|nya)?{_IS}{_TITLE}",
    rf"{_NAME} (?:{_ME}|pemilik(?:nya)?|ibu|bapak){_IS}{_TITLE}",
    rf"(?:nama|jeneng|ngaran)(?:ku|nya|ne|na){_IS}{_TITLE}",
    rf"(?:nama|nm|name)\s*[:=]?\s+{_TITLE}",
    rf"(?:perkenalkan|kenalkan|kenalin)[\s,]+(?:{_NAME} )?(?:{_ME}{_IS})?{_TITLE}",
    rf"(?:saya|sy|sya|aku|ak|gue|gw|simkuring){_IS}{_TITLE}",
    rf"(?:abdi|kula|kulo)\s+(?:mah|teh|niki|adalah){_IS}{_TITLE}",
    rf"(?:ini|dengan|dgn)\s+(?:dengan\s+)?{_TITLE}",
    rf"(?:biasa\s+)?(?:di)?panggil\s+(?:{_ME}\s+|saja\s+|aja\s+)?{_TITLE}",
    rf"(?:atas nama|a\.?\s?n\.)\s*:?\s*{_TITLE}",
    r"(?:my (?:full )?name(?: is|'s)|i am|i'm|im|this is|call me)\s+",
)
_OWNS = rf"(?:\s+{_ME}|nya|ku|ne|na)"
_BUSINESS = _lead(
    rf"(?:nama (?:usaha|toko|warung|merek|merk|brand|batik|kantor|desa){_OWNS}?"
    rf"|(?:usaha|toko|warung|bisnis|kantor){_OWNS} (?:ber)?nama(?:nya)?){_IS}",
    rf"(?:usaha|bisnis|merek|merk|brand|kantor){_OWNS}{_IS}",
    rf"(?:nama|nm)(?:nya|ne|na)?{_IS}",
    rf"{_ME} (?:dari|punya (?:usaha|toko|merek|brand))(?: (?:ber)?nama(?:nya)?)?{_IS}",
    r"(?:di)?(?:kasih|beri|pakai|pake) nama\s+",
    r"bernama\s+",
    r"(?:the|my|our)? ?(?:business|brand|company|shop)?(?: ?name)? ?"
    r"(?:is called|is|called)\s+",
)
_PRODUCT = _lead(
    rf"(?:usaha )?{_ME} (?:itu )?(?:mem)?(?:bikin|buat|jual|jualan|dagang|produksi"
    r"|memproduksi|membuat|menjual|nyieun|ngadamel|ical|dodol|gawe)(?:nya)?\s+",
    rf"(?:produk|jualan|bikin|dagangan|usaha)(?:{_OWNS}){_IS}",
    r"(?:jualan|jual|bikin|membuat|memproduksi|menjual|dagang)\s+",
    r"(?:i|we) (?:make|sell|produce)\s+",
)
_PLACE = _lead(
    rf"(?:nama )?(?:desa|kelurahan|alamat|lokasi|tempat){_OWNS}{_IS}",
    r"(?:di )?(?:desa|ds\.?|kelurahan|kel\.?)\s+",
    r"di\s+(?:daerah\s+)?",
)
_ADDRESS = _lead(
    rf"(?:alamat|lokasi|tempat)(?: usaha| produksi)?(?:{_OWNS})?{_IS}",
    rf"(?:rumah|usaha)(?:{_OWNS}) di\s+",
)
_SOFTLY = re.compile(
    r"(?:(?:punten|permisi|maaf|halo|hallo|hai|assala\w*|asalam\w*|oh|eh|iya|ya|oke|ok|baik"
    r"|selamat (?:pagi|siang|sore|malam))(?:\s+(?:bu|pak|kak|min))?[\s,.!]+)+",
    re.IGNORECASE,
)
LEADS = {
    "person": _PERSON,
    "business": _BUSINESS,
    "brand": _BUSINESS,
    "office": _BUSINESS,
    "product": _PRODUCT,
    "place": _PLACE,
    "address": _ADDRESS,
}
_DECLARES = re.compile(
    r"(?i)\b(?:nama|nami|nm|jeneng|asma|ngaran|name|namaku|namanya|jenengku|ngaranna"
    r"|(?:di)?panggil|(?:per)?kenal(?:kan|in)|bernama|called|call me|desa|ds|kelurahan"
    r"|kel|mere?k(?:nya|ku)?|brand(?:nya|ku)?|alamat(?:nya)?|kantor(?:nya)?)\b"
)
"""What says in a lead-in that the answer follows; "saya ..." may go on anyhow."""
_PERHAPS = {"person": words("abdi kula kulo kule nami asma")}
"""First words that say "I", and are names as well."""

_TAILS = words(
    "ya yaa yah yak aja saja aj sj pak bu kak kakak min admin gan bos boss sis bro",
    "nih ni kok deh dong sih lho loh mah euy atuh hehe hehehe haha hahaha wkwk",
    "wkwkwk hihi ok lah oke makasih makasi thx trims thanks nuhun please",
)
_TAILS_PERHAPS = words(
    "mas mbak teh kang bang om tante neng ceu mang",
)
_ENDS = "*_~\"'`\u201c\u201d\u2018\u2019\u00ab\u00bb,;:!?.-=/()[]+ "
_SHORT = 4


def bare(text: str) -> str:
    """*text* without flowers, quotes and stops at its ends; "S.E." keeps its stop."""
    kept = clean(text)
    start, end = 0, len(kept)
    while start < end and _blooms(kept[start]):
        start += 1
    while start < end and _blooms(kept[end - 1]):
        end -= 1
    said, tail = kept[start:end], kept[end:]
    stop = ")" if tail[:1] == ")" and "(" in said else ""
    last = said.rsplit(" ", 1)[-1]
    if tail[:1] == "." and ("." in last or len(last) < _SHORT):
        stop = "."
    return said + stop


def _blooms(sign: str) -> bool:
    """Whether *sign* is only writing, or a picture."""
    return sign in _ENDS or unicodedata.category(sign) in {"So", "Sk", "Mn", "Cf", "Me"}


@dataclass(frozen=True)
class Core:
    """What a text may say without what stands around it: *meant*, the likeliest first.

    *declared*: it says that it answers, "nama saya ...", and not just "saya ...".
    """

    meant: tuple[str, ...]
    declared: bool


def around(text: str, shape: str) -> Core:
    """*text* without what stands around it."""
    said, lead = bare(text), LEADS[shape]
    declared = False
    for turn in range(3):
        found = lead.match(said)
        if found and not turn:
            declared = bool(_DECLARES.search(found[0]))
        found = found or _SOFTLY.match(said)
        rest = bare(said[found.end() :]) if found else ""
        if not rest:
            break
        said = rest
    first, _, rest = said.partition(" ")
    others: tuple[str, ...] = ()
    if rest and first.casefold() in _PERHAPS.get(shape, ()):
        if first[:1].isupper() and rest[:1].isupper():
            others = (rest,)
        elif first.islower() and rest[:1].isupper():
            said = rest
        else:
            said, others = rest, (said,)
    untailed, perhaps = _untailed(said, thing=shape == "product")
    if shape in {"business", "brand"} and untailed.casefold() in known.goods:
        perhaps = (said,) if untailed != said else ()  # "batik ya" may hang over a door
    return Core(tuple(dict.fromkeys((untailed, *perhaps, *others))), declared)


def _untailed(said: str, *, thing: bool) -> tuple[str, tuple[str, ...]]:
    """*said* without what is said to somebody behind it, and what else it may be.

    A *thing* may well be tea (*teh*) or gold (*mas*).
    """
    kept = said.split(" ")
    while len(kept) > 1 and _is_tail(kept, _TAILS):
        kept.pop()
    sure = bare(" ".join(kept))
    if not thing and len(kept) > 1 and _is_tail(kept, _TAILS_PERHAPS):
        return bare(" ".join(kept[:-1])), (sure,)
    return sure, ()


def _is_tail(said: list[str], tails: frozenset[str]) -> bool:
    """Whether the last word is spoken to us: not one written large, as in a name."""
    last = said[-1].strip(_ENDS)
    if last.casefold() not in tails:
        return not last
    others_small = " ".join(said[:-1]).islower()
    shouted = " ".join(said).isupper()
    return last.islower() or others_small or shouted
