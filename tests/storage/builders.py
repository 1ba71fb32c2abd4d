"""People, messages and cases for tests: each default is plainly a sample."""

from typing import Any

import sqlalchemy as sa

from conversations.cases.records import Case, Officer
from storage.cases import businesses, cases
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.messages.inbox import InboxRow, event_key
from storage.messages.outbox import OutboxRow
from storage.people import officers, people
from storage.people.sessions import Reached, Sender, reach
from storage.tables import offices

SERANG = {
    "id": "serang",
    "name": "Dinas Contoh",
    "short_name": "Contoh",
    "prefix": "SRG",
    "region": "3604",
}


async def an_office(tx: Transaction, **changed: Any) -> str:
    row = {**SERANG, **changed}
    await tx.conn.execute(sa.insert(offices).values(**row))
    return str(row["id"])


def a_sender(number: int = 1, **changed: Any) -> Sender:
    return Sender(
        **{"channel": "web", "account": "a", "external": f"{number}", **changed}
    )


async def somebody(tx: Transaction, number: int = 1, **changed: Any) -> Reached:
    sender = a_sender(number, **changed)
    return (await reach(tx, [sender]))[sender.key]


def an_event(tx: Transaction, reached: Reached, key: str, **changed: Any) -> InboxRow:
    values = {
        "key": event_key(tx, "web", "a", key),
        "channel": "web",
        "account": "a",
        "person_id": reached.person_id,
        "address_id": reached.address_id,
        "event": {"is": "Said", "text": key},
    }
    return InboxRow(**{**values, **changed})


def a_message(reached: Reached, text: str = "halo", **changed: Any) -> OutboxRow:
    values = {
        "id": new_id(),
        "person_id": reached.person_id,
        "address_id": reached.address_id,
        "channel": reached.channel,
        "account": reached.account,
        "body": {"text": text},
    }
    return OutboxRow(**{**values, **changed})


async def a_case(tx: Transaction, number: int = 1, office: str = "serang") -> Case:
    owner = await somebody(tx, number)
    await people.remember(tx, owner.person_id, name="Ibu Contoh")
    business = await businesses.add(
        tx, owner.person_id, office, name="Batik Contoh", kecamatan="360405"
    )
    return await cases.open_case(
        tx, office, owner.person_id, business, "sppt_sni", details={"photo": "1"}
    )


async def an_officer(
    tx: Transaction, number: int = 100, office: str = "serang", role: str = "officer"
) -> Officer:
    seen = await somebody(tx, number)
    about = (seen.person_id, office, role, "Petugas Contoh")
    await officers.add(tx, new_id(), *about)
    found = await officers.by_person(tx, seen.person_id)
    assert found is not None
    return found
