"""Everything that can be drawn, by name: its words as data, and the file made of them.

A message brings its drawing as plain data, so that it can wait sealed in the outbox
and be drawn when it is sent, by whoever sends it. What draws is imported when something
is drawn for the first time: a start should not wait for it.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from bot.pictures.contents import (
    Award,
    Filled,
    Ladder,
    Leaders,
    Link,
    Result,
    Trend,
    Visited,
)
from conversations.engine.questions import FLAWS


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


def _ladder(words: Ladder) -> bytes:
    from bot.pictures.ladder import picture  # noqa: PLC0415 -- see above

    return picture(words)


def _readiness(words: Result) -> bytes:
    from bot.pictures.readiness import picture  # noqa: PLC0415

    return picture(words)


def _page(words: Result) -> bytes:
    from bot.pictures.readiness_page import page  # noqa: PLC0415

    return page(words)


def _award(words: Award) -> bytes:
    from bot.pictures.award import picture  # noqa: PLC0415

    return picture(words)


def _poster(words: Award) -> bytes:
    from bot.pictures.poster import page  # noqa: PLC0415

    return page(words)


def _qr(words: Link) -> bytes:
    import segno  # noqa: PLC0415

    made = io.BytesIO()
    segno.make(words.address, error="m").save(made, kind="png", scale=10)
    return made.getvalue()


def _visit(words: Visited) -> bytes:
    from bot.pictures.visit_page import page  # noqa: PLC0415

    return page(words)


def _trend(words: Trend) -> bytes:
    from bot.pictures.trend import picture  # noqa: PLC0415

    return picture(words)


def _leaders(words: Leaders) -> bytes:
    from bot.pictures.leaders_report import pages  # noqa: PLC0415

    return pages(words)


def _form(words: Filled) -> bytes:
    from bot.pictures.form_page import pages  # noqa: PLC0415

    return pages(words)


EXAMPLE = "example-"
"""Documents are named by digits: an example of ours begins so, and is nobody's."""
EXAMPLES = frozenset(FLAWS) - {"unshown"}
"""Of what cannot be shown there is no picture."""
KINDS: Mapping[str, Kind] = {
    "form": Kind(Filled, _form, "application/pdf"),
    "ladder": Kind(Ladder, _ladder),
    "leaders_report": Kind(Leaders, _leaders, "application/pdf"),
    "qr": Kind(Link, _qr),
    "award": Kind(Award, _award),
    "poster": Kind(Award, _poster, "application/pdf"),
    "readiness": Kind(Result, _readiness),
    "readiness_page": Kind(Result, _page, "application/pdf"),
    "trend": Kind(Trend, _trend),
    "visit_page": Kind(Visited, _visit, "application/pdf"),
}


def example(name: str) -> str:
    """What an example is called where a document has its id; empty if it has none."""
    return f"{EXAMPLE}{name}" if name in EXAMPLES else ""


def shown(file: str) -> bytes:
    """An example by what it is called; empty where *file* is none: a document's id."""
    name = file.removeprefix(EXAMPLE)
    known = file.startswith(EXAMPLE) and name in EXAMPLES
    return _example(name) if known else b""


@cache
def _example(name: str) -> bytes:
    from bot.pictures.example import picture  # noqa: PLC0415

    return picture(name)


def size_of(drawn: bytes) -> tuple[int, int]:
    """How wide and high a picture of ours is; nought where it is none."""
    if not drawn.startswith(b"\x89PNG"):
        return 0, 0
    return int.from_bytes(drawn[16:20]), int.from_bytes(drawn[20:24])


def described(kind: str, words: Any) -> dict[str, Any]:
    """A drawing as data."""
    return {"kind": kind, "words": msgspec.to_builtins(words)}


def photos(drawing: Mapping[str, Any]) -> tuple[str, ...]:
    """The documents whose previews are to be seen in it."""
    return tuple(drawing["words"].get("photos", ()))


def draw(drawing: Mapping[str, Any], files: Sequence[bytes] = ()) -> bytes:
    """The file that `described` meant, with the *files* of its photos.

    It raises what unreadable data raises.
    """
    kind = KINDS[drawing["kind"]]
    more = {"files": files} if files else {}
    return kind.draw(msgspec.convert({**drawing["words"], **more}, kind.words))
