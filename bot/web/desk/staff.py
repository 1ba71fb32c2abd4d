"""Who works at the desk and who may still come: seen, changed, invited, removed."""

import re
from collections.abc import Callable, Mapping

from aiohttp import web
from markupsafe import Markup
from msgspec import Struct

from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Said, Seat
from bot.web.desk.case import Choice
from bot.web.desk.sessions import Form
from conversations.cases.devices import EndDevices
from conversations.cases.staff.absence import EndAbsence, PlanAbsence
from conversations.cases.staff.colleagues import ChangeRole, RemoveOfficer
from conversations.cases.staff.invitations import (
    EndInvitation,
    InviteOfficer,
    SettleAdmin,
)
from conversations.cases.staff.teams import EndTeam, KeepTeam
from conversations.engine.effects import Act

WHERE = "/desk/petugas"
_INVITED = re.compile(r"(?:https?://\S+-)?\b[0-9A-Z]{5}-[0-9A-Z]{5}\b")
"""The code of an invitation, in the link that carries it if there is one."""


class Worker(Struct, frozen=True):
    """An officer: what they are and hold, and what whoever looks can make of them."""

    id: str
    name: str
    about: str
    away: str = ""
    me: bool = False
    led: bool = False
    handles: bool = False
    roles: tuple[Choice, ...] = ()
    deputies: tuple[Choice, ...] = ()


class Crew(Struct, frozen=True):
    """A team: who is in it, and where it is for; *members* and *places* as chosen."""

    id: str
    name: str
    about: str
    where: str
    members: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Guest(Struct, frozen=True):
    """An invitation that is open; one that *waits* can be agreed to, by another."""

    id: str
    about: str
    waits: bool = False
    settles: bool = False


class Session(Struct, frozen=True):
    """Where whoever looks is signed in."""

    browser: str
    seen: str


class StaffPage(Struct, frozen=True):
    """All of them, and their teams; as what whoever looks can invite somebody.

    Who leads chooses the *members* and *places* of a team.
    """

    workers: tuple[Worker, ...]
    guests: tuple[Guest, ...] = ()
    invites: tuple[Choice, ...] = ()
    teams: tuple[Crew, ...] = ()
    members: tuple[Choice, ...] = ()
    places: tuple[Choice, ...] = ()
    sessions: tuple[Session, ...] = ()


class StaffQuery(Query[StaffPage], frozen=True):
    """Who works here."""


def _team(form: Form) -> Act:
    """A box for each officer and place that was ticked."""
    ticked = [each.partition(":") for each, on in form.items() if on]
    of = {kind: [id_ for by, _, id_ in ticked if by == kind] for kind in ("m", "p")}
    name, team = form.get("name", ""), form.get("team", "")
    return KeepTeam(name, tuple(of["m"]), tuple(of["p"]), team)


FORMS: Mapping[str, Callable[[Form], Act]] = {
    "peran": lambda form: ChangeRole(form.get("officer", ""), form.get("role", "")),
    "keluarkan": lambda form: RemoveOfficer(form.get("officer", "")),
    "cuti": lambda form: PlanAbsence(
        form.get("officer", ""),
        form.get("first", ""),
        form.get("last", ""),
        form.get("deputy", ""),
    ),
    "masuk": lambda form: EndAbsence(form.get("officer", "")),
    "undang": lambda form: InviteOfficer(form.get("role", "")),
    "cabut": lambda form: EndInvitation(form.get("invitation", "")),
    "setuju": lambda form: SettleAdmin(form.get("invitation", ""), agreed=True),
    "tolak": lambda form: SettleAdmin(form.get("invitation", ""), agreed=False),
    "perangkat": lambda _: EndDevices(),
    "tim": _team,
    "bubar": lambda form: EndTeam(form.get("team", "")),
}
"""What each form does, as the act that the chat knows it by."""


async def page(request: web.Request, seat: Seat) -> web.Response:
    """All who work here."""
    found = await request.app[DESK].look(seat, StaffQuery())
    return pages.page(request, seat, "officers.html", here="staff", found=found, qr=qr)


async def act(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """What a form of the page does; what was said stands on the page that follows."""
    verb = request.match_info["verb"]
    if verb not in FORMS:
        raise web.HTTPNotFound
    raise pages.after(WHERE, await request.app[DESK].act(seat, FORMS[verb](form)))


def qr(said: Said | None) -> Markup:
    """The link of an invitation that was just made, else its code, to be scanned."""
    told = " ".join(text for runs in said.texts for text, _ in runs) if said else ""
    found = _INVITED.search(told)
    if not found:
        return Markup()
    import segno  # noqa: PLC0415 -- only where one is drawn

    # Made of what we said ourselves.
    return Markup(segno.make(found[0], error="m").svg_inline(scale=4))  # noqa: S704
