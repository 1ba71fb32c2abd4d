"""Papers: what is read for each act, and the rule that decides."""

from collections.abc import Mapping
from typing import Any

from bot.desk.case_file import named_at_desk, of_owner
from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import papers as rules
from conversations.cases.case_file import CaseFile


async def _given(act: Acting, asked: rules.GivePaper) -> CaseFile:
    return await of_owner(act, asked.case)


async def _asked(act: Acting, asked: Mapping[str, Any]) -> CaseFile:
    return await of_owner(act, str(asked.get("code", "")))


WANTED = answer(_asked, rules.wanted)
PERFORMERS: ByAct = {
    rules.GivePaper: register(read=_given, decide=rules.give),
    rules.ShowPapers: register(read=named_at_desk, decide=rules.show),
    rules.JudgePaper: register(read=named_at_desk, decide=rules.judge),
}
