"""A list as an office has it, XLSX or CSV, as rows of texts.

It comes from outside, so its size is known before it is unpacked, and what declares
entities is not parsed (openpyxl reads through defusedxml, where that is installed).
Formulas are never worked out: what a cell showed last is read.
"""

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from xml.etree import ElementTree as ET

from openpyxl import load_workbook

Rows = Sequence[Sequence[str]]
LARGEST = 5 * 2**20
"""Bytes of a file."""
UNPACKED = 60 * 2**20
"""Bytes of all its parts: a workbook of so many rows has a tenth of it."""
MOST_ROWS, MOST_COLUMNS = 5_000, 60
LAST_ROW = 20_000
"""Nobody looks below it: a sheet may have its only cell in the millionth row."""
_BROKEN = (
    *(zipfile.BadZipFile, ET.ParseError, csv.Error),
    *(LookupError, ValueError, TypeError, AttributeError),
)
"""What reading comes to where a file is not what it says."""


class Unreadable(Exception):
    """It is not taken; *reason* is a key: `large`, `packed`, `broken` or `empty`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read(data: bytes) -> Rows:
    """The rows that have something in them, each as long as it is filled."""
    if len(data) > LARGEST:
        raise Unreadable("large")
    try:
        found = _workbook(data) if data[:2] == b"PK" else _plain(data)
        rows = [row for row in found if any(row)]
    except _BROKEN as bad:
        raise Unreadable("broken") from bad
    if not rows:
        raise Unreadable("empty")
    if len(rows) > MOST_ROWS:
        raise Unreadable("large")
    return rows


def _plain(data: bytes) -> Iterator[list[str]]:
    """CSV, parted by whatever most often stands in its first line."""
    if b"\0" in data:
        raise Unreadable("broken")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    between = max(";,\t", key=first.count)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=between):
        yield [cell.strip() for cell in row[:MOST_COLUMNS]]


def _workbook(data: bytes) -> Rows:
    """The first sheet; what is in it is small, for its parts say so and are held to."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        if sum(part.file_size for part in book.infolist()) > UNPACKED:
            raise Unreadable("packed")
    with warnings.catch_warnings(action="ignore"):  # of styles, which we do not read
        opened = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = opened.worksheets[0]
        sheet.reset_dimensions()  # a file may claim any
        rows = sheet.iter_rows(max_row=LAST_ROW, max_col=MOST_COLUMNS, values_only=True)
        return [_filled([_shown(value) for value in row]) for row in rows]


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
            return str(value).strip()


def _filled(row: list[str]) -> list[str]:
    """*row* without the empty cells at its end."""
    while row and not row[-1]:
        row.pop()
    return row
