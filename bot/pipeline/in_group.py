"""A turn that was begun in the office's group: what it means there, who is answered.

The act is that of whoever pressed or wrote, by their own rights. Its answer stands in
the topic of the case, where all who work on it see it, unless it is for one alone: a
form, a file, everything that is known of an owner.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import words
from bot.channels.base import Bubble, Run, encode_button
from bot.pipeline import groups
from bot.pipeline.acts import Acting
from bot.pipeline.groups import LANGUAGE, Place
from bot.pipeline.render import Draft, joined, pack
from conversations.cases.replies import ReplyToOwner
from conversations.cases.staff.officers import SpokeAsStranger
from conversations.engine.effects import Effect
from conversations.engine.events import Event, Typed
from conversations.flows.officer.group import CHOOSE, Spot, answered_here, meant
from storage.cases import topics
from storage.messages import outbox
from storage.people import addresses

UNDO = encode_button("unsend:")
"""How the button begins that takes something back."""


@dataclass
class InGroup:
    """One event in the group of the office, by *spot*; the group is *person*."""

    act: Acting
    event: Event
    person: str
    spot: Spot
    effects: tuple[Effect, ...] | None = None

    async def heard(self, thread: str) -> bool:
        """Whether it means something here alone: then *effects* say what."""
        officer = self.act.person.officer
        if officer is None:
            self.effects = ()
            if not self.person:
                return True
            who, name = self.act.person.person_id, self.act.called
            news = SpokeAsStranger(thread, name)
            await groups.once_a_day(self.act.tx, self.person, news, who)
        else:
            self.effects = meant(self.event, self.spot)
            self.act.in_topic = self.public
        return self.effects is not None

    @property
    def public(self) -> bool:
        """Whether everybody in the topic may read the answer."""
        here = answered_here(self.event, meant=self.effects is not None)
        return here and bool(self.spot.code)

    async def answered(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Those of *drafts* that are for one alone; the others stand in the topic."""
        alone = any(each.question or each.bubble.file for each in drafts)
        if alone or not self.public:
            return list(drafts)
        for each in drafts:
            if not each.edits:
                # The card has the other buttons, as they are for whoever looks on.
                kept = [b for b in each.bubble.buttons if b.id.startswith(UNDO)]
                runs = joined(self._by(undoes=bool(kept)), each.bubble.runs)
                body = pack(Bubble(runs, buttons=tuple(kept)))
                await topics.say(self.act.tx, self.spot.code, body, quick=True)
        return [each for each in drafts if each.edits]

    def _by(self, *, undoes: bool) -> tuple[Run, ...]:
        """Who is answered; of words on their way to an owner, these as they go."""
        officer = self.act.person.officer
        named = {"officer": officer.name if officer else self.act.called}
        for each in (self.effects or ()) if undoes else ():
            if isinstance(each, ReplyToOwner):
                told = {**named, "text": each.text}
                return words.runs(LANGUAGE, "desk.group.wrote", told)
        return words.runs(LANGUAGE, "desk.group.by", named)


async def begun(
    act: Acting, event: Event, place: Place, at: tuple[str, str]
) -> InGroup | None:
    """What was said at *place*, on an account *at* a channel; None elsewhere."""
    found = await addresses.find(act.tx, *at, place.chat)
    if found is None or found.person_id not in act.watchers:
        chosen = event == Typed(CHOOSE)
        return InGroup(act, event, "", Spot(chat=place.chat)) if chosen else None
    seen: Sequence[str] | None = None
    if place.answers:
        body = await outbox.called(act.tx, found.id, place.answers)
        seen = body.get(outbox.NOTES)
    spot = Spot(
        await topics.code_of(act.tx, found.id, place.thread) if place.thread else "",
        chat=place.chat,
        replies=bool(place.answers),
        seen=None if seen is None else tuple(seen),
    )
    return InGroup(act, event, found.person_id, spot)
