"""Effects carried out, inside the turn's own commit.

Each kind of effect has one performer; `bot.desk` and `bot.broadcast` bring theirs.
A performer gets an `Acting`: who acts, and the transaction. What it wants said to that
person it returns; what it wants others to know it puts into their inbox
(`Acting.tell`), where it takes its place in the order of what happens to them.
"""

from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from msgspec import structs

from bot.pipeline import groups
from bot.pipeline.reads import Kept, Read, Reads
from bot.pipeline.render import Voice
from bot.pipeline.word import Known, kept
from conversations.cases.decision import Notice, notified
from conversations.cases.delegation import ActFor
from conversations.cases.offices import ServedBy
from conversations.cases.people import KeepConsent, KeepPerson
from conversations.catalogue import catalogue
from conversations.engine.effects import Effect, Say
from conversations.engine.events import Notified, dump
from conversations.flows.owner import consent
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.messages import inbox
from storage.people import delegation
from storage.people.sessions import Reached


def heeded(me: Reached, effect: Effect) -> Reached:
    """What was just said is known at once: more may have arrived with it."""
    match effect:
        case KeepPerson(name, phone, form, language):
            return structs.replace(
                me,
                language=language or me.language,
                address_form=form or me.address_form,
                name=name or me.name,
                has_phone=me.has_phone or bool(phone),
            )
        case KeepConsent("notice", agreed):
            version = consent.version() if agreed else ""
            return structs.replace(me, notice_version=version)
        case KeepConsent(_, agreed):
            return structs.replace(me, announcements=agreed)
        case ServedBy(region) if not me.officer and region in catalogue().offices:
            return structs.replace(me, office=region)
    return me


@dataclass
class Acting:
    """One person acting, in one transaction: who, when, and what they may read.

    *person* is whose affairs these are, *by* the helper who looks after them, if they
    do not themselves. *told* collects whom something was posted to, so that a worker
    can be woken.
    """

    tx: Transaction
    person: Reached
    now: datetime
    office: str
    """The id of the office that serves them."""
    watchers: Sequence[str] = ()
    """Who else hears of cases, by person id: the office's group."""
    in_topic: bool = False
    """Whether it is done in the topic of its case, where everybody sees the answer."""
    told: set[str] = field(default_factory=set)
    by: Reached | None = None
    reads: Reads = field(default_factory=Reads)
    known_at: Callable[[str], Kept[Known]] = field(default=kept)
    """What is known of an office, by its id."""
    called: str = ""
    """What the platform calls whoever acts."""
    phone: str = ""
    """Their number, where the platform says so with this very message."""
    denied: bool = False
    """Whether what was to be done was not theirs to do, or not possible."""
    in_chat: bool = True
    """Whether they see what is answered there; else their card changes like others'."""

    @classmethod
    def by_clock(cls, tx: Transaction, person: Reached) -> "Acting":
        """In a job: whoever it concerns, where they are served."""
        return cls(tx, person, tx.now, person.office or catalogue().office.id)

    @property
    def known(self) -> Kept[Known]:
        """What the Dinas put right: `(await act.known.get(act.tx)).word`."""
        return self.known_at(self.office)

    @property
    def voice(self) -> Voice:
        """To whom it is said."""
        return Voice(self.person.language, self.person.address_form, self.person.name)

    def read(self, name: str, about: Hashable, read: Read) -> Any:
        """What a long *read* found, made while nobody's commit waits for it."""
        return self.reads.get((self.person.person_id, name, about), read)

    async def tell(self, person_id: str, notice: Notice, key: str = "") -> None:
        """Let another person's conversation know of this.

        What an owner hears of their affairs, those who help them hear as well. Under
        a *key* it is told once.
        """
        if person_id in self.watchers:
            await groups.hear(self.tx, notice)
            return
        key = key or new_id()
        by = self.person.person_id if notice.of_a_case and self.person.officer else ""
        await self._post(person_id, notified(notice), key, by)
        if notice.of_a_case:
            for each in await delegation.standing(self.tx, owner=person_id):
                told = notified(notice, each.id)
                await self._post(each.helper_id, told, f"{key}:{each.id}")

    async def _post(
        self, person_id: str, told: Notified, key: str, by: str = ""
    ) -> None:
        event = {"event": dump(told)} | ({"by": by} if by else {})
        await inbox.post_event(self.tx, person_id, event, key)
        self.told.add(person_id)


Performer = Callable[[Acting, Any], Awaitable[Iterable[Say | ActFor] | None]]
ByAct = Mapping[type, Performer]
LookUpper = Callable[[Acting, Mapping[str, Any]], Awaitable[Mapping[str, Any]]]


@dataclass(frozen=True)
class Performers:
    """Who carries out what; made once by `bot.app`."""

    effects: ByAct
    look_ups: Mapping[str, LookUpper]

    async def perform(self, act: Acting, effect: Any) -> list[Say | ActFor]:
        """Carry out one effect; what it wants said to the actor comes back."""
        return list(await self.effects[type(effect)](act, effect) or ())
