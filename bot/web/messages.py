"""What a page may send: one message, as JSON or as a form, from our own page only."""

import json
import re
import secrets
from collections.abc import AsyncIterator
from typing import Any

from aiohttp import web

from bot.web import bodies, uploads
from bot.web.backend import Backend

_LONGEST_JSON = 128 * 1024
_LONGEST_TEXT = 10_000
_LONGEST_PICK = 64  # see `encode_button`
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_NUMBER = re.compile(f"[{_SIGNS}]{{26}}")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


async def read(request: web.Request, house: Backend, visitor: str) -> dict[str, Any]:
    """The message in *request*; 400 if there is none, 413 if it is too large."""
    fields = await _fields(request, house, visitor)
    try:
        return _message(fields)
    except web.HTTPException:
        if isinstance(kept := fields.get("file"), uploads.Kept) and kept.ref:
            await house.drop_upload(kept.ref)
        raise


def number() -> str:
    """A number for a form's message, made anew for each form we hand out."""
    return "".join(secrets.choice(_SIGNS) for _ in range(26))


def same_origin(request: web.Request, public_url: str) -> None:
    """Refuse what another site's page sends in the visitor's name."""
    origin = request.headers.get("Origin")
    if origin is None:
        if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
            raise web.HTTPForbidden
        return
    # Behind a proxy that ends TLS only the host is ours to compare.
    if origin.partition("://")[2] != request.host and origin != public_url.rstrip("/"):
        raise web.HTTPForbidden


async def _fields(request: web.Request, house: Backend, visitor: str) -> dict[str, Any]:
    kind = request.content_type
    if kind == "multipart/form-data":

        async def keep(chunks: AsyncIterator[bytes], mime: str, _: str) -> str:
            return await house.keep_upload(visitor, chunks, mime)

        text, files = await uploads.read(request, keep)
        return {**text, **({"file": files[0]} if files else {})}
    if (request.content_length or 0) > _LONGEST_JSON:
        raise web.HTTPRequestEntityTooLarge(_LONGEST_JSON)
    if kind == "application/x-www-form-urlencoded":
        return dict(await bodies.posted(request))
    body = await bodies.whole(request)
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise web.HTTPBadRequest from error
    if not isinstance(fields, dict):
        raise web.HTTPBadRequest
    return fields


def _message(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of one message, and only those; 400 if they make none."""
    text = {
        name: fields[name]
        for name in ("id", "text", "pick", "start", "caption", "album")
        if isinstance(fields.get(name), str)
    }
    if not _NUMBER.fullmatch(text.get("id", "")):
        raise web.HTTPBadRequest
    if max(len(text.get(name, "")) for name in ("text", "caption")) > _LONGEST_TEXT:
        raise web.HTTPRequestEntityTooLarge(_LONGEST_TEXT)
    message: dict[str, Any] = {"id": text["id"]}
    if isinstance(fields.get("file"), uploads.Kept):
        caption = text.get("caption") or text.get("text", "")
        album = text.get("album", "")
        file = fields["file"].as_json()
        file["album"] = album if _NUMBER.fullmatch(album) else ""
        return message | {"file": file, "caption": caption}
    if 0 < len(text.get("pick", "").encode("utf-8", "replace")) <= _LONGEST_PICK:
        return message | {"pick": text["pick"]}
    if "start" in text and _PAYLOAD.fullmatch(text["start"]):
        return message | {"start": text["start"]}
    if text.get("text", "").strip():
        return message | {"text": text["text"]}
    raise web.HTTPBadRequest
