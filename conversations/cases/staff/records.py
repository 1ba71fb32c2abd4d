"""An office, who works there and who may still come, as rules read them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from msgspec import Struct

from conversations.cases.lifecycle import HANDLERS
from conversations.cases.records import Officer
from conversations.catalogue.opening import USUAL, Hours, Opening, zone_of


@dataclass(frozen=True, slots=True)
class Office:
    """A Dinas; *prefix* is the mark before the numbers of its cases.

    *region* is the code of its kabupaten or kota and *regency* its name; *group_chat*
    the id of its group on Telegram, if it has one.
    """

    id: str
    name: str
    short_name: str
    prefix: str
    region: str = ""
    regency: str = ""
    group_chat: str = ""
    zone: str = ""
    """Its clock; that of its region, if empty."""
    hours: Mapping[int, Hours] = field(default_factory=dict)
    off: Mapping[date, str] = field(default_factory=dict)

    @property
    def opening(self) -> Opening:
        """When it works."""
        return Opening(self.zone or zone_of(self.region), self.hours or USUAL, self.off)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code that makes one person an officer, in *role*.

    It *waits* until a second admin agrees. *officer_id* is of who works here already.
    """

    id: str
    office_id: str
    role: str
    expires_at: datetime
    used_at: datetime | None = None
    invited_by: str | None = None
    waits: bool = False
    officer_id: str | None = None


@dataclass(frozen=True, slots=True)
class Team:
    """A few officers of an office; *places* are the kecamatan it hears of, by code."""

    id: str
    office_id: str
    name: str
    places: tuple[str, ...] = ()


class Staff(Struct, frozen=True):
    """The officers of an office, how many cases each holds, and who may still come."""

    officers: tuple[Officer, ...] = ()
    held: Mapping[str, int] = {}
    invitations: tuple[Invitation, ...] = ()
    teams: tuple[Team, ...] = ()

    @property
    def handlers(self) -> tuple[Officer, ...]:
        """Those who handle cases."""
        return tuple(each for each in self.officers if each.role in HANDLERS)

    def team(self, id_: str) -> Team | None:
        """One of the teams."""
        return next((each for each in self.teams if each.id == id_), None)

    def of_team(self, id_: str) -> tuple[Officer, ...]:
        """Who is in a team."""
        return tuple(each for each in self.officers if each.team_id == id_)

    def officer(self, id_: str | None) -> Officer | None:
        """One of them."""
        return next((each for each in self.officers if each.id == id_), None)

    def invitation(self, id_: str) -> Invitation | None:
        """One that is open."""
        return next((each for each in self.invitations if each.id == id_), None)
