"""Names, addresses and other free text: kept as typed, within bounds.

Stars, angle brackets and links are letters like any other here; it is the channel
that writes them so that they are shown and not obeyed.
"""

import unicodedata

from msgspec import Struct

from conversations.language.normalise import clean
from conversations.language.utterance import Said, Utterance

_ADDRESSED = {
    **dict.fromkeys(("bapak", "bpk", "pak", "mr"), "bapak"),
    **dict.fromkeys(("ibu", "bu", "mrs", "ms"), "ibu"),
    "kang": "kang",
    **dict.fromkeys(("teh", "teteh"), "teh"),
}
_TITLES = frozenset(_ADDRESSED) | set("mas mbak sdr sdri ceu nyi mang".split())


class Written(Struct, frozen=True):
    """A *text* that can be kept, or the *reason* it cannot."""

    text: str = ""
    reason: str = ""


def read_text(said: Said, least: int, most: int, *, lines: bool = False) -> Written:
    """*said* made clean, if a person sees *least* to *most* signs in it.

    Accents stacked on one letter count once, but more than two to a sign is no
    writing we know, and a flood of them is too long. Reasons: `too_short`, `too_long`.
    """
    if isinstance(said, Utterance):
        kept = said.lines if lines else said.clean
    else:
        kept = clean(said, lines=lines)
    marks = 0
    if not kept.isascii():
        marks = sum(unicodedata.category(sign) in {"Mn", "Me"} for sign in kept)
    seen = len(kept) - marks
    if seen > most or marks > 2 * seen + 4:
        return Written(reason="too_long")
    if seen < least or (least and not any(map(str.isalnum, kept))):
        return Written(reason="too_short")
    return Written(kept)


def title(said: Said) -> str:
    """How one is addressed who calls oneself *said*: `ibu` of "Bu Contoh", if so."""
    name = Utterance.of(said).typed
    first = name.partition(" ")[0].rstrip(".").casefold()
    return _ADDRESSED.get(first, "") if " " in name.strip() else ""


def untitled(name: str) -> str:
    """*name* without the Ibu or Pak before it, which an address brings itself."""
    first, _, rest = name.partition(" ")
    titled = first.rstrip(".").casefold() in _TITLES
    return rest.strip() if titled and rest.strip() else name
