"""A case is asked back from a new chat: weighed, objected to, settled.

Where nothing speaks against it, it comes about by itself after the old chat and the
officers had time to object; at the least doubt an officer decides. Whoever asks hears
the same and waits as long, whatever their answers were worth and whether there is such
a case. Nobody can close the way to a case by trying: from the sixth try of a day on
its officers decide.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar

from msgspec import Struct

from conversations.cases import access
from conversations.cases.buttons import STATUS, button
from conversations.cases.changes import (
    AddRecovery,
    CancelJob,
    Change,
    DoubtRecovery,
    EndRecovery,
    QueueJob,
)
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.ownership import GUESSABLE, PRIVATE, chosen, judge, known
from conversations.cases.privacy import SETTLE
from conversations.cases.records import Case, Officer, Recovery
from conversations.cases.staff.duty import alerted
from conversations.engine.effects import Act, Fact, Say

QUIET = timedelta(days=30)
"""A chat that was heard since is in use, and nothing is taken from it unasked."""
OBJECTION = timedelta(hours=24)
"""So long the old chat can say that this is somebody else."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OF_PERSON, OF_CASE = 3, 5
"""Tries of one person in an hour; of a case in a day, until an officer has to look."""
OFFICER = button("officer")


class Recover(Act, frozen=True):
    """Somebody in a new chat says that the case *code* is theirs, and what they know.

    *said* is by field of the application.
    """

    code: str
    said: Mapping[str, str]


class StopRecovery(Act, frozen=True):
    """The person knows nothing of a new chat that wants their case."""

    recovery: str


class SettleRecovery(Act, frozen=True):
    """Whether the new chat is the owner's: the case *moves* there, or stays."""

    recovery: str
    moves: bool


# --- what is heard of it -------------------------------------------------------------


class RecoveryAsked(Notice, frozen=True):
    """The old chat is asked whether it is they who want the case elsewhere."""

    subject: ClassVar = "recovery_asked"
    recovery: str
    code: str
    business: str = ""


class RecoveryLeft(Notice, frozen=True):
    """The old chat hears that the case has moved."""

    subject: ClassVar = "recovery_left"
    code: str
    business: str = ""


class RecoveryStays(Notice, frozen=True):
    """The old chat hears that it has not."""

    subject: ClassVar = "recovery_stays"
    code: str


class Recovered(Notice, frozen=True):
    """The new chat hears that the case is there."""

    subject: ClassVar = "recovered"
    code: str
    business: str = ""


class RecoveryDenied(Notice, frozen=True):
    """The new chat hears that the case stays where it was."""

    subject: ClassVar = "recovery_denied"
    code: str


class RecoveryDoubted(Notice, frozen=True):
    """The new chat hears that an officer will decide."""

    subject: ClassVar = "recovery_doubted"


class RecoveryCard(Notice, frozen=True):
    """An officer: what was said, what is *known*, and what speaks against it.

    Without doubts it comes about by itself at the time *due*, in ISO form.
    """

    subject: ClassVar = "recovery_card"
    recovery: str
    code: str
    business: str = ""
    owner: str = ""
    said: Mapping[str, str] = {}
    known: Mapping[str, str] = {}
    doubts: tuple[str, ...] = ()
    due: str = ""


class RecoverySettled(Notice, frozen=True):
    """Every officer: it is decided, and the card no longer says what was said."""

    subject: ClassVar = "recovery_settled"
    recovery: str
    code: str
    business: str
    state: str
    officer: str = ""


# --- what is decided -----------------------------------------------------------------


class RecoveryFile(Struct, frozen=True):
    """What is read of a recovery, and of the case that is asked back.

    *order* is that in which this case's owner is asked, *heard* when their chat last
    was; *at_desk*: they are an officer. *waiting* are all tries for the case that are
    not settled.
    """

    case: Case | None = None
    recovery: Recovery | None = None
    officers: tuple[Officer, ...] = ()
    heard: datetime | None = None
    at_desk: bool = False
    waiting: tuple[Recovery, ...] = ()
    order: tuple[str, ...] = ()
    of_person: int = 0
    for_case: int = 0

    @property
    def facts(self) -> Mapping[str, str]:
        """What is known of the case, of one that is none nothing."""
        return known(self.case.details) if self.case else {}


class Asks(Struct, frozen=True):
    """Which two things are asked about a case."""

    asks: tuple[str, ...] = ()


def asks(asked: Mapping[str, Any], seen: RecoveryFile, who: Person) -> Asks:
    """Which two things are asked about a case; of one that is none, any two."""
    return Asks(chosen(seen.order, seen.facts))


def recover(act: Recover, seen: RecoveryFile, who: Person) -> Decision:
    """Weigh what was said of a case."""
    case = seen.case
    if who.officer:
        raise Denied("recover.officer")
    if case and case.person_id == who.id:
        raise Denied("recover.own", STATUS, code=act.code)
    if seen.of_person >= OF_PERSON:
        raise Denied("recover.too_often", OFFICER)
    reply = (Say("recover.waiting", {"due": who.now + OBJECTION}, actions=(OFFICER,)),)
    verdict = judge(act.said, seen.facts)
    # Whoever has a desk comes back by a new invitation, never by knowing things.
    if case is None or verdict == "wrong" or seen.at_desk:
        return Decision(
            changes=(
                AddRecovery(who.fresh, who.id, act.code),
                *_refused_later(act.code, who),
            ),
            log=(_log("refused", case, who.id),),
            reply=reply,
        )
    against = {
        "near": verdict == "near",
        "guessable": set(act.said).intersection(PRIVATE) <= GUESSABLE,
        "many": seen.for_case >= OF_CASE,
    }
    weak = tuple(why for why, so in against.items() if so)
    doubts = (*weak, *_doubts(seen, who.now - QUIET))
    due = None if doubts else who.now + OBJECTION
    row = AddRecovery(who.fresh, who.id, case.code, case.id, act.said, doubts, due)
    asked = RecoveryAsked(who.fresh, case.code, case.business_name)
    return Decision(
        changes=(row, *((_by_itself(who.fresh, due),) if due else ())),
        log=(_log("asked", case, who.id, doubts=doubts),),
        tell=(
            Tell(case.person_id, asked),
            *_card(who.fresh, act.said, doubts, due, case, seen),
        ),
        reply=reply,
    )


def still_refused(code: str, seen: RecoveryFile, person: str) -> Decision:
    """Who could not show that a case was theirs hears it when others hear of theirs."""
    case = seen.case
    asks = any(each.person_id == person for each in seen.waiting)
    if asks or (case and case.person_id == person):
        return Decision()  # a later try went better
    return Decision(tell=(Tell(person, RecoveryDenied(code)),))


def _refused_later(code: str, who: Person) -> tuple[Change, ...]:
    """A job that says so, once however often it was tried."""
    key = f"recovery.refused:{who.id}:{code}"
    about = {"person": who.id, "code": code}
    job = QueueJob("recovery.refused", about, who.now + OBJECTION, key)
    return (CancelJob(key), job)


def stop(act: StopRecovery, seen: RecoveryFile, who: Person) -> Decision:
    """The old chat objects: nothing moves."""
    row, case = seen.recovery, seen.case
    if row is None or case is None or case.person_id != who.id:
        raise Denied("recover.late", OFFICER)
    if row.state != "waiting":
        raise Denied("recover.settled", OFFICER)
    return Decision(
        changes=(EndRecovery(row.id, "stopped"), CancelJob(_key(row.id))),
        log=(_log("stopped", case, row.person_id),),
        tell=(
            Tell(row.person_id, RecoveryDenied(case.code)),
            *_renewed(row, case, seen, "stopped"),
        ),
        reply=(Say("recover.stopped", {"code": case.code}, actions=(OFFICER,)),),
    )


def settle(act: SettleRecovery, seen: RecoveryFile, who: Person) -> Decision:
    """An officer says whether the new chat is the owner's."""
    officer = access.officer(who)
    row, case = seen.recovery, seen.case
    if row is None or case is None or case.office_id != officer.office_id:
        raise Denied("desk.recovery.unknown")
    if act.moves and seen.at_desk:
        raise Denied("desk.recovery.officer")
    if row.state != "waiting":
        state = Fact(key=f"desk.recovery.state.{row.state}")
        raise Denied("desk.recovery.late", code=case.code, state=state)
    if act.moves:
        return _moved(row, case, seen, who.now, officer)
    return Decision(
        changes=(EndRecovery(row.id, "denied", officer.id), CancelJob(_key(row.id))),
        log=(_log("denied", case, row.person_id, officer.id),),
        tell=(
            Tell(row.person_id, RecoveryDenied(case.code)),
            Tell(case.person_id, RecoveryStays(case.code)),
            *_renewed(row, case, seen, "denied", officer.name),
        ),
        reply=(_done("denied", case),),
    )


def come_about(seen: RecoveryFile, now: datetime) -> Decision:
    """Nobody objected in time: the case moves, or an officer decides after all."""
    row, case = seen.recovery, seen.case
    if row is None or case is None or row.due_at is None:
        return Decision()
    if not (doubts := _doubts(seen, row.created_at, row.id)):
        return _moved(row, case, seen, now)
    return Decision(
        changes=(DoubtRecovery(row.id, doubts),),
        tell=(
            Tell(row.person_id, RecoveryDoubted()),
            *_card(row.id, row.said, doubts, None, case, seen),
        ),
    )


def _moved(
    row: Recovery,
    case: Case,
    seen: RecoveryFile,
    now: datetime,
    officer: Officer | None = None,
) -> Decision:
    """Let both chats know; then the two become one, and the old chat is left behind.

    Whoever else waits for the case waits in vain.
    """
    old, about = case.person_id, (case.code, case.business_name)
    by, name = (officer.id, officer.name) if officer else (None, "")
    others = [each for each in seen.waiting if each.id != row.id]
    pair = {"one": old, "other": row.person_id, "leave": old}
    return Decision(
        changes=(
            EndRecovery(row.id, "moved", by),
            *(EndRecovery(each.id, "denied") for each in others),
            *(CancelJob(_key(each.id)) for each in (row, *others)),
            QueueJob("link", pair, now + SETTLE),
        ),
        log=(_log("moved", case, row.person_id, by),),
        tell=(
            Tell(row.person_id, Recovered(*about)),
            Tell(old, RecoveryLeft(*about)),
            *(Tell(each.person_id, RecoveryDenied(case.code)) for each in others),
            *(t for each in others for t in _renewed(each, case, seen, "denied")),
            *_renewed(row, case, seen, "moved", name),
        ),
        reply=(_done("moved", case),) if officer else (),
    )


def _done(state: str, case: Case) -> Say:
    """The officer hears that it is as they said."""
    about = {"code": case.code, "business": case.business_name}
    return Say(f"desk.recovery.{state}.done", about)


def _doubts(seen: RecoveryFile, since: datetime, but: str = "") -> tuple[str, ...]:
    """What speaks against it: its owner may still be there, or others want it."""
    against = {
        "active": seen.heard is not None and seen.heard > since,
        "rival": any(each.id != but for each in seen.waiting),
        "officer": seen.at_desk,
    }
    return tuple(why for why, so in against.items() if so)


def _card(
    name: str,
    said: Mapping[str, str],
    doubts: tuple[str, ...],
    due: datetime | None,
    case: Case,
    seen: RecoveryFile,
) -> tuple[Tell, ...]:
    """A card for those on duty, with what was said and what is known."""
    about = (name, case.code, case.business_name, case.owner_name)
    when = due.isoformat() if due else ""
    card = RecoveryCard(*about, said, seen.facts, doubts, when)
    return tuple(Tell(each.person_id, card) for each in alerted(seen.officers))


def _renewed(
    row: Recovery, case: Case, seen: RecoveryFile, state: str, officer: str = ""
) -> tuple[Tell, ...]:
    """Every officer's card says what became of it."""
    news = RecoverySettled(row.id, case.code, case.business_name, state, officer)
    return tuple(Tell(each.person_id, news) for each in seen.officers)


def _by_itself(name: str, due: datetime) -> Change:
    return QueueJob("recovery", {"recovery": name}, due, _key(name))


def _key(name: str) -> str:
    return f"recovery:{name}"


def _log(
    what: str,
    case: Case | None,
    person: str,
    officer: str | None = None,
    doubts: tuple[str, ...] = (),
) -> Log:
    """Into the history, of the case and of who asked."""
    detail = {"doubts": list(doubts)}
    return Log(f"recovery.{what}", case.id if case else None, person, officer, detail)
