"""The settings of the office: its hours, days off and group; further offices."""

from collections.abc import Callable, Mapping
from datetime import date

from aiohttp import web
from msgspec import Struct

from bot.web.desk import pages
from bot.web.desk.backend import DESK, Query, Said, Seat
from bot.web.desk.sessions import Form
from conversations.cases.offices import (
    AddDaysOff,
    AddOffice,
    ChangeOffice,
    DropDayOff,
    EndGrant,
    GrantGuide,
)
from conversations.engine.effects import Act

WHERE = "/desk/kantor"


class DayOff(Struct, frozen=True):
    """A day on which nobody works, how it is said, and why."""

    day: date
    told: str
    name: str


class Other(Struct, frozen=True):
    """Another office that is served here."""

    name: str
    prefix: str
    regency: str
    hours: str


class Told(Struct, frozen=True):
    """A fact of the office, which is put right as any other."""

    entry: str
    name: str
    text: str


class Guide(Struct, frozen=True):
    """A guide of elsewhere, and whether they may see the cases of the office."""

    id: str
    name: str
    granted: bool


class OfficePage(Struct, frozen=True):
    """What an office says of itself; who *leads* changes it, an admin *runs* all."""

    name: str
    short_name: str
    prefix: str
    regency: str
    zone: str
    zones: tuple[str, ...]
    hours: str
    group_chat: str
    group: tuple[str, ...]
    """How the group is, and what waits to be shown there; empty without one."""
    told: tuple[Told, ...]
    off: tuple[DayOff, ...]
    others: tuple[Other, ...]
    guides: tuple[Guide, ...]
    leads: bool
    runs: bool


class OfficeQuery(Query[OfficePage], frozen=True):
    """The office of whoever sits there."""


def _changed(form: Form) -> Act:
    given = {name: form.get(name, "") for name in ("zone", "group_chat")}
    said = {name: form.get(name, "").strip() for name in ("short_name", "hours")}
    return ChangeOffice(**given, **{name: of or None for name, of in said.items()})


def _granted(form: Form) -> Act:
    guide = form.get("officer", "")
    return EndGrant(guide) if form.get("ends") else GrantGuide(guide)


def _added(form: Form) -> Act:
    return AddOffice(
        **{name: form.get(name, "") for name in AddOffice.__struct_fields__}
    )


FORMS: Mapping[str, Callable[[Form], Act]] = {
    "ubah": _changed,
    "libur": lambda form: AddDaysOff(form.get("text", "")),
    "masuk": lambda form: DropDayOff(form.get("day", "")),
    "izin": _granted,
    "tambah": _added,
}
"""What each form of the page does."""


async def page(request: web.Request, seat: Seat) -> web.Response:
    """The settings as they are."""
    return await _page(request, seat, {}, None)


async def act(request: web.Request, seat: Seat, form: Form) -> web.Response:
    """What a form does; refused, the page is shown again with what was typed."""
    wanted = FORMS[request.match_info["verb"]](form)
    said = await request.app[DESK].act(seat, wanted)
    if said.refused:
        return await _page(request, seat, form, said)
    raise pages.after(WHERE, said)


async def _page(
    request: web.Request, seat: Seat, form: Form, said: Said | None
) -> web.Response:
    found = await request.app[DESK].look(seat, OfficeQuery())
    return pages.page(
        request,
        seat,
        "office.html",
        200 if said is None else 409,
        said_now=said,
        here="office",
        office=found,
        typed=form,
        verb=request.match_info.get("verb", ""),
    )
