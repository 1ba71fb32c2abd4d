"""Which column is which, what of a sheet is taken, and why the rest is not.

Columns are found by the words above them and can be said otherwise. A row that cannot
be taken is named with its number and why; one that is there already is not taken twice.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from conversations.cases.contacts.records import Contact
from conversations.catalogue import catalogue
from conversations.language import clean, fold, read_phone
from conversations.language.utterance import Utterance

FIELDS: Mapping[str, frozenset[str]] = {
    "business": frozenset({"usaha", "toko", "merek", "brand", "perusahaan", "ikm"}),
    "phone": frozenset(
        {"hp", "telepon", "telp", "tlp", "wa", "whatsapp", "phone", "kontak", "hape"}
    ),
    "kecamatan": frozenset({"kecamatan", "kec"}),
    "village": frozenset({"desa", "kelurahan", "kel", "kampung", "alamat", "village"}),
    "product": frozenset({"produk", "komoditi", "komoditas", "jenis", "product"}),
    "name": frozenset({"nama", "pemilik", "name", "owner", "pengrajin", "perajin"}),
}
"""The words that a column of each is called by; the first that fits takes it."""
LONGEST = 120
"""Letters of a cell that are kept."""
LOOKED = 15
"""So far down the words above the columns are looked for: lists have titles."""

Rows = Sequence[Sequence[str]]


class Problem(Struct, frozen=True):
    """The row of the file, as its reader counts, and why it is not taken.

    *about* is what it is the same as: a row, or the number of a case.
    """

    row: int
    reason: str
    about: str = ""


class Draft(Struct, frozen=True):
    """What would be read in, what not and why, and which rows are there already."""

    columns: Mapping[str, int]
    contacts: tuple[Contact, ...] = ()
    problems: tuple[Problem, ...] = ()


class Taken(Struct, frozen=True):
    """Who is there already: by phone or by `Contact.alike`, with what they are.

    That is the number of a case, or nothing for a contact.
    """

    phones: Mapping[str, str] = {}
    alike: Mapping[tuple[str, str], str] = {}


def guessed(heads: Sequence[str]) -> dict[str, int]:
    """Which column is which, by the words above it; each is one thing only."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    for field, called in FIELDS.items():
        for place, head in enumerate(heads):
            if place not in taken and called & set(fold(head).split()):
                found[field] = place
                taken.add(place)
                break
    return found


def head_of(rows: Rows) -> int:
    """In which row the words above the columns are; -1 if there are none.

    A title may have one such word: it takes two, or words above every column.
    """
    known = [len(guessed(row)) for row in rows[:LOOKED]]
    if not (best := max(known, default=0)):
        return -1
    at = known.index(best)
    numbers = any(map(str.isdigit, "".join(rows[at])))
    whole = len(rows[at]) == width(rows) and not numbers
    return at if best > 1 or whole else -1


def width(rows: Rows) -> int:
    """How many columns the rows have."""
    return max(map(len, rows), default=0)


def drafted(
    rows: Rows,
    columns: Mapping[str, int],
    taken: Taken = Taken(),  # noqa: B008
) -> Draft:
    """What the *rows* come to below their heads, beside who is there already."""
    phones, alike = dict(taken.phones), dict(taken.alike)
    contacts, problems = [], []
    for number, row in _below(rows):
        one, reason = _read(row, columns)
        there = phones.get(one.phone) if one.phone else _same(one, alike)
        if reason or there is not None:
            problems.append(Problem(number, *_why(reason, there)))
            continue
        contacts.append(one)
        if one.phone:
            phones[one.phone] = f"#{number}"
        alike.setdefault(one.alike, f"#{number}")
    return Draft(columns, tuple(contacts), tuple(problems))


def _below(rows: Rows) -> Iterable[tuple[int, Sequence[str]]]:
    """The rows with words in them, below the heads, by their number in the file."""
    first = head_of(rows) + 1
    return ((n, row) for n, row in enumerate(rows[first:], first + 1) if any(row))


def _same(one: Contact, alike: Mapping[tuple[str, str], str]) -> str | None:
    """What is there of the same name and place; a case is called by its business."""
    as_case = fold(one.business), one.kecamatan
    found = alike.get(one.alike)
    return alike.get(as_case) if found is None and all(as_case) else found


def _why(reason: str, there: str | None) -> tuple[str, str]:
    """The reason, and what it is about."""
    if reason or not there:
        return reason or "there", ""
    return ("twice", there[1:]) if there.startswith("#") else ("case", there)


def _read(row: Sequence[str], columns: Mapping[str, int]) -> tuple[Contact, str]:
    """One row, and why it cannot be taken, if so."""
    said = {
        field: _word(row[place]) if place < len(row) else ""
        for field, place in columns.items()
        if field in FIELDS
    }
    reason = "" if said.get("name") or said.get("business") else "nameless"
    if any(each.startswith("=") for each in said.values()):
        return Contact(), "formula"
    if typed := said.get("phone"):
        said["phone"] = _phone(typed)
        unread = any(map(str.isdigit, typed)) and not said["phone"]
        reason = reason or ("phone" if unread else "")
    if place := said.get("kecamatan"):
        said["kecamatan"] = _kecamatan(place)
        if not said["kecamatan"]:
            said["village"] = ", ".join(filter(None, (said.get("village"), place)))
    return Contact(**said), reason


def _word(cell: str) -> str:
    """A cell as it is kept: in one line, and nothing where it has no letter to read.

    Lists write a dash for what they do not know, and hide what turns a line around.
    """
    said = clean(cell[:LONGEST])
    return said if fold(said) else ""


def _phone(typed: str) -> str:
    """The number; of several the first, for lists have two in one cell."""
    dialled = read_phone(Utterance(typed))
    return dialled.phone or dialled.landline or next(iter(dialled.offers), "")


def _kecamatan(typed: str) -> str:
    """The code of a kecamatan that is named as it is; no other is guessed."""
    said = fold(typed).removeprefix("kecamatan ").removeprefix("kec ")
    every = catalogue().kecamatan.items()
    return next((code for code, each in every if fold(each.name) == said), "")
