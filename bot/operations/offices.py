"""The offices that are served, for whoever runs Pandu: listed, added, changed.

What is done here is what an admin does at the desk, by the same rules.
"""

import argparse
from collections.abc import Sequence
from functools import partial

from bot import words
from bot.desk.offices import file_of
from bot.desk.save import write
from bot.operations.officers import written
from bot.settings import Settings
from conversations.cases import offices as rules
from conversations.cases.decision import Decision, Denied, Person
from conversations.cases.staff.records import Office
from conversations.catalogue import catalogue
from conversations.catalogue.opening import USUAL, Opening
from conversations.engine.effects import Act, Say
from storage.core.database import Transaction
from storage.people import offices


async def changed(settings: Settings, given: argparse.Namespace) -> list[str]:
    """What was done, in words; raises `Denied` with why not."""
    office = given.of or catalogue().office.id
    work = partial(_change, office_id=office, acts=_asked(given))
    said = await written(settings, work)
    return [words.text(settings.language, each.key, each.values) for each in said]


def _asked(given: argparse.Namespace) -> Sequence[Act]:
    """What whoever typed the command wants done."""
    if given.add:
        named = dict(zip(rules.AddOffice.__struct_fields__, given.add, strict=False))
        more = {"hours": given.hours or "", "group_chat": given.group or ""}
        return [rules.AddOffice(**named, **more)]
    acts: list[Act] = []
    if given.hours or given.zone or given.group is not None:
        named = {"hours": given.hours, "zone": given.zone, "group_chat": given.group}
        acts.append(rules.ChangeOffice(**named))
    if given.holiday:
        acts.append(rules.AddDaysOff(" ".join(given.holiday)))
    if given.workday:
        acts.append(rules.DropDayOff(given.workday))
    return acts


async def _change(tx: Transaction, office_id: str, acts: Sequence[Act]) -> list[Say]:
    await offices.ensure(tx, catalogue().office)
    if all(each.id != office_id for each in await offices.every(tx)):
        raise Denied("cli.offices.none")
    operator, said = Person("", office_id, tx.now), list[Say]()
    for act in acts:
        decision = _decided(act, await file_of(tx, office_id), operator)
        await write(tx, decision)
        said += [each for each in decision.reply if isinstance(each, Say)]
    return said


def _decided(act: Act, seen: rules.OfficeFile, who: Person) -> Decision:
    match act:
        case rules.AddOffice():
            return rules.add(act, seen, who)
        case rules.ChangeOffice():
            return rules.change(act, seen, who)
        case rules.AddDaysOff():
            return rules.add_off(act, seen, who)
        case rules.DropDayOff():
            return rules.drop_off(act, seen, who)
        case _:
            raise TypeError(type(act).__name__)


async def listed(settings: Settings) -> list[str]:
    """A line for each office."""

    async def every(tx: Transaction) -> list[Office]:
        await offices.ensure(tx, catalogue().office)
        return await offices.every(tx)

    language = settings.language
    return [_line(language, each) for each in await written(settings, every)]


def _line(language: str, office: Office) -> str:
    opening = office.opening
    values = {
        "id": office.id,
        "name": office.short_name,
        "prefix": office.prefix,
        "region": office.region,
        "zone": opening.zone,
        "hours": told(language, opening),
        "off": len(opening.off),
    }
    return words.text(language, "cli.offices.line", values)


def told(language: str, opening: Opening) -> str:
    """The hours of an office, as they are written."""
    if opening.hours == USUAL:
        return words.text(language, "cli.offices.any_hour")
    return words.opening(language, opening.hours)
