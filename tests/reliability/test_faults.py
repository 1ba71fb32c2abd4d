"""Strangers, nonsense, a lost database, poison and floods: nobody else is harmed."""

import asyncio
import json
import resource
import sqlite3
from contextlib import closing

import aiohttp
import pytest
import sqlalchemy as sa

from storage.tables import inbox, outbox
from tests.fakes import telegram_updates, whatsapp_deliveries
from tests.reliability import ledger
from tests.reliability.db_proxy import Wire
from tests.reliability.installation import a_house
from tests.reliability.load import Post, a_post, telegram_post, whatsapp_post
from tests.reliability.process import until
from tests.transactions import reading, writing

SOON = 15.0
"""Seconds, on a busy machine, in which a refusal that was due after 2.5 s is here."""
MIB = 1024 * 1024
NONSENSE = {
    "nothing": b"",
    "not JSON": b"<html>halo</html>",
    "half of JSON": b'{"update_id": 1, "message": {',
    "not an object": b"[]",
    "a number": b"7",
    "nested": b"[" * 100_000 + b"]" * 100_000,
    "nested in an object": b'{"message":' * 50_000 + b"1" + b"}" * 50_000,
    "NUL": b'{"update_id": 1\x00}',
    "not UTF-8": b'{"update_id": "\xff\xfe"}',
    "half a pair": b'{"object": "\\ud800", "update_id": "\\udfff"}',
    "wrong kinds": b'{"update_id": {}, "entry": 7, "object": []}',
    "no fields": b"{}",
}


@pytest.mark.timeout(300)
async def test_what_no_platform_signed_leaves_no_trace(tmp_path, database_url):
    update = telegram_updates.text("halo")
    body = whatsapp_deliveries.delivery(whatsapp_deliveries.said())
    signed = whatsapp_post(body)
    strangers = [
        telegram_post(update, secret="guessed"),
        telegram_post(update, secret=""),
        Post("", "/telegram", json.dumps(update).encode(), {}),
        whatsapp_post(body, secret="guessed"),
        Post("", "/whatsapp", body, {}),
        Post("", "/whatsapp", body + b" ", signed.headers),
    ]
    async with a_house(tmp_path, database_url) as house:
        assert [await house.post(one) for one in strangers] == [401] * len(strangers)
        assert await house.inbox() == []

        # What is signed and unusable is kept as it came, and answered for.
        for words, body in NONSENSE.items():
            telegram = telegram_post(update)
            sent = Post("", "/telegram", body, telegram.headers)
            assert await house.post(sent) == 200, words
            assert await house.post(whatsapp_post(body)) == 200, words
        async with reading(house.database) as tx:
            rows = (await tx.conn.execute(sa.select(inbox))).all()
            kept = [
                tx.ring.unseal(f"inbox:body:{row.key}", row.body_sealed)
                for row in rows
                if row.body_sealed is not None
            ]
        assert {row.state for row in rows} <= {"dead", "ignored"}
        assert sum(row.state == "dead" for row in rows) >= len(NONSENSE)
        assert set(kept) == set(NONSENSE.values())

        # Kinds from the future are no dead letters, and what is too large is no body.
        future = telegram_post(telegram_updates.update(hologram={"id": 1}))
        assert await house.post(future) == 200
        large = whatsapp_post(b'{"a":"' + b"x" * 4 * MIB + b'"}')
        assert await house.post(large) == 413
        assert (await house.inbox())[-1] == ("ignored", "unknown_update")

        # After all that somebody is simply answered.
        assert await house.post(telegram_post(update)) == 200
        await house.heard(7001, "Pandu")


@pytest.mark.timeout(300)
async def test_a_locked_sqlite_is_answered_with_503_until_it_opens(
    tmp_path, databases, database_url
):
    if not database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL has no lock over all of it")
    async with a_house(tmp_path, database_url) as house:
        posts = [a_post("telegram", 7_000 + n, "halo", 50 + n) for n in range(5)]
        path = database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path, timeout=10, isolation_level=None)) as held:
            held.execute("BEGIN IMMEDIATE")
            began = asyncio.get_running_loop().time()
            answers = await asyncio.gather(*map(house.post, posts))
            took = asyncio.get_running_loop().time() - began
            assert answers == [503] * len(posts)
            assert took < SOON, "platforms do not wait longer"
            await until(lambda: not_ready(house))
            # Once it is known, nobody waits for what cannot be.
            await until(lambda: refused_at_once(house, posts[0]))
            held.execute("ROLLBACK")
        await house.process.ready()
        # What waited may be committed after all; it comes again, and counts once.
        for post in posts:
            assert await house.post(post) == 200
        for n in range(5):
            await house.heard(7_000 + n, "Pandu")
        assert await house.inbox() == [("done", "")] * len(posts)


async def not_ready(house):
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{house.process.url}/readyz") as answer,
    ):
        return answer.status == 503


async def refused_at_once(house, post):
    began = asyncio.get_running_loop().time()
    assert await house.post(post) == 503
    return asyncio.get_running_loop().time() - began < 0.5


@pytest.mark.timeout(300)
async def test_a_full_disk_is_answered_with_503_and_seen_from_outside(
    tmp_path, databases, database_url
):
    if not database_url.startswith("sqlite"):
        pytest.skip("the disk of PostgreSQL is elsewhere")
    async with a_house(tmp_path, database_url) as house:
        posts = [a_post("telegram", 7_000 + n, "halo", 50 + n) for n in range(10)]
        pid = house.process.process.pid
        ample = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        # No file may grow past its first page: so is a disk without room.
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, ample[1]))
        began = asyncio.get_running_loop().time()
        assert set(await asyncio.gather(*map(house.post, posts))) == {503}
        assert asyncio.get_running_loop().time() - began < SOON
        await until(lambda: not_ready(house))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, ample)
        await house.process.ready()
        for post in posts:
            assert await house.post(post) == 200
        for n in range(10):
            await house.heard(7_000 + n, "Pandu")
        assert await house.inbox() == [("done", "")] * len(posts)
        path = database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path)) as opened:
            assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.postgres
@pytest.mark.timeout(300)
async def test_a_lost_postgresql_is_answered_with_503_until_it_is_back(
    tmp_path, databases, database_url
):
    if database_url.startswith("sqlite"):
        pytest.skip("SQLite cannot be lost on the way")
    async with Wire(database_url) as wire, a_house(tmp_path, wire.url) as house:
        first = a_post("telegram", 7_000, "halo", 50)
        assert await house.post(first) == 200
        wire.cut()
        later = [a_post("telegram", 7_001 + n, "halo", 60 + n) for n in range(5)]
        began = asyncio.get_running_loop().time()
        assert set(await asyncio.gather(*map(house.post, later))) == {503}
        assert asyncio.get_running_loop().time() - began < SOON
        await until(lambda: not_ready(house))
        wire.mend()
        await house.process.ready()
        await asyncio.gather(*(_stored(house, post) for post in later))
        for n in range(6):
            await house.heard(7_000 + n, "Pandu")
        await ledger.quiet(house.database)
        assert (await house.inbox()) == [("done", "")] * 6


async def _stored(house, post):
    """Bring it until it is taken."""

    async def taken():
        return await house.post(post) == 200

    await until(taken, 20)


@pytest.mark.timeout(300)
async def test_poison_harms_its_person_only_and_ends_as_a_dead_letter(
    tmp_path, database_url
):
    async with a_house(tmp_path, database_url) as house:
        await house.an_officer(9_001)
        for n in range(6):
            assert (
                await house.post(a_post("telegram", 7_000 + n, "halo", 50 + n)) == 200
            )
        await ledger.quiet(house.database)
        # The first two of them are damaged on the disk, and all are open again.
        async with writing(house.database) as tx:
            change = sa.update(inbox).values(state="open", done_at=None)
            await tx.conn.execute(change)
            first = sa.select(sa.func.min(inbox.c.seq)).scalar_subquery()
            spoilt = sa.update(inbox).where(inbox.c.seq == first)
            await tx.conn.execute(spoilt.values(event_sealed=b"v1.k1.damaged"))
            second = sa.update(inbox).where(inbox.c.seq == first + 1)
            damaged = {"event_sealed": b"v1.k1.damaged", "state": "media"}
            await tx.conn.execute(second.values(**damaged))

        async def states():
            return [state for state, _ in (await house.inbox())[:6]]

        async def over():
            return await states() == ["dead"] * 2 + ["done"] * 4

        await until(over, 30, 0.1)
        for chat in (7_000, 7_001):
            await house.heard(chat, "belum bisa saya proses")
        await house.heard(9_001, "gagal diproses")
        assert await house.post(a_post("telegram", 7_000, "menu", 70)) == 200
        await ledger.quiet(house.database)
        assert (await house.inbox())[-1] == ("done", "")


@pytest.mark.timeout(300)
async def test_one_who_floods_is_heard_in_order_and_keeps_nobody_waiting(
    tmp_path, database_url
):
    flood = [a_post("telegram", 6_999, f"halo {n}", 1_000 + n) for n in range(100)]
    others = [a_post("telegram", 7_000 + n, "halo", 2_000 + n) for n in range(20)]
    # At the platform's own pace: one message a second to one chat.
    async with a_house(tmp_path, database_url, module="bot") as house:
        answers = await asyncio.gather(*map(house.post, flood + others))
        assert set(answers) == {200}
        for n in range(20):
            await house.heard(7_000 + n, "Pandu")
        assert len(house.telegram.to(6_999)) < len(flood)
        async with reading(house.database) as tx:
            rows = await tx.conn.execute(
                sa.select(outbox.c.state, outbox.c.address_id).order_by(outbox.c.seq)
            )
            waiting = [row.state for row in rows if row.state == "due"]
        assert waiting


@pytest.mark.timeout(180)
async def test_it_starts_while_telegram_does_not_answer(tmp_path, database_url):
    async with a_house(tmp_path, database_url, start=False) as house:
        house.telegram.fail("gateway", method="setWebhook", times=2)
        await house.process.start().ready()
        said = a_post("whatsapp", "6281200000009", "halo", 1)
        assert await house.post(said) == 200
        await until(lambda: house.graph.accepted)
        await until(lambda: house.telegram.webhook)
