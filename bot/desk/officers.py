"""Officers themselves: joining, going on duty, and the numbers of their office."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import partial

from bot import words
from bot.desk import access
from bot.pipeline.acts import Act, Performer
from conversations.cases import names
from conversations.cases.officers import (
    JoinDesk,
    OfficerJoined,
    SetDuty,
    ShowDeadLetters,
    ShowReport,
)
from conversations.catalogue import catalogue
from conversations.engine.effects import Fact, Line, Option, Say
from storage.cases import history, reports
from storage.messages import inbox
from storage.people import officers, offices

DEAD = 20
"""So many dead letters are listed, the newest first."""


async def join(act: Act, effect: JoinDesk) -> Iterable[Say]:
    """Redeem an invitation: the person is an officer from here on."""
    me = act.person
    known = await officers.by_person(act.tx, me.person_id)
    if known:
        office = await offices.by_id(act.tx, known.office_id)
        already = {"name": known.name, "office": office.short_name}
        return [Say("desk.already_officer", already)]
    name = me.name or await _numbered(act)
    redeemed = await officers.redeem(act.tx, me.person_id, effect.code, name)
    officer = redeemed.officer
    if officer is None:
        return [Say(f"desk.invite.{redeemed.problem}")]
    await history.write(
        act.tx,
        "officer.joined",
        person_id=me.person_id,
        officer_id=officer.id,
        role=officer.role,
    )
    office = await offices.by_id(act.tx, officer.office_id)
    values = {
        "name": officer.name,
        "office": office.short_name,
        "role": Fact(key=f"desk.role.{officer.role}"),
    }
    actions = (Option("queue", key="menu.what.queue"),)
    if not me.name:
        await act.tell(me.person_id, OfficerJoined())
    return [Say("desk.welcome", values, actions=actions)]


async def _numbered(act: Act) -> str:
    """A name for an officer until they have said theirs, which they are asked for."""
    number = len(await officers.of_office(act.tx, act.office)) + 1
    return words.text(act.person.language, "desk.officer_name", {"number": number})


async def set_duty(act: Act, effect: SetDuty) -> Iterable[Say]:
    """On duty: alerted of what is new. Off duty: only of their own cases."""
    officer = await access.officer(act)
    await officers.change(act.tx, officer.id, on_duty=effect.on)
    state = "on" if effect.on else "off"
    await history.write(act.tx, f"officer.{state}_duty", officer_id=officer.id)
    return [Say(f"desk.duty.{state}")]


async def show_report(act: Act, effect: ShowReport) -> Iterable[Say]:
    """This month in numbers: cases by state, road and kecamatan, and messages."""
    del effect
    officer = await access.officer(act, *access.LOOKERS)
    first = words.in_wib(act.now).replace(
        day=1, hour=0, minute=0, second=0, microsecond=0
    )
    report: reports.Report = act.read(
        "report",
        first,
        partial(reports.since, office_id=officer.office_id, moment=first),
    )
    none = [Fact(key="desk.report.none")]
    values = {
        "since": first.date(),
        "opened": report.opened,
        "states": [
            _count(Option(state, key=f"desk.state.{state}"), number)
            for state, number in report.states.items()
        ]
        or none,
        "roads": [
            _count(_named(names.road_name(road)), number)
            for road, number in report.roads.items()
        ]
        or none,
        "places": [
            _count(_named(names.place(code)), number)
            for code, number in report.kecamatan.items()
        ]
        or none,
        "received": report.received,
        "sent": report.sent,
        "whatsapp": report.whatsapp,
        "free": Decimal(catalogue().allowances["whatsapp"].messages),
        "each": none if report.each is None else round(report.each, 1),
    }
    return [Say("desk.report", values)]


def _named(fact: Fact) -> Option:
    return Option("", key=fact.key, label=fact.label)


def _count(name: Option, number: int) -> Line:
    return Line(name, (number,))


async def show_dead_letters(act: Act, effect: ShowDeadLetters) -> Iterable[Say]:
    """What could not be handled: where it came from, why, how often it was tried."""
    del effect
    officer = await access.officer(act, *access.LOOKERS)
    found = await inbox.dead(act.tx, officer.office_id, limit=DEAD)
    if not found:
        return [Say("desk.dead_none")]
    lines = [
        Line(
            Option(str(letter.seq), label=str(letter.seq)),
            ([letter.channel, letter.reason, letter.received_at],),
        )
        for letter in found
    ]
    return [Say("desk.dead", {"count": len(found), "lines": lines})]


PERFORMERS: Mapping[type, Performer] = {
    JoinDesk: join,
    SetDuty: set_duty,
    ShowReport: show_report,
    ShowDeadLetters: show_dead_letters,
}
