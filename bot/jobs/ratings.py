"""The question how content an owner is, where the news of the end came at night."""

from functools import partial

from bot.pipeline.acts import Acting
from conversations.cases.ratings import RatingDue
from storage.core.database import Database, Transaction
from storage.ops.jobs import Job
from storage.people import sessions


async def ask(database: Database, job: Job) -> None:
    """Ask through the owner's own inbox; done twice, they are asked once."""
    await database.write(partial(_ask, job=job))


async def _ask(tx: Transaction, job: Job) -> None:
    owner = job.payload["person"]
    found = await sessions.people_by_id(tx, [owner])
    if owner in found:
        act = Acting.by_clock(tx, found[owner])
        await act.tell(owner, RatingDue(job.payload["code"]), f"job:{job.id}")
