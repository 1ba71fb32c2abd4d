"""What the notice promises about keeping data is what is done: no less, and no more."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.jobs import Janitor, inactivity
from conversations.catalogue import catalogue, laid
from conversations.catalogue.local import Local
from conversations.engine.questions import Choice
from conversations.flows import FLOWS
from conversations.flows.owner.profile import QUESTIONS
from storage.cases import businesses, cases
from storage.people import officers, people
from storage.tables import inbox, outbox
from tests.bot.desk.test_privacy import House
from tests.project.tree import ROOT, text
from tests.transactions import reading, writing

KEPT = {rule.id: rule for rule in catalogue().retention.values()}
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def days(of) -> timedelta:
    return timedelta(days=KEPT[of].days)


class Kept(House):
    """A house whose janitor goes round when time passes."""

    async def later(self, delay) -> None:
        await super().later(delay)
        await Janitor(self.database, self.files).round(self.now)
        await self.town.settle()
        await super().later(timedelta())

    async def until(self, moment: datetime) -> None:
        await self.later(moment - self.now)

    async def name(self, who) -> str:
        """Whether anything is known of *who*: the name of their business."""
        async with reading(self.database) as tx:
            found = await businesses.of_person(tx, who)
        return found[0].name if found else ""


@pytest.fixture
async def house(database_url, ring, tmp_path):
    made = Kept(database_url, ring, tmp_path / "files")
    await made.town.open()
    yield made
    await made.database.close()


async def described(house) -> str:
    """Somebody who described their business, and went no further."""
    town = house.town
    await town.press("owner", "apply")
    await town.say("owner", "Setuju")
    me: str = await town.person("owner")
    async with writing(house.database) as tx:
        await people.remember(tx, me, name="Contoh")
        await businesses.add(tx, me, "serang", name="Batik Contoh")
    return me


async def in_writing(house, who) -> bool:
    """Whether a draft of *who* is kept."""
    async with reading(house.database) as tx:
        state = await tx.conn.execute(
            sa.text("SELECT state_sealed FROM threads WHERE person_id = :id"),
            {"id": who},
        )
        row = state.one_or_none()
    return row is not None and row.state_sealed is not None


async def test_what_the_dinas_decided_is_what_is_done(house):
    """Somebody silent is told and forgotten by the periods of the office's own file."""
    with laid(Local(periods={"profile": 100, "chat": 10})):
        assert inactivity.kept() == timedelta(days=100)
        me = await described(house)
        start = house.now
        await house.until(start + timedelta(days=69))
        assert await house.name(me)
        await house.until(start + timedelta(days=72))
        await house.until(start + timedelta(days=103))
        assert not await house.name(me)


# --- the words and the numbers -----------------------------------------------------


def test_every_promise_is_kept_by_something_here():
    """A new line of the notice needs its own test below."""
    assert set(KEPT) == {"chat", "profile", "withdrawn", "backup", "identity_card"}


def test_no_question_asks_for_an_identity_card():
    asked = {q.key for flow in FLOWS.values() for q in flow.questions({"field": "x"})}
    assert not {"ktp", "nik"} & (asked | set(QUESTIONS))
    offered = [
        option.value
        for question in QUESTIONS.values()
        if isinstance(question, Choice) and not callable(question.among)
        for option in question.among
    ]
    assert not {"ktp", "nik"} & set(offered)


def test_whoever_makes_copies_is_told_for_how_long():
    page = text(ROOT / "docs" / "how-to" / "back-up-and-restore.md")
    assert "older than `retention.backup`" in page
    assert f"{KEPT['backup'].days} days as shipped" in page


# --- the deeds ---------------------------------------------------------------------


async def test_chats_go_when_their_time_is_over(house):
    await house.town.say("owner", "halo")
    began = house.now

    async def said() -> int:
        async with reading(house.database) as tx:
            kept = inbox.c.event_sealed.is_not(None)
            heard = await tx.conn.execute(sa.select(inbox.c.seq).where(kept))
            spoken = await tx.conn.execute(sa.select(outbox.c.seq))
            return len(heard.all()) + len(spoken.all())

    await house.until(began + days("chat") - HOUR)
    assert await said() > 0
    await house.until(began + days("chat") + HOUR)
    assert await said() == 0


async def test_who_is_silent_is_told_and_then_forgotten_draft_and_all(house):
    me = await described(house)
    town, began = house.town, house.now
    ibu = town.phone("owner")
    await house.until(began + days("profile") - inactivity.WARNED - DAY)
    assert not ibu.told("fade.soon")
    await house.until(began + days("profile") - inactivity.WARNED + DAY)
    assert ibu.told("fade.soon")
    assert sum("Lama tidak bertemu" in seen.text for seen in ibu.screen) == 1
    await house.until(began + days("profile") - DAY)
    assert await house.name(me) == "Batik Contoh"
    assert await in_writing(house, me)
    await house.until(began + days("profile") + 2 * DAY)
    assert ibu.told("erase.done")
    await house.later(2 * HOUR)
    assert await house.name(me) == ""
    assert not await in_writing(house, me)
    assert await town.person("owner") != me


async def test_a_word_is_enough_to_stay_and_the_years_begin_anew(house):
    me = await described(house)
    began = house.now
    await house.until(began + days("profile") - inactivity.WARNED + DAY)
    await house.town.press("owner", "stay")
    again = house.now
    await house.until(began + days("profile") + 2 * DAY)
    assert await house.name(me) == "Batik Contoh"
    await house.until(again + days("profile") - inactivity.WARNED + DAY)
    await house.until(again + days("profile") + 2 * DAY)
    assert await house.name(me) == ""


async def test_who_is_being_guided_is_kept_however_silent(house):
    await house.town.hire("petugas")
    await house.town.apply()
    me = await house.town.person("owner")
    await house.town.press("petugas", "take:1")
    await house.later(3 * days("profile"))
    await house.later(2 * inactivity.WARNED)
    assert await house.name(me) == "Batik Contoh 1"


async def test_the_years_of_a_case_that_ended_are_counted_from_its_end(house):
    await house.town.apply()
    me = await house.town.person("owner")
    await house.later(days("profile"))
    async with writing(house.database) as tx:
        (case,) = await cases.of_person(tx, me)
        await cases.change(tx, case, state="closed")
    ended = house.now
    await house.until(ended + days("profile") - DAY)
    assert await house.name(me) == "Batik Contoh 1"
    await house.until(ended + days("profile") + DAY)
    await house.later(inactivity.WARNED)
    assert await house.name(me) == ""


async def test_officers_and_the_group_of_the_office_never_fade(house):
    await house.town.hire("petugas")
    await house.town.say("group", "halo")
    one, group = await house.town.person("petugas"), await house.town.person("group")
    janitor = Janitor(house.database, house.files, [group])
    house.now += 2 * days("profile")
    await janitor.round(house.now)
    house.now += 2 * inactivity.WARNED
    while await house.runner.once():
        await house.town.settle()
    async with reading(house.database) as tx:
        officer = await officers.by_person(tx, one)
    assert officer, "the desk is theirs all the same"
    assert await house.town.person("group") == group


async def test_what_was_withdrawn_goes_in_the_days_that_were_said(house):
    me = await described(house)
    began = house.now
    await house.town.say("owner", "privasi", "Tarik persetujuan", "Ya, tarik semua")
    await house.until(began + days("withdrawn") - HOUR)
    assert await house.name(me) == "Batik Contoh"
    await house.until(began + days("withdrawn") + HOUR)
    assert await house.name(me) == ""
