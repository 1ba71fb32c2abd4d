"""Offices and their settings: what is read for each act, and the rule that decides."""

from typing import Any

from bot.desk.run import known_anew, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import offices as rules
from storage.core.database import Transaction
from storage.people import officers, offices


async def file_of(
    tx: Transaction, office_id: str, officer_id: str = ""
) -> rules.OfficeFile:
    """An office, all others, and the guide it is about."""
    every = await offices.every(tx)
    return rules.OfficeFile(
        next(each for each in every if each.id == office_id),
        tuple(every),
        await officers.by_id(tx, officer_id) if officer_id else None,
        await offices.granted(tx, office_id),
    )


async def _read(act: Acting, asked: Any) -> rules.OfficeFile:
    return await file_of(act.tx, act.office, getattr(asked, "officer", ""))


PERFORMERS: ByAct = {
    rules.AddOffice: known_anew(register(read=_read, decide=rules.add)),
    rules.ChangeOffice: known_anew(register(read=_read, decide=rules.change)),
    rules.ShowDaysOff: register(read=_read, decide=rules.show_off),
    rules.AddDaysOff: known_anew(register(read=_read, decide=rules.add_off)),
    rules.DropDayOff: known_anew(register(read=_read, decide=rules.drop_off)),
    rules.ServedBy: register(read=_read, decide=rules.served_by),
    rules.GrantGuide: register(read=_read, decide=rules.grant),
    rules.EndGrant: register(read=_read, decide=rules.grant),
}
