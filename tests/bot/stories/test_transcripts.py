"""Every story in `tests/transcripts` comes out as it is written.

After a change that was meant: `pytest tests/bot/stories --rewrite-transcripts`, and
read the difference like any other. A story that no longer reaches its goals is not
rewritten: what people do in it is mended by hand, or its head promises something else.
"""

from collections import Counter
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import pytest

from bot.testing.transcript import (
    CHANGED,
    PANDU,
    RINGS,
    Astray,
    Transcript,
    Unreadable,
    play,
    read,
)
from bot.testing.world import PROFILES, NoButton

STORIES = sorted((Path(__file__).parents[2] / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
async def test_the_story_comes_out_as_it_is_written(path, world, request):
    written = path.read_text(encoding="utf-8")
    if request.config.getoption("--rewrite-transcripts"):
        await rewrite(path, world)
    else:
        assert str(await play(read(written), world)) == written


async def rewrite(path, world):
    """What comes of the story now is what is written; unless it lost its way."""
    played = await play(read(path.read_text(encoding="utf-8")), world)
    path.write_text(str(played), encoding="utf-8")


def story(name) -> Transcript:
    return read(next(p for p in STORIES if p.stem == name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "name",
    [p.stem for p in STORIES if p.stem.startswith("owner_") or "whole" in p.stem],
)
def test_nobody_hears_the_same_words_twice_in_a_row(name):
    heard = [turn.text for turn in story(name).turns if turn.who == PANDU]
    assert [text for text, after in pairwise(heard) if text == after] == []


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        *product(["whole_journey"], ["whatsapp", "webchat", "terminal"]),
        *product(["owner_who_says_done"], ["webchat"]),
    ],
)
async def test_a_journey_says_the_same_on_every_channel(name, channel, world):
    """What is put in one bubble differs; no word, and no button that is pressed."""
    written = story(name)
    cast = {
        name: how.replace("telegram", channel) for name, how in written.cast.items()
    }
    played = await play(replace(written, cast=cast), world)
    number = ["Nomor HP/WA: 0812 0000 0000"] if channel == "whatsapp" else []
    assert list(said(played) - said(written)) == number
    # Where the ways out are buttons on the screen, no bubble names them; where a form
    # is asked in one bubble, its owner says themselves what a product would have told.
    ways = ["kembali · bantuan · petugas"] if PROFILES[channel].exits else []
    told = ["Jenis batik: Tulis"] if PROFILES[channel].together else []
    assert sorted(said(written) - said(played)) == [*told, *ways]
    changed = any(CHANGED in turn.text for turn in played.turns)
    assert changed == PROFILES[channel].edits


@pytest.mark.parametrize(
    ("name", "channel"),
    [
        ("maker_from_first_word_to_the_years_after", "whatsapp"),
        ("office_from_first_word_to_the_years_after", "webchat"),
        *(
            pytest.param(*each, marks=pytest.mark.soak)
            for each in (
                ("maker_from_first_word_to_the_years_after", "webchat"),
                ("office_from_first_word_to_the_years_after", "whatsapp"),
            )
        ),
    ],
)
async def test_the_whole_way_can_be_gone_on_every_channel(name, channel, world):
    """By the very same words and buttons; its officers are where they were."""
    written = story(name)
    cast = {
        name: how if "sebagai" in how else how.replace("telegram", channel)
        for name, how in written.cast.items()
    }
    played = await play(replace(written, cast=cast), world)
    assert played.missed == []


def said(story: Transcript) -> Counter[str]:
    """Every line that somebody newly hears, and what they choose from there."""
    return Counter(
        line
        for turn in story.turns
        if turn.heard and CHANGED not in turn.text
        for line in turn.text.removeprefix(f"{RINGS} ").splitlines()
        if line
    )


async def test_a_story_is_the_same_when_it_is_read_and_written_again():
    for path in STORIES:
        written = path.read_text(encoding="utf-8")
        assert str(read(written)) == written


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_every_story_has_a_goal_that_it_reaches_near_its_end(path):
    told = read(path.read_text(encoding="utf-8"))
    assert told.goals
    assert all(told.goals)
    assert told.missed == []
    last = max(
        n
        for n, turn in enumerate(told.turns)
        if turn.heard and told.goals[-1] in turn.text
    )
    assert last >= len(told.turns) // 2


@pytest.mark.parametrize(
    ("goals", "reached"),
    [
        ("sampai: in English\nsampai: dalam bahasa Indonesia", True),
        ("sampai: dalam bahasa Indonesia\nsampai: in English", False),
        ("sampai: in English\nsampai: SRG-0001", False),
        ("sampai: english", False),  # said by ibu, never by Pandu
    ],
)
async def test_a_story_that_lost_its_way_is_not_rewritten(
    goals, reached, world, tmp_path
):
    path, acts = tmp_path / "story.txt", "ibu  english\nibu  bahasa\nibu  1"
    written = f"Cerita.\n{goals}\n\nibu  lewat telegram\n\n{acts}\n"
    path.write_text(written, encoding="utf-8")
    if reached:
        await rewrite(path, world)
        assert read(path.read_text(encoding="utf-8")).goals == read(written).goals
    else:
        with pytest.raises(Astray):
            await rewrite(path, world)
        assert path.read_text(encoding="utf-8") == written


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
