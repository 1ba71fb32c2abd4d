"""A recovery that nobody objected to in time comes about, unless there is doubt.

What could not be one is refused as late, so that nobody learns by asking.
"""

from dataclasses import dataclass

from bot.desk import recovery
from bot.desk.save import save
from bot.pipeline.acts import Acting
from conversations.cases.recovery import come_about, still_refused
from storage.core.database import Database, Transaction
from storage.ops.jobs import Job
from storage.people import sessions


@dataclass(frozen=True)
class Recovering:
    """Settles recoveries that are due; done twice, it finds them settled."""

    database: Database

    async def due(self, job: Job) -> None:
        """Move the case, or leave it to an officer after all."""
        name = job.payload["recovery"]

        async def end(tx: Transaction) -> None:
            seen = await recovery.by_id(tx, name)
            if seen.recovery is None or seen.case is None:
                return
            # Whoever objects in this moment waits for us, or we for them.
            new, old = seen.recovery.person_id, seen.case.person_id
            found = await sessions.people_by_id(tx, [new, old])
            act = Acting(tx, found[new], tx.now, seen.case.office_id)
            await save(act, come_about(await recovery.by_id(tx, name), tx.now))

        await self.database.write(end)

    async def refused(self, job: Job) -> None:
        """Tell who asked that the case stays where it is."""
        person, code = job.payload["person"], job.payload["code"]

        async def tell(tx: Transaction) -> None:
            seen = await recovery.by_code(tx, code)
            found = await sessions.people_by_id(tx, [person])
            if me := found.get(person):
                act = Acting.by_clock(tx, me)
                await save(act, still_refused(code, seen, person))

        await self.database.write(tell)
