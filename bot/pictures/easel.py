"""Everything that can be drawn, by name: its words as data, and the file made of them.

A message brings its drawing as plain data, so that it can wait sealed in the outbox
and be drawn when it is sent, by whoever sends it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from bot.pictures import ladder, readiness, readiness_page
from bot.pictures.example import FLAWED, picture
from bot.pictures.ladder import Ladder
from bot.pictures.readiness import Result


@dataclass(frozen=True)
class Kind:
    """One kind of drawing: which words it takes, who draws it, what comes out."""

    words: type
    draw: Callable[[Any], bytes]
    mime: str = "image/png"

    @property
    def suffix(self) -> str:
        """How the name of its file ends."""
        return self.mime.rpartition("/")[2]


EXAMPLE = "example-"
"""Documents are named by digits: an example of ours begins so, and is nobody's."""
KINDS: Mapping[str, Kind] = {
    "ladder": Kind(Ladder, ladder.picture),
    "readiness": Kind(Result, readiness.picture),
    "readiness_page": Kind(Result, readiness_page.page, "application/pdf"),
}


def example(name: str) -> str:
    """What an example is called where a document has its id."""
    return f"{EXAMPLE}{name}"


def shown(file: str) -> bytes:
    """An example by what it is called; empty where *file* is none: a document's id."""
    name = file.removeprefix(EXAMPLE)
    known = file.startswith(EXAMPLE) and name in FLAWED
    return _example(name) if known else b""


@cache
def _example(name: str) -> bytes:
    return picture(name)


def described(kind: str, words: Any) -> dict[str, Any]:
    """A drawing as data."""
    return {"kind": kind, "words": msgspec.to_builtins(words)}


def draw(drawing: Mapping[str, Any]) -> bytes:
    """The file that `described` meant; raises what unreadable data raises."""
    kind = KINDS[drawing["kind"]]
    return kind.draw(msgspec.convert(drawing["words"], kind.words))
