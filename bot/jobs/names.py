"""Names of cases, opened ahead of whoever looks for one.

They are kept in the memory of each process (decision 0016), and of a large office it
takes a while to open them all: so that is begun at the start, a little at a time.
"""

import asyncio
from functools import partial

from storage.cases import finding
from storage.core.database import Database
from storage.people import offices

PAUSE = 0.01
"""Seconds after each batch, which are for whoever wants an answer."""


async def open_names(database: Database) -> None:
    """Of all offices, as far as they are not open; what was erased leaves memory."""
    for office in await database.read(offices.every):
        read_on = partial(finding.read_on, office_id=office.id)
        while await database.read(read_on):  # noqa: ASYNC110 -- which goes on
            await asyncio.sleep(PAUSE)
