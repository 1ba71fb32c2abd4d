"""Relays die, stop and take over from one another, and nothing is lost by it."""

import asyncio
import random
from collections import Counter

import pytest

from bot.pipeline.loops import watching
from storage.core.database import Database
from tests.bot.pipeline.relaying import AGAIN, a_stage
from tests.fakes.far_end import FarEnd, LostAfter


@pytest.fixture
async def stage(database_url, tmp_path):
    async with a_stage(database_url, tmp_path) as made:
        yield made


async def test_of_two_relays_only_one_speaks(stage):
    other = FarEnd()
    first, second = stage.relay(), stage.relay(far=other)
    await stage.play(first)
    for number in range(10):
        await stage.post(f"{number}", "hi")
    for _ in range(5):
        await second.once()
        await stage.play(first, 3)
    assert (len(stage.far.got), len(other.tried)) == (10, 0)
    assert (first.stats.holding, second.stats.holding) == (True, False)


async def test_another_takes_over_when_the_lease_lapses(stage):
    hangs = asyncio.Event()
    stage.far.script["one"].append(hangs)
    stage.far.script["news"].append(hangs)
    first, second = stage.relay(), stage.relay(far=(other := FarEnd()))
    await stage.post("a", "one", "two")
    await stage.post("b", "news", lane=3, kind="announcement")
    await stage.play(first)
    assert stage.far.held == 2
    for _ in range(2):  # the first is silent from here on
        stage.hand.seconds += 7
        await second.once()
    assert other.tried == []
    stage.hand.seconds += 2
    await stage.play(second)
    await stage.play(second)
    assert other.texts == [AGAIN + "one", "two"]
    assert await stage.states() == ["sent", "sent", "uncertain"]
    assert [r.maybe_twice for r in await stage.rows()] == [True, False, True]
    # Who comes back finds the lease gone, and speaks no more.
    await stage.post("c", "three")
    hangs.set()
    await stage.play(first, 1)
    assert "three" not in stage.far.texts
    assert not first.stats.holding


async def test_one_who_is_known_to_be_dead_is_not_waited_for(stage):
    hangs = asyncio.Event()
    stage.far.script["one"].append(hangs)
    stage.far.script["news"].append(hangs)
    first, second = (
        stage.relay(),
        stage.relay(far=(other := FarEnd()), dead=["holder-1"]),
    )
    await stage.post("a", "one", "two")
    await stage.post("b", "news", lane=3, kind="announcement")
    await stage.play(first)
    await stage.play(second)  # no time has gone by
    assert other.texts == [AGAIN + "one", "two"]
    assert await stage.states() == ["sent", "sent", "uncertain"]
    assert [r.maybe_twice for r in await stage.rows()] == [True, False, True]


async def test_a_notice_of_a_dead_one_waits_for_the_news_of_it(tmp_path, database_url):
    far = FarEnd("whatsapp")
    async with a_stage(database_url, tmp_path, far) as stage:
        hangs = asyncio.Event()
        for text in ("ask", "news"):
            far.script[text].append(hangs)
        await stage.post("a", "ask")
        await stage.post("b", "news", lane=1, kind="notice")
        await stage.play(stage.relay())
        heir = stage.relay(far=(other := FarEnd("whatsapp")), dead=["holder-1"])
        await stage.play(heir)
        assert other.texts == [AGAIN + "ask"]
        await stage.play(heir, 61)
        assert other.texts == [AGAIN + "ask", AGAIN + "news"]


async def test_who_takes_over_keeps_to_the_pace_of_the_one_before(stage):
    """What each chat was sent is known, also what may have been sent at a kill."""
    for wait, bubbles in ((0, 0), (1, 1), (2, 2), (60, 3)):
        chat = f"after {wait}"
        before = stage.relay(pace="telegram")
        await stage.post(chat, *"xyz")
        await stage.play(before)
        await before._leave()
        stage.hand.seconds += wait
        after = stage.relay(pace="telegram", far=(far := FarEnd()))
        await stage.post(chat, *"abcd")
        await stage.post(f"new {wait}", *"efgh")
        await stage.play(after)
        assert len([one for one in far.got if one.to == chat]) == bubbles, wait
        assert len([one for one in far.got if one.to.startswith("new")]) == 3
        await stage.play(after, 600)
        await after._leave()
    killed = stage.relay(pace="telegram")
    stage.far.script["z"].append(asyncio.Event())
    await stage.post("heir", *"xyz")
    await stage.play(killed)
    heir = stage.relay(pace="telegram", far=(far := FarEnd()), dead=[killed._holder])
    await stage.play(heir)
    assert far.texts == []
    await stage.play(heir, 1)
    assert far.texts == [AGAIN + "z"]


async def test_a_call_that_takes_long_stays_ours_while_the_relay_lives(stage):
    slow = asyncio.Event()
    stage.far.script["film"].append(slow)
    relay = stage.relay()
    await stage.post("a", "film")
    for _ in range(20):
        await stage.play(relay, 6)
    slow.set()
    await stage.play(relay)
    [row] = await stage.rows()
    assert (row.state, row.attempts, row.maybe_twice) == ("sent", 1, False)
    assert len(stage.far.tried) == 1


async def test_a_stop_lets_calls_end_and_gives_the_lease_back(stage):
    slow = asyncio.Event()
    stage.far.script["slow"].append(slow)
    await stage.post("a", "slow", "next")
    stop = asyncio.Event()
    task = asyncio.create_task(stage.relay().run(stop))
    await stage.far.until(lambda: stage.far.held)
    stop.set()
    slow.set()
    await task
    rows = [(r.state, r.attempts, r.maybe_twice) for r in await stage.rows()]
    assert rows == [("sent", 1, False), ("due", 0, False)]
    second = stage.relay()
    await stage.play(second)  # no time has gone by: the lease is free
    assert await stage.states() == ["sent", "sent"]


async def test_a_call_that_outlasts_the_grace_is_uncertain_and_flagged(stage):
    for text in ("ask", "news"):
        stage.far.script[text].append(asyncio.Event())
    await stage.post("a", "ask")
    await stage.post("b", "news", lane=3, kind="announcement")
    async with stage.running(stage.relay(grace=0.01)):
        await stage.far.until(lambda: stage.far.held == 2)
    assert await stage.states() == ["due", "uncertain"]
    await stage.play(stage.relay(), 2)
    assert stage.far.texts == [AGAIN + "ask"]


async def test_a_relay_wakes_when_something_is_posted(stage):
    async with stage.running(stage.relay()):
        for number in range(5):
            await stage.post("a", f"{number}")
            stage.wake.set()
            await stage.far.until(lambda n=number: len(stage.far.got) == n + 1)
    assert stage.far.texts == ["0", "1", "2", "3", "4"]
    assert set(await stage.states()) == {"sent"}


async def test_a_relay_hears_what_another_process_posted(stage, database_url):
    other = Database(database_url, stage.database.ring)
    stop = asyncio.Event()
    async with stage.running(stage.relay()):
        watch = asyncio.create_task(watching(other, stage.wake.set, stop))
        await stage.post("a", "hi")
        await stage.far.until(lambda: stage.far.got)
        stop.set()
        await watch
    await other.close()


async def test_a_database_that_is_away_loses_no_result(stage):
    slow = asyncio.Event()
    stage.far.script["hi"].append(slow)
    await stage.post("a", "hi")
    relay = stage.relay()
    await stage.play(relay)
    away = relay._database.write
    relay._database.write = _refuse
    slow.set()
    while relay.stats.in_flight:  # noqa: ASYNC110
        await asyncio.sleep(0)
    assert await relay._try() > 0
    relay._database.write = away
    await stage.play(relay)
    assert await stage.states() == ["sent"]
    assert stage.far.texts == ["hi"]


def _refuse():
    raise OSError("away")


async def test_kills_lose_nothing_and_double_only_what_is_flagged(stage, seed):
    """A killed relay writes nothing any more: not what landed, not what flew."""
    chance = random.Random(seed)
    kinds = {0: "prompt", 1: "notice", 3: "announcement"}
    for number in range(120):
        lane = chance.choice([0, 0, 1, 3])
        kind = kinds[lane]
        await stage.post(f"{number % 30}", f"{number}", lane=lane, kind=kind)
        if chance.random() < 0.1:
            stage.far.script[f"{number}"].append(LostAfter("reset"))
    for _ in range(12):
        task = asyncio.create_task(stage.relay().run(asyncio.Event()))
        wanted = len(stage.far.tried) + chance.randrange(1, 25)
        done = asyncio.create_task(_until_tried(stage, wanted))
        for _ in range(chance.randrange(5)):
            await asyncio.sleep(0)
        await asyncio.wait([done], timeout=0.3)
        for one in (task, done):
            one.cancel()
        await asyncio.wait([task, done])
        stage.hand.seconds += 16
    last = stage.relay()
    for _ in range(30):
        await stage.play(last, 601)
    rows = await stage.rows()
    times = Counter(stage.far.texts)
    texts = {o.id: o.bubble.plain for o in stage.far.tried}
    assert {row.state for row in rows} <= {"sent", "uncertain", "dead"}
    for row in rows:
        said = texts.get(row.id, "").removeprefix(AGAIN)
        arrived = times[said] + times[AGAIN + said]
        if row.state == "sent":
            assert arrived >= 1
        if arrived > 1:
            assert row.maybe_twice
            assert row.kind != "announcement"
        if row.state != "sent":
            assert row.maybe_twice
    assert last.stats.in_flight == 0


async def _until_tried(stage, number):
    await stage.far.until(lambda: len(stage.far.tried) >= number)
