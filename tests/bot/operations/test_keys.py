"""A new key takes over: whoever is killed on the way, nothing is lost and nobody forgotten."""

import signal
from typing import Any

import pytest
import sqlalchemy as sa

from bot import words
from bot.operations.keys import fresh
from bot.operations.sample import load
from conversations.catalogue import catalogue
from storage.core.database import Database
from storage.core.files import Damaged, FileStore
from storage.core.seal import KeyRing, Unreadable
from storage.messages.inbox import take_in
from storage.messages.outbox import post
from storage.people import offices
from storage.people.sessions import Kept, Sender, keep, load_state, reach
from storage.privacy.key_rotation import (
    BATCH,
    OldestGone,
    OtherKeys,
    check_keys,
    reseal,
)
from storage.privacy.privacy_map import SEALED
from storage.tables import addresses, metadata
from tests import warm
from tests.bot.operations.operator import Operator
from tests.storage.builders import a_message, an_event
from tests.transactions import reading, writing

K1, K2 = KeyRing.generate("k1"), KeyRing.generate("k2")
OLD, BOTH, NEW = KeyRing.parse(K1), KeyRing.parse(f"{K2},{K1}"), KeyRing.parse(K2)
PEOPLE = 2 * BATCH + 7
KEYS = {
    "exhibits": "business_id",
    "inbox": "key",
    "ratings": "case_id",
    "threads": "person_id",
}


@pytest.fixture
async def open_with(database_url):
    """Opens the test's database with a ring; all are closed at the end."""
    opened: list[Any] = []

    def open_it(ring):
        for database in opened:
            if database.ring is ring:
                return database
        opened.append(Database(database_url, ring))
        return opened[-1]

    yield open_it
    for database in opened:
        await database.close()


async def a_town(database, number=PEOPLE):
    """People who wrote, were answered, and are remembered, all under one ring."""
    senders = [
        Sender("web", "a", f"{n}", phone=f"+62812{n:07d}") for n in range(number)
    ]
    async with writing(database) as tx:
        reached = list((await reach(tx, senders)).values())
        events = [an_event(tx, one, f"{n}") for n, one in enumerate(reached)]
        await take_in(tx, events)
        await post(tx, [a_message(one) for one in reached])
        await keep(tx, [Kept(one.person_id, one.version, {"n": 1}) for one in reached])


async def sealed_values(database):
    """Each sealed value there is, with the context that it is bound to."""
    found = []
    async with reading(database) as tx:
        for name, columns in SEALED.items():
            table = metadata.tables[name]
            key = table.c[KEYS.get(name, "id")]
            for column in columns:
                rows = await tx.conn.execute(sa.select(key, table.c[column]))
                context = f"{name}:{column.removesuffix('_sealed')}"
                found += [(f"{context}:{row}", v) for row, v in rows if v is not None]
    return found


async def test_after_a_rotation_all_opens_with_the_new_key_and_nobody_is_a_stranger(
    open_with,
):
    await a_town(open_with(OLD))
    before = await sealed_values(open_with(OLD))
    plain = {context: OLD.unseal(context, value) for context, value in before}
    assert await reseal(open_with(BOTH)) == len(before) > 5 * BATCH
    after = await sealed_values(open_with(BOTH))
    assert {context: NEW.unseal(context, value) for context, value in after} == plain
    assert await reseal(open_with(BOTH)) == 0
    async with writing(open_with(BOTH)) as tx:
        known = await reach(tx, [Sender("web", "a", "5")])
        count = sa.select(sa.func.count()).select_from(addresses)
        assert (await tx.conn.execute(count)).scalar_one() == PEOPLE
        assert [one.has_phone for one in known.values()] == [True]


async def test_all_that_the_house_seals_is_sealed_again(open_with, tmp_path):
    """As the code seals it, not as the rotation believes that it does."""
    database, files = open_with(OLD), FileStore(tmp_path / "files", OLD)
    async with writing(database) as tx:
        await offices.ensure(tx, catalogue().office)
    await load(database, files)
    before = await sealed_values(database)
    assert {"people", "businesses", "cases", "notes", "officers"} <= {
        context.partition(":")[0] for context, _ in before
    }
    assert await reseal(open_with(BOTH)) == len(before)
    for context, value in await sealed_values(open_with(BOTH)):
        assert NEW.unseal(context, value)


async def test_a_rotation_that_is_killed_again_and_again_comes_to_its_end(
    open_with, database_url, tmp_path
):
    await a_town(open_with(OLD))
    files = FileStore(tmp_path / "var" / "files", OLD)
    stored = [(await files.put(f"doc-{n}", b"x" * n, "jpg")).name for n in range(20)]
    settings = {"DATABASE_URL": database_url, "PANDU_KEYS": f"{K2},{K1}"}
    operator, kills = Operator(tmp_path, **settings), 0
    for table in ("people", "threads"):
        process = warm.start(["keys", "--rotate"], **operator.place)
        while process.poll() is None and not await begun(open_with(BOTH), table):
            pass
        process.kill()
        kills += process.wait() == -signal.SIGKILL
    assert kills, "no kill came in time"
    last = await operator.run("keys", "--rotate")
    assert last.code == 0, last.said
    for context, value in await sealed_values(open_with(BOTH)):
        assert NEW.unseal(context, value)
    kept = FileStore(tmp_path / "var" / "files", NEW)
    assert [await kept.read(name) for name in stored] == [b"x" * n for n in range(20)]
    again = await operator.run("keys", "--rotate")
    assert again.out.strip() == words.text("id", "cli.keys.rotated", {"count": 0})


async def begun(database, name):
    """Whether the newest key seals the first row of a table."""
    table = metadata.tables[name]
    key = table.c[KEYS.get(name, "id")]
    found = sa.select(table.c[SEALED[name][-1]]).order_by(key).limit(1)
    async with reading(database) as tx:
        return not BOTH.stale((await tx.conn.execute(found)).scalar_one())


async def test_what_changes_while_keys_change_keeps_the_change(open_with):
    await a_town(open_with(OLD), 3)
    database = open_with(BOTH)
    async with writing(database) as tx:
        reached = next(iter((await reach(tx, [Sender("web", "a", "1")])).values()))
        await keep(tx, [Kept(reached.person_id, reached.version, {"n": 2})])
    await reseal(database)
    async with writing(database) as tx:
        reached = next(iter((await reach(tx, [Sender("web", "a", "1")])).values()))
        assert load_state(tx, reached) == {"n": 2}


async def test_a_value_whose_key_is_gone_stops_the_rotation(open_with):
    await a_town(open_with(OLD), 3)
    with pytest.raises(Unreadable):
        await reseal(open_with(NEW))


@pytest.mark.parametrize(
    ("ring", "refusal"),
    [
        (OLD, None),
        (BOTH, None),
        (NEW, OtherKeys),
        (KeyRing.parse(f"{K1},{K2}"), OldestGone),
    ],
)
async def test_a_ring_must_open_what_is_there_and_know_who_is_known(
    open_with, ring, refusal
):
    await a_town(open_with(OLD), 3)
    async with reading(open_with(ring)) as tx:
        if refusal is None:
            await check_keys(tx)
        else:
            with pytest.raises(refusal):
                await check_keys(tx)


async def test_the_oldest_key_is_not_dropped_silently_after_a_rotation(open_with):
    await a_town(open_with(OLD), 3)
    await reseal(open_with(BOTH))
    async with reading(open_with(NEW)) as tx:
        with pytest.raises(OldestGone):
            await check_keys(tx)


async def test_any_ring_fits_an_empty_database(open_with):
    async with reading(open_with(NEW)) as tx:
        await check_keys(tx)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("keys", [K2, f"{K1},{K2}"], ids=["others", "oldest gone"])
async def test_serving_with_keys_that_do_not_fit_is_refused(
    open_with, database_url, tmp_path, keys
):
    await a_town(open_with(OLD), 3)
    operator = Operator(tmp_path, DATABASE_URL=database_url, PANDU_KEYS=keys)
    for ended in await operator.in_both("serve"):
        assert (ended.code, ended.out) == (2, "")
        assert "PANDU_KEYS" in ended.err
        assert len(ended.err.strip().splitlines()) == 1


async def test_a_file_is_rewrapped_only_where_an_older_key_sealed_it(tmp_path):
    old = FileStore(tmp_path, OLD)
    name = (await old.put("doc-1", b"Batik Contoh", "jpg")).name
    both = FileStore(tmp_path, BOTH)
    assert [await both.rewrap(name), await both.rewrap(name)] == [True, False]
    with pytest.raises(Damaged):
        await old.read(name)


def test_a_fresh_key_can_stand_in_front_of_the_first():
    assert KeyRing.parse(f"{fresh()},{KeyRing.generate()}")
