"""In once, in order, out once: also when several processes do it."""

import asyncio
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
import sqlalchemy as sa

from storage.core.database import Database
from storage.core.ids import new_id
from storage.core.seal import Unreadable
from storage.messages import delivery, inbox, outbox
from storage.messages.chat_history import visible
from storage.messages.delivery import Fate
from storage.people.sessions import Kept, keep, load_state, people_by_id, reach
from storage.tables import addresses, people
from storage.tables import outbox as messages
from tests.storage.builders import a_message, a_sender, an_event, somebody
from tests.transactions import reading, writing

MINUTE = timedelta(minutes=1)
RULE = ("web", "a", "", "announcement", ("notice", timedelta()))


async def at_once(database, work, times: int) -> list[Any]:
    """*work* so often side by side, over two doors as two processes have them."""
    other = Database(database.url.render_as_string(hide_password=False), database.ring)
    doors = (database, other)
    try:
        return await asyncio.gather(
            *(doors[n % 2].write(work, tries=9) for n in range(times))
        )
    finally:
        await other.close()


async def states(tx) -> list[str]:
    found = sa.select(messages.c.state).order_by(messages.c.seq)
    return list((await tx.conn.execute(found)).scalars())


async def claim(tx, limit=10, holder="a", **more) -> list[Any]:
    asked = {"holder": holder, "limit": limit, "lease": MINUTE, **more}
    return await outbox.claim(tx, "web", "a", **asked)


async def test_the_same_person_met_by_many_at_once_is_made_once(database) -> None:
    found = await at_once(database, somebody, 20)
    assert len({one.person_id for one in found}) == 1
    async with reading(database) as tx:
        count = sa.select(sa.func.count())
        for table in (people, addresses):
            assert (await tx.conn.execute(count.select_from(table))).scalar_one() == 1


async def test_an_alias_leads_to_the_same_person(database) -> None:
    async with writing(database) as tx:
        first = await somebody(tx, 1, aliases=("+62812",))
        second = await somebody(tx, 2, aliases=("+62812",))
        assert second.person_id == first.person_id
        assert second.address_id != first.address_id
        assert (await somebody(tx, 2)).person_id == first.person_id
        latest = await people_by_id(tx, [first.person_id])
        assert latest[first.person_id].channel == "web"


async def test_a_gather_finds_old_and_new_people_together(database) -> None:
    async with writing(database) as tx:
        old = await somebody(tx, 1, language="en", phone="+62812")
        found = await reach(tx, [a_sender(n) for n in (2, 1, 3, 1)])
        assert len(found) == 3
        assert found[a_sender(1).key].person_id == old.person_id
        assert found[a_sender(1).key].language == "en"
        assert found[a_sender(1).key].has_phone
        assert not found[a_sender(2).key].has_phone


async def test_what_was_kept_is_read_again(database) -> None:
    async with writing(database) as tx:
        found = await reach(tx, [a_sender(n) for n in range(5)])
        kept = [Kept(one.person_id, 0, {"n": one.address_id}) for one in found.values()]
        await keep(tx, kept)
    async with writing(database) as tx:
        found = await reach(tx, [a_sender(n) for n in range(5)])
        for one in found.values():
            assert load_state(tx, one) == {"n": one.address_id}
            assert one.version == 1


async def test_a_state_moved_to_another_person_does_not_open(database) -> None:
    async with writing(database) as tx:
        one, other = await somebody(tx, 1), await somebody(tx, 2)
        await keep(tx, [Kept(one.person_id, 0, {"secret": 1})])
        await tx.conn.execute(
            sa.text(
                "UPDATE threads SET state_sealed = (SELECT state_sealed FROM threads"
                " WHERE person_id = :one) WHERE person_id = :other"
            ),
            {"one": one.person_id, "other": other.person_id},
        )
        with pytest.raises(Unreadable):
            load_state(tx, await somebody(tx, 2))


async def test_an_event_delivered_many_times_at_once_is_taken_once(database) -> None:
    async def deliver(tx):
        reached = await somebody(tx)
        return await inbox.take_in(tx, [an_event(tx, reached, k) for k in "abc"])

    found = await at_once(database, deliver, 12)
    assert sorted(len(one) for one in found) == [0] * 11 + [3]


async def test_events_stay_in_order_and_none_overtakes_a_failed_one(database) -> None:
    async with writing(database) as tx:
        one = await somebody(tx)
        for key in "abc":
            taken = await inbox.take_in(tx, [an_event(tx, one, key)])
            if key == "a":
                first = taken
        assert (await somebody(tx)).behind == 3
        ready = await inbox.open_of(tx, [one.person_id])
        assert [e.event["text"] for e in ready[one.person_id]] == ["a", "b", "c"]
        assert await inbox.claim_behind(tx, 10) == [one.person_id]
        (seq,) = first.values()
        assert await inbox.fail(tx, seq, "boom", tx.now + MINUTE) == 1
        assert await inbox.open_of(tx, [one.person_id]) == {}
        assert await inbox.claim_behind(tx, 10) == []
        await inbox.bury(tx, seq, "boom")
        ready = await inbox.open_of(tx, [one.person_id])
        assert [e.event["text"] for e in ready[one.person_id]] == ["b", "c"]
        assert [letter.seq for letter in await inbox.dead(tx, "serang")] == [seq]
        await inbox.finish(tx, [e.seq for e in ready[one.person_id]])
        assert (await somebody(tx)).behind == 0


async def test_an_event_with_a_file_waits_for_it_and_holds_the_rest(database) -> None:
    async with writing(database) as tx:
        one = await somebody(tx)
        await inbox.take_in(tx, [an_event(tx, one, "photo", state="media")])
        await inbox.take_in(tx, [an_event(tx, one, "text")])
        assert await inbox.open_of(tx, [one.person_id]) == {}
        (claimed,) = await inbox.claim_media(tx, 10, MINUTE)
        assert await inbox.claim_media(tx, 10, MINUTE) == []
        await inbox.fetched(tx, claimed, {"files": ["1"]})
        ready = (await inbox.open_of(tx, [one.person_id]))[one.person_id]
        assert [e.event for e in ready] == [
            {"files": ["1"]},
            {"is": "Said", "text": "text"},
        ]


async def test_an_event_of_ours_is_posted_once(database) -> None:
    async with writing(database) as tx:
        one = await somebody(tx)
        posted = [
            await inbox.post_event(tx, one.person_id, {"is": "Told"}, "case:1:taken")
            for _ in range(2)
        ]
        assert posted == [True, False]
        assert await inbox.claim_behind(tx, 10) == [one.person_id]


async def test_no_message_is_claimed_by_two(database) -> None:
    async with writing(database) as tx:
        found = await reach(tx, [a_sender(n) for n in range(60)])
        await outbox.post(tx, [a_message(one) for one in found.values()])

    claims = await at_once(database, lambda tx: claim(tx, 7), 12)
    ids = [one.id for several in claims for one in several]
    assert len(ids) == len(set(ids)) == 60
    assert {one.to for several in claims for one in several} == {
        str(n) for n in range(60)
    }


async def test_messages_keep_their_order_and_replies_go_first(database) -> None:
    async with writing(database) as tx:
        one = await somebody(tx)
        rows = [
            a_message(one, text, lane=lane)
            for text, lane in (("n1", 3), ("r1", 0), ("r2", 0), ("n2", 3))
        ]
        await outbox.post(tx, rows)
        first = await claim(tx)
        assert [row.body["text"] for row in first] == ["r1", "n1"]
        assert await claim(tx) == []
        await delivery.later(tx, [(first[0].id, tx.now + MINUTE, "slow", True)])
        await delivery.sent(tx, [(first[1].id, "x1")])
        assert [row.body["text"] for row in await claim(tx)] == ["n2"]


async def test_an_edit_waits_for_what_it_edits(database) -> None:
    async with writing(database) as tx:
        one = await somebody(tx)
        card = a_message(one, "card", lane=1, subject="case:1")
        edit = a_message(one, "edit", lane=0, kind="edit", replaces=card.id)
        await outbox.post(tx, [card, edit])
        assert [row.id for row in await claim(tx)] == [card.id]
        await delivery.sent(tx, [(card.id, "x1")])
        (claimed,) = await claim(tx)
        assert (claimed.id, claimed.edits) == (edit.id, "x1")
        found = await outbox.find_card(tx, "case:1", one.address_id)
        assert found is not None
        assert found.id == card.id


async def test_a_message_with_a_key_is_posted_once(database) -> None:
    async with writing(database) as tx:
        one = await somebody(tx)
        for _ in range(2):
            await outbox.post(tx, [a_message(one, unique_key="alert:1")])
        assert await states(tx) == ["due"]


async def test_a_dead_sender_s_messages_come_back_marked(database) -> None:
    async with writing(database) as tx:
        for number, kind in enumerate(("prompt", "edit", "notice", "announcement")):
            await outbox.post(tx, [a_message(await somebody(tx, number), kind=kind)])
        assert len(await claim(tx)) == 4
        assert await delivery.expired(tx, *RULE) == 0
    late = Database(
        database.url.render_as_string(hide_password=False),
        database.ring,
        clock=lambda: tx.now + 2 * MINUTE,
    )
    async with writing(late) as later:
        assert await delivery.expired(later, *RULE) == 4
        assert await states(later) == ["due", "due", "due", "uncertain"]
        assert all(row.maybe_twice for row in await claim(later))
    await late.close()


@pytest.mark.parametrize(
    ("news", "state"),
    [
        (("sent", "delivered"), "delivered"),
        (("sent", "delivered", "read", "failed"), "read"),
        (("sent", "failed"), "failed"),
        (("delivered", "failed"), "delivered"),
    ],
)
async def test_news_in_any_order_ends_the_same(database, news, state) -> None:
    orders = list(permutations(news))
    async with writing(database) as tx:
        to = await somebody(tx)
        rows = {f"x{number}": a_message(to) for number in range(len(orders))}
        await outbox.post(tx, list(rows.values()))
        await claim(tx, limit=len(rows))
        await delivery.sent(tx, [(row.id, name) for name, row in rows.items()])
        for name, order in zip(rows, orders, strict=True):
            for word in order:
                await delivery.statuses(tx, "web", "a", [Fate(word, external_id=name)])
        assert await states(tx) == [state] * len(rows)


async def test_a_status_settles_what_was_uncertain(database) -> None:
    async with writing(database) as tx:
        row = a_message(await somebody(tx), kind="notice")
        await outbox.post(tx, [row])
        await claim(tx)
        await delivery.uncertain(tx, [(row.id, tx.now + MINUTE, True)])
        assert await states(tx) == ["due"]
        await delivery.statuses(tx, "web", "a", [Fate("sent", "x1", id=row.id)])
        assert await states(tx) == ["sent"]


async def test_what_is_cancelled_is_not_sent(database) -> None:
    async with writing(database) as tx:
        one = await somebody(tx)
        rows = [a_message(one, subject="announcement:1", lane=3), a_message(one)]
        await outbox.post(tx, rows)
        assert await outbox.cancel(tx, subject="announcement:1") == 1
        assert await states(tx) == ["cancelled", "due"]
        assert await outbox.cancel(tx) == 0


async def test_a_page_shows_both_sides_in_order(database) -> None:
    async with writing(database) as tx:
        one = await somebody(tx)
        await inbox.take_in(tx, [an_event(tx, one, "halo")])
        row = a_message(one, "selamat datang", id=new_id())
        await outbox.post(tx, [row])
        await claim(tx)
        await delivery.sent(tx, [(row.id, "")])
        lines = await visible(tx, one.address_id)
        assert [(line.theirs, line.body["text"]) for line in lines] == [
            (True, "halo"),
            (False, "selamat datang"),
        ]
