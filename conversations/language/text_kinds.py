"""The kinds of text that are asked for, and why a text may be none of them."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from conversations.language.capitals import titled
from conversations.language.free_words import known

Shape: TypeAlias = Literal[
    "person", "business", "brand", "office", "place", "product", "address"
]
Other: TypeAlias = Literal[
    "no_words", "digits", "link", "command", "skip", "unknown", "same", "denied",
    "none", "unwilling", "wait", "courtesy", "question", "noise",
]  # fmt: skip
"""What a text plainly is instead of an answer."""
Doubt: TypeAlias = Literal[
    "command", "link", "other", "many", "courtesy", "digits", "sentence", "noise",
    "which", "question", "slip",
]  # fmt: skip
"""Why a text is hardly the answer."""
NAMES: frozenset[Shape] = frozenset({"person", "business", "brand", "office", "place"})
OVER_A_DOOR: frozenset[Shape] = frozenset({"business", "brand", "office"})
"""Names that may be made of any words."""
FEW, SOME, MANY = 2, 4, 7
"""Words of a name; more than many are a sentence."""
LINK = re.compile(
    r"https?:|www\.|\b[\w-]+\.(?:com|id|co|net|org|me|shop)\b|\S@\S", re.IGNORECASE
)
MASHED = re.compile(
    r"asdf|asdas|dasda|sdfg|dfgh|fghj|ghjk|hjkl|qwer|wert|erty|rtyu|tyui|yuio|zxcv|xcvb|cvbn|vbnm"
    r"|lkjh|poiu|^(\w{1,3})\1{2,}$"
)
_NO_VOWEL = re.compile(r"[^aeiouy\W\d_]{5,}")


def also_a_name(said: Sequence[str]) -> bool:
    """A courtesy that people are called by as well: Salam, Syukron, Ibu Tes."""
    untitled = said[1:] if said[0] in known.titles else said
    if len(untitled) != 1:
        return False
    names = known.also_names if len(untitled) < len(said) else known.names_too
    return untitled[0] in names | known.names_too


def odd(said: Iterable[str]) -> bool:
    """Whether a word is made of letters that make none."""
    return any(_NO_VOWEL.search(word) or MASHED.search(word) for word in said)


def written(text: str, shape: Shape) -> str:
    """*text* with the capitals of a name, where it is one."""
    return titled(text, door=shape != "person") if shape in NAMES else text
