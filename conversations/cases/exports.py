"""The cases of an office as a table: asked for at the desk, fetched by a link once.

Owners are shortened in it; in full it is for whoever leads and says what for. Who asked
for what, and why, is written down before there is a link.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from msgspec import Struct, structs

from conversations.cases import access
from conversations.cases.case_file import CaseFile
from conversations.cases.changes import Change
from conversations.cases.codes import VALID
from conversations.cases.decision import Decision, Denied, Log, Person
from conversations.cases.lifecycle import LEADERS
from conversations.cases.listing import ME, Filters
from conversations.engine.effects import Act, Say

WHICH: Mapping[str, Filters] = {
    "open": Filters(),
    "stuck": Filters(urgent="stuck"),
    "ended": Filters(state="ended"),
    "all": Filters(state="all"),
}
"""What of an office is asked for in the chat; on the web it is what a list is."""
SHORTEST = 5
"""So many letters has a reason at least."""
COLUMNS = (
    *("code", "business", "owner", "phone", "kecamatan", "road", "stage"),
    *("state", "holder", "opened", "since", "days"),
)
"""What stands in the table, in this order."""


class ExportCases(Act, frozen=True):
    """The cases of the officer's office; *named* in full, for a *reason*.

    With a *token* of their own they fetch it themselves, and need no link.
    """

    by: Filters = Filters()
    named: bool = False
    reason: str = ""
    token: str = ""


class PrintCase(Act, frozen=True):
    """One case to take along, by links into the desk."""

    code: str


class AddExport(Change, frozen=True):
    """Somebody asked for it, and gets a link with this *token*."""

    export_id: str
    office_id: str
    officer_id: str
    token: str
    reason: str
    about: "Export"


class Export(Struct, frozen=True):
    """What is in one table, and in which language; *own* is whose cases are theirs."""

    office_id: str
    by: Filters
    own: tuple[str, ...] = ()
    named: bool = False
    language: str = "id"


class Exporting(Struct, frozen=True):
    """A fresh *token*, and where our pages are opened; empty where nowhere."""

    token: str
    site: str


class CaseRow(NamedTuple):
    """One case as the table has it, behind the number by which the next page begins."""

    number: int
    code: str
    business: str
    owner: str
    phone: str
    kecamatan: str
    road: str
    stage: str
    state: str
    ending: str
    holder: str
    opened: datetime
    since: datetime


def export(act: ExportCases, seen: Exporting, who: Person) -> Decision:
    """A link for ten minutes; nothing of it in full without a reason."""
    officer = access.officer(who, *access.LOOKERS)
    if act.named and officer.role not in LEADERS:
        raise Denied("desk.not_allowed")
    reason = act.reason.strip() if act.named else ""
    if act.named and len(reason) < SHORTEST:
        raise Denied("desk.export.no_reason")
    if not (seen.site or act.token):
        raise Denied("desk.export.no_site")
    at, by = officer.office_id, structs.replace(act.by, words="")
    own = tuple(sorted(officer.acts_for)) if by.holder == ME else ()
    about = Export(at, by, own, act.named, who.language)
    token = act.token or seen.token
    kept = AddExport(who.fresh, at, officer.id, token, reason, about)
    detail = {"export": who.fresh} | _narrowed(about)
    line = Log("cases.exported", officer=officer.id, detail=detail)
    if act.token:
        return Decision((kept,), (line,))
    key = "desk.export.named" if act.named else "desk.export"
    minutes = VALID // timedelta(minutes=1)
    link = f"{seen.site.rstrip('/')}/ekspor/{seen.token}"
    return Decision(
        (kept,), (line,), reply=(Say(key, {"link": link, "minutes": minutes}),)
    )


class Printing(Struct, frozen=True):
    """The case that is named, and where our pages are opened."""

    file: CaseFile
    site: str


def print_case(act: PrintCase, seen: Printing, who: Person) -> Decision:
    """Where the desk has it as a PDF, and its files; who is signed in fetches them."""
    access.officer(who)
    _, case = access.look(who, seen.file.case, seen.file.code)
    if not seen.site:
        raise Denied("desk.export.no_site")
    door = f"{seen.site.rstrip('/')}/desk/kasus/{case.code}/berkas"
    values = {"code": case.code, "pdf": f"{door}.pdf", "zip": f"{door}.zip"}
    return Decision(reply=(Say("desk.print", values),))


def _narrowed(about: Export) -> dict[str, Any]:
    """What was asked for."""
    narrowed = {name: getattr(about.by, name) for name in sorted(about.by.narrowed)}
    return narrowed | ({"named": True} if about.named else {})
