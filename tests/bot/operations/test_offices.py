"""`pandu office` adds an office, changes it, and says in a sentence what it cannot."""

from argparse import Namespace
from typing import Any

import pytest

from bot.operations.offices import changed, listed
from bot.settings import Settings
from conversations.cases.decision import Denied
from storage.core.migrate import migrate_within
from storage.core.seal import KeyRing

NOTHING = dict.fromkeys(
    ("of", "add", "hours", "zone", "group", "holiday", "workday"), None
)
CONTOH = ["Dinas Contoh Dua", "Dinas Dua", "cth", "5103", "Kabupaten Contoh"]


@pytest.fixture
async def settings(tmp_path):
    url = f"sqlite:///{tmp_path}/offices.db"
    await migrate_within(url)
    keys = KeyRing.generate()
    return Settings(DATABASE_URL=url, PANDU_KEYS=keys, PANDU_DATA_DIR=tmp_path)


async def test_an_office_is_added_changed_and_shut_on_its_days_off(settings):
    def given(**more):
        return Namespace(**{**NOTHING, **more})

    await changed(settings, given(add=CONTOH))
    (ours, theirs) = sorted(await listed(settings), reverse=True)
    assert ours.startswith("serang")
    assert "CTH" in theirs
    assert "WITA" in theirs
    of = {"of": theirs.split()[0]}
    await changed(settings, given(**of, hours="Senin-Kamis 08.00-16.00", zone="WIT"))
    await changed(settings, given(**of, holiday=["25-26", "Des", "2027", "Natal"]))
    await changed(settings, given(**of, workday="26 Des 2027"))
    after = next(each for each in await listed(settings) if "CTH" in each)
    assert "WIT, Senin–Kamis 08.00–16.00, 1 hari libur" in after
    refused: list[tuple[dict[str, Any], str]] = [
        ({"add": CONTOH}, "desk.office.taken.prefix"),
        ({"of": "tidak_ada", "zone": "WIB"}, "cli.offices.none"),
        ({**of, "zone": "GMT"}, "desk.office.bad.zone"),
        ({**of, "holiday": ["Natal"]}, "desk.office.bad.off"),
    ]
    for wrong, key in refused:
        with pytest.raises(Denied) as denied:
            await changed(settings, given(**wrong))
        assert denied.value.said.key == key
    assert [each for each in await listed(settings) if "CTH" in each] == [after]
