"""A file as a browser gets it: a picture to look at, all else to be saved."""

from urllib.parse import quote

from aiohttp import web

from bot.web.backend import Served, Streamed
from bot.web.uploads import PICTURES


def served(request: web.Request, found: Served, kept: str) -> web.Response:
    """*found*, or the part that is asked for; *kept* says for how long it is."""
    place = "inline" if found.mime in PICTURES else "attachment"
    named = f"; filename*=UTF-8''{quote(found.name, '')}" if found.name else ""
    part, where = _part(request, len(found.body))
    return web.Response(
        status=206 if "Content-Range" in where else 200,
        body=found.body[part],
        headers=where
        | {
            "Content-Type": found.mime,
            "Content-Disposition": f"{place}{named}",
            "Cache-Control": f"private, {kept}",
            # Whatever it is, it is shown and nothing more.
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )


async def streamed(request: web.Request, found: Streamed) -> web.StreamResponse:
    """*found* to be saved, sent while it is made and kept nowhere."""
    answer = web.StreamResponse(
        headers={
            "Content-Type": found.mime,
            "Content-Disposition": f'attachment; filename="{found.name}"',
            "Cache-Control": "no-store",
        }
    )
    await answer.prepare(request)
    async for chunk in found.chunks:
        await answer.write(chunk)
    await answer.write_eof()
    return answer


def _part(request: web.Request, size: int) -> tuple[slice, dict[str, str]]:
    """What part of a file is asked for: some phones play a sound piece by piece."""
    try:
        first, last, _ = request.http_range.indices(size)
    except ValueError:
        first, last = 0, size
    if "Range" not in request.headers or first >= last:
        return slice(None), {"Accept-Ranges": "bytes"}
    where = f"bytes {first}-{last - 1}/{size}"
    return slice(first, last), {"Content-Range": where}
