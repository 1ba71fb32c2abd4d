"""The same with its state in SQLite: `python -m bot.bench.peers.ptb_sqlite FILE`.

What changed is written before an update counts as done.
"""

import asyncio
import json
import sys
from typing import Any

import aiosqlite
from telegram.ext import BasePersistence, PersistenceInput

from bot.bench.peers.ptb import perform

TABLES = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=NORMAL;
CREATE TABLE people (id INTEGER PRIMARY KEY, data TEXT);
CREATE TABLE states (name TEXT, key TEXT, state, PRIMARY KEY (name, key));
"""


class InSqlite(BasePersistence[Any, Any, Any]):
    """A table for each kind of state, each write its own commit."""

    def __init__(self, db: aiosqlite.Connection) -> None:
        kept = PersistenceInput(bot_data=False, callback_data=False, chat_data=False)
        # Not every so many seconds: what changed is written when it is asked for.
        super().__init__(kept, update_interval=1e9)
        self.db = db

    async def get_user_data(self) -> dict[int, Any]:
        rows = await self.db.execute_fetchall("SELECT id, data FROM people")
        return {row[0]: json.loads(row[1]) for row in rows}

    async def get_conversations(self, name: str) -> Any:
        found = "SELECT key, state FROM states WHERE name = ?"
        rows = await self.db.execute_fetchall(found, (name,))
        return {tuple(json.loads(row[0])): row[1] for row in rows}

    async def update_user_data(self, user_id: int, data: Any) -> None:
        row = (user_id, json.dumps(data))
        await self.db.execute("INSERT OR REPLACE INTO people VALUES (?, ?)", row)
        await self.db.commit()

    async def update_conversation(
        self, name: str, key: Any, new_state: object | None
    ) -> None:
        row = (name, json.dumps(key), new_state)
        await self.db.execute("INSERT OR REPLACE INTO states VALUES (?, ?, ?)", row)
        await self.db.commit()

    async def flush(self) -> None:
        await self.db.close()

    async def get_chat_data(self) -> dict[int, Any]:
        return {}

    async def get_bot_data(self) -> Any:
        return {}

    async def get_callback_data(self) -> None:
        """Not kept, and so for all below."""

    async def update_chat_data(self, chat_id: int, data: Any) -> None: ...
    async def update_bot_data(self, data: Any) -> None: ...
    async def update_callback_data(self, data: Any) -> None: ...
    async def drop_chat_data(self, chat_id: int) -> None: ...
    async def drop_user_data(self, user_id: int) -> None: ...
    async def refresh_user_data(self, user_id: int, user_data: Any) -> None: ...
    async def refresh_chat_data(self, chat_id: int, chat_data: Any) -> None: ...
    async def refresh_bot_data(self, bot_data: Any) -> None: ...


async def main() -> None:
    """Play until no lap is asked for any more."""
    db = await aiosqlite.connect(sys.argv[1])
    await db.executescript(TABLES)
    await perform(InSqlite(db))


if __name__ == "__main__":
    asyncio.run(main())
