"""Every story in `tests/transcripts` comes out as it is written.

After a change that was meant: `pytest tests/bot/simulator --rewrite-transcripts`, and
read the difference like any other.
"""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from bot.simulator.transcript import PANDU, Transcript, Unreadable, play, read
from bot.simulator.world import NoButton

STORIES = sorted((Path(__file__).parents[2] / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
async def test_the_story_comes_out_as_it_is_written(path, world, request):
    written = path.read_text(encoding="utf-8")
    played = str(await play(read(written), world))
    if request.config.getoption("--rewrite-transcripts"):
        path.write_text(played, encoding="utf-8")
    else:
        assert played == written


def story(name) -> Transcript:
    return read(next(p for p in STORIES if p.stem == name).read_text(encoding="utf-8"))


def test_the_shortest_application_on_whatsapp_takes_five_messages():
    turns = story("whatsapp_shortest").turns
    sent = next(n for n, turn in enumerate(turns) if "SRG-0001" in turn.text)
    assert sum(turn.who == PANDU for turn in turns[: sent + 1]) == 5


@pytest.mark.parametrize(
    "name",
    [p.stem for p in STORIES if p.stem.startswith("owner_") or "whole" in p.stem],
)
def test_nobody_hears_the_same_words_twice_in_a_row(name):
    heard = [turn.text for turn in story(name).turns if turn.who == PANDU]
    assert [text for text, after in pairwise(heard) if text == after] == []


def test_the_whole_journey_says_the_same_on_every_channel():
    """What is put in one bubble differs; no word of a card or a notice does."""
    said = {}
    for channel in ("telegram", "whatsapp", "webchat", "terminal"):
        turns = story(f"whole_journey_{channel}").turns
        after = next(n for n, turn in enumerate(turns) if "SRG-0001" in turn.text)
        text = "\n".join(turn.text for turn in turns[after:] if turn.heard)
        said[channel] = Counter(
            line
            for line in text.splitlines()
            if "(berubah)" not in line and not line.startswith("[")
        )
    assert set(said["webchat"]) == set(said["terminal"]) | set(said["telegram"])


async def test_a_story_is_the_same_when_it_is_read_and_written_again():
    for path in STORIES:
        written = path.read_text(encoding="utf-8")
        assert str(read(written)) == written


async def test_nobody_can_press_what_is_not_on_their_phone(world):
    somebody = world.person("ibu")
    with pytest.raises(NoButton):
        await somebody.taps("Ambil")


async def test_a_name_outside_the_cast_is_noticed(world):
    script = read("Cerita.\n\nibu  lewat telegram\n\nbapak  halo\n")
    with pytest.raises(Unreadable):
        await play(script, world)


async def test_a_turn_that_fails_ends_the_story(world):
    ibu = world.person("ibu")
    await ibu.says("halo")
    world.receiver.turns.performers = None
    with pytest.raises(AttributeError):
        await ibu.says("status")


async def test_what_was_seen_once_is_not_news_again(world):
    ibu = world.person("ibu", "whatsapp")
    await ibu.says("halo")
    assert len(ibu.sees()) == 1
    assert ibu.sees() == []
