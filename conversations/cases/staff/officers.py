"""Officers themselves: joining, duty, what went wrong."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from conversations.cases import access, codes, masking
from conversations.cases.buttons import button
from conversations.cases.cards import CaseOpened, card
from conversations.cases.changes import NoteTry
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.lifecycle import HANDLERS
from conversations.cases.queue import Queue, listed
from conversations.cases.records import Case, DeadLetter, Officer
from conversations.cases.staff.changes import AddOfficer, ChangeOfficer, UseInvitation
from conversations.cases.staff.records import Invitation
from conversations.engine.effects import Act, Fact, Line, Option, Say

# --- what can be done ----------------------------------------------------------------


class JoinDesk(Act, frozen=True):
    """Redeem a one-time invitation to become an officer."""

    code: str


class SetDuty(Act, frozen=True):
    """The officer is, or is not, on duty: alerted of what is new."""

    on: bool


class ShowDeadLetters(Act, frozen=True):
    """Events that could not be handled, for officers to see."""


# --- what others hear of it ----------------------------------------------------------


class OfficerJoined(Notice, frozen=True):
    """A new officer is asked by which name owners shall know them."""

    subject: ClassVar = "joined"


class SpokeAsGroup(Notice, frozen=True):
    """An admin wrote in the name of the office's group, so nobody knows who it was."""

    subject: ClassVar = "anonymous"
    thread: str = ""


class SpokeAsStranger(SpokeAsGroup, frozen=True):
    """Somebody who is no officer pressed or wrote in the group, perhaps in a topic."""

    subject: ClassVar = "stranger"
    name: str = ""


class EventLost(Notice, frozen=True):
    """Something the person sent could not be handled."""

    subject: ClassVar = "sorry"


class LetterDead(Notice, frozen=True):
    """An officer hears that an event could not be handled after five tries."""

    subject: ClassVar = "buried"
    reason: str


# --- what is read --------------------------------------------------------------------


class Joining(Struct, frozen=True):
    """Who joins which *office*, by its short name: an officer *already*, or once.

    *tried* is how many codes they tried of late; *called* is what their platform calls
    them, *otherwise* what we call them until they have said their name.
    """

    already: Officer | None = None
    invitation: Invitation | None = None
    office: str = ""
    tried: int = 0
    called: str = ""
    otherwise: str = ""
    queue: Queue = Queue()


# --- the rules -----------------------------------------------------------------------


def join(act: JoinDesk, seen: Joining, who: Person) -> Decision:
    """Redeem an invitation: an officer from here on; a try always counts."""
    before = seen.already
    if before and before.active:
        raise Denied("desk.already_officer", name=before.name, office=seen.office)
    tried, invitation = NoteTry(who.id), _promised(seen, who)
    if isinstance(invitation, str):
        return Decision(changes=(tried,), reply=(Say(invitation),))
    role, named = invitation.role, who.name or seen.called
    name, officer_id = named or seen.otherwise, before.id if before else who.fresh
    values = {
        "name": name,
        "office": seen.office,
        "role": Fact(key=f"desk.role.{role}"),
    }
    ways = (Option("queue", key="menu.what.queue"), button("rename"))
    waits = _waiting(seen.queue, role, who) if named else ()
    return Decision(
        changes=(
            tried,
            UseInvitation(invitation.id, who.id),
            AddOfficer(officer_id, who.id, invitation.office_id, role, name),
        ),
        log=(Log("officer.joined", None, who.id, officer_id, {"role": role}),),
        tell=() if named else (Tell(who.id, OfficerJoined()),),
        reply=(Say("desk.welcome", values, actions=ways), *waits),
    )


def _waiting(queue: Queue, role: str, who: Person) -> tuple[Say | Notice, ...]:
    """What waits, and the case nobody took for longest, to be taken with one tap."""
    if not queue.count:
        return ()
    seen = masking.masked(queue) if role in masking.MASKED else queue
    rows = (each for each in queue.rows if isinstance(each, Case))
    first = next((each for each in rows if not each.holder_id), None)
    shown = (card(CaseOpened, first),) if first and role in HANDLERS else ()
    return (*listed(seen, who.now), *shown)


def _promised(seen: Joining, who: Person) -> Invitation | str:
    """The invitation, or why it is none; who tried too often is not told."""
    found = seen.invitation
    if seen.tried >= codes.TRIES:
        return "desk.invite.too_many"
    if found is None:
        return "desk.invite.unknown"
    if found.used_at:
        return "desk.invite.used"
    if found.waits:
        return "desk.invite.waits"
    return "desk.invite.expired" if found.expires_at <= who.now else found


def set_duty(act: SetDuty, seen: None, who: Person) -> Decision:
    """On duty: alerted of what is new. Off duty: only of their own cases."""
    officer = access.officer(who)
    state = "on" if act.on else "off"
    return Decision(
        changes=(ChangeOfficer(officer.id, on_duty=act.on),),
        log=(Log(f"officer.{state}_duty", officer=officer.id),),
        reply=(Say(f"desk.duty.{state}"),),
    )


def show_dead_letters(
    act: ShowDeadLetters, seen: Sequence[DeadLetter], who: Person
) -> Decision:
    """What could not be handled: where it came from, and why."""
    access.officer(who, *access.OVERSEERS)
    if not seen:
        raise Denied("desk.dead_none")
    lines = [
        Line(
            Option(str(each.seq), label=str(each.seq)),
            ([each.channel, each.reason, each.received_at],),
        )
        for each in seen
    ]
    return Decision(reply=(Say("desk.dead", {"count": len(seen), "lines": lines}),))
