"""Drawings are made after the commit and before the message, once, come what may."""

import asyncio
from io import BytesIO

import pytest
from PIL import Image

from bot.pictures.contents import Ladder, Rung
from bot.pictures.registry import described
from bot.testing.transcript import play, read
from bot.testing.world import World
from conversations.cases.records import Document
from storage.cases import documents
from storage.core.ids import new_id
from storage.privacy import erasure
from tests.bot.pipeline.relaying import a_stage, saying
from tests.fakes.far_end import FarEnd
from tests.project.tree import ROOT, text
from tests.transactions import reading, writing

LADDER = Ladder("SRG-0001 Batik Contoh", "SNI", (Rung("Daftar", "now", "Giliran"),))
DRAWING = described("ladder", LADDER)


@pytest.fixture
async def stage(database_url, tmp_path):
    async with a_stage(database_url, tmp_path) as made:
        yield made


async def picture(stage, to, words, drawing=DRAWING):
    """Post *words* with a drawing, as a turn does; the document's id."""
    name = new_id()
    body = saying(words, file=name) | {"drawing": drawing}
    await stage.post(to, words, body=body)
    person = (await stage.rows())[-1].person_id
    async with writing(stage.database) as tx:
        document = Document(name, person, "photo", f"{name}.png", mime="image/png")
        await documents.add(tx, document)
    return name


async def test_a_drawing_arrives_with_its_words_and_in_its_place(stage):
    await stage.post("a", "before")
    name = await picture(stage, "a", "ladder")
    await stage.post("a", "after")
    await stage.play(stage.relay())
    assert stage.far.texts == ["before", "ladder", "after"]
    sent = stage.far.got[1]
    assert sent.bubble.mime == "image/png"
    assert Image.open(BytesIO(sent.file)).format == "PNG"
    assert await stage.files.read(f"{name}.png") == sent.file
    async with reading(stage.database) as tx:
        (kept,) = (await documents.by_ids(tx, [name])).values()
    assert kept.size == len(sent.file)


async def test_what_was_drawn_before_a_crash_is_one_file_and_is_sent_after_it(stage):
    name = await picture(stage, "a", "ladder")
    stage.far.script["ladder"].append(asyncio.Event())  # hangs until the end
    first = stage.relay()
    await stage.play(first)
    drawn = await stage.files.read(f"{name}.png")
    stage.hand.seconds += 20  # the first is dead: its lease ends
    second = stage.relay(far=(other := FarEnd()))
    await stage.play(second)
    await stage.play(second)
    assert [sent.file for sent in other.got] == [drawn]
    assert await stage.files.names() == [f"{name}.png"]


async def test_a_crash_before_the_drawing_loses_nothing(stage):
    name = await picture(stage, "a", "ladder")
    first = stage.relay()
    task = asyncio.create_task(first.run(asyncio.Event()))
    for _ in range(3):  # it holds the lease, and perhaps the message
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    stage.hand.seconds += 20
    relay = stage.relay(dead=[first._holder])
    await stage.play(relay)
    await stage.play(relay)
    (sent,) = stage.far.got
    assert sent.bubble.file == name
    assert sent.file


@pytest.mark.parametrize(
    "drawing",
    [
        {"kind": "ladder", "words": {"title": "x"}},
        {"kind": "of no kind", "words": {}},
    ],
)
async def test_what_cannot_be_drawn_leaves_its_words(stage, drawing):
    name = await picture(stage, "a", "ladder", drawing)
    await stage.play(stage.relay())
    (sent,) = stage.far.got
    assert (sent.bubble.plain, sent.bubble.file, sent.file) == ("ladder", "", b"")
    assert [row.reason for row in await stage.rows()] == ["file_missing"]
    async with reading(stage.database) as tx:
        assert await documents.by_ids(tx, [name]) == {}


async def test_nothing_is_drawn_for_who_was_erased(stage):
    await picture(stage, "a", "ladder")
    relay = stage.relay()
    person = (await stage.rows())[-1].person_id
    async with writing(stage.database) as tx:
        await erasure.erase(tx, person)
    await stage.play(relay)
    assert await stage.files.names() == []


async def test_no_turn_draws(monkeypatch):
    """All the turns of a story, with a Pillow that cannot begin a picture."""

    def refuse(*_, **__):
        raise AssertionError("a turn drew")

    story = read(text(ROOT / "tests" / "transcripts" / "papers_one_by_one.txt"))
    async with World.open() as world:
        with monkeypatch.context() as patched:
            patched.setattr(Image, "new", refuse)
            await play(story, world)
        ibu = world.people["ibu"]
        drawn = [seen for seen in ibu.screen if seen.drawing]
        assert drawn
        assert await ibu.looks(drawn[-1])


async def test_a_photo_that_is_dark_is_answered_with_an_example_the_first_time():
    story = read(text(ROOT / "tests" / "transcripts" / "papers_hard_to_read.txt"))
    async with World.open() as world:
        await play(story, world)
        ibu = world.people["ibu"]
        found = [seen for seen in ibu.screen if seen.bubble.file.startswith("example-")]
        assert [seen.bubble.file for seen in found] == [
            "example-dark",
            "example-blurred",
            "example-cut_off",
        ]
        assert Image.open(BytesIO(await ibu.looks(found[0]))).width == 720
        assert all(seen.labels in ([], ["Pakai foto ini"]) for seen in found)
