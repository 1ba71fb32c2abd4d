"""Yes, no, not yet and I don't know, in the words of Serang.

Only a message that says one of them and nothing else is an answer; "ya tidak" is none.
"""

import re
from typing import Literal, TypeAlias

from conversations.language.slang import COURTEOUS, words
from conversations.language.utterance import Said, Utterance, once

Answer: TypeAlias = Literal["yes", "no", "not_yet", "unknown"]

# The words as `fold` leaves them: gk and boten are *tidak* by then, nggih is *ya*.
_YES = words(
    "y ya yes yep agree agreed oke sip siap boleh betul benar bener setuju mau",
    "mangga mangge ada punya sudah bisa cocok sesuai pas hooh heeh yess yoa",
    "tentu pasti sepakat bersedia sok",
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
    "saya kami i terima kasih sangat sekali banget semua data datanya itu ini saja",
    "lagi banyak",
)
_DENIED_BESIDE = frozenset({"dulu"})
"""Of a denial, that it is one for now; "dulu ada" is no yes."""
_DENIES = _NO | _NOT_YET
_NO_AND_MORE, _NOT_YET_AND_MORE = _NO | _DENIABLE, _NOT_YET | _DENIABLE
_DOUBLE = re.compile(r"\bbukan (?:tidak|belum)\b")

_THUMB = re.compile("^[\U0001f44d\U0001f44c\u2705\u2714\u2611\U0001f197]+$")
_THUMB_DOWN = re.compile("^[\U0001f44e\u274c\u274e\U0001f645]+$")
_TONE = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f\u200d\u2640\u2642\\s]")


@once
def read_answer(said: Utterance) -> Answer | None:
    """Which of the four *said* says; a question says none."""
    if not said.typed.isascii():
        signs = _TONE.sub("", said.clean)
        if _THUMB.match(signs):
            return "yes"
        if _THUMB_DOWN.match(signs):
            return "no"
    return None if said.asked else answered(said)


@once
def answered(said: Utterance) -> Answer | None:
    """Which of the four the words of *said* say, even if they are asked."""
    if _DOUBLE.search(said.folded):
        return None
    words = [word for word in said.words if word not in _BESIDE]
    if words and words[0] in _DENIES:
        words = [word for word in words if word not in _DENIED_BESIDE]
    if " ".join(words) in _UNKNOWN:
        return "unknown"
    if words and words[0] in _NO and _NO_AND_MORE.issuperset(words):
        return "no"
    if words and words[0] in _NOT_YET and _NOT_YET_AND_MORE.issuperset(words):
        return "not_yet"
    return "yes" if words and _YES.issuperset(words) else None


def contradicts(said: Said) -> bool:
    """Whether *said* says both yes and no: "ya tidak"."""
    words = Utterance.of(said).words
    return not (_YES.isdisjoint(words) or _DENIES.isdisjoint(words))


def read_yes_no(said: Said) -> bool | None:
    """True for yes, False for no and not yet, None for anything else."""
    answer = read_answer(said)
    return None if answer in {None, "unknown"} else answer == "yes"
