"""The words of numbers: Indonesian, and the small ones of Sunda and Jawa Serang."""

from fractions import Fraction

ONES = {
    variant: value
    for value, variants in enumerate(
        (
            "nol kosong",
            "satu siji setunggal hiji sahiji",
            "dua loro kalih rong duwa duwe",
            "tiga telu tilu telung tige tigang",
            "empat ampat papat opat sekawan patang",
            "lima lime gangsal limang",
            "enam anam enem genep nem nenem",
            "tujuh tuju pitu pitung",
            "delapan lapan dlapan dalapan wolu wolung",
            "sembilan smbilan salapan sanga sange songo",
        )
    )
    for variant in variants.split()
}

# Words that are ten or more by themselves.
WHOLE = {
    "sepuluh": 10,
    "sapuluh": 10,
    "sedasa": 10,
    "sebelas": 11,
    "sabelas": 11,
    "sewelas": 11,
    "sawelas": 11,
    "rolas": 12,
    "telulas": 13,
    "patbelas": 14,
    "limalas": 15,
    "nembelas": 16,
    "pitulas": 17,
    "wolulas": 18,
    "sangalas": 19,
    "selikur": 21,
    "salikur": 21,
    "rolikur": 22,
    "telulikur": 23,
    "patlikur": 24,
    "selawe": 25,
    "salawe": 25,
    "seket": 50,
    "sewidak": 60,
    "suwidak": 60,
}

ONE, BELAS, PULUH, RATUS = "satu", "belas", "puluh", "ratus"
LIKUR = "likur"
"""Javanese and Sundanese: so many and twenty."""
COMMA = "koma"
HALF, QUARTER = "setengah", "perempat"

SCALES = {
    variant: value
    for value, variants in (
        (10**3, "ribu rb rbu rebu ewu k"),
        (10**6, "juta jt jta jut"),
        (10**9, "miliar milyar miliyar milyard mlyr"),
        (10**12, "triliun trilyun"),
    )
    for variant in variants.split()
}

# One word that says two things, or says one of them in another way.
_SAME = {
    "seratus": (ONE, RATUS),
    "saratus": (ONE, RATUS),
    "satus": (ONE, RATUS),
    "seribu": (ONE, "ribu"),
    "sarebu": (ONE, "ribu"),
    "sewu": (ONE, "ribu"),
    "sejuta": (ONE, "juta"),
    "sajuta": (ONE, "juta"),
    "semiliar": (ONE, "miliar"),
    "semilyar": (ONE, "miliar"),
    "setriliun": (ONE, "triliun"),
    "setrilyun": (ONE, "triliun"),
    "seperempat": (ONE, QUARTER),
    "stengah": (HALF,),
    "stngah": (HALF,),
    "satengah": (HALF,),
    "setenga": (HALF,),
    "atus": (RATUS,),
    "pulu": (PULUH,),
    "dasa": (PULUH,),
    "welas": (BELAS,),
}

_KNOWN = (
    ONES.keys()
    | WHOLE.keys()
    | SCALES.keys()
    | _SAME.keys()
    | {BELAS, LIKUR, PULUH, RATUS, HALF, QUARTER}
)
_SHORTEST_JOINED = 3
_LONGEST_JOINED = 60

SHARES = {HALF: Fraction(1, 2), QUARTER: Fraction(1, 4)}


_HEADS: dict[str, list[str]] = {}
"""The words that are found inside a joined one, by how they begin, longest first."""
for _word in sorted(_KNOWN, key=len, reverse=True):
    if len(_word) >= _SHORTEST_JOINED:
        _HEADS.setdefault(_word[:_SHORTEST_JOINED], []).append(_word)


def number_words(word: str) -> tuple[str, ...]:
    """*word* as known number words: "duapuluhlima" is three; () if it is none."""
    if word in _KNOWN:
        return _SAME.get(word, (word,))
    if len(word) > _LONGEST_JOINED:
        return ()
    for head in _HEADS.get(word[:_SHORTEST_JOINED], ()):
        if word.startswith(head) and (rest := number_words(word[len(head) :])):
            return (*_SAME.get(head, (head,)), *rest)
    return ()
