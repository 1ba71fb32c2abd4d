"""A recovery that nobody objected to in time comes about, unless there is doubt."""

from dataclasses import dataclass

from bot.desk import recovery
from conversations.cases.decision import Notice, notified
from conversations.cases.recovery import RecoveryDoubted
from conversations.engine.events import dump
from storage.cases import cases, recoveries
from storage.core.database import Database, Transaction
from storage.messages import inbox
from storage.ops.jobs import Job
from storage.people import officers, sessions


@dataclass(frozen=True)
class Recovering:
    """Settles recoveries that are due; done twice, it finds them settled."""

    database: Database

    async def due(self, job: Job) -> None:
        """Move the case, or leave it to an officer after all."""
        name = job.payload["recovery"]

        async def end(tx: Transaction) -> None:
            await _end(tx, name)

        await self.database.write(end)


async def _end(tx: Transaction, name: str) -> None:
    row = await recoveries.by_id(tx, name)
    if row is None or row.case_id is None or row.due_at is None:
        return
    case = await cases.by_id(tx, row.case_id)
    # Whoever objects in this moment waits for us, or we for them.
    await sessions.people_by_id(tx, [case.person_id, row.person_id])

    async def tell(person_id: str, notice: Notice) -> None:
        event = {"event": dump(notified(notice))}
        key = f"{notice.subject}:{row.id}:{person_id}"
        await inbox.post_event(tx, person_id, event, key)

    why = []
    if await recovery.in_use(tx, case.person_id, row.created_at):
        why.append("active")
    if len(await recoveries.waiting(tx, case.id)) > 1:
        why.append("rival")
    if await officers.by_person(tx, case.person_id):
        why.append("officer")
    if why:
        await recoveries.doubt(tx, row.id, why)
        again = await recoveries.by_id(tx, row.id)
        if again:
            await tell(row.person_id, RecoveryDoubted())
            await recovery.show_officers(tx, tell, again, case)
    elif await recoveries.settle(tx, row.id, "moved"):
        await recovery.settled(tx, tell, row, case)
