"""What looking at a file may cost: memory, time, and nothing else at all."""

import resource
import signal
import sys
from typing import NoReturn

MEMORY = 512 * 1024 * 1024
"""Of addresses, most of which are never touched; how much is used is asked before."""
CPU_SECONDS = 10
WALL_SECONDS = 20
MIB = 1024 * 1024
OURS = 48 * MIB
"""What the process has before there is any file."""
ALONE = bool(sys.flags.isolated)
"""Whether this is the child; a test that only asks has its own process to mind."""


class Unfit(Exception):
    """The file is not taken; the message is one of `bot.media.check.REASONS`."""


class Heavy(Exception):
    """Looking needs more memory than there is for this look."""


class Unexamined(Exception):
    """The file cannot be looked at for what that costs; nothing is known against it."""


def confine() -> None:
    """Give up what looking at a file does not need."""
    for kind, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        lower(kind, limit)
    # The parent waits no longer either; this holds when the parent is gone.
    signal.alarm(WALL_SECONDS)


def lower(kind: int, limit: int) -> None:
    """No more than *limit* of this from now on; less, where there is less already."""
    _, hard = resource.getrlimit(kind)
    allowed = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(kind, (allowed, allowed))


def hold(memory: int) -> None:
    """Allocate no more than *memory*, in case it was estimated wrongly."""
    if ALONE:
        lower(resource.RLIMIT_DATA, memory + OURS)


def give_up_after(seconds: float) -> None:
    """Raise `Unexamined` in whatever Python does once it took *seconds* of the CPU."""

    def give_up(*_: object) -> NoReturn:
        raise Unexamined

    if ALONE:
        signal.signal(signal.SIGPROF, give_up)
        signal.setitimer(signal.ITIMER_PROF, seconds)
