"""All that a decision can change, each by one statement of `storage`.

The fields of a change are what its statement is given (`bot.desk.save`, where a test
compares the two).
"""

from collections.abc import Sequence

from msgspec import Struct


class AttachDocuments(Struct, frozen=True):
    """Hand a person's own documents in for a case; *purpose*: for which paper."""

    ids: Sequence[str]
    case_id: str
    person_id: str
    purpose: str = ""


class ReplaceDocuments(Struct, frozen=True):
    """What was sent for a paper before stands for it no more."""

    case_id: str
    purpose: str


class DecideDocuments(Struct, frozen=True):
    """What became of documents: `accepted` or `sent_back`."""

    ids: Sequence[str]
    state: str


class WriteNote(Struct, frozen=True):
    """Words between owner and officer; *person_id* is the owner."""

    person_id: str
    kind: str
    body: str
    note_id: str = ""
    case_id: str | None = None
    officer_id: str | None = None
    files: Sequence[str] = ()


Change = AttachDocuments | ReplaceDocuments | DecideDocuments | WriteNote
"""Something that a decision changes."""
