"""A case played from its first stage to the letter that ends it, as its owner reads it."""

import pytest

from conversations.cases import stages
from conversations.catalogue import catalogue
from conversations.engine.events import Pressed
from tests.bot.desk.test_papers import CODE, files, guided, the_case

TURN = "Sekarang giliran Bapak/Ibu"
DO = ("Yang dilakukan sekarang:\n1. ", "Langkah berikutnya: ")


async def reads(town, owner):
    """What the owner reads who asks where the case is."""
    owner.news()
    await town.say("owner", "status")
    return owner.news()


def helped(seen):
    """Whether nobody is told that it is their turn without what to do."""
    return TURN not in seen or any(each in seen for each in DO)


async def hand_in(town, road, stage):
    """Every paper of a stage, sent; their marks."""
    marks = [f"{CODE}/{each.id}" for each in stages.papers_of(road, stage.id)]
    for mark in marks:
        await town.happen("owner", Pressed(f"send:{mark}"))
        await files(town, "owner")
    return marks


async def finish(town, old=""):
    """Close the case as one that came to its goal; an *old* button names its stage."""
    await town.happen("petugas", Pressed(f"close:{CODE}{old}"))
    await town.say("petugas", "Selesai")
    await town.say("petugas", "SNI-7/2026")
    kind = catalogue().roads[(await the_case(town)).road].certificates[-1]
    for _ in (*kind.asks, "issued", "until", "file"):
        await town.say("petugas", "lewati")


@pytest.mark.parametrize("name", ["sppt_sni", "bina_umk", "batikmark"])
async def test_an_owner_always_reads_what_to_do_until_the_end(town, name):
    owner, _ = await guided(town, road=name)
    road = catalogue().roads[name]
    for stage in road.stages:
        assert (await the_case(town)).stage == stage.id
        assert helped(await reads(town, owner)), stage.id
        if marks := await hand_in(town, road, stage):
            sent = await reads(town, owner)
            assert "memeriksa" in sent, stage.id
            assert helped(sent), stage.id
            for mark in marks:
                await town.happen("petugas", Pressed(f"pass:{mark}"))
            assert helped(await reads(town, owner)), stage.id
        owner.news()
        if stage != road.stages[-1]:
            await town.happen("petugas", Pressed(f"onward:{CODE}/{stage.id}"))
    await finish(town)
    end = owner.news()
    assert "Selamat" in end
    assert road.certificates[-1].use in end
    assert "SNI-7/2026" in end


@pytest.mark.parametrize("gone", ["surveillance", "renewal"])
async def test_a_case_that_stood_in_a_stage_that_left_comes_to_its_end(town, gone):
    """As after the migration: its place is taken, and the next button works."""
    owner, petugas = await guided(town, road="sppt_sni")
    road = catalogue().roads["sppt_sni"]
    (now,) = (each.now for each in road.retired if each.id == gone)
    for stage in road.stages[:-1]:
        await town.happen("petugas", Pressed(f"onward:{CODE}/{stage.id}"))
    assert (await the_case(town)).stage == now
    petugas.news()
    await town.happen("petugas", Pressed(f"open:{CODE}"))
    assert "Minta SPPT SNI ke BSN" in petugas.news()
    await town.happen("petugas", Pressed(f"onward:{CODE}/{gone}"))  # an old button
    assert (await the_case(town)).stage == now
    await finish(town, old=f"/{now}")
    assert (await the_case(town)).state == "closed"
    assert "Selamat" in owner.news()


async def test_the_form_of_a_stage_comes_filled_in_as_a_file(town):
    owner, _ = await guided(town, road="batikmark")
    owner.news()
    await town.happen("owner", Pressed("form:batikmark"))
    assert "bukan formulir resmi" in owner.news()
    assert owner.last.file
