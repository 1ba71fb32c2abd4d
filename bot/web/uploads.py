"""Files that a browser sends: read as a stream, counted, and never trusted.

What is inside is judged later, in a child process; here only the size is. aiohttp's
own bound does not hold for `multipart()`: a test sends more and must be stopped.
"""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web

from bot.media.formats import kind_of
from bot.web.backend import NotTaken
from bot.web.bodies import FILE_SECONDS, within

PICTURES = ("image/jpeg", "image/png", "image/webp")
LARGEST = 20 * 1024 * 1024
DIGEST = 16
"""Letters of a digest, as the fetcher writes it."""
LONGEST_NAME = 300
_LONGEST_FIELD = 64 * 1024
Keep = Callable[[AsyncIterator[bytes], str, str], Awaitable[str]]
"""Who keeps a file, of this type and so called, and says as what; or `NotTaken`."""
_PARTS = 12
"""Fields and files of a form."""


@dataclass(frozen=True)
class Kept:
    """An upload that the house keeps, or the *problem* for which it does not.

    By its *digest* a file is known when it comes again.
    """

    ref: str
    mime: str
    size: int
    kind: str
    problem: str = ""
    digest: str = ""
    name: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "ref": self.ref,
            "mime": self.mime,
            "size": self.size,
            "kind": self.kind,
            "problem": self.problem,
            "digest": self.digest,
            "name": self.name,
        }


async def read(
    request: web.Request, keep: Keep, most: int = LARGEST
) -> tuple[dict[str, str], list[Kept]]:
    """The fields of a form, and its files of no more than *most* bytes, kept."""
    if (request.content_length or 0) > most + _LONGEST_FIELD:
        raise web.HTTPRequestEntityTooLarge(most)
    fields: dict[str, str] = {}
    files: list[Kept] = []
    try:
        async with within(FILE_SECONDS):
            async for part in await request.multipart():
                full = len(fields) + len(files) >= _PARTS
                if not isinstance(part, BodyPartReader) or full:
                    raise web.HTTPBadRequest
                if part.name == "file":
                    if part.filename:  # a form without a file sends an empty one
                        files.append(await _keep(part, keep))
                elif part.name:
                    fields[part.name] = await _text(part)
    except ValueError as error:
        raise web.HTTPBadRequest from error
    return fields, files


async def _keep(part: BodyPartReader, keep: Keep) -> Kept:
    mime = part.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    counted = _Counted(part, LARGEST)
    kind, chunks = kind_of(mime), counted.chunks()
    name = (part.filename or "")[:LONGEST_NAME]
    try:
        ref = await keep(chunks, mime[:100], name)
    except NotTaken as error:
        # The rest is read and forgotten, for the fields that come after it.
        async for _ in chunks:
            pass
        known = counted.digest.hexdigest()[:DIGEST]
        return Kept("", mime[:100], counted.size, kind, error.problem, known)
    return Kept(ref, mime[:100], counted.size, kind, name=name)


async def _text(part: BodyPartReader) -> str:
    body = b"".join([chunk async for chunk in _Counted(part, _LONGEST_FIELD).chunks()])
    return body.decode("utf-8", "replace")


class _Counted:
    """The chunks of *part* up to *most* bytes, and how many there were."""

    def __init__(self, part: BodyPartReader, most: int) -> None:
        self._part = part
        self._most = most
        self.size = 0
        self.digest = hashlib.sha256()

    async def chunks(self) -> AsyncIterator[bytes]:
        while chunk := await self._part.read_chunk(64 * 1024):
            self.size += len(chunk)
            if self.size > self._most:
                raise web.HTTPRequestEntityTooLarge(self._most)
            self.digest.update(chunk)
            yield bytes(chunk)
