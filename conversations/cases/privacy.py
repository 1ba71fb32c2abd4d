"""What people do with their own data: carry it off, take consent back, be forgotten.

What takes time or must wait is left to a job; until an erasure is done it can be
taken back, and whoever holds an open case hears of it.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import ClassVar

from msgspec import Struct

from conversations.cases import delegation, lifecycle
from conversations.cases.buttons import button
from conversations.cases.calendar import day_of
from conversations.cases.case_file import CaseFile
from conversations.cases.certificates.records import ClosePages
from conversations.cases.changes import (
    CancelJob,
    Change,
    KeepCode,
    NoteTry,
    QueueJob,
    SpendCode,
)
from conversations.cases.closing import OwnerNews, withdrawn
from conversations.cases.codes import Tried
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.records import Case, Mandate
from conversations.cases.showcase import DropExhibits
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Say

CODE = "link"
"""The kind of code by which two chats become one."""
REGRET = timedelta(days=7)
"""So long an erasure can be taken back."""
WARNED = timedelta(days=1)
"""So long before it happens a person is told once more."""
SETTLE = timedelta(seconds=2)
"""Time for both chats to be told, before two people become one."""
ARCHIVE = timedelta(minutes=10)
"""In so long a time one archive is made."""

# --- what can be done ----------------------------------------------------------------


class SendMyData(Act, frozen=True):
    """Everything that is kept about the person, as an archive."""


class WithdrawConsent(Act, frozen=True):
    """The person takes their consent back: open cases end, and data will go."""


class EraseMyData(Act, frozen=True):
    """Erase all that is kept about the person, once the days to regret are over."""


class KeepMyData(Act, frozen=True):
    """Nothing is to be erased after all."""


class ShowLinkCode(Act, frozen=True):
    """A code by which another chat of the person is linked to this one."""

    shows = True


class LinkChats(Act, frozen=True):
    """The *code* that was shown in the person's other chat."""

    code: str


# --- what is heard of it -------------------------------------------------------------


class MyData(Notice, frozen=True):
    """The archive is ready: a *file*, or where it is; else it could not be sent."""

    subject: ClassVar = "my_data"
    file: str = ""
    link: str = ""


class EraseSoon(Notice, frozen=True):
    """Tomorrow everything is erased."""

    subject: ClassVar = "erase_soon"
    day: date


class Erased(Notice, frozen=True):
    """Everything is erased."""

    subject: ClassVar = "erased"


class Fading(Notice, frozen=True):
    """Nothing was heard for so long that everything will go."""

    subject: ClassVar = "fading"
    day: date


class Linked(Notice, frozen=True):
    """Another chat of the person becomes one with this."""

    subject: ClassVar = "linked"


class OwnerLeaves(OwnerNews, frozen=True):
    """The owner asked for everything to be erased."""

    subject: ClassVar = "leaving"
    day: date


class OwnerStays(OwnerNews, frozen=True):
    """The owner did not want that after all."""

    subject: ClassVar = "staying"


class OwnerErased(Notice, frozen=True):
    """Who has messages about an owner that we cannot change hears that they must go.

    *codes* are the owner's cases; they name nobody any more.
    """

    subject: ClassVar = "owner_erased"
    codes: tuple[str, ...] = ()


# --- what is decided -----------------------------------------------------------------


class Leaving(Struct, frozen=True):
    """What is read of a person who leaves, or stays after all.

    *files* are those of all their cases, *mandates* whom they let act for them, and
    *due* is when everything will be erased, if that was asked for.
    """

    files: tuple[CaseFile, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    due: datetime | None = None

    @property
    def open(self) -> list[tuple[CaseFile, Case]]:
        """The cases that still are somebody's work."""
        both = ((file, file.case) for file in self.files)
        return [(f, c) for f, c in both if c and c.state in lifecycle.OPEN]


def send_my_data(act: SendMyData, channel: str, who: Person) -> Decision:
    """Everything, as an archive for this *channel*: gathered by a job."""
    turn = who.now.timestamp() // ARCHIVE.total_seconds()
    payload = {"person": who.id, "channel": channel}
    job = QueueJob("export", payload, who.now, f"export:{who.id}:{turn:.0f}")
    return Decision(changes=(job,), reply=(Say("privacy.preparing"),))


def withdraw(act: WithdrawConsent, seen: Leaving, who: Person) -> Decision:
    """Open cases and mandates end; the rest is erased when the rules of keeping say."""
    _no_officer(who)
    parts = [
        *(delegation.end(delegation.EndMandate(m.id), m, who) for m in seen.mandates),
        *(withdrawn(file, case, who) for file, case in seen.open),
    ]
    kept = timedelta(days=catalogue().retention["withdrawn"].days)
    due, jobs = _erasure(who.now + kept, seen, who)
    codes = [case.code for _, case in seen.open]
    ended = (Say("withdraw.cases", {"codes": codes}, joined=True),) if codes else ()
    return Decision(
        changes=(
            *(change for part in parts for change in part.changes),
            *_unseen(who),
            *jobs,
        ),
        log=tuple(line for part in parts for line in part.log),
        tell=tuple(tell for part in parts for tell in part.tell),
        reply=(*ended, Say("withdraw.done", {"day": day_of(due)})),
    )


def erase(act: EraseMyData, seen: Leaving, who: Person) -> Decision:
    """Everything goes in some days; until then one word takes it back."""
    _no_officer(who)
    due, jobs = _erasure(who.now + REGRET, seen, who)
    day = day_of(due)
    return Decision(
        changes=(*_unseen(who), *jobs),
        log=(Log("erasure.asked", person=who.id),),
        tell=_told(partial(OwnerLeaves, day=day), seen),
        reply=(Say("erase.asked", {"day": day}, actions=(button("keep_data"),)),),
    )


def keep(act: KeepMyData, seen: Leaving, who: Person) -> Decision:
    """Nothing is erased after all."""
    if seen.due is None:
        raise Denied("erase.nothing")
    return Decision(
        changes=(
            CancelJob(erasure_key(who.id), waits=True),
            CancelJob(warning_key(who.id)),
        ),
        log=(Log("erasure.undone", person=who.id),),
        tell=_told(OwnerStays, seen),
        reply=(Say("erase.undone"),),
    )


def show_code(act: ShowLinkCode, fresh: str, who: Person) -> Decision:
    """A *fresh* code to be typed in this person's other chat."""
    return Decision(
        changes=(KeepCode(who.id, CODE, fresh),),
        reply=(Say("link.code", {"code": fresh}),),
    )


def link(act: LinkChats, seen: Tried, who: Person) -> Decision:
    """The code of another chat: both are told, and a job makes them one."""
    tried = NoteTry(who.id)
    if refused := _unlinked(seen, who):
        return Decision(changes=(tried,), reply=(refused,))
    pair = {"one": seen.owner, "other": who.id}
    job = QueueJob("link", pair, who.now + SETTLE)
    return Decision(
        changes=(tried, SpendCode(act.code, CODE), job),
        tell=(Tell(seen.owner, Linked()),),
        reply=(Say("link.done"),),
    )


def _unlinked(seen: Tried, who: Person) -> Say | None:
    """Why a code links nothing to this chat."""
    if seen.refused:
        return Say(f"link.refused.{seen.refused}")
    if seen.owner == who.id:
        return Say("link.own")
    return Say("link.both") if who.officer and seen.at_desk else None


def _unseen(who: Person) -> tuple[Change, ...]:
    """Nobody sees a page about them any more."""
    return ClosePages(who.id), DropExhibits(who.id)


def erasure_key(person: str) -> str:
    """What names a person's erasure among the jobs."""
    return f"erasure:{person}"


def warning_key(person: str) -> str:
    """What names the word before it."""
    return f"erasure.soon:{person}"


def _erasure(
    due: datetime, seen: Leaving, who: Person
) -> tuple[datetime, tuple[Change, ...]]:
    """When all is erased, by which jobs; of two moments that were asked the sooner."""
    if seen.due and seen.due <= due:
        return seen.due, ()
    payload = {"person": who.id, "day": day_of(due).isoformat()}
    erasure, warning = erasure_key(who.id), warning_key(who.id)
    return due, (
        CancelJob(erasure),
        CancelJob(warning),
        QueueJob("erasure", payload, due, erasure),
        QueueJob("erasure.soon", payload, due - WARNED, warning),
    )


def _no_officer(who: Person) -> None:
    """An officer leaves by the admin, not by a word."""
    if who.officer:
        raise Denied("erase.officer")


def _told(news: Callable[[str, str], OwnerNews], seen: Leaving) -> tuple[Tell, ...]:
    """Whoever answers for an open case hears of its owner."""
    return tuple(tell for file, case in seen.open for tell in _heard(news, file, case))


def _heard(
    news: Callable[[str, str], OwnerNews], file: CaseFile, case: Case
) -> list[Tell]:
    about = news(case.code, case.business_name)
    return [Tell(each.person_id, about) for each in file.holders]
