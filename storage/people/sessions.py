"""Conversations: found by who writes, locked while they move, kept when they have.

Many at once: a gathered commit looks all its people up in one statement and keeps
all their conversations in another. First lock, then look: a row that is read while
waiting for its lock shows the time before the wait.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from msgspec import Struct, json, structs
from sqlalchemy.dialects.postgresql import ARRAY

from conversations.cases.lifecycle import OPEN
from conversations.cases.records import Officer
from storage.core.bulk import many
from storage.core.database import Conflict, Row, Transaction
from storage.messages import undelivered
from storage.people.addresses import blind, home_of, latest_of
from storage.people.registration import Key, Sender, introduce
from storage.people.seats import SEAT, seat
from storage.tables import addresses, cases, inbox, officers, people, threads
from storage.tables.messages import unfinished

__all__ = [
    "Kept",
    "Reached",
    "Sender",
    "keep",
    "load_state",
    "people_by_id",
    "reach",
]


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
LATELY = timedelta(minutes=5)
"""So long after it was noted that somebody was heard, it is not noted again."""


class Reached(Struct, frozen=True):
    """A person at an address, their conversation locked until the transaction ends.

    *behind* counts their events that are still open: nothing may overtake those.
    """

    person_id: str
    address_id: str
    channel: str
    account: str
    language: str
    address_form: str
    name: str
    has_phone: bool
    notice_version: str
    announcements: bool
    applied: bool
    """Whether an application of theirs is on its way."""
    state: bytes | None
    version: int
    behind: int
    officer: Officer | None
    office: str = ""
    """Where they work, else the office of the region that they named, if they did."""
    fresh: bool = False
    """Whether the address was noted as heard so lately that it need not be again."""
    others: tuple[str, ...] = ()
    """People by whom one of the sender's other ids is known: they are this one."""


class Kept(Struct, frozen=True):
    """A conversation after its turn; *version* is the one that was read."""

    person_id: str
    version: int
    state: object
    flow: str = ""


async def reach(tx: Transaction, senders: Sequence[Sender]) -> dict[Key, Reached]:
    """Everyone who writes, locked; who was never seen before is made."""
    by_key: dict[Key, Sender] = {}
    for sender in senders:
        twin = by_key.get(sender.key)
        by_key[sender.key] = _both(twin, sender) if twin else sender
    blinds = {
        key: [
            blind(tx, sender.channel, sender.account, external)
            for external in (sender.external, *sender.aliases)
        ]
        for key, sender in by_key.items()
    }
    wanted = sorted({one for several in blinds.values() for one in several})
    seen = await _look(tx, wanted)
    if len(seen) < len(wanted):
        known = {one: reached.person_id for one, reached in seen.items()}
        await introduce(tx, by_key, blinds, known)
        seen = await _look(tx, wanted)
    found = {key: seen[several[0]] for key, several in blinds.items()}
    for key, several in blinds.items():
        if len({seen[one].person_id for one in several}) > 1:
            same = await _same(tx, by_key[key], several, seen)
            found[key] = structs.replace(found[key], others=same)
    await _heard(tx, by_key, found)
    return found


async def people_by_id(
    tx: Transaction, person_ids: Sequence[str]
) -> dict[str, Reached]:
    """People for whom something happened that they did not write, locked.

    Their address is the one last heard, of those that can be reached if any can.
    """
    ids = sorted(person_ids)
    if tx.postgres:
        await tx.conn.execute(_LOCK_PEOPLE, {"ids": ids})
    asked = {"ids": ids, "now": tx.now}
    rows = (await tx.conn.execute(_BY_PERSON, asked)).all()
    return {row[1]: _reached(tx, row) for row in rows}


def load_state(
    tx: Transaction, reached: Reached, read: Callable[[bytes], Any] = json.decode
) -> Any:
    """What `keep` kept of a conversation, as *read*; None before the first turn."""
    if reached.state is None:
        return None
    context = f"threads:state:{reached.person_id}"
    return read(tx.ring.unseal(context, reached.state))


async def keep(tx: Transaction, rows: Sequence[Kept]) -> None:
    """Write conversations back, all or none; `Conflict` if one changed meanwhile."""
    if not rows:
        return
    sealed = [
        tx.ring.seal_json(f"threads:state:{row.person_id}", row.state) for row in rows
    ]
    if tx.postgres:
        columns = {
            "ids": [row.person_id for row in rows],
            "versions": [row.version for row in rows],
            "states": sealed,
            "flows": [row.flow for row in rows],
            "now": tx.now,
        }
        done = await tx.conn.execute(_KEEP_SET, columns)
    else:
        done = await many(
            tx,
            _KEEP_EACH,
            [
                {
                    "id": row.person_id,
                    "read": row.version,
                    "next": row.version + 1,
                    "state": state,
                    "flow": row.flow,
                    "now": tx.now,
                }
                for row, state in zip(rows, sealed, strict=True)
            ],
        )
    if done.rowcount != len(rows):
        raise Conflict


async def _look(tx: Transaction, blinds: Sequence[str]) -> dict[str, Reached]:
    """Those of *blinds* that are known, locked in one order so that none block."""
    if tx.postgres:
        await tx.conn.execute(_LOCK_ADDRESSES, {"blinds": blinds})
    asked = {"blinds": blinds, "lately": tx.now - LATELY, "now": tx.now}
    rows = (await tx.conn.execute(_BY_ADDRESS, asked)).all()
    return {row[0]: _reached(tx, row) for row in rows}


def _reached(tx: Transaction, row: Row) -> Reached:
    _, person_id, address_id, channel, account, fresh, *rest = row
    language, form, name, has_phone, notice, announcements, applied, *rest = rest
    state, version, behind, *rest = rest
    lives_at, *rest = rest
    return Reached(
        person_id=person_id,
        address_id=address_id or "",
        channel=channel or "",
        account=account or "",
        language=language,
        address_form=form,
        name=tx.unseal("people", "name", person_id, name),
        has_phone=has_phone,
        notice_version=notice,
        announcements=announcements,
        applied=bool(applied),
        state=state,
        version=version,
        behind=behind,
        officer=seat(tx, person_id, language, rest) if rest[0] else None,
        office=rest[1] or lives_at,
        fresh=bool(fresh),
    )


def _both(one: Sender, other: Sender) -> Sender:
    """What two events of one delivery say of who sent them."""
    aliases = tuple(dict.fromkeys((*one.aliases, *other.aliases)))
    moved = one.moved or other.moved
    at = max((one.at, other.at), key=lambda at: at or _LONG_AGO)
    return structs.replace(other, aliases=aliases, moved=moved, at=at)


async def _same(
    tx: Transaction, sender: Sender, blinds: Sequence[str], seen: Mapping[str, Reached]
) -> tuple[str, ...]:
    """Whom else the sender's ids lead to, where it is surely the same human being.

    A number can be given to somebody new. So who was heard under an id of their own
    is another, unless the platform says that one became the other.
    """
    me = seen[blinds[0]].person_id
    others = {seen[one].person_id for one in blinds} - {me}
    if sender.moved:
        return tuple(sorted(others))
    apart = sa.select(addresses.c.person_id).where(
        addresses.c.person_id.in_(others),
        addresses.c.channel == sender.channel,
        addresses.c.heard_at.is_not(None),
        addresses.c.blind_index.not_in(blinds),
    )
    found = set((await tx.conn.execute(apart)).scalars())
    return tuple(sorted(others - found))


async def _heard(
    tx: Transaction, senders: Mapping[Key, Sender], found: Mapping[Key, Reached]
) -> None:
    """Note when each address was last heard, and let go what waited for that.

    Not within `LATELY`, as long as a person writes from there: whatever asks counts
    in hours, and one who answers ten questions is written down once.
    """
    rows: list[dict[str, Any]] = []
    homes: dict[str, tuple[str, str, str]] = {}
    for key, reached in found.items():
        if reached.fresh:
            continue
        window, at = senders[key].window, senders[key].at
        heard, until = tx.now, None
        if window is not None:
            # A platform brings for days what it could not bring at once.
            heard = min(at or tx.now, tx.now)
            until = heard + window
        rows.append({"address": reached.address_id, "heard": heard, "until": until})
        if until is None or until > tx.now:
            home = reached.address_id, reached.channel, reached.account
            homes[reached.person_id] = home
    if rows:
        await many(tx, _HEARD, rows)
    if homes:
        await undelivered.release(tx, homes)


def _any(name: str) -> sa.BindParameter[Any]:
    return sa.bindparam(name, expanding=True)


def _seen(
    address: Iterable[sa.ColumnElement[Any]],
) -> tuple[sa.ColumnElement[Any], ...]:
    open_events = inbox.alias()
    behind = (
        sa.select(sa.func.count())
        .where(open_events.c.person_id == people.c.id, unfinished(open_events))
        .scalar_subquery()
    )
    return (
        *address,
        people.c.language,
        people.c.address_form,
        people.c.name_sealed,
        people.c.phone_index.is_not(None),
        people.c.notice_version,
        people.c.announcements,
        sa.exists().where(cases.c.person_id == people.c.id, cases.c.state.in_(OPEN)),
        threads.c.state_sealed,
        threads.c.version,
        behind,
        people.c.office_id,
        *SEAT,
    )


_WHERE = (
    addresses.c.blind_index,
    people.c.id,
    addresses.c.id,
    addresses.c.channel,
    addresses.c.account,
)
_OFFICER = sa.and_(officers.c.person_id == people.c.id, officers.c.active)
_FRESH = sa.and_(
    addresses.c.reachable,
    addresses.c.heard_at > sa.bindparam("lately"),
    addresses.c.id == latest_of(people.c.id),
)
_BY_ADDRESS = (
    sa.select(*_seen((*_WHERE, _FRESH)))
    .join_from(addresses, people, people.c.id == addresses.c.person_id)
    .join(threads, threads.c.person_id == people.c.id)
    .outerjoin(officers, _OFFICER)
    .where(addresses.c.blind_index.in_(_any("blinds")))
)
_BY_PERSON = (
    sa.select(*_seen((*_WHERE, sa.true())))
    .join_from(people, threads, threads.c.person_id == people.c.id)
    .outerjoin(addresses, addresses.c.id == home_of(people.c.id))
    .outerjoin(officers, _OFFICER)
    .where(people.c.id.in_(_any("ids")))
)
_LOCK_ADDRESSES = (
    sa.select(threads.c.person_id)
    .join(addresses, addresses.c.person_id == threads.c.person_id)
    .where(addresses.c.blind_index.in_(_any("blinds")))
    .order_by(threads.c.person_id)
    .with_for_update(of=threads)
)
_LOCK_PEOPLE = (
    sa.select(threads.c.person_id)
    .where(threads.c.person_id.in_(_any("ids")))
    .order_by(threads.c.person_id)
    .with_for_update()
)
_HEARD_AT: sa.BindParameter[datetime] = sa.bindparam(
    "heard", type_=addresses.c.heard_at.type
)
_HEARD = (
    sa.update(addresses)
    .where(addresses.c.id == sa.bindparam("address"))
    .values(
        # Older news than what we know already changes nothing.
        heard_at=sa.case(
            (addresses.c.heard_at > _HEARD_AT, addresses.c.heard_at), else_=_HEARD_AT
        ),
        window_until=sa.case(
            (addresses.c.heard_at > _HEARD_AT, addresses.c.window_until),
            else_=sa.bindparam("until", type_=addresses.c.window_until.type),
        ),
        reachable=sa.true(),
    )
)
_KEEP_EACH = (
    sa.update(threads)
    .where(
        threads.c.person_id == sa.bindparam("id"),
        threads.c.version == sa.bindparam("read"),
    )
    .values(
        state_sealed=sa.bindparam("state"),
        version=sa.bindparam("next"),
        flow=sa.bindparam("flow"),
        kept_at=sa.bindparam("now"),
    )
)
_NEW = sa.func.unnest(
    sa.bindparam("ids", type_=ARRAY(sa.Text)),
    sa.bindparam("versions", type_=ARRAY(sa.Integer)),
    sa.bindparam("states", type_=ARRAY(sa.LargeBinary)),
    sa.bindparam("flows", type_=ARRAY(sa.Text)),
).table_valued("person_id", "version", "state", "flow", name="kept")
# The names of its columns stand in the statement only if asked for.
_NEW = _NEW.render_derived()
_KEEP_SET = (
    sa.update(threads)
    .where(threads.c.person_id == _NEW.c.person_id, threads.c.version == _NEW.c.version)
    .values(
        state_sealed=_NEW.c.state,
        version=threads.c.version + 1,
        flow=_NEW.c.flow,
        kept_at=sa.bindparam("now"),
    )
)
