"""An officer handles applications: what is read for each act, and who decides."""

from collections.abc import Mapping
from typing import Any

from bot.desk.case_file import at_desk
from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import handling as rules
from conversations.cases.case_file import CaseFile


async def _named(
    act: Acting, asked: rules.TakeCase | rules.SendBack | rules.AcceptCase
) -> CaseFile:
    return await at_desk(act, asked.code)


async def _asked(act: Acting, asked: Mapping[str, Any]) -> CaseFile:
    return await at_desk(act, str(asked.get("code", "")))


RETURNABLE = answer(_asked, rules.returnable)
PERFORMERS: ByAct = {
    rules.TakeCase: register(read=_named, decide=rules.take),
    rules.SendBack: register(read=_named, decide=rules.send_back),
    rules.AcceptCase: register(read=_named, decide=rules.accept),
}
