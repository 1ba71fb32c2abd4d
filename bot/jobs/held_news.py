"""What an officer did and did not take back is told to whom it concerns."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.jobs import visits as visiting
from bot.pipeline import groups
from bot.pipeline.acts import Acting
from bot.pipeline.word import standing
from conversations.cases import held_news as rules
from conversations.cases.case_file import papers_of
from conversations.cases.decision import Notice, Tell
from conversations.cases.replies import Replied
from conversations.cases.stages import Paper
from conversations.cases.visits.follow import left_by
from conversations.flows import notices
from storage.cases import cases, documents, held_news, notes, visits
from storage.core.database import Database, Transaction
from storage.ops.jobs import Job
from storage.people import officers, sessions


@dataclass(frozen=True)
class HeldNews:
    """Sends what has waited; done twice, nothing is left to be sent."""

    database: Database

    async def send(self, job: Job) -> None:
        """Tell what is ripe of one case, each person in one message."""
        await self.database.write(partial(_send, job=job))

    async def reply(self, job: Job) -> None:
        """A reply that was written when nothing else waited: told as it was then."""
        await self.database.write(partial(_reply, job=job))


async def _send(tx: Transaction, job: Job) -> None:
    waiting = await held_news.about(tx, job.payload["person"], job.payload["case"])
    told: dict[str, list[Notice]] = {}
    ripe = rules.ripe(waiting, tx.now)
    for each in ripe:
        await held_news.drop(tx, each.id)
        for to, subject, values in each.told:
            notice = notices.read(subject, values)
            if notice and to == rules.GROUP:
                await groups.hear(tx, notice)
            elif notice:
                told.setdefault(to, []).append(notice)
    for tell in await _visits(tx, ripe):
        told.setdefault(tell.to, []).append(tell.notice)
    papers = await _papers(tx, ripe)
    for to, news in told.items():
        last = ripe[-1]
        if notice := rules.folded(news, last.undo.code, papers):
            await _tell(tx, last.by, to, notice, f"news:{last.id}:{to}")


async def _papers(tx: Transaction, ripe: Sequence[rules.HeldNews]) -> Sequence[Paper]:
    """Those of the case as they stand by now, if some were decided on."""
    case = next((each.undo.case for each in ripe if each.undo.documents), None)
    if case is None:
        return ()
    found = await cases.by_id(tx, case)
    word = await standing(tx, found.office_id)
    return papers_of(found, await documents.of_case(tx, case), (), word)


async def _visits(tx: Transaction, ripe: Sequence[rules.HeldNews]) -> Sequence[Tell]:
    """What is heard of the visits of a case that ended or changed hands by it."""
    for each in ripe:
        left, case = each.undo.left, each.undo.case
        if case and (left.holder_id is not None or left.state == "closed"):
            found = await visits.of_case(tx, case)
            was = each.undo.was.holder_id or ""
            return await visiting.follow(tx, left_by(found, was))
    return ()


async def _reply(tx: Transaction, job: Job) -> None:
    note = await notes.by_id(tx, job.payload["note"])
    by = await officers.by_id(tx, note.officer_id) if note and note.officer_id else None
    if note and by:
        words = Replied(by.name, note.body, note.files, job.payload["code"], note.id)
        await _tell(tx, by.person_id, note.person_id, words, f"reply:{note.id}")


async def _tell(tx: Transaction, by: str, to: str, notice: Notice, key: str) -> None:
    found = await sessions.people_by_id(tx, [to, by])
    if to in found and by in found:
        officer = found[by].officer
        act = Acting(tx, found[by], tx.now, officer.office_id if officer else "")
        await act.tell(to, notice, key)
