"""Admins hear by chat that commits fail or the disk fills up: once, and of its end."""

from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from bot.channels.base import Delivered, Refused
from bot.jobs.alarm import Alarm
from conversations.cases.staff.records import Office
from storage.people import offices
from tests.transactions import writing


class Chat:
    """A channel that keeps what it is given, or refuses it."""

    name, refuses = "webchat", False

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    async def send(self, outgoing):
        if self.refuses:
            raise Refused("window")
        self.said.append((outgoing.to, outgoing.bubble.plain))
        return Delivered("1")


@pytest.fixture
async def alarm(town):
    await town.hire("bos", "admin")
    await town.hire("petugas")
    chat: Any = Chat()
    made = Alarm(town.database, {"webchat": chat}, lambda: 0.5)
    await made.look()
    return made


async def test_a_disk_that_fills_is_told_to_the_admin_once_and_so_is_its_end(alarm):
    chat = alarm.channels["webchat"]
    assert chat.said == []
    for free in (0.2, 0.2, 0.05, 0.05, 0.2, 0.5, 0.5):
        alarm.room = partial(float, free)
        await alarm.look()
    assert [to for to, _ in chat.said] == ["bos"] * 4
    assert ["80%" in said for _, said in chat.said] == [True, False, True, False]


async def test_of_each_office_the_admins_hear_and_where_it_has_none_coordinators(
    town, alarm
):
    other = Office("contoh", "Dinas Contoh", "Dinas Contoh", "CTH", "5103", "Contoh")
    async with writing(town.database) as tx:
        await offices.add(tx, other)
    await town.hire("pengawas", "coordinator")
    await town.hire("made", "coordinator", other.id)
    for free in (0.5, 0.2):
        alarm.room = partial(float, free)
        await alarm.look()
    assert {to for to, _ in alarm.channels["webchat"].said} == {"bos", "made"}


async def test_commits_that_fail_are_told_though_the_database_takes_nothing(alarm):
    chat, health = alarm.channels["webchat"], alarm.database.health
    health.failed(sa.exc.OperationalError("", None, OSError("disk full")))
    await alarm.look()
    assert chat.said == [], "it has only just begun"
    health._committed -= 60
    for _ in range(3):
        await alarm.look()
    assert len(chat.said) == 1
    async with writing(alarm.database):
        pass
    health.committed()
    await alarm.look()
    assert len(chat.said) == 2


async def test_what_a_platform_refuses_stops_no_alarm(alarm):
    alarm.channels["webchat"].refuses = True
    alarm.room = lambda: 0.05
    await alarm.look()
    assert alarm.told == {"filling", "full"}
