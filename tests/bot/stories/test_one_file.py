"""Telegram, WhatsApp and the web page of one person are three doors to one file."""

import re
from datetime import timedelta

import pytest

from bot import words
from bot.channels.terminal import Terminal
from conversations.catalogue import catalogue
from storage.cases import businesses, cases
from storage.people.sessions import Sender, reach
from tests.transactions import writing

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")
CHATS = ("telegram", "whatsapp", "webchat")
OFFICE = catalogue().office.id


async def identity(world, person) -> str:
    sender = Sender(person.channel, Terminal.account, person.name)
    async with writing(world.database) as tx:
        return (await reach(tx, [sender]))[sender.key].person_id


@pytest.fixture
async def chats(world):
    """One owner, whose three chats are linked one after another."""
    made = {channel: world.person(channel, channel) for channel in CHATS}
    first = made["telegram"]
    for other in (made["whatsapp"], made["webchat"]):
        await first.says("hubungkan")
        (code, *_) = CODE.findall(first.sees()[-1].text)
        await other.says(f"hubungkan {code}")
        await world.later(timedelta(minutes=1))
    for each in made.values():
        each.sees()
    return made


def heard(person) -> str:
    return "\n".join(seen.text for seen in person.sees())


async def test_three_chats_are_one_person(world, chats):
    assert len({await identity(world, each) for each in chats.values()}) == 1


async def test_all_three_tell_the_same_of_a_case(world, chats):
    me = await identity(world, chats["telegram"])
    async with writing(world.database) as tx:
        business = await businesses.add(tx, me, OFFICE, name="Batik Contoh")
        await cases.open_case(tx, OFFICE, me, business, "bina_umk")
    told = set()
    for each in chats.values():
        await each.says("status")
        told.add(heard(each))
    assert len(told) == 1
    assert "SRG-0001" in told.pop()


async def test_an_answer_in_one_chat_is_followed_by_the_next_question_in_another(chats):
    telegram, whatsapp, web = chats.values()
    await telegram.says("privasi", "Perbaiki data saya", "Setuju", "Ibu Contoh")
    await telegram.says("Ibu")
    assert words.text("id", "field.business_name.ask") in heard(telegram)
    await web.says("lanjut")
    assert words.text("id", "field.business_name.ask") in heard(web)
    await web.says("Batik Contoh")
    assert words.text("id", "field.kecamatan.ask") in heard(web)
    await whatsapp.says("lanjut")
    asked = heard(whatsapp)
    assert "1. Kecamatan" in asked
    assert "Nama usaha" not in asked
    await whatsapp.says("Kramatwatu\nbatik\n0812 3456 7890")
    whatsapp.sees()
    await telegram.says("lanjut")
    assert words.text("id", "field.batik_kind.ask") in heard(telegram)


async def test_what_happens_to_the_case_is_told_in_the_chat_last_used(world, chats):
    petugas = await world.officer("petugas")
    me = await identity(world, chats["telegram"])
    async with writing(world.database) as tx:
        business = await businesses.add(tx, me, OFFICE, name="Batik Contoh")
        await cases.open_case(tx, OFFICE, me, business, "bina_umk")
    await chats["whatsapp"].says("status")
    chats["whatsapp"].sees()
    await petugas.says("kasus 1")
    await petugas.taps("Ambil")
    assert "SRG-0001" in heard(chats["whatsapp"])
    assert heard(chats["telegram"]) == heard(chats["webchat"]) == ""
