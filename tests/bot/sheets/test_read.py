"""Lists as offices have them: read however they were saved, and refused in time."""

import io
import zipfile

import pytest

from bot.sheets import read as reading
from bot.sheets.read import Unreadable, read
from bot.sheets.write import SHEETS

HEADS, ROW = ["Nama", "Telp."], ["Siti Contoh", "081200000001"]


@pytest.mark.parametrize(
    "data",
    [
        "Nama;Telp.\r\nSiti Contoh;081200000001\r\n".encode("utf-8-sig"),
        b"Nama,Telp.\n\nSiti Contoh,081200000001",
        b"Nama\tTelp.\nSiti Contoh\t081200000001",
    ],
)
def test_a_csv_is_read_whatever_parts_it(data):
    assert read(data) == [HEADS, ROW]


def test_letters_of_an_old_windows_are_read():
    assert read("Nama;Telp.\nRené Contoh;1".encode("cp1252"))[1][0] == "René Contoh"


async def test_what_we_write_we_read():
    async def rows():
        yield [ROW, ["=1", ""]]

    chunks = SHEETS["xlsx"].write("Daftar", HEADS, rows())
    assert read(b"".join([each async for each in chunks])) == [HEADS, ROW, ["=1", ""]]


def book(sheet, shared=""):
    made = io.BytesIO()
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet.replace("SPACE", space))
        if shared:
            archive.writestr("xl/sharedStrings.xml", shared.replace("SPACE", space))
    return made.getvalue()


def test_shared_texts_gaps_and_numbers_of_a_workbook_are_read():
    shared = "<sst SPACE><si><r><t>Siti </t></r><r><t>Contoh</t></r></si></sst>"
    cells = '<c r="A1" t="s"><v>0</v></c><c r="C1"><v>8.1200000001E10</v></c>'
    sheet = f"<worksheet SPACE><sheetData><row>{cells}</row></sheetData></worksheet>"
    assert read(book(sheet, shared)) == [["Siti Contoh", "", "81200000001"]]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n;;\n", "empty"),
        (b"PK but no zip", "broken"),
        (b"\x00\x01\x02", "broken"),
        (book('<!DOCTYPE x [<!ENTITY a "b">]><worksheet SPACE/>'), "broken"),
        (b"a\n" * 5_001, "large"),
        (b"a" * (5 * 2**20 + 1), "large"),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(data, reason):
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert refused.value.reason == reason


def test_a_small_file_that_unpacks_to_a_large_one_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(reading, "UNPACKED", 1_000)
    with pytest.raises(Unreadable) as refused:
        read(book(f"<worksheet SPACE>{' ' * 2_000}</worksheet>"))
    assert refused.value.reason == "packed"
