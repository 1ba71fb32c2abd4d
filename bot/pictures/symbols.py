"""Signs that the typeface lacks: a near one where there is one, else words for it."""

import unicodedata
from collections.abc import Collection
from typing import NamedTuple

NEAR = {"●": "•", "◉": "•", "○": "•", "◦": "•", "√": "•"}
"""What looks alike and stands in the typeface."""


class StandIns(NamedTuple):
    """What is written where a small *picture* stood, and where other *letters* did."""

    picture: str = "•"
    letters: str = "•"


PLAIN = StandIns()
"""For a page that has no words for it."""


def writable(text: str, known: Collection[int], instead: StandIns) -> str:
    """*text* in signs that are *known*; several lacking in a row are told as one."""
    made: list[str] = []
    before = ""
    for sign in text:
        if ord(sign) in known or sign == "\n":
            made.append(sign)
            before = ""
        elif near := _near(sign, known):
            made.append(near)
            before = ""
        # What only joins or colours the sign before it is no sign of its own.
        elif unicodedata.category(sign)[0] not in "MC" and sign not in "🏻🏼🏽🏾🏿":
            kind = unicodedata.category(sign)[0]
            shown = instead.letters if kind in "LN" else instead.picture
            if shown != before:
                made.append(shown)
            before = shown
    return "".join(made)


def _near(sign: str, known: Collection[int]) -> str:
    """The same letter without its marks, or what looks alike; empty if none."""
    if sign == "\t":
        return " "
    plain = unicodedata.normalize("NFKD", NEAR.get(sign, sign))
    return "".join(each for each in plain if ord(each) in known)
