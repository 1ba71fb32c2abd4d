"""Who writes for the first time: made with all their addresses, a gather at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from msgspec import Struct

from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.tables import addresses, people, threads

Key = tuple[str, str, str]
"""Channel, account, and the platform's id of who writes."""


class Sender(Struct, frozen=True):
    """Who writes, as a channel knows them; *aliases* are the same person's other ids.

    A group is nobody: give it no aliases, or it becomes its first speaker. *window*
    is for how long after this, *at* by the platform's clock, free text may be sent.
    *moved*: the platform itself says
    that all these ids are one person's; *left* is the number among them that was given
    up.
    """

    channel: str
    account: str
    external: str
    aliases: tuple[str, ...] = ()
    phone: str = ""
    language: str = ""
    window: timedelta | None = None
    at: datetime | None = None
    moved: bool = False
    left: str = ""

    @property
    def key(self) -> Key:
        """What names this sender in what `reach` gives."""
        return self.channel, self.account, self.external


async def introduce(
    tx: Transaction,
    senders: Mapping[Key, Sender],
    blinds: Mapping[Key, Sequence[str]],
    seen: Mapping[str, str],
) -> None:
    """Make who is new, and give who is known their new addresses."""
    made: dict[str, dict[str, Any]] = {}
    at: list[dict[str, Any]] = []
    taken = set(seen)
    for key, several in blinds.items():
        sender = senders[key]
        known = next((seen[one] for one in several if one in seen), "")
        person_id = known or new_id()
        fresh = [one for one in several if one not in taken]
        taken.update(fresh)
        if not known and several[0] in fresh:
            made[person_id] = _person(tx, person_id, sender)
        for one, external in zip(
            several, (sender.external, *sender.aliases), strict=True
        ):
            if one in fresh:
                at.append(_address(tx, person_id, one, sender, external))
    if made:
        await tx.conn.execute(sa.insert(people), list(made.values()))
    at.sort(key=lambda row: str(row["blind_index"]))
    insert = (
        tx.insert(addresses).on_conflict_do_nothing().returning(addresses.c.person_id)
    )
    settled = set((await tx.conn.execute(insert, at)).scalars())
    # Another process may have met the same person in the same moment, and won.
    if lost := made.keys() - settled:
        await tx.conn.execute(sa.delete(people).where(people.c.id.in_(lost)))
    if stay := sorted(made.keys() & settled):
        await tx.conn.execute(sa.insert(threads), [{"person_id": one} for one in stay])


def _person(tx: Transaction, person_id: str, sender: Sender) -> dict[str, Any]:
    phone = sender.phone
    return {
        "id": person_id,
        "created_at": tx.now,
        "language": sender.language or "id",
        "phone_sealed": tx.seal("people", "phone", person_id, phone),
        "phone_index": tx.ring.blind("phone", phone) if phone else None,
    }


def _address(
    tx: Transaction, person_id: str, index: str, sender: Sender, external: str
) -> dict[str, Any]:
    address_id = new_id()
    return {
        "id": address_id,
        "person_id": person_id,
        "channel": sender.channel,
        "account": sender.account,
        "blind_index": index,
        "external_sealed": tx.seal("addresses", "external", address_id, external),
        "created_at": tx.now,
    }
