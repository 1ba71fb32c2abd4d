"""Forms that Pandu hands out: drafts of ours, filled in as far as a business is known.

They are written to a body in Indonesia, so they stay Indonesian in every language.
"""

from dataclasses import dataclass

from conversations.catalogue.model import Fact


@dataclass(frozen=True, kw_only=True)
class Blank:
    """A line to fill in: of a *known* field of the business, else by hand."""

    name: str
    known: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A page: what it says, its lines, and a table of *columns* with empty *rows*.

    In a *text*, the name of a field in braces is what is known of it.
    """

    id: str
    title: str
    texts: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    """What is asked for: `Nama usaha = business_name`, or a name alone."""
    columns: tuple[str, ...] = ()
    rows: int = 0
    signed: bool = False

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """Its lines, each with the field that fills it."""
        pairs = (each.partition(" = ") for each in self.fields)
        return tuple(Blank(name=name, known=known) for name, _, known in pairs)


@dataclass(frozen=True, kw_only=True)
class Form(Fact):
    """Sheets to print, and above each of them what they are not."""

    id: str
    title: str
    note: str
    sheets: tuple[Sheet, ...]
