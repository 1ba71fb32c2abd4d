"""Tables as files: what people typed stays text, and a long one takes no more room."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest

from bot.sheets.write import SHEETS, disarmed

RUN = [
    *("=1+1", "+62812", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", " +1"),
    *("＝1", "＋1", "－1", "＠1"),
    '=HYPERLINK("https://contoh.id";"x")',
    "=cmd|' /C calc'!A0",
]
CELL = re.compile(r'<c t="inlineStr" s="(\d)"><is><t[^>]*>([^<]*)</t></is></c>')


async def written(kind, *pages):
    async def rows():
        for page in pages:
            yield page

    chunks = SHEETS[kind].write("Kasus & lain", ["Nama", "Hari"], rows())
    return b"".join([each async for each in chunks])


@pytest.mark.parametrize("typed", RUN)
async def test_nothing_that_somebody_typed_is_run(typed):
    made = (await written("csv", [[typed, 1]])).decode("utf-8-sig")
    ((said, _),) = list(csv.reader(io.StringIO(made, newline=""), delimiter=";"))[1:]
    assert said == f"'{typed}"
    sheet = part(await written("xlsx", [[typed, 1]]))
    assert "<f>" not in sheet
    assert CELL.findall(sheet)[-1][0] == "3", "marked as a text"


@pytest.mark.parametrize("typed", ["Batik Contoh", "0812", "a=b", "Ibu +Contoh", ""])
def test_what_nothing_runs_stays_as_it_is(typed):
    assert disarmed(typed) == typed


async def test_days_are_days_numbers_are_numbers_and_signs_are_kept():
    rows = [["<&>\x00", date(2026, 11, 29)], [None, 7]]
    sheet = part(await written("xlsx", rows))
    assert "&lt;&amp;&gt;" in sheet
    assert '<c s="2"><v>46355</v></c>' in sheet, "the day as spreadsheets count it"
    assert "<v>7</v>" in sheet


async def test_a_page_is_gone_before_the_next_is_made():
    async def rows():
        for number in range(200):
            yield [[f"Batik Contoh {number} {line}", line] for line in range(100)]

    chunks = SHEETS["xlsx"].write("Kasus", ["Nama", "Hari"], rows())
    assert max([len(each) async for each in chunks]) < 100_000


def part(book):
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert archive.testzip() is None
        return archive.read("xl/worksheets/sheet1.xml").decode()
