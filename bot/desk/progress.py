"""A case on its road: what is read for each act, and the rule that decides."""

from bot.desk.case_file import named_at_desk, whole
from bot.desk.contacts import listed
from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import progress as rules
from conversations.cases.case_file import CaseFile
from conversations.cases.next_road import Filed, already, next_road
from conversations.cases.records import Case
from storage.cases import cases, findings, notes, stage_log, visits


async def _own(act: Acting, asked: object) -> rules.Cases:
    del asked
    return tuple(await cases.of_person(act.tx, act.person.person_id))


async def _applying(act: Acting, asked: object) -> Filed:
    """Whether they stand on a list matters to whoever applies for the first time."""
    own = await _own(act, asked)
    return Filed(own, "" if own or act.by else await listed(act))


async def filed(act: Acting, asked: object = None) -> rules.Filed:
    """A person's cases, those that are guided in full."""
    found = await _own(act, asked)
    seen = {each.id: await on_road(act, each) for each in rules.guided(found)}
    said = {
        each.id: await notes.of_case(act.tx, each.id, internal=False)
        for each in rules.spoken_of(found)
    }
    me = act.person.person_id
    ahead = await visits.ahead_of(act.tx, me) if said else []
    wanting = await findings.listed(act.tx, person_id=me) if said else []
    return rules.Filed(found, seen, said, tuple(ahead), tuple(wanting))


async def _told(act: Acting, asked: rules.ShowProgress) -> rules.OnRoad | None:
    case = await cases.by_code(act.tx, asked.code)
    return await on_road(act, case) if case and rules.on_road(case) else None


async def on_road(
    act: Acting, case: Case, file: CaseFile | None = None
) -> rules.OnRoad:
    """A case with where it stands on its road, and how long each stage takes."""
    file = file or await whole(act, case)
    return rules.OnRoad(
        case,
        file.papers,
        await stage_log.since(act.tx, case),
        await stage_log.finished(act.tx, case.id),
        await stage_log.lengths(act.tx, case.office_id, case.road),
        file.word,
    )


ALREADY = answer(_applying, already)
NEXT_ROAD = answer(_own, next_road)
STANDING = answer(_own, rules.standing)
PERFORMERS: ByAct = {
    rules.MoveStage: register(read=named_at_desk, decide=rules.move),
    rules.ShowStatus: register(read=filed, decide=rules.status),
    rules.ShowProgress: register(read=_told, decide=rules.progress),
}
