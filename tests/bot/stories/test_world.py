"""What only shows over the whole: messages that arrive together, channels that change."""

import sqlalchemy as sa

from conversations.engine.events import Typed
from storage.tables import outbox
from tests.transactions import reading


async def test_consent_holds_for_what_arrives_in_the_same_moment(world):
    ibu = world.person("ibu", "webchat")
    await ibu.says("halo")
    await ibu.taps("Ajukan pendampingan")
    ibu.sees()
    await world.happen([(ibu, Typed("setuju")), (ibu, Typed("Ibu Contoh"))])
    asked = [seen.text for seen in ibu.sees()]
    assert "di bidang apa" in asked[-1]
    assert not any("Sebelum mulai" in text for text in asked)


async def test_a_language_holds_for_what_arrives_in_the_same_moment(world):
    ibu = world.person("ibu")
    await ibu.says("halo", "bahasa")
    ibu.sees()
    await world.happen([(ibu, Typed("english")), (ibu, Typed("menu"))])
    await world.happen([(ibu, Typed("bahasa"))])
    await world.happen([(ibu, Typed("2")), (ibu, Typed("menu"))])
    assert ibu.sees()[-1].text == "Where shall we begin?"


async def test_a_button_that_was_answered_is_taken_away_where_that_can_be(world):
    ibu = world.person("ibu", "telegram")
    await ibu.says("halo")
    await ibu.taps("Ajukan pendampingan")
    assert [len(seen.labels) for seen in ibu.screen] == [0, 3]


async def test_a_turn_is_one_row_however_many_buttons_it_makes_old(world):
    ibu = world.person("ibu", "telegram")
    await ibu.says("halo")
    await ibu.taps("Ajukan pendampingan")
    kind, lane = outbox.c.kind, outbox.c.lane
    async with reading(world.database) as tx:
        rows = await tx.conn.execute(sa.select(kind, lane).order_by(outbox.c.seq))
        assert list(rows) == [("prompt", 0), ("prompt", 0)]
    first, second = ibu.screen
    assert not first.bubble.buttons
    assert second.bubble.buttons


async def test_where_nothing_can_be_changed_the_buttons_stay(world):
    ibu = world.person("ibu", "whatsapp")
    await ibu.says("halo")
    await ibu.taps("Ajukan pendampingan")
    assert [len(seen.labels) for seen in ibu.screen] == [3, 3]


async def test_an_officer_sees_the_number_of_every_new_application(world):
    petugas = await world.officer("petugas")
    petugas.sees()
    for number in (1, 2):
        ibu = world.person(f"ibu{number}", "whatsapp")
        await ibu.says("daftar")
        await ibu.fills("apply")
    new = [seen.text for seen in petugas.sees() if seen.text.startswith("Baru")]
    codes = [text.split()[1] for text in new]
    assert codes == ["SRG-0001", "SRG-0002"]
