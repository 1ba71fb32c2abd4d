"""How far an announcement is, as its author is told."""

from collections.abc import Mapping
from typing import Any, ClassVar

from conversations.cases.decision import Notice
from conversations.engine.effects import Act


class Announce(Act, frozen=True):
    """Send *text* to the audience of now, at the announcement lane's pace.

    *count* is of how many the preview told.
    """

    text: str
    audience: Mapping[str, Any]
    count: int


class StopAnnouncement(Act, frozen=True):
    """Send no more of an announcement."""

    announcement: str


class AnnouncementSent(Notice, frozen=True):
    """So many of *count* were sent, failed, or are left; at its *state*."""

    subject: ClassVar = "progress"
    announcement: str
    state: str
    count: int = 0
    sent: int = 0
    left: int = 0
    failed: int = 0
    uncertain: int = 0
    stopped: int = 0
