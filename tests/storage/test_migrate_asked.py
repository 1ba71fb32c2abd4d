"""What was asked, answered and closed before the desk kept account of it."""

from functools import partial
from importlib import import_module

import sqlalchemy as sa

from storage.core.database import Database
from tests.storage.migrating import AT, put, rows, upgrade
from tests.transactions import writing

ENDINGS = import_module("storage.migrations.versions.0019_endings")
STEP = import_module("storage.migrations.versions.0022_asked")


def store(connection: sa.Connection) -> None:
    """Questions of three people: answered later, answered as such, and never."""
    insert = partial(put, connection)
    insert("offices", id="o", name="Dinas Contoh", short_name="Contoh", prefix="SRG")
    for person in ("later", "known", "never", "f"):
        insert("people", id=person, created_at=AT)
    insert("officers", id="f", person_id="f", office_id="o", joined_at=AT)
    note = {"created_at": AT, "author": "owner", "kind": "question"}
    for person in ("later", "known", "never"):
        insert("notes", id=f"1{person}", person_id=person, **note)
    connection.execute(sa.text("UPDATE notes SET answered = true WHERE id = '1known'"))
    reply = {**note, "author": "officer", "kind": "reply", "officer_id": "f"}
    insert("notes", id="2later", person_id="later", **reply)
    insert("notes", id="0never", person_id="never", **reply)
    insert(
        "businesses",
        id="b",
        person_id="later",
        office_id="o",
        created_at=AT,
        updated_at=AT,
    )
    for number, state in enumerate(("closed", "accepted"), 1):
        insert(
            "cases",
            id=state,
            office_id="o",
            number=number,
            code=f"SRG-000{number}",
            person_id="later",
            business_id="b",
            state=state,
            waiting_since=AT,
            created_at=AT,
            updated_at=AT,
        )


async def test_nobody_is_reminded_of_what_was_answered(empty_database_url, ring):
    database = Database(empty_database_url, ring)

    def through(connection: sa.Connection) -> dict[str, list[tuple[object, ...]]]:
        upgrade(connection, ENDINGS.down_revision)
        store(connection)
        upgrade(connection, STEP.revision)
        ask = {
            "notes": "SELECT id, answered_by FROM notes WHERE kind = 'question' "
            "ORDER BY id",
            "cases": "SELECT state, ending FROM cases ORDER BY number",
        }
        return {name: rows(connection, asked) for name, asked in ask.items()}

    async with writing(database) as tx:
        found = await tx.conn.run_sync(through)
    await database.close()
    assert found["notes"] == [("1known", "unknown"), ("1later", "f"), ("1never", "")]
    assert found["cases"] == [("closed", "finished"), ("accepted", "")]
