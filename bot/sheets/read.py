"""A list as an office has it, XLSX or CSV, as rows of texts.

It comes from outside, so its size is known before it is unpacked, and what declares
entities is not parsed. Formulas are never worked out: what a cell showed last is read.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

Rows = Sequence[Sequence[str]]
LARGEST = 5 * 2**20
"""Bytes of a file."""
UNPACKED = 60 * 2**20
"""Bytes of all its parts: a workbook of so many rows has a tenth of it."""
MOST_ROWS, MOST_COLUMNS = 5_000, 60
_NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PLACE = re.compile(r"([A-Z]{1,3})\d+")
_ROUND = re.compile(r"\d+\.0")
_SIGNIFICANT = 15
"""So many digits a spreadsheet keeps of a number."""


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
    except (zipfile.BadZipFile, ET.ParseError, KeyError, ValueError, csv.Error) as bad:
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


def _workbook(data: bytes) -> Iterator[list[str]]:
    """The first sheet; what is in it is small, for its parts say so and are held to."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        if sum(part.file_size for part in book.infolist()) > UNPACKED:
            raise Unreadable("packed")
        names = set(book.namelist())
        shared = "xl/sharedStrings.xml"
        texts = [_text(each) for each in _part(book, shared)] if shared in names else []
        sheets = sorted(
            (name for name in names if re.fullmatch(r"xl/worksheets/\w+\.xml", name)),
            key=lambda name: (len(name), name),
        )
        if not sheets:
            raise Unreadable("broken")
        for row in _part(book, sheets[0]).iter(f"{_NS}row"):
            yield _cells(row, texts)


def _part(book: zipfile.ZipFile, name: str) -> ET.Element:
    body = book.read(name)
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise Unreadable("broken")
    return ET.fromstring(body)  # noqa: S314 -- it declares nothing


def _cells(row: ET.Element, texts: Sequence[str]) -> list[str]:
    """A row with its gaps: empty cells are left out of a file."""
    found: list[str] = []
    for cell in row.iter(f"{_NS}c"):
        place = _PLACE.fullmatch(cell.get("r", ""))
        column = _column(place[1]) if place else len(found)
        if column >= MOST_COLUMNS:
            break
        found += [""] * (column - len(found))
        found.append(_shown(cell, texts).strip())
    return found


def _shown(cell: ET.Element, texts: Sequence[str]) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{_NS}v", "")
    if kind == "s":
        return texts[int(value)]
    if kind == "inlineStr":
        inner = cell.find(f"{_NS}is")
        return "" if inner is None else _text(inner)
    return _whole(value) if kind == "n" else value


def _whole(value: str) -> str:
    """A number without what a spreadsheet adds: 8.1234E+10 is a phone."""
    if _ROUND.fullmatch(value):
        return value[:-2]
    if "E" in value and float(value).is_integer() and len(value) > _SIGNIFICANT // 3:
        return str(int(float(value)))
    return value


def _text(element: ET.Element) -> str:
    """All of a text, also where parts of it are bold."""
    return "".join(each.text or "" for each in element.iter(f"{_NS}t"))


def _column(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
