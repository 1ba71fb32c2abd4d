"""A table as XLSX or CSV, written page by page into whatever takes it.

Spreadsheets run what begins with `=`, `+`, `-`, `@`, a tab or a return, and what
people type may begin so. In a CSV such a cell gets an apostrophe in front; in XLSX it
is marked as a text, which it stays when somebody edits it.
"""

import csv
import io
import re
import zipfile
from collections.abc import AsyncIterable, AsyncIterator, Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeAlias
from xml.sax.saxutils import escape, quoteattr

Cell: TypeAlias = str | int | date | None
Rows: TypeAlias = AsyncIterable[Sequence[Sequence[Cell]]]
Writer: TypeAlias = Callable[[str, Sequence[str], Rows], AsyncIterator[bytes]]

_RUNS = re.compile(r"\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r]")
"""What a spreadsheet would run, with signs of full width and after spaces as well."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FIRST_DAY = date(1899, 12, 30)
"""Days are counted from here; so it is since a mistake of 1983."""
_WIDTH = 22
"""Signs, of each column."""


def disarmed(text: str) -> str:
    """*text* as a spreadsheet shows it and does not run it."""
    return f"'{text}" if _RUNS.match(text) else text


async def csv_of(title: str, heads: Sequence[str], rows: Rows) -> AsyncIterator[bytes]:
    """As Excel opens it here: UTF-8 with its mark, parted by semicolons."""
    del title
    yield b"\xef\xbb\xbf" + _lines([heads])
    async for page in rows:
        yield _lines(page)


def _lines(rows: Sequence[Sequence[Cell]]) -> bytes:
    made = io.StringIO()
    writer = csv.writer(made, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return made.getvalue().encode()


def _plain(cell: Cell) -> str | int:
    match cell:
        case str():
            return disarmed(cell)
        case int():
            return cell
        case date():
            return cell.isoformat()
    return ""


async def xlsx_of(title: str, heads: Sequence[str], rows: Rows) -> AsyncIterator[bytes]:
    """One sheet; its first row is bold and always in view."""
    sink = Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as book:
        for name, part in _PARTS.items():
            book.writestr(name, part)
        book.writestr("xl/workbook.xml", _BOOK.format(name=quoteattr(title[:31])))
        with book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(_HEAD.format(columns=len(heads), width=_WIDTH).encode())
            sheet.write(_row(heads, bold=True))
            async for page in rows:
                sheet.write(b"".join([_row(each) for each in page]))
                yield sink.take()
            sheet.write(b"</sheetData></worksheet>")
    yield sink.take()


def _row(cells: Sequence[Cell], *, bold: bool = False) -> bytes:
    return f"<row>{''.join([_cell(each, bold=bold) for each in cells])}</row>".encode()


def _cell(cell: Cell, *, bold: bool) -> str:
    match cell:
        case int():
            return f"<c><v>{cell}</v></c>"
        case date():
            return f'<c s="{_DAY}"><v>{(cell - _FIRST_DAY).days}</v></c>'
        case str() if cell:
            style = _BOLD if bold else _TEXT if _RUNS.match(cell) else _ANY
            said = escape(_NOT_XML.sub("", cell))
            inner = f'<is><t xml:space="preserve">{said}</t></is>'
            return f'<c t="inlineStr" s="{style}">{inner}</c>'
    return "<c/>"


class Sink(io.RawIOBase):
    """What a zip is written into, and taken from at once: it cannot be gone back in."""

    def __init__(self) -> None:
        self._made = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._made += data
        return len(data)

    def take(self) -> bytes:
        """All since it was taken from last."""
        made, self._made = bytes(self._made), bytearray()
        return made


class Sheet(NamedTuple):
    """A kind of file: how it is written, and what it is called."""

    write: Writer
    mime: str


SHEETS: Mapping[str, Sheet] = {
    "xlsx": Sheet(
        xlsx_of, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
    "csv": Sheet(csv_of, "text/csv; charset=utf-8"),
}
"""By the ending of its name."""

# --- what else a workbook needs ------------------------------------------------------

_ANY, _BOLD, _DAY, _TEXT = range(4)
"""Styles, by their place in the list below."""
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PARTS = {
    "[Content_Types].xml": (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{_TYPES}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" '
        'Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        "</Relationships>"
    ),
    "xl/styles.xml": (
        f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2">'
        '<font><sz val="11"/><name val="Calibri"/></font>'
        '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>'
        '<xf fontId="1" applyFont="1"/><xf numFmtId="14" applyNumberFormat="1"/>'
        '<xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/>'
        '</cellXfs><cellStyles count="1">'
        '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
_BOOK = (
    f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name={name} sheetId="1" r:id="r1"/></sheets></workbook>'
)
_HEAD = (
    f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    '</sheetView></sheetViews><cols><col min="1" max="{columns}" width="{width}" '
    'customWidth="1"/></cols><sheetData>'
)
