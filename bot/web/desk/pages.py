"""How a page of the desk is made: the shell around it, and what was just said.

What an act says is shown on the page that follows it, once: it waits in a cookie.
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from aiohttp import web
from msgspec import convert, structs, to_builtins

from bot.web import render
from bot.web.desk.backend import Said, Seat
from bot.web.desk.cookies import SAID, SESSION, keep
from conversations.cases.access import OVERSEERS
from conversations.cases.lifecycle import ROLES
from conversations.cases.trail import OF_OFFICE

_SAID_SECONDS = 60
_LONGEST_SAID = 3000
"""Signs of a cookie: a browser keeps four thousand."""
_OURS = re.compile(r"/desk(?:/[\w./:-]*)?(?:\?[\w=&%.+-]*)?", re.ASCII)
MENU = (
    ("queue", "/desk"),
    ("cases", "/desk/kasus"),
    ("board", "/desk/papan"),
    ("answers", "/desk/jawaban"),
    ("announcements", "/desk/pengumuman"),
    ("staff", "/desk/petugas"),
    ("trail", "/desk/riwayat"),
    ("calendar", "/desk/kalender"),
    ("facts", "/desk/fakta"),
    ("ratings", "/desk/kepuasan"),
    ("sentences", "/desk/kata"),
    ("stumbles", "/desk/berhenti"),
    ("contacts", "/desk/kontak"),
    ("office", "/desk/kantor"),
)
"""The pages one can go to from any other: what each is called, and where it is."""
ONLY = {
    "staff": OVERSEERS,
    "ratings": OVERSEERS,
    "stumbles": OVERSEERS,
    "trail": OF_OFFICE,
    "announcements": OF_OFFICE,
    "contacts": OF_OFFICE,
}
"""For which roles a page is, where it is not for all."""


def page(
    request: web.Request, seat: Seat, template: str, status: int = 200, **values: Any
) -> web.Response:
    """*template* in the shell, for whoever sits there."""
    said = values.pop("said_now", None) or _said(request)
    answer = render.page(
        request,
        f"desk/{template}",
        status,
        seat=seat,
        token=token_of(request),
        menu=[each for each in MENU if seat.role in ONLY.get(each[0], ROLES)],
        now_said=said,
        path=request.path_qs,
        **values,
    )
    if SAID in request.cookies:
        keep(answer, SAID, "", 0)
    return answer


def alone(
    request: web.Request, template: str, status: int = 200, **values: Any
) -> web.Response:
    """*template* for whoever is not signed in."""
    return render.page(request, f"desk/{template}", status, **values)


def after(where: str, said: Said) -> web.HTTPSeeOther:
    """On to a page that shows what was *said*."""
    answer = web.HTTPSeeOther(where)
    keep(answer, SAID, _packed(said), _SAID_SECONDS)
    return answer


def ours(path: str) -> str:
    """A *path* within the desk as it is; its first page instead of any other."""
    return path if _OURS.fullmatch(path) else "/desk"


def opened(request: web.Request) -> bool:
    """Whether a person opens the page; its script looks again now and then."""
    return "X-Look-Again" not in request.headers


def number(request: web.Request, name: str) -> int:
    """What the address says there, as a number; else nought.

    Times the lines of a page it is still a number that a database knows.
    """
    said = request.query.get(name, "")[:15]
    return int(said) if said.isascii() and said.isdecimal() else 0


def token_of(request: web.Request) -> str:
    """What forms of this session carry: made of its secret, which it does not tell."""
    secret = request.cookies.get(SESSION, "")
    return hashlib.sha256(f"form:{secret}".encode()).hexdigest()


def _packed(said: Said) -> str:
    made = json.dumps(to_builtins(said)).encode()
    packed = base64.urlsafe_b64encode(made).decode().rstrip("=")
    if len(packed) <= _LONGEST_SAID:
        return packed
    return _packed(structs.replace(said, texts=said.texts[:-1])) if said.texts else ""


def _said(request: web.Request) -> Said | None:
    packed = request.cookies.get(SAID, "")
    with suppress(ValueError, TypeError):
        made: Mapping[str, Any] = json.loads(
            base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        )
        return convert(made, Said)
    return None
