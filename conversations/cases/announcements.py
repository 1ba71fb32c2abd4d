"""A coordinator announces: the preview, the freezing of the list, and the stop.

Whom it is for is decided once, in the commit of the confirmation. Sending is
`bot.broadcast.fanout`'s.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from msgspec import Struct, structs

from conversations.cases import access
from conversations.cases.buttons import button
from conversations.cases.changes import Change
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.lifecycle import LEADERS
from conversations.cases.records import Announcement, Audience, Officer
from conversations.cases.reminders import calm
from conversations.cases.visits.records import moment_of
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Say

NARROWS = ("kecamatan", "sector", "road", "stage", "kind")
ENDS = {"due": "stopped", "cancelled": "stopped", "sending": "queued", "dead": "failed"}
"""What a stop makes of a message that is on its way; else it is what it became."""


AGAIN = timedelta(hours=1)
"""So far apart the same words go to the same people when that is meant."""


# --- what can be done, and what is heard of it ---------------------------------------


class Announce(Act, frozen=True):
    """Send *text* to the audience there is *at* a time, empty for now.

    *count* is of how many the preview told.
    """

    text: str
    audience: Mapping[str, Any]
    count: int
    at: str = ""


class StopAnnouncement(Act, frozen=True):
    """Send no more of an announcement."""

    announcement: str


class SampleAnnouncement(Act, frozen=True):
    """Let its author read *text* as everybody would."""

    text: str


class AnnouncementSample(Notice, frozen=True):
    """An announcement before it goes, for its author."""

    subject: ClassVar = "sample"
    text: str
    office: str


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


# --- what changes --------------------------------------------------------------------


class AddAnnouncement(Change, frozen=True):
    """One text, for whoever of an audience is there when it goes."""

    author_id: str
    text: str
    audience: Audience
    announcement_id: str
    starts_at: datetime
    programme_id: str | None = None


class StopSending(Change, frozen=True):
    """Send no more of it; if it was over before, all is decided anew."""

    announcement_id: str


# --- what is read --------------------------------------------------------------------


class Preview(Struct, frozen=True):
    """How many it would reach, a few of them, and how it would look.

    Those *outside* of them can get no free text now; so many more would be reached had
    they agreed to announcements, and are *silent*. *begins* says when it would go.
    """

    count: int = 0
    samples: str = ""
    outside: int = 0
    looks: str = ""
    silent: int = 0
    begins: Say | str = ""


class Sending(Struct, frozen=True):
    """An announcement, if there is one, and who wrote it.

    *states* counts its recipients; *ahead* the messages that are on their way.
    """

    announcement: Announcement | None = None
    author: Officer | None = None
    states: Mapping[str, int] = {}
    ahead: Mapping[str, int] = {}


# --- the rules -----------------------------------------------------------------------


def audience(office_id: str, chosen: Mapping[str, Any]) -> Audience:
    """Whom a coordinator chose; what they left open narrows nothing."""
    narrowed = {name: _each(chosen[name]) for name in NARROWS if chosen.get(name)}
    return Audience(office_id, **narrowed)


def _each(chosen: object) -> tuple[str, ...]:
    """One value, or several of which any will do."""
    return tuple(chosen) if isinstance(chosen, list | tuple) else (str(chosen),)


def begins(at: str, now: datetime) -> datetime:
    """When what is wanted *at* a time goes: then, but never at night."""
    return calm(max(moment_of(at), now) if at else now)


def begun(found: Announcement, now: datetime) -> bool:
    """Whether anybody may have got some of it."""
    return bool(found.count) or found.starts_at is None or found.starts_at <= now


def told_when(at: str, now: datetime) -> Say:
    """The same for who decides on it, and whether anybody could answer then."""
    start = begins(at, now)
    shut = "" if catalogue().office.opening.is_open(start) else Say("announce.shut")
    wanted = max(moment_of(at), now) if at else now
    key = "announce.at" if wanted > now else "announce.at_once"
    moved = "announce.at_dawn" if start > wanted else key
    return Say(moved, {"at": start, "shut": shut})


def card(announcement: str) -> str:
    """What the author's card is about: they may get the announcement as well."""
    return f"progress:{announcement}"


def preview(asked: Mapping[str, Any], seen: Preview, who: Person) -> Preview:
    """Whom it would reach, for those who may announce."""
    if who.officer is None or who.officer.role not in LEADERS:
        return Preview()
    return structs.replace(seen, begins=told_when(asked.get("at", ""), who.now))


def announce(act: Announce, seen: Sequence[Announcement], who: Person) -> Decision:
    """Begin, for as many as were shown, and leave the rest to the fan-out.

    *seen* are the latest of the office: whoever taps twice sends nothing twice.
    """
    officer = access.officer(who, *LEADERS)
    whom, start = audience(officer.office_id, act.audience), begins(act.at, who.now)
    meant = officer.id, act.text, whom
    for each in seen:
        soon = abs(start - each.starts_at) < AGAIN if each.starts_at else False
        same = (each.author_id, each.text, each.whom) == meant
        if same and soon and each.state != "stopped":
            raise Denied("announce.twice")
    later = start > who.now
    stop = "announce.call_off" if later else "announce.halt"
    about = {"announcement": who.fresh, "count": act.count}
    return Decision(
        changes=(AddAnnouncement(officer.id, act.text, whom, who.fresh, start),),
        log=(Log("announcement.started", officer=officer.id, detail=about),),
        reply=(
            Say(
                "announce.scheduled" if later else "announce.started",
                {"count": act.count, "at": start},
                actions=(button("halt", who.fresh, key=stop),),
                subject=card(who.fresh),
            ),
        ),
    )


def sample(act: SampleAnnouncement, seen: None, who: Person) -> Decision:
    """To oneself, in one's own chat."""
    access.officer(who, *LEADERS)
    shown = AnnouncementSample(act.text, catalogue().office.short)
    return Decision(tell=(Tell(who.id, shown),), reply=(Say("announce.sampled"),))


def stop(act: StopAnnouncement, seen: Sending, who: Person) -> Decision:
    """Send no more of it; its author and every coordinator may."""
    officer, found = access.officer(who), seen.announcement
    if found is None or found.office_id != officer.office_id:
        raise Denied("announce.unknown")
    if officer.role not in LEADERS and found.author_id != officer.id:
        raise Denied("desk.not_allowed")
    if found.state != "sending":
        raise Denied("announce.over")
    news = numbers(replace(found, state="stopped"), _stopped(seen))
    key = "announce.stopped" if begun(found, who.now) else "announce.called_off"
    others = seen.author and seen.author.id != officer.id
    about = {"announcement": found.id}
    return Decision(
        changes=(StopSending(found.id),),
        log=(Log("announcement.stopped", officer=officer.id, detail=about),),
        tell=(Tell(seen.author.person_id, news),) if seen.author and others else (),
        reply=(news, Say(key, structs.asdict(news))),
    )


def _stopped(seen: Sending) -> Mapping[str, int]:
    """How many are in each state once what still can be is taken back."""
    states = Counter({**seen.states, "queued": 0})
    for state, count in seen.ahead.items():
        states[ENDS.get(state, state)] += count
    return states


def numbers(found: Announcement, states: Mapping[str, int]) -> AnnouncementSent:
    """How far an announcement is, as its author is told."""

    def sum_of(*names: str) -> int:
        return sum(states.get(name, 0) for name in names)

    # Who still waits when it is stopped gets none: that is written down a little later.
    waiting, stopped = sum_of("waiting"), found.state == "stopped"
    return AnnouncementSent(
        found.id,
        found.state,
        count=found.count,
        sent=sum_of("sent", "delivered", "read"),
        left=sum_of("queued") + (0 if stopped else waiting),
        failed=sum_of("failed", "refused"),
        uncertain=sum_of("uncertain"),
        stopped=sum_of("stopped") + (waiting if stopped else 0),
    )
