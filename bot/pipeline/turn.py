"""The heart: events that arrive together become one commit.

Everybody they touch is read at once, the pure turns are taken one person after another,
and answers, domain rows, outgoing messages and the dedupe keys are written together.
One person's events are taken in order; an event that fails is left open, and nobody
else's is touched by it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any

from msgspec import Struct

from bot import metrics, words
from bot.channels.base import Profile
from bot.channels.spec import spec_of
from bot.pipeline import groups, in_group, word
from bot.pipeline.acts import Acting, Performers, heeded
from bot.pipeline.delegation import LOOKED_UP, Side, Sides, State
from bot.pipeline.in_group import InGroup
from bot.pipeline.marking import marked
from bot.pipeline.reads import Reads
from bot.pipeline.render import Draft, compose, pack
from bot.pipeline.tally import Tally
from conversations.cases.calendar import local
from conversations.cases.delegation import ActFor
from conversations.catalogue import SERVED
from conversations.engine import events
from conversations.engine.effects import Ask, Effect, LookUp, Say
from conversations.engine.events import Notified, Switched
from conversations.engine.receive import receive, showing
from conversations.engine.registry import Registry
from conversations.engine.values import Here, Session, Who, decode
from conversations.flows.owner import consent, delegation
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.messages import inbox, outbox
from storage.people import sessions
from storage.people.sessions import Kept, Reached

LOOK_UPS = 8  # in one turn; more would be a flow that never learns
ABOUT_HELPING = {flow.name for flow in delegation.FLOWS}
"""Conversations that ask for whom one acts: it goes without saying whose they are."""
_STATE = partial(decode, kind=State)


class TurnFailed(Exception):
    """A turn could not be taken; *seq* is its event's place in the inbox."""

    def __init__(self, seq: int, reason: str) -> None:
        super().__init__(reason)
        self.seq, self.reason = seq, reason


class Arrived(Struct, frozen=True):
    """One event ready for its turn: what, *by* which officer, and where to answer."""

    seq: int
    event: events.Event
    address_id: str
    channel: str
    account: str
    message: str = ""
    phone: str = ""
    name: str = ""
    by: str = ""
    place: groups.Place | None = None
    """Where in a group, if it was said in one."""


@dataclass
class Outcome:
    """What a commit is to write, and whom to wake after it."""

    kept: list[Kept] = field(default_factory=list)
    rows: list[outbox.OutboxRow] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    failed: list[TurnFailed] = field(default_factory=list)
    told: set[str] = field(default_factory=set)

    async def write(self, tx: Transaction) -> None:
        """One statement a table."""
        metrics.took(len(self.done), len(self.failed))
        await sessions.keep(tx, self.kept)
        await outbox.post(tx, self.rows)
        await inbox.finish(tx, self.done)


class Turns:
    """Takes turns; holds what all of them share and nothing of any of them."""

    def __init__(
        self,
        book: Registry,
        performers: Performers,
        profiles: dict[str, Profile],
        office: str,
        watchers: Sequence[str] = (),
    ) -> None:
        self.book, self.performers = book, performers
        self.profiles, self.office = profiles, office
        self.watchers = watchers
        self.reads, self.tally = Reads(), Tally()
        self.known_at = cache(word.kept)

    async def run(
        self,
        tx: Transaction,
        people: Sequence[tuple[Reached, Sequence[Arrived]]],
        outcome: Outcome,
    ) -> None:
        """Take every event of everybody, in order; each has the facts of its office."""
        try:
            for reached, arrived in people:
                await self.person(tx, reached, arrived, outcome)
        finally:
            SERVED.set(None)
            words.LAID.set(words.NOTHING)

    async def person(
        self,
        tx: Transaction,
        reached: Reached,
        arrived: Sequence[Arrived],
        outcome: Outcome,
    ) -> None:
        """One person's events; the first that fails stops the rest."""
        state = sessions.load_state(tx, reached, _STATE) or State()
        sides = Sides.load(tx, reached, state)
        shown = list(state.shown)
        touched = False
        for event in arrived:
            turn, back = _Turn(self, sides, event), sides.mark()
            turn.known = await self.known_at(turn.act.office).get(tx)
            try:
                SERVED.set(turn.known.facts)
                words.LAID.set(turn.known.said)
                await turn.take()
                rows, shown = await turn.rows(shown)
            except TurnFailed as failure:
                back()
                outcome.failed.append(failure)
                break
            touched = True
            outcome.rows.extend(rows)
            outcome.done.append(event.seq)
            outcome.told |= turn.act.told
        if touched:
            if sides.others:
                await sides.keep()
            self.tally.turn(reached, state.talk, sides.own.talk, arrived[-1].event)
            present = sides.present if sides.acting else sides.own
            on_top = present.talk.open[-1:]
            flow = on_top[0].flow if on_top else ""
            kept = sides.state(shown)
            outcome.kept.append(Kept(reached.person_id, reached.version, kept, flow))


class _Turn:
    """One event of one person, from the pure step to the rows it leaves."""

    def __init__(self, turns: Turns, sides: Sides, arrived: Arrived) -> None:
        me, tx = sides.me, sides.tx
        channel = arrived.channel or me.channel
        office = me.office or turns.office
        self.turns, self.arrived = turns, arrived
        self.sides, self.side = sides, sides.own
        self.next: Side | None = None
        self.profile = turns.profiles.get(channel) or spec_of("").profile
        self.act = Acting(
            tx,
            me,
            tx.now,
            office,
            turns.watchers,
            reads=turns.reads,
            known_at=turns.known_at,
            called=arrived.name,
            phone=arrived.phone,
        )
        self.known = word.Known()
        self.said: list[Say | Ask] = []
        self.labelled = self.laid_over = False
        self.group: InGroup | None = None

    async def take(self) -> None:
        """The event on its side; where a mandate ended, one is back at one's own."""
        event, told = self.arrived.event, isinstance(self.arrived.event, Notified)
        if self.arrived.place and await self.in_group(self.arrived.place):
            return
        stands = await self.sides.still()
        if stands or told:
            side = await self.sides.of(event)
            if side:
                self.labelled = told and side.mandate is not None
                await self.run(side, event)
        if not stands:
            if not told:
                self.said.append(Say("helping.over", joined=True))
            self.labelled = True
            await self.run(self.sides.own, Switched())

    async def in_group(self, place: groups.Place) -> bool:
        """Whether what was said means something in its group alone, and was done."""
        arrived = self.arrived
        at = arrived.channel, arrived.account
        begun = await in_group.begun(self.act, arrived.event, place, at)
        self.group = begun
        if begun is None or not await begun.heard(place.thread):
            return False
        await self.perform(begun.effects or ())
        return True

    async def run(self, side: Side, event: events.Event) -> None:
        """The pure step, its effects carried out, look-ups answered at once."""
        self.side, before = side, len(self.said)
        top = side.talk.open[-1:]
        follows: events.Event | None = event
        for _ in range(LOOK_UPS):
            if follows is None:
                break
            talk, effects = self.step(self.sides.begin(self.side), follows)
            self.sides.end(self.side, talk)
            heard = len(self.said)
            follows = await self.perform(effects)
            # What was answered outside the pure step has buttons as well.
            self.side.talk = showing(self.side.talk, self.said[heard:])
            self.side, self.next = self.next or self.side, None
        if follows is not None:
            raise TurnFailed(self.arrived.seq, "too_many_look_ups")
        under = [each.number for each in self.side.talk.open[:-1]]
        self.laid_over |= any(each.number in under for each in top)
        self.said[before:] = self.addressed(self.said[before:])

    def addressed(self, said: list[Say | Ask]) -> list[Say | Ask]:
        """What is said, with whose affairs it is about where that must be told."""
        if self.side is not self.sides.present:
            return self.sides.aside(self.side, said)
        asks = any(isinstance(each, Ask) for each in said)
        if said and self.labelled | (asks and self.side.mandate is not None):
            return [self.side.label(), *said]
        return said

    def step(
        self, talk: Session, event: events.Event
    ) -> tuple[Session, tuple[Effect, ...]]:
        """The only place where the pure middle is called."""
        try:
            return receive(self.turns.book, talk, event, self.here())
        except Exception as error:
            raise TurnFailed(self.arrived.seq, type(error).__name__) from error

    async def perform(self, effects: Sequence[Effect]) -> events.Event | None:
        """Carry effects out in order; what happens next because of them, if at all."""
        follows: events.Event | None = None
        for effect in effects:
            match effect:
                case Say() | Ask():
                    self.said.append(effect)
                case LookUp(question, what, values):
                    find = self.turns.performers.look_ups[what]
                    act = self.acting(upon=what in LOOKED_UP)
                    found = await find(act, values)
                    follows = events.LookedUp(question, dict(found))
                case ActFor():
                    follows = await self.turn_to(effect)
                case _:
                    upon = self.side.upon(effect)
                    act = self.acting(upon=upon)
                    for each in await self.turns.performers.perform(act, effect):
                        if isinstance(each, ActFor):
                            follows = await self.turn_to(each)
                        else:
                            self.said.append(each)
                    self.labelled |= upon
                    if not upon:
                        self.sides.me = self.act.person = heeded(self.sides.me, effect)
                        await self.served()
        return follows

    async def served(self) -> None:
        """Whoever named a region is served by its office from here on."""
        office = self.act.person.office or self.turns.office
        if office != self.act.office:
            self.act.office = office
            self.known = await self.act.known.get(self.act.tx)
            SERVED.set(self.known.facts)
            words.LAID.set(self.known.said)

    def acting(self, *, upon: bool) -> Acting:
        """The act of whoever writes; or *upon* the owner of this side, by them."""
        if not upon or self.side.mandate is None:
            return self.act
        person = self.side.person(me := self.act.person)
        office = person.office or self.act.office
        return replace(self.act, person=person, by=me, office=office, phone="")

    async def turn_to(self, effect: ActFor) -> events.Event | None:
        """Other affairs from here on, if their mandate stands."""
        self.next = await self.sides.turn_to(effect.mandate)
        if self.next is None:
            self.said.append(Say("helping.over"))
            return None
        self.labelled = effect.flow not in ABOUT_HELPING
        return Switched(effect.flow, effect.given)

    def here(self) -> Here:
        """The circumstances, as far as the pure middle may know them."""
        me, there = self.act.person, local(self.act.now)
        person, helps = self.side.person(me), self.side.mandate is not None
        officer = person.officer
        phone = "" if helps else self.arrived.phone
        return Here(
            who=Who(
                language=me.language,
                name=me.name,
                address_form=me.address_form,
                phone=person.has_phone,
                # A new notice is put to the owner, never to who helps them.
                noticed=helps or me.notice_version == consent.version(),
                announcements=me.announcements,
                helping=helps,
                applied=person.applied,
                role=officer.role if officer else "",
                officer=officer.name if officer else "",
            ),
            today=there.date(),
            hour=there.hour,
            label=words.labels(me.language, words.LAID.get()),
            together=self.profile.together,
            message=self.arrived.message,
            known={"phone": phone} if phone else {},
            word=self.known.word,
            places=self.known.places,
        )

    async def rows(self, shown: list[str]) -> tuple[list[outbox.OutboxRow], list[str]]:
        """Outgoing messages, and which of them carry the open question's buttons."""
        me = self.act.person
        if not (self.arrived.address_id or me.address_id):
            return [], []
        composed = compose(self.said, self.act.voice, self.profile)
        drafts = await marked(self.act.tx, composed, me.language)
        if self.group:
            drafts = await self.group.answered(drafts)
        spoke = any(isinstance(said, Ask) for said in self.said)
        made: list[outbox.OutboxRow] = []
        asked: list[str] = []
        for draft in drafts:
            row = await self.card(draft) if draft.edits else self.row(draft)
            if row:
                made.append(row)
                if draft.question and draft.bubble.buttons:
                    asked.append(row.id)
        if made and self.laid_over and not made[0].replaces:
            # Two things are open: it is shown which of them this is about.
            made[0] = made[0].noting(outbox.QUOTES, self.arrived.message)
        if not (spoke and made):
            return made, shown
        if self.profile.edits and shown:
            # Who sends the last of it takes the old buttons off when it is there.
            made[-1] = made[-1].noting(outbox.RETIRES, list(shown))
        return made, asked

    async def card(self, draft: Draft) -> outbox.OutboxRow | None:
        """A changed card: an edit of the one this person has, if they have one."""
        if not self.profile.edits:
            return None
        address = self.arrived.address_id or self.act.person.address_id
        found = await outbox.find_card(self.act.tx, draft.subject, address)
        return self.row(draft, replaces=found.id) if found else None

    def row(self, draft: Draft, replaces: str | None = None) -> outbox.OutboxRow:
        """One draft as a row of the outbox."""
        arrived, me = self.arrived, self.act.person
        more: dict[str, Any] = {"drawing": draft.drawing} if draft.drawing else {}
        if draft.only_asks and draft.kind == "prompt":
            more[outbox.ASKS] = True
        if isinstance(arrived.event, events.Notified):
            more[outbox.ABOUT] = arrived.event.values.get("code")
            more[outbox.TELLER] = arrived.by
            more[outbox.THREAD] = arrived.event.values.get("thread", "")
        return outbox.OutboxRow(
            id=new_id(),
            person_id=me.person_id,
            address_id=arrived.address_id or me.address_id,
            channel=arrived.channel or me.channel,
            account=arrived.account or me.account,
            body=pack(draft.bubble) | more,
            # One turn speaks in one lane, so that its bubbles keep their order.
            lane=1 if isinstance(arrived.event, events.Notified) else 0,
            kind="edit" if replaces else draft.kind,
            subject=draft.subject,
            replaces=replaces,
        )
