"""Lists that an office had: what is read for each act, and the rule that decides."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.channels.spec import spec_of
from bot.desk.run import answer, nothing, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases.contacts import importing as rules
from conversations.cases.contacts import known
from conversations.cases.contacts.importing import Brought
from conversations.cases.contacts.reading import Draft, Taken, drafted
from conversations.cases.contacts.records import Known, Sheet
from conversations.language import fold, read_phone
from conversations.language.utterance import Utterance
from storage.core.database import Transaction
from storage.people import contact_lists, contacts


async def taken(tx: Transaction, office_id: str) -> Taken:
    """Who is there already: contacts of the office, and whoever has a case."""
    there = await contacts.of_office(tx, office_id, rules.MOST)
    listed = [each.contact for each in there]
    filed = await contacts.with_cases(tx, office_id, rules.MOST)
    phones = {each.phone: "" for each in listed}
    phones |= {each.phone: code for code, each in filed}
    phones.pop("", None)
    alike = {each.alike: "" for each in listed}
    alike |= {(fold(each.business), each.kecamatan): code for code, each in filed}
    return Taken(phones, alike)


async def comes_to(
    tx: Transaction, office_id: str, sheet: Sheet, columns: dict[str, int]
) -> Draft:
    """What a sheet comes to; reading thousands of rows keeps nobody waiting."""
    there = await taken(tx, office_id)
    if tx.postgres:
        return await asyncio.to_thread(drafted, sheet.rows, columns, there)
    return drafted(sheet.rows, columns, there)  # a read is in a thread of its own


async def _brought(
    tx: Transaction,
    list_id: str,
    sheet: int = -1,
    columns: dict[str, int] | None = None,
) -> Brought:
    """The list, and what the sheet that was chosen of it comes to."""
    one = await contact_lists.by_id(tx, list_id)
    if one is None or not 0 <= sheet < len(one.sheets):
        return Brought(one)
    draft = await comes_to(tx, one.office_id, one.sheets[sheet], columns or {})
    return Brought(one, draft, await contacts.count(tx, one.office_id))


async def _keeping(act: Acting, asked: rules.KeepContacts) -> Brought:
    """Read before the commit: it is long, and others may write meanwhile."""
    about = asked.list_id, asked.sheet, tuple(sorted(asked.columns.items()))
    read = partial(
        _brought, list_id=asked.list_id, sheet=asked.sheet, columns=dict(asked.columns)
    )
    found: Brought = act.read("contacts", about, read)
    return found


async def _dropping(act: Acting, asked: rules.DropContacts) -> Brought:
    return await _brought(act.tx, asked.list_id)


async def _one(
    act: Acting, asked: known.EraseContact | known.MeetContact
) -> Known | None:
    return await contacts.by_id(act.tx, asked.contact)


async def _counted(act: Acting, asked: known.ShowContacts) -> known.Counted:
    return known.Counted(
        await contacts.count(act.tx, act.office),
        await contacts.count(act.tx, act.office, met=True),
    )


async def listed(act: Acting) -> str:
    """Whether whoever writes stands on a list of the office and was not asked yet.

    `yes`, by the word of the platform; `ask` where it may be so, and sharing their
    contact would tell.
    """
    if act.phone:
        one = await contacts.by_phone(act.tx, act.office, _vouched(act))
        return "yes" if one and not one.met else ""
    shares = spec_of(act.person.channel).profile.shares and not act.person.has_phone
    return "ask" if shares and await contacts.count(act.tx, act.office) else ""


async def _theirs(act: Acting, asked: Mapping[str, Any]) -> Known | None:
    """Who has the number from which this very message came, or that it shared."""
    phone = _vouched(act)
    return await contacts.by_phone(act.tx, act.office, phone) if phone else None


def _vouched(act: Acting) -> str:
    """The number of which the platform says that it is theirs, as we write it."""
    return read_phone(Utterance(act.phone)).phone if act.phone else ""


THEIRS = answer(_theirs, known.offered)
PERFORMERS: ByAct = {
    known.ShowContacts: register(read=_counted, decide=known.show),
    known.EraseContact: register(read=_one, decide=known.erase),
    known.MeetContact: register(read=_one, decide=known.meet),
    rules.BringContacts: register(read=nothing, decide=rules.bring),
    rules.KeepContacts: register(read=_keeping, decide=rules.keep),
    rules.DropContacts: register(read=_dropping, decide=rules.drop),
}
