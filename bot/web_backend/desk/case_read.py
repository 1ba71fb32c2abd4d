"""All that the page of one case is made of, as whoever looks may read it."""

from collections.abc import Mapping

from msgspec import Struct

from bot.desk import progress, replies
from bot.desk.assignment import with_teams
from bot.desk.case_file import at_desk, beside_others
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.case import CaseQuery
from conversations.cases import access, lifecycle, queue, rights, talks
from conversations.cases.case_file import CaseFile
from conversations.cases.lifecycle import HANDLERS
from conversations.cases.progress import OnRoad, on_road
from conversations.cases.records import CannedReply, Case, Shut, unanswered
from conversations.cases.trail import Trace
from conversations.cases.visits.records import Finding, Visit
from storage.cases import cases, findings, history, visits
from storage.messages import undelivered
from storage.ops import jobs
from storage.people import contacts, officers, people

HAPPENED = 50
"""So many lines of the history are shown."""


class WholeCase(Struct, frozen=True):
    """All that the page of a case is made of.

    Officers are *named* by id; each of the office has so many cases, *held*.
    """

    file: CaseFile
    case: Case
    phone: str
    listed: bool
    shut: Shut | None
    stands: OnRoad | None
    visits: tuple[Visit, ...]
    findings: tuple[Finding, ...]
    past: tuple[Trace, ...]
    named: Mapping[str, str]
    held: Mapping[str, int]
    lasting: tuple[CannedReply, ...]
    near: tuple[Case, ...]
    """What may be the same case, and one that is to be compared with it."""
    talking: bool
    """Whether an officer and its owner talk about it now."""


async def whole(act: Acting, query: CaseQuery) -> WholeCase:
    """All of the case, if it is of the office of whoever looks."""
    who = person(act)
    rights.ask(queue.ShowCase, who)
    file = await with_teams(act, await beside_others(act, query))
    officer, case = access.look(who, file.case, file.code)
    near = await _near(act, case, query.beside) if officer.role in HANDLERS else ()
    found = await _beside(act, file, case, near)
    return rights.shown(queue.ShowCase, found, who)


async def _beside(
    act: Acting, file: CaseFile, case: Case, near: tuple[Case, ...]
) -> WholeCase:
    """What there is beside the file of a case."""
    tx, owner = act.tx, case.person_id
    guided = on_road(case) and case.stage
    wrote = [each.officer_id for each in file.notes if each.officer_id]
    talk = await jobs.waiting(tx, talks.key(owner, case.code))
    return WholeCase(
        file=file,
        case=case,
        phone=await people.phone(tx, owner),
        listed=await contacts.stands(tx, case.office_id, owner),
        shut=await undelivered.shut_to(tx, owner),
        stands=await progress.on_road(act, case, file) if guided else None,
        visits=tuple(await visits.of_case(tx, case.id)),
        findings=tuple(await findings.listed(tx, case_id=case.id)),
        past=tuple(await history.trail(tx, case_id=case.id, limit=HAPPENED)),
        named=await officers.names(tx, wrote),
        held=await cases.counts_held(tx, case.office_id),
        lasting=await replies.lasting(act, unanswered(file.notes)),
        near=near,
        talking=talk is not None,
    )


async def _near(act: Acting, case: Case, beside: str) -> tuple[Case, ...]:
    """Cases that it may be the same as; first the one that somebody named."""
    if case.state not in lifecycle.OPEN:
        return ()
    asked = (await at_desk(act, beside)).case if beside else None
    own = asked if asked and asked.office_id == case.office_id else None
    return (*((own,) if own else ()), *await cases.near(act.tx, case))
