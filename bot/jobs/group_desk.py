"""The office's group on Telegram: each case a topic, brought to how the case stands.

All that happens only marks a topic as changed. Here one call at a time is made of it,
the longest waiting first, and posted as a message of the group: so it goes at the pace,
and with the second tries, of every message, and a hundred things that happen in a
minute are the few calls that a group bears. One process at a time plans for a group.

A call that makes a topic may end with nobody knowing how: it is made once more, which
leaves one empty topic at the most, and the next one says so.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from msgspec import structs, to_builtins

from bot import words
from bot.channels.base import (
    Bubble,
    Forums,
    Moved,
    Refused,
    SendError,
    TopicCall,
    Unreachable,
)
from bot.pipeline import word
from bot.pipeline.groups import LANGUAGE, bubbles
from bot.pipeline.loops import AT_ONCE, ELSEWHERE, keep_at
from bot.pipeline.render import GAP, joined, pack, unpack
from conversations.cases import topics as rules
from conversations.cases.cards import CaseChanged, card
from conversations.cases.decision import notified
from conversations.cases.lifecycle import LEADERS
from conversations.cases.records import Case
from conversations.cases.topics import Call, GroupLacks, Wanted
from conversations.engine.events import dump
from storage.cases import cases, topics
from storage.cases.topics import Group, Kept, Spoken
from storage.core.database import Database, Transaction
from storage.core.ids import new_id
from storage.messages import inbox, outbox
from storage.messages.outbox import NOTES, THREAD, OutboxRow
from storage.people import addresses, officers, offices

EVERY = 1.0
"""Seconds between looks, whoever rings: a group has time."""
LONGEST = 3500
"""Letters of what is said at once in a topic, if it is more than one thing."""
FORUM = ("", "no_deleting")
"""What a group may lack that has topics all the same."""
SHUT = (rules.SILENT, rules.SHUT_OUT)
"""What a group lacks in which nobody hears us."""
_KINDS = {"create": "notice", "card": "notice", "say": "notice"}
"""What makes something goes once more at the most; the rest may go again and again."""


class GroupDesk:
    """Brings the topics of every group to how their cases stand.

    What was *posted* is told to whoever sends; *desk* is the address of the desk on
    the web, where there is one.
    """

    def __init__(
        self,
        database: Database,
        telegram: Forums,
        posted: Callable[[], None],
        desk: str,
    ) -> None:
        self.database = database
        self.telegram = telegram
        self.posted = posted
        self.bell = asyncio.Event()
        self.desk = desk

    async def run(self, stop: asyncio.Event) -> None:
        """Plan what is to be done; rest when there is nothing, or one is on its way."""
        await keep_at(self.look, stop, self.bell)

    async def look(self) -> float:
        """One call for each group that has one; seconds until there may be more."""
        rests = [EVERY]
        for group in await self.database.read(topics.groups):
            if not await self._known(group):
                continue
            rest = await self.database.read(partial(_rest, group=group))
            if rest <= 0:
                rest = await self.database.write(partial(self._plan, group=group))
            rests.append(rest)
        if AT_ONCE in rests:
            self.posted()
        return min(rests)

    def sent(self, _: Sequence[str]) -> None:
        """Some message went out: perhaps it was one of these."""
        self.bell.set()

    async def _known(self, group: Group) -> bool:
        """Whether we may speak in *group*; what it lacks is asked for now and then."""
        if group.fresh:
            return group.reachable and group.lacks not in SHUT
        try:
            lacks = await self.telegram.lacks(group.external)
        except Moved as moved:
            await self.database.write(partial(_moved, group=group, to=moved.to))
            return False
        except (Unreachable, Refused):
            lacks = rules.SHUT_OUT
        except SendError:
            lacks = rules.SILENT
        await self.database.write(partial(_looked, group=group, lacks=lacks))
        return lacks not in SHUT

    async def _plan(self, tx: Transaction, group: Group) -> float:
        """Settle the call that ended, and post the next; seconds to rest."""
        at = group.address_id
        forum = await topics.hold(tx, at)
        if forum is None:
            return ELSEWHERE
        under_way = await topics.under_way(tx, at)
        if under_way and not await _settle(tx, group, under_way):
            return ELSEWHERE
        while (kept := await topics.next_due(tx, at)) and kept.due_at <= tx.now:
            if await self._post(tx, group, kept, forum=forum):
                return AT_ONCE
        return EVERY

    async def _post(
        self, tx: Transaction, group: Group, kept: Kept, *, forum: bool
    ) -> bool:
        """Post what is next for one topic; whether there was anything."""
        case = await cases.by_id(tx, kept.case_id)
        spoken = _fitting(await topics.lines(tx, kept.case_id))
        with word.serving(await word.known(tx, case.office_id)):
            name, face = rules.name_of(case), self._face(case)
        icon = rules.icon_of(case)
        wanted = Wanted(
            look=tx.ring.blind("topic", f"{name}|{icon}"),
            face=tx.ring.blind("topic", repr(face)),
            closed=rules.ended(case),
            lines=bool(spoken),
        )
        topic = kept.topic
        do = rules.next_call(topic, wanted, forum=forum)
        if not do:
            await topics.keep(tx, kept.case_id, topic, None)
            return False
        shown = {"card": face, "edit": face, "say": self._said(spoken)}
        body = pack(shown.get(do, Bubble(()))) | {THREAD: topic.thread}
        if do == "edit":
            body[outbox.EDITS] = topic.card
        elif do == "say":
            body[NOTES] = [one for each in spoken for one in each.body.get(NOTES, ())]
        elif do != "card":
            body[outbox.TOPIC] = to_builtins(TopicCall(do, topic.thread, name, icon))
        row = OutboxRow(
            new_id(),
            group.person_id,
            group.address_id,
            self.telegram.name,
            group.account,
            body,
            lane=1,
            kind=_KINDS.get(do, "edit"),
            subject=f"case:{case.id}",
        )
        await outbox.post(tx, [row])
        ids = tuple(each.id for each in spoken) if do == "say" else ()
        call = Call(row.id, do, wanted.look, wanted.face, ids)
        topic = structs.replace(topic, call=call)
        await topics.keep(tx, kept.case_id, topic, kept.due_at)
        return True

    def _face(self, case: Case) -> Bubble:
        """The card of a case, and where the rest of it is: no photo comes here."""
        (bubble,) = bubbles(card(CaseChanged, case))
        if self.desk:
            label = words.text(LANGUAGE, "desk.group.open")
            link = (label, f"{self.desk}/kasus/{case.code}")
            return structs.replace(bubble, link=link)
        chat = words.runs(LANGUAGE, "desk.group.open_chat", {"code": case.code})
        return structs.replace(bubble, runs=joined(bubble.runs, chat))

    def _said(self, spoken: Sequence[Spoken]) -> Bubble:
        """All of it in one bubble, each with its buttons."""
        found = [unpack(each.body) for each in spoken]
        runs = [run for each in found for run in (*each.runs, GAP)]
        buttons = dict.fromkeys(one for each in found for one in each.buttons)
        most = self.telegram.profile.buttons
        return Bubble(tuple(runs[:-1]), buttons=tuple(buttons)[-most:])


async def _looked(tx: Transaction, group: Group, lacks: str) -> None:
    """Note what *group* lacks; whoever leads its office hears of what is new."""
    await topics.looked(tx, group.address_id, lacks, forum=lacks in FORUM)
    if lacks == group.lacks or rules.SILENT in (lacks, group.lacks):
        return
    office = await offices.by_id(tx, group.office_id)
    news = {"event": dump(notified(GroupLacks(lacks, office.short_name)))}
    for each in await officers.of_office(tx, office.id):
        if each.role in LEADERS:
            # A right that comes and goes is told of once an hour.
            key = f"group:{group.address_id}:{lacks}:{tx.now:%Y%m%d%H}:{each.id}"
            await inbox.post_event(tx, each.person_id, news, key)


async def _moved(tx: Transaction, group: Group, to: str) -> None:
    """It became a supergroup, and nobody told us: it is asked under its new id."""
    await addresses.moved(tx, group.address_id, to)
    await topics.back(tx, group.address_id)


async def _rest(tx: Transaction, group: Group) -> float:
    """Seconds until there is something to do for a group; locks nothing."""
    if under_way := await topics.under_way(tx, group.address_id):
        call = under_way.topic.call
        fate = await outbox.fate(tx, call.id) if call else None
        return ELSEWHERE if fate and fate.waits else AT_ONCE
    kept = await topics.next_due(tx, group.address_id)
    wait = (kept.due_at - tx.now).total_seconds() if kept else EVERY
    return max(wait, AT_ONCE)


async def _settle(tx: Transaction, group: Group, kept: Kept) -> bool:
    """What became of a call that was on its way; False while it still is."""
    topic = kept.topic
    assert topic.call is not None  # noqa: S101 -- by that it was found
    fate = await outbox.fate(tx, topic.call.id)
    if fate and fate.waits:
        return False
    # Behind the others, so that each has its words before any has its icon.
    due = tx.now
    if fate and fate.sent:
        after = rules.done(topic, fate.external_id)
        await topics.said(tx, topic.call.lines)
        if topic.call.do == "create" and fate.maybe_twice:
            await _doubled(tx, kept)
    else:
        why = fate.reason if fate else ""
        after = rules.failed(topic, why)
        if after.tries:
            due = tx.now + rules.PAUSE
        if why == rules.NO_TOPICS:
            await topics.looked(tx, group.address_id, why, forum=False)
        await outbox.drop(tx, topic.call.id)
    await topics.keep(tx, kept.case_id, after, due)
    return True


async def _doubled(tx: Transaction, kept: Kept) -> None:
    """Perhaps there is a second topic, an empty one: only people can see that."""
    case = await cases.by_id(tx, kept.case_id)
    runs = words.runs(LANGUAGE, "desk.group.doubled")
    await topics.say(tx, case.code, pack(Bubble(runs)))


def _fitting(spoken: Sequence[Spoken]) -> list[Spoken]:
    """The first of them, as many as one message holds."""
    fitting: list[Spoken] = []
    room = LONGEST
    for each in spoken:
        room -= len(unpack(each.body).plain)
        if fitting and room < 0:
            break
        fitting.append(each)
    return fitting
