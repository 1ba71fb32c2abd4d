"""What a file is called once it is saved: whose case it is of, and what it is."""

from bot import words
from bot.words import DEFAULT
from conversations.cases import names
from conversations.cases.records import Case, Document

KINDS = frozenset({"photo", "voice"})
"""Kinds of file that have a word of their own."""


def file_name(document: Document, case: Case | None = None) -> str:
    """A name that is still understood in a folder; empty for what has none.

    It ends as what it is, whatever its owner called it.
    """
    ending = "." + document.name.rpartition(".")[2]
    said = _what(document, case) if case else document.called
    whole = f"{case.code} {said}" if case else said
    return f"{whole.replace('/', '-').removesuffix(ending)}{ending}" if said else ""


def _what(document: Document, case: Case) -> str:
    """The paper that it is for, the product's photo, or what its owner called it."""
    if paper := names.paper_name(document.purpose):
        return words.prose(DEFAULT, paper)
    if document.called and document.id not in case.details.get("photo", ()):
        return document.called
    kind = document.kind if document.kind in KINDS else "document"
    if document.id in case.details.get("photo", ()):
        kind = "product"
    return words.text(DEFAULT, f"file.name.{kind}")
