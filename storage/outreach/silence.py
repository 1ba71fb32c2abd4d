"""Who has been silent for how long, and which reminders they had already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from conversations.cases.lifecycle import OWNERS_TURN
from storage.core.database import Transaction
from storage.messages.inbox import OURS, event_key
from storage.people.addresses import latest_of
from storage.tables import addresses, cases, inbox, officers, people, stays

MOST = 5_000
"""So many keys in one statement: no database takes any number."""


@dataclass(frozen=True, slots=True)
class Silent:
    """A person who has not written for a while, and where they are reached.

    *news_at* is when their case last changed; *window_until* the end of the time in
    which free words may be sent there, where a channel has one.
    """

    person_id: str
    heard_at: datetime
    window_until: datetime | None
    news_at: datetime | None

    @property
    def since(self) -> datetime:
        """When the silence began."""
        return max(self.heard_at, self.news_at or self.heard_at)

    def key(self, number: int) -> str:
        """What names the reminder of this *number* in this silence."""
        return f"remind:{self.person_id}:{self.heard_at.timestamp():.0f}:{number}"


async def silent(
    tx: Transaction,
    after: datetime,
    before: datetime,
    states: Sequence[str] = OWNERS_TURN,
) -> list[Silent]:
    """Owners who wrote nothing since *before*, nor had news; but since *after* one.

    Only who agreed to be remembered can be reminded.
    """
    news = (
        sa.select(sa.func.max(cases.c.updated_at))
        .where(cases.c.person_id == people.c.id, cases.c.state.in_(states))
        .scalar_subquery()
    )
    works_here = sa.select(1).where(officers.c.person_id == people.c.id)
    found = (
        sa.select(
            people.c.id,
            addresses.c.heard_at,
            addresses.c.window_until,
            sa.type_coerce(news, cases.c.updated_at.type).label("news_at"),
        )
        .join_from(people, addresses, addresses.c.id == latest_of(people.c.id))
        .where(
            people.c.notice_version != sa.literal(""),
            people.c.erased_at.is_(None),
            addresses.c.heard_at <= before,
            ~works_here.where(officers.c.active).exists(),
        )
        .order_by(people.c.id)
    )
    rows = [Silent(*row) for row in await tx.conn.execute(found)]
    return [row for row in rows if after < row.since <= before]


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A guided case whose owner said nothing *since*, nor did it come to its stage."""

    code: str
    person_id: str
    road: str
    stage: str
    since: datetime

    def key(self, number: int) -> str:
        """What names the question of this *number* for news of it."""
        return f"news:{self.code}:{self.stage}:{self.since.timestamp():.0f}:{number}"


async def awaiting(tx: Transaction, office_id: str) -> list[Awaiting]:
    """Guided cases of which nothing was reported done, by when they were spoken of."""
    found = (
        sa.select(
            *(cases.c[name] for name in ("code", "person_id", "road", "stage")),
            stays.c.began_at,
            addresses.c.heard_at,
        )
        .join_from(cases, people, people.c.id == cases.c.person_id)
        .join(stays, stays.c.case_id == cases.c.id)
        .join(addresses, addresses.c.id == latest_of(people.c.id))
        .where(
            cases.c.office_id == office_id,
            cases.c.state == "accepted",
            cases.c.reported_at.is_(None),
            stays.c.ended_at.is_(None),
        )
        .order_by(cases.c.id)
    )
    return [
        Awaiting(
            *(row.code, row.person_id, row.road, row.stage),
            since=max(row.began_at, row.heard_at),
        )
        for row in await tx.conn.execute(found)
    ]


async def reminded(tx: Transaction, keys: Sequence[str]) -> set[str]:
    """Which of these reminders were given."""
    by_key = {event_key(tx, OURS, "", key): key for key in keys}
    names, found = sorted(by_key), set[str]()
    for start in range(0, len(names), MOST):
        some = inbox.c.key.in_(names[start : start + MOST])
        known = await tx.conn.execute(sa.select(inbox.c.key).where(some))
        found |= {by_key[key] for key in known.scalars()}
    return found
