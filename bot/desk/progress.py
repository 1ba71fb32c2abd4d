"""A case on its road: what is read for each act, and the rule that decides."""

from collections.abc import Mapping

from bot.desk.case_file import at_desk
from bot.desk.run import register
from bot.pipeline.acts import Acting, Performer
from conversations.cases import progress as rules
from conversations.cases.case_file import CaseFile
from conversations.cases.progress import MoveStage, ShowProgress, ShowStatus
from conversations.cases.records import Case
from storage.cases import cases


async def _moved(act: Acting, asked: MoveStage) -> CaseFile:
    return await at_desk(act, asked.code)


async def _filed(act: Acting, asked: ShowStatus) -> tuple[Case, ...]:
    del asked
    return tuple(await cases.of_person(act.tx, act.person.person_id))


async def _told(act: Acting, asked: ShowProgress) -> Case | None:
    return await cases.by_code(act.tx, asked.code)


PERFORMERS: Mapping[type, Performer] = {
    MoveStage: register(read=_moved, decide=rules.move),
    ShowStatus: register(read=_filed, decide=rules.status),
    ShowProgress: register(read=_told, decide=rules.progress),
}
