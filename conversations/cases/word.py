"""The Dinas's word where it stands within other words: whose it is, and since when."""

from conversations.cases.stages import Paper
from conversations.catalogue import catalogue
from conversations.catalogue.overrides import Stated, Word
from conversations.engine.effects import Fact, Say


def within(word: Word, entry: str, shipped: str) -> Say | Fact | None:
    """What is said of an *entry*; None where nobody says anything."""
    if stated := word.get(entry):
        return as_stated(stated)
    return Fact(label=shipped) if shipped else None


def as_stated(stated: Stated) -> Say:
    """What the Dinas says, as its own."""
    office = catalogue().office.short
    values = {"text": stated.text, "office": office, "on": stated.on}
    return Say("source.stated.within", values)


def called(paper: Paper) -> Say | Fact:
    """What a *paper* is called, and by whom if that is the Dinas."""
    return as_stated(paper.stated) if paper.stated else Fact(label=paper.name)
