"""Whose a case is: what is read for each act, and the rule that decides."""

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from bot.desk.case_file import asked_at_desk, named_at_desk
from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import assignment as rules
from conversations.cases.case_file import CaseFile
from storage.cases import cases
from storage.people import teams


async def _handing(act: Acting, asked: rules.HandOverCase) -> CaseFile:
    return await with_teams(act, await named_at_desk(act, asked))


async def with_teams(act: Acting, file: CaseFile) -> CaseFile:
    """The same, with the teams that it could wait for."""
    of = file.case.office_id if file.case else ""
    return structs.replace(file, teams=tuple(await teams.of_office(act.tx, of)))


async def _staffed(act: Acting, asked: Mapping[str, Any]) -> rules.Staffed:
    file = await with_teams(act, await asked_at_desk(act, asked))
    of = file.case.office_id if file.case else ""
    return rules.Staffed(file, await cases.counts_held(act.tx, of))


COLLEAGUES = answer(_staffed, rules.colleagues)
PERFORMERS: ByAct = {
    rules.HandOverCase: register(read=_handing, decide=rules.hand_over),
    rules.ReleaseCase: register(read=named_at_desk, decide=rules.release),
    rules.WriteInternalNote: register(read=named_at_desk, decide=rules.note),
}
