"""The child that decodes: killed, hung, given up; never a danger to the server."""

import asyncio
import os
import re
import signal
import time
from pathlib import Path

import pytest

from bot.media.check import WALL_SECONDS, Checked, Problem, check
from tests.bot.media.test_check import JPEG, SLOW, taken


def of_process(pid, what):
    """What the kernel says of a process; nothing once it is gone."""
    try:
        return Path(f"/proc/{pid}/{what}").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def children():
    """The processes that this one has started and not yet buried."""
    threads = Path("/proc/self/task").iterdir()
    lists = b" ".join(
        of_process(f"self/task/{one.name}", "children") for one in threads
    )
    return {int(pid) for pid in lists.split()}


async def turn():
    """Let everything else go on."""
    await asyncio.sleep(0)


async def newborn(known):
    """The next child to appear, once it is more than a copy of this process."""
    while True:
        for pid in children() - known:
            if b"child/__main__.py" in of_process(pid, "cmdline"):
                return pid
        await turn()


@pytest.mark.parametrize(
    "blow", [signal.SIGKILL, signal.SIGTERM, signal.SIGXCPU, signal.SIGALRM]
)
async def test_what_could_not_be_looked_at_is_kept_and_the_next_photo_is_taken(blow):
    known = children()
    checking = asyncio.create_task(check(SLOW, "photo"))
    os.kill(await newborn(known), blow)
    kept = await checking
    assert (kept.data, kept.mark, kept.flaws) == (SLOW, "unexamined", ())
    await taken(JPEG)


async def test_what_makes_a_decoder_fall_is_not_taken():
    known = children()
    checking = asyncio.create_task(check(SLOW, "photo"))
    os.kill(await newborn(known), signal.SIGSEGV)
    assert await checking == Problem("broken")


async def test_a_child_that_hangs_is_ended_in_time():
    known = children()
    checking = asyncio.create_task(check(SLOW, "photo", seconds=1))
    child = await newborn(known)
    os.kill(child, signal.SIGSTOP)
    began = time.monotonic()
    assert (await checking).mark == "unexamined"
    assert time.monotonic() - began < WALL_SECONDS
    assert child not in children()


async def test_a_check_that_is_given_up_ends_its_child():
    known = children()
    checking = asyncio.create_task(check(SLOW, "photo"))
    child = await newborn(known)
    os.kill(child, signal.SIGSTOP)
    checking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await checking
    while child in children():
        await turn()


async def test_a_server_that_stops_in_the_middle_of_a_check_does_stop():
    async def stops():
        known = children()
        checking = asyncio.create_task(check(SLOW, "photo"))
        os.kill(await newborn(known), signal.SIGSTOP)
        assert not checking.done()

    began = time.monotonic()
    await asyncio.to_thread(asyncio.run, stops())
    assert time.monotonic() - began < 10


async def test_two_children_work_at_once_and_no_more():
    known = children()
    checking = asyncio.gather(*[check(JPEG, "photo") for _ in range(6)])
    most = 0
    while not checking.done():
        most = max(most, len(children() - known))
        await turn()
    assert most == 2
    assert all(isinstance(result, Checked) for result in await checking)


async def test_a_child_has_no_secrets_and_little_room(monkeypatch):
    monkeypatch.setenv("PANDU_KEYS", "canary")
    known = children()
    checking = asyncio.create_task(check(SLOW, "photo"))
    child = await newborn(known)
    assert of_process(child, "environ") == b""
    limits = b""
    while not checking.done():
        limits = of_process(child, "limits") or limits
        await turn()
    assert re.search(rb"Max address space +536870912 +536870912", limits)
    assert re.search(rb"Max cpu time +10 +10", limits)
    assert re.search(rb"Max file size +0 +0", limits)
