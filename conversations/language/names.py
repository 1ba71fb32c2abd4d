"""Names, addresses and other free text: kept as typed, within bounds.

Stars, angle brackets and links are letters like any other here; it is the channel
that writes them so that they are shown and not obeyed.
"""

import unicodedata
from dataclasses import dataclass

from conversations.language.utterance import Utterance, once

_TITLES = frozenset("bapak bpk pak ibu bu kang teh teteh mas mbak sdr sdri".split())


@dataclass(frozen=True)
class Written:
    """A *text* that can be kept, or the *reason* it cannot."""

    text: str = ""
    reason: str = ""


@once
def read_text(
    said: Utterance, least: int, most: int, *, lines: bool = False
) -> Written:
    """*said* made clean, if a person sees *least* to *most* signs in it.

    Accents stacked on one letter count once, but more than two to a sign is no
    writing we know, and a flood of them is too long. Reasons: `too_short`, `too_long`.
    """
    kept = said.lines if lines else said.clean
    marks = 0
    if not kept.isascii():
        marks = sum(unicodedata.category(sign) in {"Mn", "Me"} for sign in kept)
    seen = len(kept) - marks
    if seen > most or marks > 2 * seen + 4:
        return Written(reason="too_long")
    if seen < least or (least and not any(map(str.isalnum, kept))):
        return Written(reason="too_short")
    return Written(kept)


def untitled(name: str) -> str:
    """*name* without the Ibu or Pak before it, which an address brings itself."""
    first, _, rest = name.partition(" ")
    titled = first.rstrip(".").casefold() in _TITLES
    return rest.strip() if titled and rest.strip() else name
