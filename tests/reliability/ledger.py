"""The day of reckoning: what was acknowledged, against what was kept and what was sent."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from bot.pipeline.render import unpack
from storage.tables import addresses, consents, inbox, notes, outbox
from tests.bot.pipeline.relaying import AGAIN
from tests.reliability.process import until
from tests.transactions import reading

SENT = {"sent", "delivered", "read"}
WAITING = ("due", "sending")


@dataclass
class Sum:
    """What the database holds at the end, in clear."""

    events: Counter[Any] = field(default_factory=Counter)
    questions: dict[Any, list[Any]] = field(default_factory=lambda: defaultdict(list))
    consents: Counter[Any] = field(default_factory=Counter)
    messages: list[Any] = field(default_factory=list)


async def quiet(database, seconds=150):
    """Wait until nothing is left to be done."""

    async def over():
        async with reading(database) as tx:
            opened = inbox.c.state.in_(["open", "media"])
            going = outbox.c.state.in_(WAITING)
            left = sa.select(
                sa.select(sa.func.count()).where(opened).scalar_subquery(),
                sa.select(sa.func.count()).where(going).scalar_subquery(),
            )
            return sum((await tx.conn.execute(left)).one()) == 0

    await until(over, seconds, 0.1)


async def total(database):
    """Everything that the checks below are about."""
    found = Sum()
    async with reading(database) as tx:
        states = sa.select(inbox.c.state).where(inbox.c.channel != "pandu")
        found.events = Counter((await tx.conn.execute(states)).scalars())
        rows = (await tx.conn.execute(sa.select(addresses))).all()
        homes = {
            row.id: tx.unseal("addresses", "external", row.id, row.external_sealed)
            for row in rows
        }
        owners = {row.person_id: homes[row.id] for row in rows}
        for row in await tx.conn.execute(sa.select(notes).order_by(notes.c.id)):
            said = tx.unseal("notes", "body", row.id, row.body_sealed)
            found.questions[owners[row.person_id]].append((row.created_at, said))
        for person in (
            await tx.conn.execute(sa.select(consents.c.person_id))
        ).scalars():
            found.consents[owners[person]] += 1
        posted = await tx.conn.execute(sa.select(outbox).order_by(outbox.c.seq))
        for row in posted:
            body = tx.ring.unseal_json(f"outbox:body:{row.id}", row.body_sealed)
            found.messages.append((row, homes[row.address_id], unpack(body)))
    return found


def check_effects(people, storm, found):
    """Nothing lost, nothing doubled, nobody's order disturbed."""
    assert set(storm.acknowledged) == {p.key for one in people for p in one.posts}
    assert found.events == {"done": storm.events}
    for person in people:
        kept = [said for _, said in sorted(found.questions[person.address])]
        assert kept == list(person.questions), person.address
        assert found.consents[person.address] == 1, person.address
    for channel in {person.channel for person in people}:
        talks = {
            tuple(
                bubble.plain.replace(person.address, "x")
                for row, home, bubble in found.messages
                if home == person.address and row.kind != "edit"
            )
            for person in people
            if person.channel == channel
        }
        assert len(talks) == 1, f"{channel}: not everybody heard the same"


def check_sent(found, telegram, graph):
    """All replies sent; twice only what is marked; how many were, and were marked."""
    for row, _, _ in found.messages:
        needless = row.kind == "edit" or left(row)
        ok = SENT | {"cancelled"} if needless else SENT
        assert row.state in ok, (row.state, row.kind, row.reason)
    twice = _graph_copies(found, graph) + _telegram_copies(found, telegram)
    return twice, sum(row.maybe_twice for row, _, _ in found.messages)


def left(row):
    """Whether it is a question that was answered before it could be sent again."""
    return row.reason == "answered" and row.maybe_twice


def _graph_copies(found, graph):
    """Messages that WhatsApp took more than once; it names each as we do."""
    rows = {row.id: row for row, _, _ in found.messages if row.channel == "whatsapp"}
    taken = Counter(payload["biz_opaque_callback_data"] for payload in graph.accepted)
    assert set(taken) <= set(rows)
    assert all(left(rows[name]) for name in set(rows) - set(taken))
    for name, times in taken.items():
        row = rows[name]
        assert times == 1 or row.maybe_twice, f"{name}: {times} times"
        assert times <= row.attempts, f"{name}: {times} times, {row.attempts} tries"
    seen: dict[Any, list[int]] = defaultdict(list)
    for payload in graph.accepted:
        row = rows[payload["biz_opaque_callback_data"]]
        if row.seq not in seen[row.address_id]:
            seen[row.address_id].append(row.seq)
    assert all(order == sorted(order) for order in seen.values())
    return sum(times - 1 for times in taken.values())


def _telegram_copies(found, telegram):
    """Messages in a chat that no row calls its own: copies, of rows that are marked."""
    known: set[tuple[Any, int]] = set()
    marked: Counter[Any] = Counter()
    order: dict[Any, list[int]] = defaultdict(list)
    for row, home, bubble in found.messages:
        if row.channel != "telegram" or row.replaces:
            continue
        if not left(row):
            known.add((home, int(row.external_id)))
        if row.maybe_twice:
            marked[home, bubble.plain] += row.attempts - 1
        else:
            order[home].append(int(row.external_id))
    assert known <= set(telegram.messages)
    assert all(numbers == sorted(numbers) for numbers in order.values())
    copies = Counter(
        (chat, message["text"].removeprefix(AGAIN))
        for (chat, number), message in telegram.messages.items()
        if (chat, number) not in known
    )
    assert copies <= marked, copies - marked
    return copies.total()
