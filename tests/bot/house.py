"""A town with files and jobs, and a clock that moves when asked."""

import re
from datetime import UTC, datetime, timedelta

from bot.jobs import Erasure, Runner, handlers
from bot.pipeline.loops import Wake
from conversations.cases.records import Document
from storage.cases import documents
from storage.core.database import Database
from storage.core.files import FileStore
from storage.core.ids import new_id
from storage.privacy.privacy_map import NAMES_A_PERSON
from storage.tables import metadata
from tests.bot.phones import Town
from tests.transactions import reading, writing

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}")


class House:
    """A town, a clock that moves when asked, and the jobs by that clock."""

    def __init__(self, url, ring, folder) -> None:
        self.now = MORNING
        self.database = Database(url, ring, clock=lambda: self.now)
        self.files = FileStore(folder, ring)
        self.town = Town(self.database)
        self.runner = Runner(
            self.database,
            handlers(Erasure(self.database, self.files), "https://contoh.id"),
            Wake(),
        )

    async def later(self, delay) -> None:
        """Time passes, and what is due by then is done."""
        self.now += delay
        while await self.runner.once():
            await self.town.settle()

    async def link(self, one, other) -> None:
        """Show a code to *one*, and type it as *other*."""
        await self.town.say(one, "hubungkan")
        (code, *_) = CODE.findall(self.town.phone(one).last.text)
        await self.town.say(other, f"hubungkan {code.lower()}")
        await self.later(timedelta(seconds=3))

    async def kept_file(self, person) -> str:
        """A photo of *person* that is really in the store."""
        stored = await self.files.put(new_id(), b"sample", "jpg")
        async with writing(self.database) as tx:
            await documents.add(tx, Document(new_id(), person, "photo", stored.name))
        return stored.name

    async def left(self, person) -> set[str]:
        """The tables in which rows name *person*."""
        found = set()
        async with reading(self.database) as tx:
            for name, column in NAMES_A_PERSON.items():
                table = metadata.tables[name]
                rows = await tx.conn.execute(
                    table.select().where(table.c[column] == person).limit(1)
                )
                found |= {name} if rows.first() else set()
        return found
