"""A talk in which nobody said anything for a day is over, for both."""

from dataclasses import dataclass
from functools import partial

from conversations.cases.decision import notified
from conversations.cases.lifecycle import OPEN
from conversations.cases.talks import OwnerLeft, TalkOver
from conversations.engine.events import dump
from storage.cases import cases
from storage.core.database import Database, Transaction
from storage.messages import inbox
from storage.ops.jobs import Job
from storage.people import delegation


@dataclass(frozen=True)
class Talks:
    """Ends talks; done twice, they are over once."""

    database: Database

    async def end(self, job: Job) -> None:
        """Both hear it, and whoever helps the owner."""
        await self.database.write(partial(_end, job=job))


async def _end(tx: Transaction, job: Job) -> None:
    about = {"code": job.payload["code"], "note": job.payload["note"]}
    case = await cases.by_code(tx, about["code"]) if about["code"] else None
    if case and case.state not in OPEN:
        return  # it was over with its case, and both were told
    owner, over = job.payload["owner"], TalkOver(**about)
    helpers = await delegation.standing(tx, owner=owner)
    heard = [
        (owner, notified(over)),
        *((each.helper_id, notified(over, each.id)) for each in helpers),
        (job.payload["officer"], notified(OwnerLeft(**about))),
    ]
    for to, told in heard:
        await inbox.post_event(tx, to, {"event": dump(told)}, f"{job.id}:{to}")
