"""Which part of the report is asked for, where it is asked for in words."""

from conversations.cases.reports.figures import PrintForLeaders, ShowReport
from conversations.engine.effects import Effect
from conversations.engine.values import Here
from conversations.language import fold
from conversations.language.lists import listed
from conversations.understanding import Wish

PAGES = "pages"
_PARTS = listed("report")


def asked(words: str, here: Here | None = None) -> tuple[Effect, ...]:
    """The first part that a word names; else how the whole stands."""
    del here
    said = frozenset(fold(words).split())
    part = next((part for part, named in _PARTS.items() if said & named), "")
    return (PrintForLeaders() if part == PAGES else ShowReport(part),)


def wished(wish: Wish, here: Here) -> tuple[Effect, ...]:
    """The same of a whole sentence."""
    return asked(wish.said, here)
