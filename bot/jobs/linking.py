"""Two chats of one person, put into one file once both were told of it.

Where one was lost, what was sent from it later is not this person's any more.
"""

from dataclasses import dataclass
from functools import partial

from storage.cases import cases
from storage.core.database import Database, Transaction
from storage.messages import by_person
from storage.ops.jobs import Job
from storage.people import officers, people, sessions
from storage.people.sessions import Reached


class NotYet(Exception):
    """Somebody still has something to be told where they were."""


@dataclass(frozen=True)
class Linking:
    """Makes two people one; done twice, it finds one of them gone."""

    database: Database

    async def link(self, job: Job) -> None:
        """Merge, when nothing is on its way to either."""
        pair = [job.payload["one"], job.payload["other"]]
        places = await self.database.read(partial(by_person.find, people=pair))

        async def merge(tx: Transaction) -> None:
            found = await sessions.people_by_id(tx, pair)
            both = [found[each] for each in pair if each in found]
            if len(both) != len(set(pair)):
                return
            if any(each.behind for each in both):
                raise NotYet
            if left := job.payload.get("leave"):
                (new,) = (each for each in both if each.person_id != left)
                home = new.address_id, new.channel, new.account
                await people.leave_behind(tx, left, *home)
            both.sort(key=lambda each: each.person_id)
            ranks = [await _rank(tx, each) for each in both]
            keep = ranks.index(max(ranks))
            ids = both[keep].person_id, both[1 - keep].person_id
            await people.merge(tx, *ids, places)

        await self.database.write(merge)


async def _rank(tx: Transaction, reached: Reached) -> tuple[bool, int, bool]:
    """Whose conversation stays: an officer's, then that of who has more to lose."""
    officer = await officers.by_person(tx, reached.person_id)
    filed = await cases.of_person(tx, reached.person_id)
    return officer is not None, len(filed), bool(reached.notice_version)
