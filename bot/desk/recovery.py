"""A case asked back from a new chat: what is read, and the rule that decides."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import recovery as rules
from conversations.cases.ownership import ASKED
from conversations.cases.records import Case
from storage.cases import cases, recoveries
from storage.core.database import Transaction
from storage.people import addresses, officers


async def by_id(tx: Transaction, name: str) -> rules.RecoveryFile:
    """A recovery, and the case that it is about."""
    row = await recoveries.by_id(tx, name)
    case = await cases.by_id(tx, row.case_id) if row and row.case_id else None
    return replace(await _about(tx, case), recovery=row)


async def by_code(tx: Transaction, code: str) -> rules.RecoveryFile:
    """A case that was asked back, by its number."""
    return await _about(tx, await cases.by_code(tx, code))


async def _about(tx: Transaction, case: Case | None) -> rules.RecoveryFile:
    if case is None:
        return rules.RecoveryFile()
    return rules.RecoveryFile(
        case,
        officers=tuple(await officers.of_office(tx, case.office_id)),
        heard=await addresses.last_heard(tx, case.person_id),
        at_desk=await officers.by_person(tx, case.person_id) is not None,
        waiting=tuple(await recoveries.waiting(tx, case.id)),
    )


async def _asked(act: Acting, asked: Mapping[str, Any]) -> rules.RecoveryFile:
    code = str(asked.get("code", ""))
    order = recoveries.order(act.tx, code, ASKED)
    return rules.RecoveryFile(await cases.by_code(act.tx, code), order=tuple(order))


async def _claimed(act: Acting, asked: rules.Recover) -> rules.RecoveryFile:
    return replace(
        await by_code(act.tx, asked.code),
        of_person=await recoveries.tries_of(act.tx, act.person.person_id, rules.HOUR),
        for_case=await recoveries.tries_for(act.tx, asked.code, rules.DAY),
    )


async def _named(
    act: Acting, asked: rules.StopRecovery | rules.SettleRecovery
) -> rules.RecoveryFile:
    return await by_id(act.tx, asked.recovery)


ASKS = answer(_asked, rules.asks)
PERFORMERS: ByAct = {
    rules.Recover: register(read=_claimed, decide=rules.recover),
    rules.StopRecovery: register(read=_named, decide=rules.stop),
    rules.SettleRecovery: register(read=_named, decide=rules.settle),
}
