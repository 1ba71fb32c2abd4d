"""A list as an office has it, XLSX or CSV, as sheets of rows of texts.

It comes from outside, so its size is known before it is unpacked, and what declares
entities is not parsed (openpyxl reads through defusedxml, where that is installed).
Formulas are never worked out: what a cell showed last is read, and where nobody ever
saw it, the formula stands there as it is written.
"""

import csv
import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice, zip_longest
from xml.etree import ElementTree as ET

from conversations.cases.contacts.reading import LONGEST
from conversations.cases.contacts.records import Sheet

LARGEST = 3 * 2**20
"""Bytes of a file."""
UNPACKED = 24 * 2**20
"""Bytes of all its parts: a workbook of so many rows has a tenth of it."""
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 5_000, 60, 12
LAST_ROW = 20_000
"""Nobody looks below it: a sheet may have its only cell in the millionth row."""
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of before 2007 begin, and those that a password shuts."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_FORMULA = re.compile(rb"<f[ >/]")
_BOOK, _MACROS = "xl/workbook.xml", "xl/vbaProject.bin"
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, ET.ParseError, csv.Error, EOFError),
    *(OverflowError, RecursionError, struct.error, OSError),
    *(LookupError, ValueError, TypeError, AttributeError, NotImplementedError),
)
"""What reading comes to where a file is not what it says."""
REASONS = (
    *("large", "packed", "broken", "empty"),
    *("type", "old", "locked", "macros"),
)
"""Why a file may not be taken; each has words."""


class Unreadable(Exception):
    """It is not taken; *reason* is one of `REASONS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read(data: bytes) -> tuple[Sheet, ...]:
    """The sheets that have something in them."""
    if len(data) > LARGEST:
        raise Unreadable("large")
    if data.startswith(_OLD):
        raise Unreadable("locked" if _LOCKED in data else "old")
    try:
        found = _workbook(data) if data[:2] == b"PK" else [("", _plain(data))]
        sheets = [Sheet(name, _filled(rows)) for name, rows in found]
    except _BROKEN as bad:
        raise Unreadable("broken") from bad
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise Unreadable("empty")
    if sum(any(row) for sheet in sheets for row in sheet.rows) > MOST_ROWS:
        raise Unreadable("large")
    return tuple(sheets)


def _plain(data: bytes) -> Iterator[Sequence[str]]:
    """CSV, parted by whatever stands in most of its first lines."""
    text = _text(data)
    first = text.splitlines()[:10]
    between = max(";\t,", key=lambda sign: sum(sign in line for line in first))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    for row in islice(rows, LAST_ROW):
        yield [_kept(cell) for cell in row[:MOST_COLUMNS]]


def _text(data: bytes) -> str:
    """The words of a file that is made of words."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    if b"\0" in data or data.startswith(b"%PDF"):
        raise Unreadable("type")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _workbook(data: bytes) -> list[tuple[str, Iterable[Sequence[str]]]]:
    """Each sheet by its name; what is in it is small, for its parts say so."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {part.filename: part for part in book.infolist()}
        if sum(part.file_size for part in parts.values()) > UNPACKED:
            raise Unreadable("packed")
        if any(part.flag_bits & 1 for part in parts.values()):
            raise Unreadable("locked")
        if _BOOK not in parts:
            raise Unreadable("type")
        if _MACROS in parts:
            raise Unreadable("macros")
        sheets = (name for name in parts if name.startswith("xl/worksheets/sheet"))
        counts = any(_FORMULA.search(book.read(name)) for name in sheets)
    shown = _rows(data, values=True)
    if not counts:
        return list(shown)
    written = _rows(data, values=False)
    return [
        (name, _beside(rows, formulas))
        for (name, rows), (_, formulas) in zip(shown, written, strict=True)
    ]


def _rows(data: bytes, *, values: bool) -> Iterator[tuple[str, list[list[str]]]]:
    """The cells of each sheet: as they showed *values* last, or as they are written."""
    from openpyxl import load_workbook  # noqa: PLC0415 -- large, and rarely needed

    with warnings.catch_warnings(action="ignore"):  # of styles, which we do not read
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=values)
        for sheet in book.worksheets[:MOST_SHEETS]:
            sheet.reset_dimensions()  # a file may claim any
            rows = sheet.iter_rows(
                max_row=LAST_ROW, max_col=MOST_COLUMNS, values_only=True
            )
            yield sheet.title, [[_shown(value) for value in row] for row in rows]


def _beside(
    shown: Iterable[Sequence[str]], written: Iterable[Sequence[str]]
) -> Iterator[Sequence[str]]:
    """What was *shown*, and where nothing ever was, what is *written*."""
    for row, formulas in zip_longest(shown, written, fillvalue=()):
        cells = zip_longest(row, formulas, fillvalue="")
        yield [one or (other if other.startswith("=") else "") for one, other in cells]


def _shown(value: object) -> str:
    """A cell as it is read; a telephone may have been made a number, 8.1E+10."""
    match value:
        case None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case _:
            return _kept(str(value))


def _kept(text: str) -> str:
    """As much of a cell as is looked at: every cell of a workbook may be the same book.

    It is cut before as well, for to strip a long one is to copy it.
    """
    return text[: 4 * LONGEST].strip()[:LONGEST]


def _filled(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """*rows* without what is empty at the end of each, and at the end of them."""
    found: list[tuple[str, ...]] = []
    for row in rows:
        cells = list(row)
        while cells and not cells[-1]:
            cells.pop()
        found.append(tuple(cells))
    while found and not found[-1]:
        found.pop()
    return tuple(found)
