"""A process of its own that takes 400 steps in one conversation: see test_database."""

import asyncio
import os
import sys

from storage.core.database import Database
from storage.core.seal import KeyRing
from storage.people.sessions import Kept, Sender, keep, load_state, reach


async def step(tx):
    """Read, then write: what loses updates when two do it at once."""
    sender = Sender("web", "a", "1")
    reached = (await reach(tx, [sender]))[sender.key]
    state = load_state(tx, reached) or {"steps": 0}
    after = {"steps": state["steps"] + 1}
    await keep(tx, [Kept(reached.person_id, reached.version, after)])


async def main(steps: int) -> None:
    """Take so many steps, one after the other."""
    ring = KeyRing.parse(os.environ["STEPS_KEYS"])
    database = Database(os.environ["STEPS_URL"], ring)
    for _ in range(steps):
        await database.write(step)
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
