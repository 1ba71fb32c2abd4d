"""Pages and what they are made of: templates, styles, scripts, type.

Everything is read once at start. The address of a static file carries the digest of
all of them, so a browser may keep it for good, and a new version is a new address.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from aiohttp import web

from bot.web.backend import BACKEND
from bot.words import DEFAULT, LANGUAGES

HERE = Path(__file__).parent
YEAR = 365 * 24 * 3600
LANGUAGE = web.RequestKey("language", str)
"""Of whoever is signed in: that of the address is not asked then."""
# What is written as text shrinks to a third; a woff2 is compressed already.
_SHRINKS = {".css", ".js", ".svg"}


@dataclass(frozen=True)
class Asset:
    """A static file in memory; *small* is its gzip, if that helps."""

    body: bytes
    mime: str
    small: bytes = b""


def _assets() -> dict[str, Asset]:
    found = {}
    root = HERE / "static"
    for path in sorted(root.rglob("*")):
        if not path.is_file() or path.name.startswith("."):
            continue
        body = path.read_bytes()
        mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        if path.suffix == ".js":
            mime = "text/javascript"
        small = gzip.compress(body, mtime=0) if path.suffix in _SHRINKS else b""
        found[path.relative_to(root).as_posix()] = Asset(body, mime, small)
    return found


ASSETS = _assets()
VERSION = hashlib.sha256(b"".join(a.body for a in ASSETS.values())).hexdigest()[:12]


_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def language_of(request: web.Request) -> str:
    """Indonesian, unless the address asks for another language we have.

    The browser's preference is no guide: many phones here are set to English by
    people who would rather read Indonesian.
    """
    wanted = request.get(LANGUAGE) or request.query.get("lang", "")
    return wanted if wanted in LANGUAGES else DEFAULT


def page(
    request: web.Request, template: str, status: int = 200, **values: Any
) -> web.Response:
    """*template* in the reader's language, with `t` to fetch words."""
    house = request.app[BACKEND]
    language = language_of(request)

    def t(key: str, **more: Any) -> str:
        office = house.office
        values = {"office": office.short, "office_name": office.name, **more}
        return house.words.text(language, key, values)

    body = _TEMPLATES.get_template(template).render(
        t=t,
        moment=lambda at: house.words.moment(language, at),
        lang=language,
        lang_query="" if language == DEFAULT else f"?lang={language}",
        static=f"/static/{VERSION}/",
        **values,
    )
    return web.Response(text=body, status=status, content_type="text/html")


async def worker(_: web.Request) -> web.Response:
    """The script that answers without a network; it watches over `/chat` as well."""
    headers = {"Content-Type": "text/javascript", "Service-Worker-Allowed": "/chat"}
    return web.Response(body=ASSETS["worker.js"].body, headers=headers)


async def static(request: web.Request) -> web.Response:
    """A style, script, drawing or typeface."""
    asset = ASSETS.get(request.match_info["name"])
    if asset is None:
        raise web.HTTPNotFound
    fresh = request.match_info["version"] == VERSION
    headers = {
        "Content-Type": asset.mime,
        "Cache-Control": f"public, max-age={YEAR}, immutable" if fresh else "no-cache",
        "Vary": "Accept-Encoding",
    }
    if asset.small and "gzip" in request.headers.get("Accept-Encoding", ""):
        headers["Content-Encoding"] = "gzip"
        return web.Response(body=asset.small, headers=headers)
    return web.Response(body=asset.body, headers=headers)
