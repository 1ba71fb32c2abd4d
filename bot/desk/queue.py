"""The queue and one case whole: what is read, and the rule that decides."""

from bot.desk.case_file import at_desk
from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import lifecycle
from conversations.cases import queue as rules
from storage.cases import cases, checks


async def _waiting(act: Acting, asked: rules.ShowQueue) -> rules.Queue:
    if act.person.officer is None:
        return rules.Queue()
    at = act.person.officer.office_id
    counts = await cases.counts(act.tx, at)
    count = sum(counts.get(state, 0) for state in lifecycle.WAITING)
    page = min(asked.page, max(0, (count - 1) // rules.PAGE))
    found = await cases.waiting(act.tx, at, limit=rules.PAGE, offset=page * rules.PAGE)
    return rules.Queue(count, page, tuple(found))


async def _whole(act: Acting, asked: rules.ShowCase) -> rules.WholeCase:
    file = await at_desk(act, asked.code)
    of = file.case.person_id if file.case else ""
    found = await checks.of_person(act.tx, of, limit=1)
    return rules.WholeCase(file, found[0] if found else None)


PERFORMERS: ByAct = {
    rules.ShowQueue: register(read=_waiting, decide=rules.show_queue),
    rules.ShowCase: register(read=_whole, decide=rules.show_case),
}
