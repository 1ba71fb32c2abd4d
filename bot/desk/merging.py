"""Two cases that are made one: what is read for it, and who decides."""

from bot.desk.case_file import at_desk
from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import merging as rules
from conversations.cases.case_file import CaseFile
from conversations.cases.visits.records import Visit
from storage.cases import visits


async def _pair(act: Acting, asked: rules.MergeCases) -> rules.Pair:
    one, other = await at_desk(act, asked.code), await at_desk(act, asked.other)
    return rules.Pair(one, other, await _visits(act, one), await _visits(act, other))


async def _visits(act: Acting, file: CaseFile) -> tuple[Visit, ...]:
    return tuple(await visits.of_case(act.tx, file.case.id)) if file.case else ()


PERFORMERS: ByAct = {rules.MergeCases: register(read=_pair, decide=rules.merge)}
