"""What runs by the clock or draws a list costs no more as the past grows.

Each is run once on a database with every table, and the plan of every statement it
sent is read: a growing table is reached by an index, or by one that holds only what
still waits.
"""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
import sqlalchemy as sa
from msgspec import structs
from sqlmodel import SQLModel

from bot.pipeline.retry_worker import AT_ONCE
from conversations.cases.listing import Filters, Start
from conversations.cases.records import Audience
from storage import tables
from storage.cases import (
    cases,
    certificates,
    documents,
    finding,
    history,
    listing,
    notes,
    reports,
    waiting,
)
from storage.core import leases
from storage.messages import (
    by_person,
    claims,
    delivery,
    hours,
    inbox,
    outbox,
    retention,
    undelivered,
)
from storage.ops import jobs, metrics
from storage.outreach import announcements, recipients
from storage.people import officers, people
from storage.privacy import erasure
from tests.storage.builders import a_case, an_office, an_officer, somebody
from tests.transactions import writing

MINUTE = timedelta(minutes=1)
GROWING = (
    *("inbox", "outbox", "cases", "people", "jobs", "history", "recipients"),
    *("addresses", "businesses", "documents", "notes", "threads"),
    *("certificates", "certificate_tasks"),
)
PARTIAL = {
    index.name
    for table in SQLModel.metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
}
"""The indexes that hold only some rows: to read one whole is to read what waits."""


async def worker(tx) -> None:
    await inbox.next_turn(tx)
    await inbox.claim_behind(tx, AT_ONCE)


async def fetcher(tx) -> None:
    await inbox.next_media(tx)
    await inbox.claim_media(tx, 8, MINUTE)


async def sender(tx) -> None:
    await leases.take(tx, "relay:web:a", "me", MINUTE)
    await claims.hold(tx, ["m"], MINUTE)
    await delivery.expired(tx, "web", "a", "", "x", ("y", MINUTE))
    for lanes in ((0,), (1, 2, 3)):
        await outbox.claim(
            tx, "web", "a", holder="me", limit=9, lease=MINUTE, lanes=lanes
        )
    await claims.newer_edits(tx, ["m"])
    await claims.next_due(tx, "web", "a")


async def announcing(tx) -> None:
    [author] = await officers.of_office(tx, "serang")
    whom = Audience("serang", road=("x",))
    made = await announcements.freeze(tx, author.id, "Halo", whom)
    await announcements.unfinished(tx)
    await announcements.listed(tx, made, 1)
    await announcements.listed(tx, made, 9)
    await announcements.next_chunk(tx, made)
    await recipients.leave(tx, author.person_id)
    await recipients.counts(tx, made)
    await recipients.ahead(tx, made)
    await announcements.stop(tx, made)
    await announcements.note(tx, made)
    await announcements.listed(tx, made, 9)


async def news(tx) -> None:
    by_id, by_name = (
        delivery.Fate("read", id="m"),
        delivery.Fate("failed", external_id="x"),
    )
    await delivery.statuses(tx, "web", "a", [by_id, by_name])


async def clockwork(tx) -> None:
    await jobs.next_due(tx)
    await jobs.claim(tx, 8, MINUTE)
    await certificates.due(tx, "serang", "2027-01-01", 8)


async def looking(tx) -> None:
    await metrics.depths(tx)
    await metrics.ages(tx)
    await undelivered.by_reason(tx)


async def shut_chats(tx) -> None:
    await undelivered.release(tx, {"p": ("a", "web", "a")})
    await undelivered.shut_to(tx, "p")
    await undelivered.waiting(tx, "p")
    await undelivered.count(tx, "serang")
    await undelivered.listed(tx, "serang")
    await claims.lately(tx, "a", tx.now)
    await claims.answered(tx, ["m"])
    held = delivery.Fate("held", external_id="x", id="m")
    await delivery.statuses(tx, "web", "a", [held])


async def tidying(tx) -> None:
    await documents.unattached(tx, tx.now)
    await retention.forget(tx, retention.Old([1], [1]))
    await hours.settle(tx, tx.now)
    found = by_person.Found({"inbox": [1], "outbox": [1]}, {"inbox": 1, "outbox": 1})
    one, other = [(await somebody(tx, number)).person_id for number in (1, 2)]
    await people.merge(tx, one, other, found)
    if not tx.postgres:  # which reads either of two indexes in a way not seen here
        await erasure.erase(tx, one, found)


async def report(tx) -> None:
    await reports.since(tx, "serang", tx.now)
    await reports.messages(tx, "serang", tx.now)
    await reports.followers(tx, "serang", stuck=True, limit=8)
    await reports.followers(tx, "serang", kecamatan="kramatwatu", limit=8)
    await reports.opd(tx, "serang")
    await reports.trend(tx, "serang")
    await certificates.ending(tx, "serang", "2027-01-01", limit=8)
    await reports.places(tx, "serang")


async def desk(tx) -> None:
    await inbox.dead(tx, "serang")
    await cases.of_person(tx, "p")
    await cases.by_code(tx, "SRG-0001", "serang")
    await cases.index_nibs(tx)
    case = await a_case(tx)
    await cases.near(tx, replace(case, details={"nib": "1234567890123"}))
    await certificates.of_business(tx, "b")
    await certificates.of_person(tx, "p")
    await certificates.by_public_code(tx, "x")
    await documents.of_case(tx, "c")
    await notes.of_case(tx, "c", internal=True)
    await outbox.find_card(tx, "case:c", "a")
    await outbox.cancel(tx, subject="case:c")
    await outbox.cancel(tx, person_id="p")


async def lists(tx) -> None:
    start = Start(tx.now, 8, ahead=8)
    for by in (
        *(Filters(), Filters(holder="o", urgent="late"), Filters(kecamatan="x")),
        *(Filters(road="x", stage="y"), Filters(urgent="stuck", turn="owner")),
        *(Filters(urgent="returned"), Filters(state="closed"), Filters(days=9)),
        Filters(team="x"),
    ):
        await listing.count(tx, ["serang"], by)
        await listing.page(tx, ["serang"], by, start)
        await listing.page(tx, ["serang"], by, structs.replace(start, back=True))
    await listing.let_through(tx, "serang", Filters(road="x"), {1})
    await listing.of_code(tx, "serang", "SRG-0001")
    await listing.of_phone(tx, "serang", "+62812")
    await finding.named(tx, "serang", ["batik"])
    await finding.named(tx, "serang", ["batik"])


async def trail(tx) -> None:
    page = partial(history.trail, tx, limit=9)
    await page(case_id="c", acts=("case.taken",), before=9)
    await page(office_id="serang", officer_id="o")
    await page(office_id="serang", acts=("case.taken", "case.closed"), before=9)
    await page(office_id="serang", during=(tx.now, tx.now))


async def queue(tx) -> None:
    await cases.waiting(tx, "serang", limit=8, offset=8)
    await cases.count_waiting(tx, "serang")
    await waiting.count_questions(tx, "serang")
    await waiting.questions(tx, "serang", 8)
    await waiting.papers(tx, "serang")


@pytest.mark.parametrize(
    "work",
    [
        *(worker, fetcher, sender, announcing, news, clockwork, tidying),
        *(looking, report, desk, queue, lists, shut_chats, trail),
    ],
    ids=lambda w: w.__name__,
)
async def test_no_loop_and_no_list_reads_a_growing_table_whole(database, work) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        await an_officer(tx)
        for number in (1, 2):
            await somebody(tx, number)
        asked = await statements(tx, work)
        assert asked
        assert {s: p for s, a in asked if (p := await whole(tx, s, a))} == {}


async def moved(tx) -> None:
    await reports.since(tx, "serang", tx.now)


async def counted(tx) -> None:
    await cases.count_waiting(tx, "serang")


@pytest.mark.parametrize(
    ("work", "index"),
    [(counted, "ix_cases_queue"), (moved, "ix_stays_ended")],
    ids=["the queue", "what went on"],
)
async def test_an_index_alone_counts(database, work, index) -> None:
    async with writing(database) as tx:
        asked = await statements(tx, work)
        plans = [step for s, a in asked for step in await plan(tx, s, a)]
    alone = "Index Only Scan" if tx.postgres else "COVERING INDEX"
    assert any(alone in step and index in step for step in plans)


async def test_what_is_near_is_not_looked_for_among_all_that_is_open(database) -> None:
    async with writing(database) as tx:
        await an_office(tx)
        case = await a_case(tx)
        near = replace(case, details={"nib": "1234567890123"})
        asked = await statements(tx, lambda tx: cases.near(tx, near))
        plans = [step for s, a in asked for step in await plan(tx, s, a)]
    by = "ix_cases_person_id", "ix_cases_nib_index", "ix_cases_opened"
    assert all(any(index in step for step in plans) for index in by)
    assert not any("ix_cases_office_id_state" in step for step in plans)


async def test_the_guard_sees_a_table_read_whole(database) -> None:
    async def careless(tx) -> None:
        late = sa.select(tables.inbox.c.seq).where(tables.inbox.c.received_at < tx.now)
        await tx.conn.execute(late)

    async with writing(database) as tx:
        (asked,) = await statements(tx, careless)
        assert await whole(tx, *asked)


async def statements(tx, work) -> list[tuple[str, object]]:
    """What *work* sends to the database, with its values."""
    sent: list[tuple[str, object]] = []

    def note(conn, cursor, statement, values, context, many) -> None:
        sent.append((statement, values[0] if many else values))

    connection = await tx.conn.run_sync(lambda plain: plain)
    sa.event.listen(connection, "before_cursor_execute", note)
    try:
        await work(tx)
    finally:
        sa.event.remove(connection, "before_cursor_execute", note)
    return sent


async def plan(tx, statement: str, values) -> list[str]:
    """Each step of the plan."""
    if not tx.postgres:
        explained = "EXPLAIN QUERY PLAN " + statement
        return [row[3] for row in await tx.conn.exec_driver_sql(explained, values)]
    # On empty tables it would rather read them whole.
    await tx.conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
    await tx.conn.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
    rows = await tx.conn.exec_driver_sql("EXPLAIN " + statement, values)
    return [row[0] for row in rows]


async def whole(tx, statement: str, values) -> list[str]:
    """Each step of the plan that reads a growing table from end to end."""
    steps = await plan(tx, statement, values)
    if tx.postgres:
        return whole_of_postgres(steps)
    return [step for step in steps if whole_of_sqlite(step)]


def whole_of_sqlite(step: str) -> bool:
    """SCAN of a growing table, unless along an index that holds only some rows."""
    verb, table, *how = step.split()
    growing = table.rstrip("_0123456789") in GROWING
    return verb == "SCAN" and growing and PARTIAL.isdisjoint(how)


def whole_of_postgres(steps: list[str]) -> list[str]:
    """A sequential scan, or an index read without a condition, likewise."""
    found = []
    for at, step in enumerate(steps):
        words = step.replace("->", " ").split()
        table = words[words.index("on") + 1] if "on" in words else ""
        scans = words[:2] == ["Seq", "Scan"]
        if "Index" in words[:2] and "Scan" in words[:3]:
            under = steps[at + 1] if at + 1 < len(steps) else ""
            scans = "Index Cond" not in under and PARTIAL.isdisjoint(words)
            # The first of an index, whatever it is, is one row.
            scans &= "Filter" in under or "Limit" not in steps[at - 1]
        if scans and table in GROWING:
            found.append(step.strip())
    return found
