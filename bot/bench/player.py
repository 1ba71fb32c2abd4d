"""A player of the race: its own process, which plays laps and says what each cost.

Pandu and its peers are timed by this same code. A lap is a file of deliveries: what
opens the form, which does not count, and then the answers, which do. A player reads
the name of the file on its standard input and writes one line of figures; between laps
it waits without a task running, so that nobody plays while another does.

The peers' own Python runs this too: it imports nothing but the standard library.
"""

import asyncio
import gc
import json
import sys
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence

Take = Callable[[bytes], Awaitable[object]]
"""Takes one delivery, from its bytes until its reply is on its way."""


async def play(
    take: Take, replied: Callable[[], Awaitable[int]], *, most_at_once: int = 256
) -> None:
    """Play every lap that is asked for; *replied* counts the replies made so far."""
    _say({"ready": True})
    while line := sys.stdin.readline():
        path, wanted = json.loads(line)
        at_once = min(wanted, most_at_once)
        with open(path, encoding="utf-8") as file:  # noqa: ASYNC230, PTH123 -- between laps
            lap = json.load(file)
        for bodies in lap["opening"]:
            await feed(take, _bytes(bodies), at_once)
        answers = [_bytes(bodies) for bodies in lap["answers"]]
        before = await replied()
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        for bodies in answers:
            await feed(take, bodies, at_once)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        turns, replies = sum(map(len, answers)), await replied() - before
        _say({"turns": turns, "replies": replies, "cpu": cpu, "wall": wall})


async def feed(take: Take, bodies: Iterable[bytes], at_once: int) -> None:
    """Deliver all, so many at a time."""
    waiting = iter(bodies)

    async def one_of_many() -> None:
        for body in waiting:
            await take(body)

    await asyncio.gather(*(one_of_many() for _ in range(at_once)))


def _bytes(bodies: Sequence[str]) -> list[bytes]:
    return [body.encode() for body in bodies]


def _say(figures: dict[str, float]) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()
