"""Where people give up: what a turn counts, and what is kept of what they typed."""

import pytest

from bot.jobs.stumbles import Stumbles, vocabulary
from bot.pipeline.tally import Tally
from conversations.cases.stumbles import masked
from storage.messages import stumbles
from tests.bot.phones import OFFICE
from tests.transactions import reading


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0812 0000 0001", "…"),
        ("saya Rahmawati dari Batik Lestari", "saya … dari batik …"),
        ("nomor usaha 12, petugas!", "nomor usaha … petugas"),
        ("", ""),
    ],
)
def test_what_could_name_somebody_is_hidden(typed, kept):
    assert masked(typed, vocabulary("id")).casefold() == kept


async def test_each_question_is_counted_once_as_put_answered_refused_or_left(town):
    tally = town.turns.tally = Tally()
    for name in ("a", "b"):
        await town.press(name, "apply:bina_umk")
        await town.say(name, "ya")
    await town.say("a", "Siti Contoh")
    await town.say("b", "0812")
    await town.say("b", "batal")
    counted = Stumbles(town.database, tally)
    assert await counted.once()
    assert not await counted.once(), "nothing is counted twice"
    async with reading(town.database) as tx:
        found = {
            each.question: each
            for each in await stumbles.since_a_month(tx, OFFICE, 20, 3)
        }
        assert await stumbles.since_a_month(tx, "another", 20) == []
    spot = found["field.owner_name"]
    assert (spot.came, spot.answered, spot.refused, spot.left) == (2, 1, 1, 1)
    assert spot.words == ("…",)
