"""What both sides said at one address, as a page shows it: the web chat's memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from conversations.cases.staff.colleagues import REMOVED
from storage.core.database import Transaction
from storage.tables import addresses, history, inbox, outbox

WINDOW = 200
"""Lines of each side that are looked through for what is new."""


_EVER = sa.literal(datetime(1970, 1, 1, tzinfo=UTC), history.c.at.type)


@dataclass(frozen=True, slots=True)
class Line:
    """One message: *body* is an event when it is *theirs*, else a bubble.

    *replaces* is the id of the line that it stands instead of.
    """

    id: str
    theirs: bool
    at: datetime
    body: dict[str, Any]
    replaces: str = ""
    seq: int = 0

    @property
    def place(self) -> tuple[datetime, bool, int]:
        """Where it stands among the others.

        That is when it can first be seen, so that none comes in between those a page
        has already; an answer comes after what it answers.
        """
        return self.at, not self.theirs, self.seq


_PLACE = "at", "side", "seq"
_HEARD = sa.select(
    inbox.c.key.label("id"),
    inbox.c.received_at.label("at"),
    sa.literal_column("0").label("side"),
    inbox.c.seq,
    inbox.c.event_sealed.label("sealed"),
    sa.literal_column("''").label("replaces"),
).where(inbox.c.event_sealed.is_not(None))
_SAID = sa.select(
    outbox.c.id,
    outbox.c.sent_at.label("at"),
    sa.literal_column("1").label("side"),
    outbox.c.seq,
    outbox.c.body_sealed.label("sealed"),
    sa.func.coalesce(outbox.c.replaces, "").label("replaces"),
).where(outbox.c.state.in_(["sent", "delivered", "read"]))


async def visible(tx: Transaction, address_id: str, limit: int = WINDOW) -> list[Line]:
    """The last lines at an address, oldest first."""
    return await _last(tx, _both(address_id, limit), limit)


async def since(tx: Transaction, address_id: str, line: str) -> list[Line]:
    """A *line* of the last and all after it; nothing where it is not one of them."""
    both = _both(address_id, WINDOW)
    return await _last(tx, both, WINDOW, _place(both).op(">=")(_of(address_id, line)))


async def before(
    tx: Transaction, address_id: str, line: str, limit: int, within: int | None = None
) -> list[Line]:
    """The last lines before a *line*, oldest first; of the newest, if *within* them."""
    both = _both(address_id, within)
    return await _last(tx, both, limit, _place(both).op("<")(_of(address_id, line)))


async def after(tx: Transaction, address_id: str, line: str, limit: int) -> list[Line]:
    """The first lines after a *line*, oldest first."""
    both = _both(address_id)
    later = _place(both).op(">")(_of(address_id, line))
    order = [both.c[name] for name in _PLACE]
    return await _lines(tx, sa.select(both).where(later).order_by(*order).limit(limit))


async def said(tx: Transaction, address_id: str) -> list[Line]:
    """All that we said at an address, in the order of writing."""
    rows = _SAID.where(_here(outbox, address_id)).order_by(outbox.c.seq)
    return await _lines(tx, rows)


async def changes(tx: Transaction, address_id: str, lines: Sequence[str]) -> list[Line]:
    """The lines that stand instead of one of *lines*, oldest first."""
    own = _here(outbox, address_id), outbox.c.replaces.in_(lines)
    return await _lines(tx, _SAID.where(*own).order_by(outbox.c.sent_at, outbox.c.seq))


def _here(table: sa.Table, address_id: str) -> sa.ColumnElement[bool]:
    """What was said at an address with whom it is of today, as whom they are today.

    One that was left behind opens for a stranger, who reads nothing of before. Who was
    an officer reads nothing of what they read as one.
    """
    own = sa.select(addresses.c.person_id).where(addresses.c.id == address_id)
    person = own.scalar_subquery()
    removed = sa.select(sa.func.max(history.c.at)).where(
        history.c.person_id == person, history.c.act == REMOVED
    )
    since = sa.func.coalesce(removed.scalar_subquery(), _EVER)
    at = table.c.received_at if table is inbox else table.c.created_at
    own_words = table.c.address_id == address_id, table.c.person_id == person
    return sa.and_(*own_words, at >= since)


def _both(address_id: str, most: int | None = None) -> sa.Subquery:
    """Both sides of a chat; at *most* the newest so many of each."""
    heard = _HEARD.where(_here(inbox, address_id))
    said = _SAID.where(_here(outbox, address_id))
    if most is not None:
        # Each by the index of its table, and no sealed words but those are read.
        heard = sa.select(heard.order_by(inbox.c.seq.desc()).limit(most).subquery())
        said = sa.select(said.order_by(outbox.c.seq.desc()).limit(most).subquery())
    return sa.union_all(heard, said).subquery("both")


def _place(rows: sa.FromClause) -> sa.Tuple:
    return sa.tuple_(*(rows.c[name] for name in _PLACE))


def _of(address_id: str, line: str) -> sa.ScalarSelect[Any]:
    """The place of *line*."""
    own = (
        side.with_only_columns(*(side.selected_columns[name] for name in _PLACE))
        for side in (
            _HEARD.where(_here(inbox, address_id), inbox.c.key == line),
            _SAID.where(_here(outbox, address_id), outbox.c.id == line),
        )
    )
    return sa.select(sa.union_all(*own).subquery("place")).scalar_subquery()


async def _last(
    tx: Transaction,
    both: sa.Subquery,
    limit: int,
    *which: sa.ColumnElement[bool],
) -> list[Line]:
    order = [both.c[name].desc() for name in _PLACE]
    found = sa.select(both).where(*which).order_by(*order).limit(limit)
    return (await _lines(tx, found))[::-1]


async def _lines(tx: Transaction, rows: sa.Select[Any]) -> list[Line]:
    unseal = tx.ring.unseal_json
    kinds = "inbox:event", "outbox:body"
    return [
        Line(id_, not side, at, unseal(f"{kinds[side]}:{id_}", sealed), old, seq)
        for id_, at, side, seq, sealed, old in await tx.conn.execute(rows)
    ]
