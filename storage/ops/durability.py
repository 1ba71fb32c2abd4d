"""What a database promises to keep when the power goes."""

import sqlalchemy as sa

from storage.core.database import Transaction

_SQLITE = {"journal_mode": {"wal"}, "synchronous": {"2", "3"}, "foreign_keys": {"1"}}
_POSTGRES = {
    "fsync": {"on"},
    "synchronous_commit": {"on", "remote_write", "remote_apply"},
}


async def version(tx: Transaction) -> str:
    """What answers: `SQLite 3.46.1`, `PostgreSQL 16.2`."""
    asked = "SHOW server_version" if tx.postgres else "SELECT sqlite_version()"
    found = (await tx.conn.execute(sa.text(asked))).scalar_one()
    return f"{'PostgreSQL' if tx.postgres else 'SQLite'} {str(found).split()[0]}"


async def unsafe(tx: Transaction) -> list[str]:
    """The settings by which it may lose what it took, each with its value."""
    wanted = _POSTGRES if tx.postgres else _SQLITE
    ask = "SHOW" if tx.postgres else "PRAGMA"
    found = []
    for name, good in wanted.items():
        value = str((await tx.conn.execute(sa.text(f"{ask} {name}"))).scalar_one())
        if value not in good:
            found.append(f"{name}={value}")
    return found
