"""What comes in and goes out at the desk: tables of cases, and lists an office had."""

import io

import pytest
from openpyxl import load_workbook

from tests.history import acts
from tests.transactions import reading

pytestmark = pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
EXPORT = "/desk/ekspor"


async def table(desk, **fields):
    """The rows of the table that a form gives."""
    fields = {"token": desk.token, "sheet": "xlsx", **fields}
    async with desk.session.post(EXPORT, data=fields) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        book = load_workbook(io.BytesIO(await answer.read()), read_only=True)
        return [*book.worksheets[0].iter_rows(values_only=True)]


async def test_who_leads_takes_cases_along_in_full_for_a_reason_others_masked(
    town, browsers
):
    await town.hire("sita", "coordinator")
    await town.hire("tamu", "auditor")
    await town.apply("owner")
    desk = await browsers().enter("sita")
    assert "Kasus yang berjalan: 1 kasus" in (await desk.go(EXPORT)).page
    short = await table(desk)
    assert "Batik Contoh 1" in short[1]
    await desk.post(EXPORT, sheet="csv", names="full", reason="ya")
    assert (desk.status, "perlu alasan" in desk.page) == (409, True)
    full = await table(desk, names="full", reason="undangan pelatihan")
    assert full[1][2:4] != short[1][2:4]
    assert "•" in short[1][3]
    async with reading(town.database) as tx:
        assert (await acts(tx)).count("cases.exported") == 2
    assert "ditarik" in (await desk.go(f"{EXPORT}?keadaan=ended")).page
    auditor = await browsers().enter("tamu")
    assert 'value="full"' not in (await auditor.go(EXPORT)).page
    await auditor.post(EXPORT, sheet="csv", names="full", reason="undangan")
    assert auditor.status == 409
    assert (await table(auditor))[1][2:4] == short[1][2:4]
