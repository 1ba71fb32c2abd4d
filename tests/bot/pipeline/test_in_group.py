"""What is done in the office's group is done by whoever does it, and goes no further."""

import pytest
import sqlalchemy as sa
from msgspec import structs

from bot.testing.group import Member, open_group
from conversations.catalogue import catalogue
from conversations.engine.events import Typed
from storage.people import offices
from storage.tables import inbox
from tests.transactions import reading


@pytest.fixture
async def group(world):
    made = await open_group(world, "grup")
    owner = world.person("ibu")
    await owner.says("daftar")
    await owner.fills("apply")
    petugas = await world.officer("petugas")
    await Member(petugas, made).does(made.press("Ambil"))
    await owner.says("petugas", "Berapa biayanya?")
    for each in world.people.values():
        each.sees()
    return made


def seen(person):
    return "\n".join(each.text for each in person.sees())


async def test_a_photo_in_reply_goes_to_the_owner_as_well(world, group):
    photo = await world.file(world.people["petugas"])
    photo = structs.replace(photo, text="Ini rinciannya.")
    await Member(world.people["petugas"], group, group.spoken).does(photo)
    assert any(each.bubble.file for each in world.people["ibu"].sees())
    assert "Ini rinciannya." in seen(group)


async def test_talk_among_officers_goes_nowhere_and_is_not_kept(world, group):
    card = group.screen[0].id
    for answers in ("", card):  # said to all, or in reply to the card
        await Member(world.people["petugas"], group, answers).says(
            "Orangnya susah, ya?"
        )
    assert not seen(world.people["ibu"])
    assert not seen(world.people["petugas"])
    assert not seen(group)
    async with reading(world.database) as tx:
        rows = await tx.conn.execute(sa.select(inbox.c.body_sealed, inbox.c.state))
        assert all(row.body_sealed is None for row in rows if row.state == "ignored")


async def test_words_written_in_private_stand_in_the_topic_too(world, group):
    await world.people["petugas"].says("balas kasus 1", "Semuanya gratis, Bu.")
    assert "Bu Petugas Contoh kepada pemilik:\nSemuanya gratis, Bu." in seen(group)


async def test_a_command_without_words_or_outside_a_topic_says_how(world, group):
    member = Member(world.people["petugas"], group)
    await member.says("/balas")
    assert "Tulis isinya di belakang /balas" in seen(group)
    member.spot = {**member.spot, "thread": ""}
    await member.says("/catatan penting")
    assert "di dalam topik" in seen(world.people["petugas"])


async def test_a_form_is_asked_in_ones_own_chat(world, group):
    await Member(world.people["petugas"], group).does(group.press("Minta perbaikan"))
    assert "diperbaiki" in seen(world.people["petugas"])
    assert not seen(group)


@pytest.mark.parametrize(("role", "set_to"), [("coordinator", "lain"), ("officer", "")])
async def test_who_leads_chooses_the_group_by_a_word_in_it(world, role, set_to):
    one = await world.officer("bos", role=role)
    elsewhere = await open_group(world, "lain")
    world.watchers.clear()
    async with reading(world.database) as tx:
        before = await offices.by_id(tx, catalogue().office.id)
    assert not before.group_chat
    elsewhere.name = "-100200"
    await Member(one, elsewhere).does(Typed("/grup"))
    async with reading(world.database) as tx:
        after = await offices.by_id(tx, catalogue().office.id)
    assert after.group_chat == ("-100200" if set_to else "")
    assert seen(one)
