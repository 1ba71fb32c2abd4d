"""Whose affairs a turn is about: one's own, or those of an owner whom one helps.

Each has a conversation of its own, and nothing of one is seen in another. Whether a
mandate stands is asked again at every event. What an effect is upon is decided here,
in one list: upon the owner only what is named, everything else upon whoever acts.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from msgspec import Struct, structs

from conversations.cases.applications import Correct, FollowRoad, OpenCase
from conversations.cases.businesses import KeepBusiness
from conversations.cases.forms import ShowForm
from conversations.cases.messages import AnswerOfficer, AskOfficers
from conversations.cases.papers import GivePaper
from conversations.cases.people import KeepPerson
from conversations.cases.progress import ShowStatus
from conversations.cases.readiness import KeepCheck, ShowCheckPage
from conversations.cases.records import Mandate
from conversations.cases.voices import HandOver, PutAway
from conversations.engine.effects import Ask, Effect, Option, Say
from conversations.engine.events import Event, Notified, Sent
from conversations.engine.values import Session, decode
from conversations.flows.owner.delegation import MYSELF
from storage.cases import businesses
from storage.core.database import Transaction
from storage.people import delegation, people
from storage.people.sessions import Reached

OWN = ""
"""The side of one's own affairs."""
UPON_THE_OWNER = (
    *(KeepBusiness, KeepCheck, ShowCheckPage, ShowForm, ShowStatus),
    *(OpenCase, FollowRoad),
    *(AskOfficers, AnswerOfficer, Correct, GivePaper, HandOver, PutAway),
)
LOOKED_UP = ("already", "papers", "readiness", "standing")
"""What flows ask of the world that is the owner's."""


class State(Struct, frozen=True, omit_defaults=True):
    """What is kept for one person from one event to the next.

    *shown* are the messages that carry the buttons of the open question.
    """

    talk: Session = Session()
    acting: str = OWN
    count: int = 0
    shown: tuple[str, ...] = ()


@dataclass
class Side:
    """One conversation, and whose affairs are in it; without a *mandate* one's own."""

    talk: Session
    mandate: Mandate | None = None

    @property
    def id(self) -> str:
        """What names it in the helper's state."""
        return self.mandate.id if self.mandate else OWN

    def upon(self, effect: Effect) -> bool:
        """Whether *effect* is upon an owner, and not upon whoever acts."""
        if self.mandate is None:
            return False
        if isinstance(effect, KeepPerson):
            # Language and form of address are of whoever reads them.
            return bool(effect.name or effect.phone)
        return isinstance(effect, UPON_THE_OWNER)

    def person(self, me: Reached) -> Reached:
        """The owner, to be answered where the helper writes, in their language."""
        if self.mandate is None:
            return me
        return structs.replace(
            me,
            person_id=self.mandate.owner_id,
            name=self.mandate.owner_name,
            has_phone=self.mandate.owner_phone,
            applied=False,
            notice_version=self.mandate.notice_version,
            address_form="",
            state=None,
            officer=None,
            office=self.mandate.office_id,
        )

    def label(self) -> Say:
        """The line that says whose affairs these are."""
        if self.mandate is None:
            return Say("helping.for_myself", joined=True)
        return Say("helping.for", {"name": self.mandate.name}, joined=True)


@dataclass
class Sides:
    """All that one person has conversations about, in one commit."""

    tx: Transaction
    me: Reached
    own: Side
    acting: str = OWN
    count: int = 0
    """The last number of a conversation, whichever side it is of."""
    others: dict[str, Side] = field(default_factory=dict)

    @classmethod
    def load(cls, tx: Transaction, me: Reached, state: State) -> "Sides":
        """As it was kept."""
        count = max(state.count, state.talk.count)
        return cls(tx, me, Side(state.talk), state.acting, count)

    def state(self, shown: Sequence[str]) -> State:
        """What is kept of it, with what was *shown* last."""
        count = self.count if self.acting or self.count > self.own.talk.count else 0
        return State(self.own.talk, self.acting, count, tuple(shown))

    async def keep(self) -> None:
        """Write the conversations for owners back, each into its mandate."""
        for id_, side in self.others.items():
            await delegation.keep_talk(self.tx, id_, side.talk)

    @property
    def present(self) -> Side:
        """The side that is looked after now."""
        return self.others[self.acting] if self.acting else self.own

    async def side(self, mandate: str) -> Side | None:
        """One side, if its mandate stands at this moment."""
        if not mandate:
            return self.own
        me = self.me.person_id
        found = await delegation.standing(self.tx, id_=mandate, helper=me)
        if not found:
            self.others.pop(mandate, None)
            return None
        if mandate not in self.others:
            talk = await delegation.talk(
                self.tx, mandate, partial(decode, kind=Session)
            )
            self.others[mandate] = Side(structs.replace(talk, met=True))
        side = self.others[mandate]
        side.mandate = found[0]
        return side

    def mark(self) -> Callable[[], None]:
        """As everything is now; calling it takes back what came after."""
        acting, count, own = self.acting, self.count, self.own.talk
        talks = {id_: side.talk for id_, side in self.others.items()}

        def back() -> None:
            self.acting, self.count, self.own.talk = acting, count, own
            self.others = {id_: self.others[id_] for id_ in talks if id_ in self.others}
            for id_, side in self.others.items():
                side.talk = talks[id_]

        return back

    async def still(self) -> bool:
        """Whether one may still look after what one does; else it is one's own now."""
        if await self.side(self.acting):
            return True
        self.acting = OWN
        return False

    async def of(self, event: Event) -> Side | None:
        """The side that *event* belongs to; None if it is no more the person's."""
        if isinstance(event, Notified):
            return await self.side(event.mandate)
        side = self.present
        if isinstance(event, Sent) and event.files and side.mandate:
            owner = side.mandate.owner_id
            await delegation.hand_over(self.tx, event.files, self.me.person_id, owner)
        return side

    async def turn_to(self, mandate: str) -> Side | None:
        """Look after other affairs from here on, with what is known of them today."""
        side = await self.side(mandate)
        if side is None:
            return None
        self.acting = mandate
        if side.mandate:
            known = await _known(self.tx, side.mandate)
            side.talk = structs.replace(side.talk, kept={**side.talk.kept, **known})
        return side

    def aside(self, side: Side, said: Sequence[Say | Ask]) -> list[Say | Ask]:
        """What is said of a *side* to one who is busy with another: no question.

        Instead there is one button that leads there; it can also be typed.
        """
        told = [each for each in said if isinstance(each, Say)]
        if not told or (side.mandate is None and len(told) == len(said)):
            return list(told)
        button = Option(f"for:{side.id or MYSELF}", key="action.for")
        told = [structs.replace(each, actions=()) for each in told]
        told[-1] = structs.replace(told[-1], actions=(button,), joined=False)
        acts = ((button.value, button.key, button.label),)
        self.present.talk = structs.replace(self.present.talk, acts=acts)
        return [side.label(), *told]

    def begin(self, side: Side) -> Session:
        """The talk of *side*, whose next conversation has a number of its own."""
        if side.talk.count < self.count:
            return structs.replace(side.talk, count=self.count)
        return side.talk

    def end(self, side: Side, talk: Session) -> None:
        """What became of it."""
        side.talk = talk
        self.count = max(self.count, talk.count)


async def _known(tx: Transaction, mandate: Mandate) -> dict[str, Any]:
    """What the owner has told already, so that a helper is not asked for it again."""
    said: dict[str, Any] = {
        "owner_name": mandate.owner_name,
        "phone": await people.phone(tx, mandate.owner_id),
    }
    for business in reversed(await businesses.of_person(tx, mandate.owner_id)):
        said |= {"business_name": business.name, **business.profile}
    return {name: value for name, value in said.items() if value not in (None, "")}
