"""`pandu officers` says who works at the desk, and removes whoever the operator says."""

from bot.operations.officers import listed, removed
from bot.settings import Settings
from conversations.catalogue import catalogue
from storage.cases import businesses, cases
from storage.core.database import Database
from storage.core.migrate import migrate_within
from storage.core.seal import KeyRing
from storage.people import officers as stored
from storage.people import offices
from tests.storage.builders import an_officer, somebody
from tests.transactions import reading, writing


async def test_who_is_removed_is_gone_and_their_case_waits(tmp_path):
    keys, url = KeyRing.generate(), f"sqlite:///{tmp_path}/officers.db"
    await migrate_within(url)
    settings = Settings(DATABASE_URL=url, PANDU_KEYS=keys, PANDU_DATA_DIR=tmp_path)
    database = Database(url, KeyRing.parse(keys))
    async with writing(database) as tx:
        await offices.ensure(tx, catalogue().office)
        officer = await an_officer(tx)
        owner = (await somebody(tx, 7)).person_id
        of = officer.office_id
        await businesses.add(tx, owner, of, business_id="b1", name="Batik Contoh")
        case = await cases.open_case(tx, of, owner, "b1", "bina_umk")
        await cases.change(tx, case, state="taken", holder_id=officer.id)
    (line,) = await listed(settings)
    assert "1 kasus" in line
    assert await removed(settings, "nobody") == ""
    assert await removed(settings, line.split()[0]) == officer.name
    assert await listed(settings) == []
    async with reading(database) as tx:
        after = await cases.by_id(tx, case.id)
        gone = await stored.by_id(tx, officer.id)
    assert (after.state, after.holder_id) == ("submitted", None)
    assert gone
    assert not gone.active
    await database.close()
