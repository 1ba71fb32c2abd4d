"""The queue, and one case whole: what is read, and who decides."""

from collections import Counter

from bot.desk.case_file import at_desk
from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import lifecycle
from conversations.cases import queue as rules
from storage.cases import cases, certificates, checks, findings, requests, visits
from storage.cases import waiting as waits
from storage.messages import undelivered


async def waiting(
    act: Acting, office_id: str, page: int = 0, size: int = rules.PAGE
) -> rules.Queue:
    """A page of all that waits at the desk of an office."""
    tx, most = act.tx, (page + 1) * size
    papers = await waits.papers(tx, office_id)
    every, untaken, done = await cases.count_waiting(tx, office_id)
    asked = await waits.count_questions(tx, office_id)
    visited = await visits.waiting(tx, office_id)
    wanted = await requests.waiting(tx, office_id)
    missed = await certificates.missed(tx, office_id)
    others = [*papers, *missed, *visited, *wanted]
    kinds = Counter(rules.group(each) for each in others)
    counted = rules.Counted(every, untaken, asked, reported=done, **kinds)
    page = min(page, max(0, (counted.all - 1) // size))
    others += await waits.questions(tx, office_id, most)
    found = await cases.waiting(tx, office_id, limit=most)
    lost = await undelivered.count(tx, office_id)
    rows = rules.merged(found, others, page, size)
    return rules.Queue(counted.all, page, rows, lost, counted)


async def _listed(act: Acting, asked: rules.ShowQueue) -> rules.Queue:
    if act.person.officer is None:
        return rules.Queue()
    return await waiting(act, act.person.officer.office_id, asked.page)


async def _whole(act: Acting, asked: rules.ShowCase) -> rules.WholeCase:
    file = await at_desk(act, asked.code)
    of = file.case.person_id if file.case else ""
    found = await checks.of_person(act.tx, of, limit=1)
    shut = await undelivered.shut_to(act.tx, of)
    held = await undelivered.waiting(act.tx, of) if shut else 0
    case = file.case.id if file.case else ""
    visited = await visits.of_case(act.tx, case)
    wanting = await findings.listed(act.tx, case_id=case)
    check = found[0] if found else None
    open_ = file.case if file.case and file.case.state in lifecycle.OPEN else None
    near = tuple(await cases.near(act.tx, open_)) if open_ else ()
    about = (tuple(visited), tuple(wanting))
    return rules.WholeCase(file, check, shut, held, *about, near)


PERFORMERS: ByAct = {
    rules.ShowQueue: register(read=_listed, decide=rules.show_queue),
    rules.ShowCase: register(read=_whole, decide=rules.show_case),
}
