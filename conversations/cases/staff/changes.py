"""What a decision can change of the office: who works there, and who may come."""

from datetime import datetime, timedelta

from conversations.cases.changes import Change
from conversations.cases.staff.records import Team


class AddInvitation(Change, frozen=True):
    """The code *made* lets one person in, in *role*, as long as it is *valid*.

    It *waits* until a second admin agrees; then the officer *officer_id* is one.
    """

    office_id: str
    role: str
    valid: timedelta
    made: str
    invitation_id: str
    invited_by: str | None = None
    waits: bool = False
    officer_id: str | None = None


class ConfirmInvitation(Change, frozen=True):
    """It waits no longer; if somebody was quicker, decide anew."""

    invitation_id: str


class UseInvitation(Change, frozen=True):
    """Nobody can use it again; if somebody was quicker, all is decided anew."""

    invitation_id: str
    person_id: str


class AddOfficer(Change, frozen=True):
    """A person works in an office from here on, perhaps once more."""

    officer_id: str
    person_id: str
    office_id: str
    role: str
    name: str


class ChangeOfficer(Change, frozen=True):
    """What is new of an officer."""

    officer_id: str
    on_duty: bool | None = None
    active: bool | None = None
    role: str | None = None
    name: str | None = None


class KeepToken(Change, frozen=True):
    """*made* opens the desk to this person once; the one of its *kind* before ends."""

    person_id: str
    kind: str
    made: str


class AddAbsence(Change, frozen=True):
    """Somebody stands in for an officer between these moments."""

    officer_id: str
    deputy_id: str
    begins_at: datetime
    ends_at: datetime


class EndAbsences(Change, frozen=True):
    """Nobody stands in for the officer, now or later."""

    officer_id: str


class SetTeam(Change, frozen=True):
    """A team is so from here on, with these *members* and no others."""

    team: Team
    members: tuple[str, ...]


class DropTeam(Change, frozen=True):
    """There is no such team; nobody and no case is with it."""

    team_id: str


class RevokeInvitation(Change, frozen=True):
    """Its code lets nobody in any more; if somebody was quicker, decide anew."""

    invitation_id: str
