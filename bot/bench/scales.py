"""Scales in the same run: the least a durable turn can cost, and a library."""

from pathlib import Path

from bot.bench import people
from bot.bench.ground import Spent, spending
from bot.channels.telegram.scale import decode
from storage.floor import Floor

MANY = 5_000
GROUP = 64


def floor(folder: Path) -> tuple[int, Spent]:
    """Raw sqlite3, `synchronous=FULL`, a group to a commit; no seal and no flow."""
    with Floor(folder / "floor.db") as raw:
        bodies = people.all_say(people.chats(MANY), "Pemilik Contoh")
        with spending() as spent:
            for at in range(0, MANY, GROUP):
                raw.take(at, bodies[at : at + GROUP])
    return MANY, spent


def library() -> tuple[int, Spent]:
    """`Update.de_json` of python-telegram-bot, which we do without."""
    bodies = people.all_say(people.chats(MANY // 5), "Pemilik Contoh")
    with spending() as spent:
        for body in bodies:
            decode(body)
    return len(bodies), spent
