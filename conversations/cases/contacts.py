"""The list that an office had before: read in as contacts, to whom nobody writes.

Columns are found by the words above them and can be said otherwise. A row that cannot
be taken is named with its number and why; one that is there already is not taken twice.
"""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from conversations.catalogue import catalogue
from conversations.language import fold, read_phone
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


class Contact(Struct, frozen=True):
    """Somebody on the list; at least a name, of them or of their business."""

    name: str = ""
    business: str = ""
    phone: str = ""
    kecamatan: str = ""
    village: str = ""
    product: str = ""

    @property
    def alike(self) -> tuple[str, str]:
        """Two with the same are the same, where no phone says otherwise."""
        return fold(self.name or self.business), fold(self.village or self.kecamatan)


class Problem(Struct, frozen=True):
    """The row of the file, as its reader counts, and why it is not taken."""

    row: int
    reason: str


class Draft(Struct, frozen=True):
    """What would be read in, what not and why, and which rows are there already."""

    columns: Mapping[str, int]
    contacts: tuple[Contact, ...] = ()
    problems: tuple[Problem, ...] = ()


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


def drafted(
    rows: Sequence[Sequence[str]],
    columns: Mapping[str, int],
    phones: Collection[str] = (),
    known: Collection[tuple[str, str]] = (),
) -> Draft:
    """What the *rows* come to, beside *phones* and *known* that are there already."""
    dialled, alike = set(phones), set(known)
    contacts, problems = [], []
    for number, row in enumerate(rows, 2):
        one, reason = _read(row, columns)
        if not reason and (one.phone in dialled if one.phone else one.alike in alike):
            reason = "there"
        if reason:
            problems.append(Problem(number, reason))
            continue
        contacts.append(one)
        dialled.add(one.phone)
        alike.add(one.alike)
    return Draft(columns, tuple(contacts), tuple(problems))


def _read(row: Sequence[str], columns: Mapping[str, int]) -> tuple[Contact, str]:
    """One row, and why it cannot be taken, if so."""
    said = {
        field: row[place][:LONGEST].strip() if place < len(row) else ""
        for field, place in columns.items()
    }
    reason = "" if said.get("name") or said.get("business") else "nameless"
    if typed := said.get("phone"):
        dialled = read_phone(Utterance(typed))
        said["phone"] = dialled.phone
        reason = reason or ("" if dialled.phone else "phone")
    if place := said.get("kecamatan"):
        said["kecamatan"] = _kecamatan(place)
        if not said["kecamatan"]:
            said["village"] = ", ".join(filter(None, (said.get("village"), place)))
    return Contact(**said), reason


def _kecamatan(typed: str) -> str:
    """The code of a kecamatan that is named as it is; no other is guessed."""
    said = fold(typed).removeprefix("kecamatan ").removeprefix("kec ")
    every = catalogue().kecamatan.items()
    return next((code for code, each in every if fold(each.name) == said), "")
