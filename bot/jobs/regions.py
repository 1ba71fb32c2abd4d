"""One more office: whoever named a region that nobody served hears of it."""

from functools import partial

from conversations.cases.decision import notified
from conversations.cases.offices import RegionServed
from conversations.engine.events import dump
from storage.core.database import Database, Transaction
from storage.messages import inbox
from storage.ops.jobs import Job
from storage.people import offices


async def tell(database: Database, job: Job) -> None:
    """Tell each through their own inbox; done twice, they are told once."""
    await database.write(partial(_tell, office_id=job.payload["office"]))


async def _tell(tx: Transaction, office_id: str) -> None:
    office = await offices.by_id(tx, office_id)
    news = RegionServed(office.id, office.regency, office.short_name)
    for person in await offices.unserved(tx):
        event = {"event": dump(notified(news))}
        await inbox.post_event(tx, person, event, f"region:{office.id}:{person}")
