"""The sample world is plainly sample, loads once, and can be written to by nobody."""

from datetime import timedelta
from io import BytesIO

import sqlalchemy as sa
from PIL import Image

from bot.channels.webchat import WebChat
from bot.operations import sample
from bot.web.certificate import SAMPLE
from conversations.cases.calendar import day_of
from conversations.cases.records import Audience
from conversations.catalogue import catalogue
from conversations.engine.values import Answers
from conversations.flows.owner.apply import QUESTIONS
from storage.cases import cases, certificates, documents, reports, stage_log
from storage.core.files import FileStore
from storage.outreach.audience import count
from storage.people import officers
from storage.tables import people
from tests.transactions import reading

OFFICE, ROADS = catalogue().office.id, catalogue().roads


async def test_loading_it_twice_makes_one_world(database, ring, tmp_path):
    files = FileStore(tmp_path / "files", ring)
    await sample.load(database, files)
    await sample.load(database, files)
    async with reading(database) as tx:
        counted = (await reports.since(tx, OFFICE, tx.now)).states
        theirs = dict(sample.STATES)
        assert counted == {**theirs, "submitted": theirs["submitted"] + 1}
        assert len(await officers.of_office(tx, OFFICE)) == 3
        everybody = sa.select(sa.func.count()).select_from(people)
        assert (await tx.conn.execute(everybody)).scalar() == 14 + 3 + 1
        found = await cases.by_code(tx, "SRG-0001")
        photo, *papers = await documents.of_case(tx, found.id)
    with Image.open(BytesIO(await files.read(photo.name))) as picture:
        assert picture.format == "JPEG"
    assert (found.state, found.stage) == ("accepted", "guidance")
    assert [(each.purpose, each.state) for each in papers] == [
        ("guidance/foto-produksi", "accepted"),
        ("guidance/catatan-usaha", "kept"),
    ]


async def test_nobody_in_it_is_alerted_first_or_sent_anything(database, ring, tmp_path):
    await sample.load(database, FileStore(tmp_path / "files", ring))
    async with reading(database) as tx:
        assert await officers.on_duty(tx, OFFICE) == []
        assert all(not one.channel for one in await officers.of_office(tx, OFFICE))
        assert await count(tx, Audience(OFFICE)) == 0


async def test_in_a_demo_its_owners_hear_an_announcement(database, ring, tmp_path):
    home = (WebChat.name, WebChat.account)
    for _ in range(2):
        await sample.load(database, FileStore(tmp_path / "files", ring), home)
    async with reading(database) as tx:
        assert await count(tx, Audience(OFFICE)) == 14
        assert await officers.on_duty(tx, OFFICE) == []


async def test_who_came_first_has_come_furthest(database, ring, tmp_path):
    await sample.load(database, FileStore(tmp_path / "files", ring))
    async with reading(database) as tx:
        first = await cases.by_code(tx, "SRG-0001")
        last = await cases.by_code(tx, "SRG-0012")
        assert first
        assert last
        done = await stage_log.finished(tx, first.id)
        assert tx.now - first.created_at > timedelta(days=30)
        assert tx.now - last.created_at < timedelta(hours=1)
        assert list(done) == [stage.id for stage in ROADS["bina_umk"].stages[:6]]
        assert sorted(done.values()) == list(done.values())
        since = await stage_log.since(tx, first)
        assert since >= max(done.values())


async def test_one_certificate_is_shown_and_another_expires_soon(
    database, ring, tmp_path
):
    await sample.load(database, FileStore(tmp_path / "files", ring))
    async with reading(database) as tx:
        shown = await certificates.by_public_code(tx, SAMPLE)
        assert shown
        assert (shown.kind, shown.shown) == ("sppt_sni", True)
        soon = (day_of(tx.now) + timedelta(days=30)).isoformat()
        ahead = await certificates.due(tx, "serang", soon, 9)
    assert {one.kind for _, one in ahead} == {"batikmark"}
    assert "CONTOH" in shown.number


def test_every_name_says_that_it_is_a_sample():
    for application in sample.applications():
        assert "Contoh" in application.fields["owner_name"]
        assert "Contoh" in application.fields["business_name"]


def test_every_answer_is_one_that_could_have_been_given():
    for application in sample.applications():
        fields = application.fields
        for name, value in fields.items():
            assert QUESTIONS[name].holds(value, Answers(fields)), name
