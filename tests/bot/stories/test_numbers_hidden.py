"""A NIK typed anywhere is nowhere: not in a chat, not at the desk, not in a database."""

import json
import re

import sqlalchemy as sa

from bot import words
from bot.channels.base import Incoming
from bot.pipeline.arrivals import Delivery
from bot.pipeline.redaction import scrubbed
from bot.testing.form_player import Filling, reply
from conversations.engine.events import Edited, Pressed, Sent, Typed
from conversations.language import MARK
from storage.privacy.privacy_map import SEALED
from storage.tables import metadata
from tests.transactions import reading

NIK = "3604010101900001"
"""A sample: a day of birth in 1990, nobody's number."""
WAYS = (
    NIK,
    "NIK saya 3604 0101 0190 0001 ya bu",
    "36.04.01.010190.0001",
    "3604\u200b0101\u200b0190\u200b0001",
    f"*{NIK}*",
    f"no ktp: {NIK}\nkk 3604014101900002",
)
NAMED_BY = {"inbox": "key", "threads": "person_id"}
CANARY = re.compile(r"3604\D{0,3}0[14]\D{0,3}0?1\D{0,3}[04]\D{0,3}1")
KINDLY = words.text("id", "repair.number_hidden")[:60]


async def everything(database) -> list[str]:
    """Each value there is, opened where it is sealed."""
    found = []
    async with reading(database) as tx:
        for table in metadata.tables.values():
            sealed = SEALED.get(table.name, ())
            named = NAMED_BY.get(table.name, "id")
            for row in (await tx.conn.execute(sa.select(table))).mappings():
                for column, value in row.items():
                    if column in sealed and value is not None:
                        what = f"{table.name}:{column.removesuffix('_sealed')}"
                        value = tx.ring.unseal(f"{what}:{row[named]}", value).decode()  # noqa: PLW2901
                    found.append(str(value))
    return found


async def nowhere(world) -> None:
    values = await everything(world.database)
    assert any(MARK in each or "\\u2588" in each for each in values)
    assert [each for each in values if CANARY.search(each)] == []
    for person in world.people.values():
        assert not any(CANARY.search(seen.text) for seen in person.screen)


def put(seen) -> str:
    """The question of a bubble."""
    ends = ("?", ".", ":")
    lines: list[str] = seen.text.splitlines()
    return next(line for line in reversed(lines) if line[-1:] in ends)


async def test_one_by_one_it_is_answered_and_the_question_asked_again(world):
    petugas = await world.officer("petugas")
    ibu = world.person("ibu", "telegram")
    await ibu.says("daftar")
    number = 0
    async for answer in ibu.place.fills(Filling("apply", until="Foto produk")):
        asked = put(ibu.sees()[-1])
        await ibu.says(WAYS[number % len(WAYS)])
        again = ibu.sees()
        assert KINDLY in "\n".join(seen.text for seen in again), answer
        assert number == 0 or put(again[-1]) == asked
        await ibu.says(answer.text)
        number += 1
    await ibu.does(Edited(f"{answer.text} {NIK}", str(world.moment)))
    await ibu.sends_photo()
    await ibu.fills("apply", "Periksa")
    await ibu.does(Sent("contact", values={"phone": NIK, "name": NIK, "own": False}))
    await ibu.says("ya")
    assert any("SRG-0001" in seen.text for seen in petugas.screen)
    await ibu.says("petugas", f"apakah {NIK} ini nomor yang benar bu?")
    photo = await world.file(ibu)
    await ibu.says("petugas")
    await ibu.does(Sent("photo", photo.files, text=f"KTP {NIK}"))
    assert any(MARK in seen.text for seen in petugas.screen)
    await nowhere(world)


async def test_in_one_bubble_the_other_lines_are_taken(world):
    await world.officer("petugas")
    ibu = world.person("ibu", "whatsapp")
    await ibu.says("daftar", "setuju")
    ibu.sees()
    given = {"Nama usaha": NIK, "Produk": f"kain {NIK}"}
    await ibu.says(reply(await ibu.place.asked("apply"), given).text)
    said = "\n".join(seen.text for seen in ibu.sees())
    assert KINDLY in said
    assert "nama usahanya" in said
    await ibu.says("Batik Contoh")
    await ibu.says(reply(await ibu.place.asked("apply"), given).text)
    ibu.sees()
    await ibu.fills("apply", "Periksa")
    assert any("Batik Contoh" in seen.text for seen in ibu.sees())
    await ibu.says("ya")
    await nowhere(world)


async def test_a_message_of_nothing_else_does_not_go_to_an_officer(world):
    petugas = await world.officer("petugas")
    ibu = world.person("ibu")
    await ibu.says("halo", "petugas", "setuju")
    petugas.sees()
    await ibu.says(f"NIK: {NIK}")
    assert petugas.sees() == []
    await ibu.says(f"NIK saya {NIK}, apakah sudah terdaftar?")
    assert MARK in petugas.sees()[-1].text
    await nowhere(world)


def test_whoever_brings_a_delivery_brings_it_veiled():
    events = (Typed(NIK), Edited(NIK, "1"), Sent("photo", text=NIK), Pressed("yes"))
    brought = Delivery.__new__(Delivery)
    brought.events = [Incoming("k", "s", event) for event in events]
    brought.__post_init__()
    assert NIK not in str(brought.events)


def test_a_body_that_had_no_turn_is_scrubbed_too():
    told = {"message": {"text": f"nik {NIK}", "from": {"id": 3604010101900001}}}
    body = json.dumps(told).encode()
    kept = json.loads(scrubbed(body))
    assert kept["message"]["text"] == f"nik {MARK}"
    assert kept["message"]["from"] == told["message"]["from"]
    fine = b'{"entry": [{"id": "3604010101900001"}], "text": "halo"}'
    assert scrubbed(fine) == fine
    assert NIK.encode() not in scrubbed(f"no json {NIK}".encode())
    no_text = b'{"update_id": "\xff\xfe"}'
    assert scrubbed(no_text) == no_text
    assert scrubbed(b"\xff " + NIK.encode()) == b"\xff " + MARK.encode()
