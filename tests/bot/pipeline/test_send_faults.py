"""What fails is tried again, by its own clock: and nobody else waits for it."""

import pytest

from bot.channels.base import Later
from storage.messages import outbox
from tests.bot.pipeline.relaying import AGAIN, a_stage, saying
from tests.fakes.far_end import FarEnd, LostAfter


@pytest.fixture
async def stage(database_url, tmp_path):
    async with a_stage(database_url, tmp_path) as made:
        yield made


async def test_the_429_of_one_chat_delays_no_other_chat(stage):
    stage.far.script["wait"].append(Later(35, "chat", "flood"))
    await stage.post("a", "wait", "after")
    await stage.post("b", "1", "2", "3")
    relay = stage.relay()
    await stage.play(relay)
    assert stage.far.texts == ["1", "2", "3"]
    await stage.play(relay, 34)
    assert stage.far.texts == ["1", "2", "3"]
    await stage.play(relay, 1)
    assert stage.far.texts == ["1", "2", "3", "wait", "after"]
    assert relay.stats.last_codes == {"later": "flood"}


async def test_an_account_that_is_paused_sends_nothing_and_blames_no_message(stage):
    await stage.post("a", "fine")
    relay = stage.relay()
    await stage.play(relay)
    stage.far.script["hot"] = [Later(60, "account", "token")] * 30
    await stage.post("b", "hot")
    await stage.play(relay)
    for number in range(5):
        await stage.post(f"c{number}", "cold")
    for _ in range(25):
        stage.far.script["cold"] = [Later(60, "account", "token")] * 5
        await stage.play(relay, 59)
        tried = len(stage.far.tried)
        await stage.play(relay, 1)
        assert len(stage.far.tried) > tried
    assert stage.far.texts == ["fine"]
    assert await stage.states() == ["sent"] + ["due"] * 6
    assert max(row.attempts for row in await stage.rows()) <= 2
    stage.far.script.clear()
    await stage.play(relay, 60)
    assert set(await stage.states()) == {"sent"}


async def test_a_message_that_fails_alone_is_given_up_at_last(stage):
    stage.far.script["bad"] = [Later(0, "message", "server_502")] * 30
    await stage.post("a", "bad")
    relay = stage.relay()
    for number in range(14):
        await stage.play(relay, 601)
        await stage.post(f"b{number}", "good")
        await stage.play(relay, 6)
    assert await stage.states() == ["dead"] + ["sent"] * 14


@pytest.mark.parametrize(
    ("lane", "waits"),
    [
        (0, (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600)),
        (1, (2, 8, 32, 128, 512, *[600] * 6)),
    ],
    ids=["a reply", "a notice"],
)
async def test_waits_grow_and_after_twelve_tries_officers_see_it(stage, lane, waits):
    stage.far.script["x"] = [Later(0, "message", "server_500")] * 20
    [bad] = await stage.post("a", "x", lane=lane)
    relay = stage.relay()
    await stage.play(relay)
    for number, wait in enumerate(waits, start=1):
        await stage.post("b", "good")  # others get through
        await stage.play(relay, wait - 0.5)
        assert stage.far.tries["x"] == number
        await stage.play(relay, 0.5)
        assert stage.far.tries["x"] == number + 1
    row = next(row for row in await stage.rows() if row.id == bad)
    assert (row.state, row.reason, row.attempts) == ("dead", "server_500", 12)


async def test_a_bad_message_of_a_lone_person_holds_up_nothing_else(stage):
    """Nobody else writes, so nothing else says that the platform is well."""
    stage.far.script["bad"] = [Later(0, "message", "131000")] * 99
    await stage.post("a", "bad", "next")
    relay = stage.relay()
    for _ in range(20):
        await stage.play(relay, 1)
    assert stage.far.texts == ["next"]
    # It is tried on, ever less, and in the meantime anybody else is simply answered.
    for number in range(60):
        await stage.play(relay, 30)
        await stage.post("b", f"{number}")
        await stage.play(relay)
    assert stage.far.texts[1:] == [f"{number}" for number in range(60)]
    assert await stage.states() == ["dead"] + ["sent"] * 61


async def test_in_an_outage_a_lone_person_loses_nothing_and_waits_for_no_clock(stage):
    stage.far.script["first"] = [Later(0, "message", "refused")] * 200
    await stage.post("a", "first")
    relay = stage.relay()
    for _ in range(200):
        await stage.play(relay, 60)
    assert await stage.states() == ["due"]
    stage.far.script.clear()
    await stage.play(relay, 30)
    assert stage.far.texts == ["first"]


async def test_a_flood_is_waited_for_as_long_as_it_says_however_often_it_comes(stage):
    stage.far.script["x"] = [Later(2, "chat", "flood")] * 30
    await stage.post("a", "x")
    relay = stage.relay()
    await stage.play(relay)
    for number in range(1, 31):
        assert stage.far.tries["x"] == number
        await stage.play(relay, 2)
    assert await stage.states() == ["sent"]


async def test_of_six_at_once_the_one_that_fails_delays_nobody(stage):
    stage.far.script["3"] = [Later(0, "message", "server_500")]
    for number in range(6):
        await stage.post(f"{number}", f"{number}")
    relay = stage.relay()
    await stage.play(relay)
    assert sorted(stage.far.texts) == ["0", "1", "2", "4", "5"]
    await stage.play(relay, 1)
    assert stage.far.texts[-1] == "3"


async def test_of_six_at_once_a_429_stops_all_for_a_second(stage):
    stage.far.script["0"] = [Later(0, "account", "130429")]
    for number in range(6):
        await stage.post(f"{number}", f"{number}")
    relay = stage.relay()
    await stage.play(relay)
    await stage.play(relay, 1)
    assert sorted(stage.far.texts) == ["0", "1", "2", "3", "4", "5"]


async def test_when_nothing_gets_through_all_wait_and_no_message_is_blamed(stage):
    for number in range(8):
        stage.far.script[f"{number}"] = [Later(0, "message", "unreachable")] * 99
        await stage.post(f"{number}", f"{number}")
    relay = stage.relay()
    for _ in range(40):
        await stage.play(relay, 30)
    assert len(stage.far.tried) < 8 * 50
    assert set(await stage.states()) == {"due"}
    assert max(row.attempts for row in await stage.rows()) <= 2
    stage.far.script.clear()
    await stage.play(relay, 30)
    assert set(await stage.states()) == {"sent"}


async def test_a_reset_after_the_message_was_taken_is_flagged_and_sent_again(stage):
    stage.far.script["ask"].append(LostAfter("reset"))
    await stage.post("a", "ask")
    relay = stage.relay()
    await stage.play(relay)
    [row] = await stage.rows()
    assert (row.state, row.maybe_twice) == ("due", True)
    await stage.play(relay, 1)
    assert stage.far.texts == ["ask", AGAIN + "ask"]
    assert relay.stats.results == {"uncertain": 1, "sent": 1}
    [row] = await stage.rows()
    assert (row.state, row.maybe_twice) == ("sent", True)


async def test_a_question_that_was_answered_meanwhile_is_not_asked_again(stage):
    asks = {**saying("ask"), outbox.ASKS: True}
    stage.far.script["ask"].append(LostAfter("reset"))
    await stage.post("a", "", body=asks)
    relay = stage.relay()
    await stage.play(relay)
    stage.hand.seconds += 0.5
    await stage.post("a", "next")  # what came of the answer
    await stage.play(relay, 1)
    assert stage.far.texts == ["ask", "next"]
    found = [(row.state, row.reason) for row in await stage.rows()]
    assert found == [("cancelled", "answered"), ("sent", "")]


async def test_what_was_said_beside_a_question_is_said_again(stage):
    stage.far.script["your number, and a question"].append(LostAfter("reset"))
    await stage.post("a", "your number, and a question")
    relay = stage.relay()
    await stage.play(relay)
    stage.hand.seconds += 0.5
    await stage.post("a", "next")
    await stage.play(relay, 1)
    assert stage.far.texts[1:] == [AGAIN + "your number, and a question", "next"]


async def test_a_bubble_that_has_no_room_for_it_comes_again_without_a_word(stage):
    long = "x" * 4090
    stage.far.script[long].append(LostAfter("reset"))
    await stage.post("a", long)
    relay = stage.relay()
    await stage.play(relay)
    await stage.play(relay, 1)
    assert stage.far.texts == [long, long]


async def test_an_announcement_that_may_have_arrived_is_never_sent_again(stage):
    stage.far.script["news"].append(LostAfter("reset"))
    await stage.post("a", "news", lane=3, kind="announcement")
    relay = stage.relay()
    for _ in range(5):
        await stage.play(relay, 1000)
    assert stage.far.texts == ["news"]
    [row] = await stage.rows()
    assert (row.state, row.maybe_twice) == ("uncertain", True)


async def test_a_notice_is_said_twice_at_most(stage):
    for text in ("granted", AGAIN + "granted"):
        stage.far.script[text] = [LostAfter("reset")]
    await stage.post("a", "granted", lane=1, kind="notice")
    relay = stage.relay()
    for _ in range(4):
        await stage.play(relay, 600)
    assert stage.far.texts == ["granted", AGAIN + "granted"]
    assert await stage.states() == ["dead"]


async def test_on_whatsapp_a_notice_waits_a_minute_for_news(database_url, tmp_path):
    async with a_stage(database_url, tmp_path, FarEnd("whatsapp")) as stage:
        stage.far.script["granted"] = [LostAfter("reset")]
        await stage.post("a", "granted", lane=1, kind="notice")
        relay = stage.relay()
        await stage.play(relay)
        await stage.play(relay, 59)
        assert stage.far.texts == ["granted"]
        await stage.play(relay, 1)
        assert stage.far.texts == ["granted", AGAIN + "granted"]


async def test_a_fault_of_our_own_in_a_channel_stops_nothing(stage):
    for text in ("odd", AGAIN + "odd"):
        stage.far.script[text] = [ZeroDivisionError()] * 20
    await stage.post("a", "odd")
    await stage.post("b", "fine")
    relay = stage.relay()
    for _ in range(13):
        await stage.play(relay, 601)
    assert await stage.states() == ["dead", "sent"]
    assert relay.stats.last_codes["dead"] == "ZeroDivisionError"
