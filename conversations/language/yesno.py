"""Yes, no, not yet and I don't know, in the words of Serang.

Only a message that says one of them and nothing else is an answer; "ya tidak" is none.
"""

import re
from typing import Literal, TypeAlias

from conversations.language.normalise import clean, fold
from conversations.language.slang import COURTEOUS, words

Answer: TypeAlias = Literal["yes", "no", "not_yet", "unknown"]

# The words as `fold` leaves them: gk and boten are *tidak* by then, nggih is *ya*.
_YES = words(
    "y ya yes yep oke sip siap boleh betul benar bener setuju mau mangga mangge ada",
    "punya sudah bisa cocok sesuai pas hooh heeh yess yoa tentu pasti sepakat",
    "bersedia sok",
)
_NO = words(
    "tidak no nope n bukan jangan ogah emoh wegah moal embung alim sanes salah",
    "henteu batal",
)
_NOT_YET = frozenset({"belum"})
_UNKNOWN = frozenset(
    {
        *("entah", "entahlah", "bingung", "teuing", "embuh", "mbuh", "mungkin", "ragu"),
        *("ragu ragu", "tidak tahu", "belum tahu", "kurang tahu", "tidak tau"),
        *("belum tau", "kurang tau", "kurang paham", "tidak paham", "tidak yakin"),
        *("belum yakin", "tidak ngerti", "lupa", "duka", "tidak mengerti"),
    }
)
# A denial turns these round, and they stay a plain no: "tidak mau", "belum punya".
_DENIABLE = words(
    "mau setuju benar bener betul ada punya boleh bisa cocok sesuai perlu usah jadi",
    "pas pernah sempat bersedia siap",
)
_BESIDE = COURTEOUS | words(
    "saya kami terima kasih sangat sekali banget semua data datanya itu ini saja lagi",
    "banyak",
)
_DENIED_BESIDE = frozenset({"dulu"})
"""Of a denial, that it is one for now; "dulu ada" is no yes."""
_DOUBLE = re.compile(r"\bbukan (?:tidak|belum)\b")

_THUMB = re.compile("^[\U0001f44d\U0001f44c\u2705\u2714\u2611\U0001f197]+$")
_THUMB_DOWN = re.compile("^[\U0001f44e\u274c\u274e\U0001f645]+$")
_TONE = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\u200d\u2640\u2642\\s]")


def read_answer(text: str) -> Answer | None:
    """Which of the four *text* says; a question says none."""
    signs = _TONE.sub("", clean(text))
    if _THUMB.match(signs):
        return "yes"
    if _THUMB_DOWN.match(signs):
        return "no"
    folded = fold(text)
    if "?" in signs or _DOUBLE.search(folded):
        return None
    words = [word for word in folded.split() if word not in _BESIDE]
    if words and words[0] in _NO | _NOT_YET:
        words = [word for word in words if word not in _DENIED_BESIDE]
    said = " ".join(words)
    if said in _UNKNOWN:
        return "unknown"
    if words and words[0] in _NO and set(words) <= _NO | _DENIABLE:
        return "no"
    if words and words[0] in _NOT_YET and set(words) <= _NOT_YET | _DENIABLE:
        return "not_yet"
    return "yes" if words and set(words) <= _YES else None


def contradicts(text: str) -> bool:
    """Whether *text* says both yes and no: "ya tidak"."""
    said = set(fold(text).split())
    return bool(said & _YES) and bool(said & (_NO | _NOT_YET))


def read_yes_no(text: str) -> bool | None:
    """True for yes, False for no and not yet, None for anything else."""
    answer = read_answer(text)
    return None if answer in {None, "unknown"} else answer == "yes"
