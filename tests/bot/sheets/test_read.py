"""Lists as offices have them: read however they were saved, and refused in time."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from bot.sheets import read as reading
from bot.sheets.read import LAST_ROW, REASONS, Unreadable, read
from bot.sheets.write import SHEETS
from conversations.cases.contacts.reading import LONGEST

HEADS, ROW = ("Nama", "Telp."), ("Siti Contoh", "081200000001")


@pytest.mark.parametrize(
    "data",
    [
        "Nama;Telp.\r\nSiti Contoh;081200000001\r\n".encode("utf-8-sig"),
        b"Nama,Telp.\n\nSiti Contoh,081200000001",
        "Nama;Telp.\nSiti Contoh;081200000001".encode("utf-16"),
        b"Nama\tTelp.\nSiti Contoh\t081200000001",
    ],
)
def test_a_csv_is_read_whatever_parts_it(data):
    (sheet,) = read(data)
    assert [row for row in sheet.rows if row] == [HEADS, ROW]


def test_letters_of_an_old_windows_are_read():
    (sheet,) = read("Nama;Telp.\nRené Contoh;1".encode("cp1252"))
    assert sheet.rows[1][0] == "René Contoh"


def test_a_title_and_commas_in_a_cell_part_nothing():
    (sheet,) = read(b"Daftar\nNama;Alamat\nSiti Contoh;Jl. Contoh, RT 1, RW 2")
    assert sheet.rows[2] == ("Siti Contoh", "Jl. Contoh, RT 1, RW 2")


async def test_what_we_write_we_read():
    async def rows():
        yield [ROW, ["=1", ""]]

    chunks = SHEETS["xlsx"].write("Daftar", HEADS, rows())
    (sheet,) = read(b"".join([each async for each in chunks]))
    assert (sheet.name, sheet.rows) == ("Daftar", (HEADS, ROW, ("=1",)))


def book(*rows):
    made, written = io.BytesIO(), Workbook()
    for row in rows:
        written.active.append(row)
    written.save(made)
    return made.getvalue()


def declaring(data):
    """The same workbook, whose sheet declares an entity."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(made, "w") as after,
    ):
        for name in before.namelist():
            part = before.read(name)
            if "sheet1" in name:
                part = b'<!DOCTYPE x [<!ENTITY a "b">]>' + part
            after.writestr(name, part)
    return made.getvalue()


def damaged(data):
    """The same workbook, of whose sheet a few bytes were lost on the way."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    at = part.header_offset + 30 + len(part.filename)
    return data[:at] + b"\xff" * 20 + data[at + 20 :]


def test_of_a_cell_no_more_is_kept_than_is_looked_at():
    long = " " + "a" * 30_000
    for data in (book([long, "Siti Contoh"]), f"{long};Siti Contoh".encode()):
        (sheet,) = read(data)
        assert sheet.rows == (("a" * LONGEST, "Siti Contoh"),)


def test_a_csv_is_looked_at_as_far_down_as_a_workbook():
    (sheet,) = read(b"Siti Contoh" + b"\n" * LAST_ROW + b"jauh")
    assert sheet.rows == (("Siti Contoh",),)


def test_gaps_numbers_and_days_of_a_workbook_are_read():
    row = ["Siti Contoh ", None, 81200000001.0, 3, date(2026, 11, 29), None]
    (sheet,) = read(book(row))
    assert sheet.rows == (("Siti Contoh", "", "81200000001", "3", "2026-11-29"),)


def test_a_formula_that_nobody_saw_stands_as_it_is_written():
    (sheet,) = read(book(["Siti Contoh", "=1+1"]))
    assert sheet.rows == (("Siti Contoh", "=1+1"),)


def test_each_sheet_with_something_in_it_is_read():
    written, made = Workbook(), io.BytesIO()
    written.create_sheet("Kosong")
    written.create_sheet("Pengrajin").append(["Siti Contoh"])
    written.active.title = "Sampul"
    written.active.append(["Daftar"])
    written.save(made)
    assert [each.name for each in read(made.getvalue())] == ["Sampul", "Pengrajin"]


def test_a_sheet_may_begin_in_its_last_row():
    written, made = Workbook(), io.BytesIO()
    written.active.cell(row=1_048_576, column=16_384, value="jauh")
    written.active.cell(row=2, column=1, value="Siti Contoh")
    written.save(made)
    (sheet,) = read(made.getvalue())
    assert sheet.rows == ((), ("Siti Contoh",))


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(*names):
    """An archive with such parts, and nothing in them."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\n;;\n", "empty"),
        (b"PK but no zip", "broken"),
        (b"\x00\x01\x02", "type"),
        (b"%PDF-1.7", "type"),
        (OLD + b"Workbook", "old"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "locked"),
        (packed("word/document.xml"), "type"),
        (packed("xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
        (declaring(book(ROW)), "broken"),
        (book(ROW)[:3_000], "broken"),
        (damaged(book(ROW)), "broken"),
        (b"a\n" * 5_001, "large"),
        (b"a" * (3 * 2**20 + 1), "large"),
    ],
)
def test_what_is_no_list_is_refused_with_a_reason(data, reason):
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert refused.value.reason == reason
    assert reason in REASONS


def test_a_small_file_that_unpacks_to_a_large_one_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(reading, "UNPACKED", 1_000)
    with pytest.raises(Unreadable) as refused:
        read(book(["=1" * 500]))
    assert refused.value.reason == "packed"
