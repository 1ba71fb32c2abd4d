"""An announcement reaches whom it is for, once, until somebody says stop."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.broadcast.fanout import AHEAD, next_chunk
from conversations.cases.records import Audience
from conversations.engine.events import Typed
from storage.cases import businesses
from storage.messages import delivery, outbox
from storage.outreach import announcements
from storage.people import officers, people
from storage.people.sessions import Sender, reach
from storage.tables import addresses, inbox, recipients
from storage.tables import outbox as messages
from tests.bot.phones import OFFICE, PROFILES
from tests.transactions import reading, writing

TEXT = "Pelatihan label batik, Kamis di Kramatwatu"


async def subscribe(town, name, *, kecamatan="360405", window=None):
    """Somebody with a business, who wants announcements."""
    async with writing(town.database) as tx:
        sender = Sender("webchat", "web", name, window=window)
        person = (await reach(tx, [sender]))[sender.key].person_id
        await people.remember(tx, person, name=f"Contoh {name}")
        await people.consent(tx, person, "announcements", agreed=True)
        await businesses.add(tx, person, OFFICE, kecamatan=kecamatan, sector="batik")


async def announce(town, *whom):
    """A coordinator writes, looks, and agrees."""
    await town.say("citra", "siaran", TEXT, *(whom or ("Semua",)), "sekarang", "ya")
    return town.phone("citra")


async def chunk(town, **more):
    return await next_chunk(town.database, PROFILES, **more)


async def states(town):
    async with reading(town.database) as tx:
        counted = sa.select(recipients.c.state, sa.func.count())
        rows = await tx.conn.execute(counted.group_by(recipients.c.state))
        return {row[0]: row[1] for row in rows}


async def posted(town):
    async with reading(town.database) as tx:
        own = sa.select(messages.c.person_id).where(messages.c.kind == "announcement")
        return list((await tx.conn.execute(own)).scalars())


class Clock:
    """Today at ten over there, and on from then; *later* on, if it is set so."""

    def __init__(self):
        now = datetime.now(UTC)
        self.later = now.replace(hour=3, minute=0) - now

    def __call__(self):
        return datetime.now(UTC) + self.later


@pytest.fixture
async def clock(town):
    town.database._clock = made = Clock()
    return made


@pytest.fixture
async def citra(town, clock):
    return await town.hire("citra", "coordinator")


async def test_the_preview_says_how_many_who_and_how_it_looks(town, citra):
    for name in ("satu", "dua"):
        await subscribe(town, name)
    await subscribe(town, "tiga", kecamatan="360406")
    both = ("kecamatan dan jenis usaha", "Kramatwatu", "batik")
    await town.say("citra", "siaran", TEXT, *both, "sekarang")
    shown = citra.last.text
    assert "2" in shown
    assert "Contoh satu" in shown
    assert "Contoh tiga" not in shown
    assert TEXT in shown
    assert "berhenti" in shown


async def test_it_reaches_everybody_once_and_the_card_counts(town, citra):
    for name in ("satu", "dua", "tiga"):
        await subscribe(town, name)
    await subscribe(town, "jauh", kecamatan="360406")
    await announce(town, "Satu kecamatan", "Kramatwatu")
    assert citra.button("halt")
    assert await chunk(town) == 3
    assert await chunk(town) == 0
    await town.settle()
    for name in ("satu", "dua", "tiga"):
        assert [seen.text for seen in town.phone(name).screen].count(
            town.phone(name).last.text
        ) == 1
        assert TEXT in town.phone(name).last.text
    assert not town.phone("jauh").screen
    await chunk(town)
    await town.settle()
    assert await states(town) == {"sent": 3}
    assert citra.told("announce.done")
    assert not any("halt:" in b.id for seen in citra.screen for b in seen.buttons)


async def test_what_is_written_at_night_goes_in_the_morning(town, citra, clock):
    await subscribe(town, "satu")
    await town.apply("tiga")
    clock.later += timedelta(hours=12)
    await town.say("citra", "siaran", TEXT, "Semua", "sekarang")
    assert "Jam istirahat" in citra.last.text
    assert "Belum setuju menerima pengumuman: 1 orang" in citra.last.text
    await town.say("citra", "ya")
    assert citra.told("announce.scheduled")
    assert await chunk(town) == 0
    clock.later += timedelta(hours=9, minutes=1)
    assert await chunk(town) == 1


async def test_an_evening_interrupts_it_and_a_day_that_is_named_is_kept(
    town, citra, clock
):
    await subscribe(town, "satu")
    await subscribe(town, "dua")
    await announce(town)
    assert await chunk(town, limit=1) == 1
    clock.later += timedelta(hours=10)
    assert await chunk(town) == 0
    clock.later += timedelta(hours=11, minutes=1)
    assert await chunk(town) == 1
    await town.say("citra", "siaran", TEXT, "Semua", "besok jam 9", "ya")
    assert citra.told("announce.scheduled")
    assert await chunk(town) == 0
    assert (await town.press("citra", citra.button("halt"))).told("announce.called_off")


async def test_what_is_delivered_after_the_end_is_noted_too(town, citra):
    await subscribe(town, "satu")
    await announce(town)
    await chunk(town)
    await town.settle()
    await chunk(town)
    assert await states(town) == {"sent": 1}
    async with writing(town.database) as tx:
        own = sa.select(recipients.c.outbox_id)
        id_ = (await tx.conn.execute(own)).scalar_one()
        news = [delivery.Fate("delivered", id=id_)]
        await delivery.statuses(tx, "webchat", "web", news)
    assert await states(town) == {"delivered": 1}


async def test_only_a_coordinator_announces(town):
    await subscribe(town, "satu")
    await town.hire("petugas")
    petugas = await town.say("petugas", "siaran")
    assert petugas.told("refusal.not_allowed")
    assert await chunk(town) == 0


async def test_nobody_gets_it_who_did_not_agree_or_cannot_be_reached(town, citra):
    await subscribe(town, "satu")
    await subscribe(town, "dua")
    await town.apply("tiga")
    person = await town.person("dua")
    async with writing(town.database) as tx:
        gone = sa.update(addresses).where(addresses.c.person_id == person)
        await tx.conn.execute(gone.values(reachable=False))
    await announce(town)
    assert await chunk(town) == 1


async def test_stop_obeys_at_once_even_for_what_is_already_posted(town, citra):
    await subscribe(town, "satu")
    await subscribe(town, "dua")
    await announce(town)
    await chunk(town)
    await town.happen("satu", Typed("berhenti"), deliver=False)
    await town.settle()
    await chunk(town)
    assert TEXT not in town.phone("satu").news()
    assert TEXT in town.phone("dua").news()
    assert await states(town) == {"stopped": 1, "sent": 1}


@pytest.mark.parametrize("listed", [True, False])
async def test_stop_obeys_before_anything_is_posted(town, citra, listed):
    await subscribe(town, "satu")
    await announce(town)
    if listed:
        await chunk(town, limit=0)
    await town.say("satu", "berhenti")
    assert await chunk(town) == 0
    assert await states(town) == ({"stopped": 1} if listed else {})


async def test_halting_takes_back_what_was_not_sent(town, citra):
    for number in range(4):
        await subscribe(town, f"nomor {number}")
    await announce(town)
    await chunk(town, limit=2)
    await town.press("citra", citra.button("halt"), deliver=False)
    await town.settle()
    assert await chunk(town) == 0
    assert await states(town) == {"stopped": 4}
    assert citra.told("announce.stopped")
    halt = f"halt:{await the_id(town)}"
    assert (await town.press("citra", halt)).told("announce.over")
    assert (await town.press("citra", "halt:nothing")).told("announce.unknown")


async def the_id(town):
    async with reading(town.database) as tx:
        return (await tx.conn.execute(sa.select(recipients.c.announcement_id))).scalar()


async def test_no_more_is_posted_than_a_little_ahead(town, citra):
    async with writing(town.database) as tx:
        for number in range(AHEAD + 20):
            sender = Sender("webchat", "web", f"nomor {number}")
            person = (await reach(tx, [sender]))[sender.key].person_id
            await people.consent(tx, person, "announcements", agreed=True)
            await businesses.add(tx, person, OFFICE)
        author = (await officers.of_office(tx, OFFICE))[0].id
        await announcements.freeze(tx, author, TEXT, Audience(OFFICE))
    while await chunk(town):
        pass
    assert (await states(town)) == {"queued": AHEAD, "waiting": 20}
    while await town.carry():
        await chunk(town)
    assert (await states(town)) == {"sent": AHEAD + 20}
    assert len(set(await posted(town))) == len(await posted(town)) == AHEAD + 20


async def test_a_closed_window_is_a_refusal_unless_there_is_a_template(town, citra):
    await subscribe(town, "satu")
    await subscribe(town, "dua", window=timedelta(seconds=-1))
    await town.say("citra", "siaran", TEXT, "Semua", "sekarang")
    assert "1" in citra.last.text
    await town.say("citra", "ya")
    assert await chunk(town) == 1
    assert await states(town) == {"queued": 1, "refused": 1}


async def test_with_a_template_the_message_carries_it(town, citra):
    await subscribe(town, "dua", window=timedelta(seconds=-1))
    await announce(town)
    assert await chunk(town, template="kabar") == 1
    async with writing(town.database) as tx:
        (row,) = [
            row
            for row in await outbox.claim(
                tx, "webchat", "web", holder="x", limit=9, lease=timedelta(minutes=1)
            )
            if row.kind == "announcement"
        ]
    assert row.body["template"]["name"] == "kabar"
    assert row.body["template"]["params"] == [TEXT]


async def test_the_authors_card_changes_once_in_five_seconds(town, citra):
    for number in range(6):
        await subscribe(town, f"nomor {number}")
    await announce(town)
    before = await told(town)
    for _ in range(5):
        await chunk(town, limit=1)
        await town.carry()
    # A slot of five seconds may end while we count, but not twice.
    assert 1 <= await told(town) - before <= 2


async def told(town):
    async with reading(town.database) as tx:
        own = sa.select(sa.func.count()).where(inbox.c.channel == "pandu")
        return (await tx.conn.execute(own)).scalar()
