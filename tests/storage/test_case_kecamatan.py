"""A case says of which kecamatan its business is, and so an office counts its month."""

import asyncio
from importlib import import_module

from storage.cases import businesses, cases, reports
from storage.core.database import Database
from tests.storage.builders import a_case, an_office
from tests.storage.migrating import AT, put, rows, upgrade
from tests.transactions import reading, writing

STEP = import_module("storage.migrations.versions.0018_case_kecamatan")


async def test_the_month_is_counted_by_what_the_business_says_now(database) -> None:
    async with writing(database) as tx:
        month = tx.now
        await an_office(tx)
        moved, stayed = await a_case(tx, 1), await a_case(tx, 2)
        assert moved.kecamatan == stayed.kecamatan == "360405"
        await businesses.change(tx, moved.business_id, kecamatan="360406")
        await businesses.change(tx, stayed.business_id, sector="batik", kecamatan=None)
    async with reading(database) as tx:
        found = await cases.by_id(tx, moved.id)
        assert (found.kecamatan, found.version) == ("360406", moved.version)
        counted = await reports.since(tx, "serang", month)
        assert {each: row.opened for each, row in counted.places.items()} == {
            "360405": 1,
            "360406": 1,
        }
        assert {each: row.opened for each, row in counted.roads.items()} == {
            "sppt_sni": 2
        }


async def test_a_case_opened_while_it_is_corrected_has_the_new_one(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        first = await a_case(tx)

    async def again(tx):
        whose = (first.office_id, first.person_id, first.business_id)
        return await cases.open_case(tx, *whose, "sppt_sni")

    async with writing(database) as tx:
        await businesses.change(tx, first.business_id, kecamatan="360406")
        opening = asyncio.create_task(database.write(again))
        waits = "SELECT 1 FROM pg_locks WHERE NOT granted"
        while tx.postgres and not opening.done():
            if (await tx.conn.exec_driver_sql(waits)).first():
                break
    assert (await opening).kecamatan == "360406"


async def test_cases_of_before_take_that_of_their_business(
    empty_database_url, ring
) -> None:
    def through(connection):
        upgrade(connection, STEP.down_revision)
        put(connection, "people", id="p", created_at=AT)
        office = {"name": "Dinas Contoh", "short_name": "Contoh", "prefix": "SRG"}
        put(connection, "offices", id="o", **office)
        own = {"person_id": "p", "office_id": "o", "created_at": AT, "updated_at": AT}
        for number, kecamatan in enumerate(("360405", "360406", ""), 1):
            business = {"business_id": f"b{number}", "waiting_since": AT}
            named = {"number": number, "code": f"SRG-000{number}"}
            put(connection, "businesses", id=f"b{number}", kecamatan=kecamatan, **own)
            put(connection, "cases", id=f"c{number}", **named, **business, **own)
        upgrade(connection, STEP.revision)
        return rows(connection, "SELECT kecamatan FROM cases ORDER BY number")

    database = Database(empty_database_url, ring)
    found = await database.write(lambda tx: tx.conn.run_sync(through))
    await database.close()
    assert found == [("360405",), ("360406",), ("",)]


async def test_the_next_case_is_likely_from_where_most_are(database) -> None:
    codes = "360405", "360406", "360407", "360408", "360409"
    async with writing(database) as tx:
        await an_office(tx)
        for number, code in enumerate((codes[3], *codes[:4]), start=1):
            case = await a_case(tx, number)
            await businesses.change(tx, case.business_id, kecamatan=code)
    async with writing(database) as tx:
        assert await reports.places(tx, "serang") == (), "too few to tell"
        last = await a_case(tx, 9)
        await businesses.change(tx, last.business_id, kecamatan=codes[4])
        expected = (codes[3], *codes[:3], codes[4])
        assert await reports.places(tx, "serang") == expected
        assert await reports.places(tx, "elsewhere") == ()
