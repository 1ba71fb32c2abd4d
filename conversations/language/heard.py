"""What a reader made of a text: every word of it accounted for.

A reader knows three kinds of words: those it used, those it may pass over (a closed
list: courtesies, labels, what is counted), and what is left. With nothing left the
value is sure. With something left, or something mended on the way, it is *doubtful*:
it is read back for a yes, never taken in silence. With no value there is a reason.
"""

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

DOUBTFUL = "doubtful"
"""Why a value is only offered, where there is nothing more particular to say."""
MOST_OFFERED = 3


@dataclass(frozen=True)
class Heard(Generic[T]):
    """The *values* a text may mean, the likeliest first; sure of one without *doubt*.

    *doubt* is the reason it is not simply taken. *echo* says that it was understood
    from something inexact, and is to be said back.
    """

    values: tuple[T, ...] = ()
    doubt: str = ""
    echo: bool = False


def sure(value: T, *, echo: bool = False) -> Heard[T]:
    """It can be nothing else."""
    return Heard((value,), echo=echo)


def doubtful(*values: T, why: str = DOUBTFUL) -> Heard[T]:
    """It may be one of *values*; without any, *why* is all there is to say."""
    return Heard(tuple(dict.fromkeys(values))[:MOST_OFFERED], why)
