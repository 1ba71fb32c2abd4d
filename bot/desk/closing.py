"""How a case ends, and goes on after all: what is read, and the rule that decides."""

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from bot.desk.case_file import (
    asked_at_desk,
    beside_others,
    named_at_desk,
    of_owner,
)
from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import closing as rules
from conversations.cases.case_file import CaseFile
from conversations.cases.records import Case
from storage.cases import cases, merged


async def _own(act: Acting, asked: Mapping[str, Any]) -> tuple[Case, ...]:
    return tuple(await cases.of_person(act.tx, act.person.person_id))


async def _withdrawn(act: Acting, asked: rules.WithdrawCase) -> CaseFile:
    return await of_owner(act, asked.code)


async def _reopened(act: Acting, asked: rules.ReopenCase) -> CaseFile:
    """The same as beside others, with what it brought to what it was made one with."""
    found = await beside_others(act, asked)
    if found.case is None or found.case.ending != rules.DUPLICATE:
        return found
    return structs.replace(found, brought=await merged.brought(act.tx, found.case))


CLOSABLE = answer(asked_at_desk, rules.closable)
WITHDRAWABLE = answer(_own, rules.withdrawable)
PERFORMERS: ByAct = {
    rules.CloseCase: register(read=named_at_desk, decide=rules.close),
    rules.ReopenCase: register(read=_reopened, decide=rules.reopen),
    rules.WithdrawCase: register(read=_withdrawn, decide=rules.withdraw),
}
