"""Groups of a platform: what is for us there, what they hear, and who hides in them.

An office's group is an address of its own. What its members press and type counts as
theirs; what the group itself hears of a case stands in the topic of the case
(`bot.jobs.group_desk`), where each line is kept until it was said.
"""

from collections.abc import Container, Iterable, Mapping

from msgspec import Struct

from bot import words
from bot.channels.base import ANONYMOUS, Bubble, Incoming
from bot.channels.spec import CHANNELS
from bot.pipeline.render import Voice, compose, joined, pack
from conversations.cases.cards import CaseCard
from conversations.cases.decision import Notice, notified
from conversations.cases.messages import Words
from conversations.cases.replies import Replied
from conversations.cases.staff.officers import SpokeAsGroup
from conversations.cases.staff.records import Office
from conversations.engine.effects import Say
from conversations.engine.events import Pressed, Sent, Typed, Unblocked, dump
from conversations.flows import notices
from storage.cases import topics
from storage.core.database import Transaction
from storage.messages import inbox, outbox
from storage.people import addresses, offices
from storage.people.sessions import Sender, reach

Told = tuple[str, str, Incoming]
"""Channel, account, and what came there."""
LANGUAGE = words.DEFAULT
"""What is spoken in a group, of whose members each may have another."""
SPEC = next(each for each in CHANNELS if each.pace.group)
"""The channel that has groups."""


def spoken_to_us(incoming: Incoming) -> bool:
    """In a group officers talk with each other.

    Presses, commands, and replies to what we wrote are for us.
    """
    match incoming.event:
        case Typed(text):
            return text.startswith("/") or bool(incoming.answers)
        case Sent():
            return bool(incoming.answers)
        case event:
            return isinstance(event, Pressed)


class Place(Struct, frozen=True, omit_defaults=True):
    """Where in a group something was said: by the platform's names for all of it.

    *answers* is the message that it replies to.
    """

    chat: str
    thread: str = ""
    answers: str = ""


def place(incoming: Incoming) -> Place | None:
    """Where it was said, if it was in a group."""
    at = incoming.sender, incoming.thread, incoming.answers
    return Place(*at) if incoming.group else None


async def note(tx: Transaction, told: Iterable[Told], watchers: Container[str]) -> None:
    """What concerns groups themselves; *watchers* are those of the office."""
    for channel, account, incoming in told:
        back = incoming.group and isinstance(incoming.event, Unblocked)
        hides = incoming.problem == ANONYMOUS and spoken_to_us(incoming)
        if not (incoming.moved_to or hides or back):
            continue
        group = await addresses.find(tx, channel, account, incoming.sender)
        if group is None:
            continue
        if incoming.moved_to:
            # It became a supergroup: its address changes, and it stays who it was.
            await addresses.moved(tx, group.id, incoming.moved_to)
            await topics.back(tx, group.id)
        elif back:
            await addresses.reachable(tx, group.id, yes=True)
            await topics.back(tx, group.id)
        elif group.person_id in watchers:
            await once_a_day(tx, group.person_id, SpokeAsGroup(incoming.thread), "")


async def once_a_day(tx: Transaction, group: str, notice: Notice, who: str) -> None:
    """Tell a group of *who* cannot be answered there, and why."""
    event = {"event": dump(notified(notice))}
    key = f"{notice.subject}:{group}:{who}:{tx.now:%Y-%m-%d}"
    await inbox.post_event(tx, group, event, key)


def chats_of(every: Iterable[Office], own: Mapping[str, str]) -> dict[str, str]:
    """The chat of each office that has one; what it says stands over its *own*."""
    found = {each.id: each.group_chat or own.get(each.id, "") for each in every}
    return {office: chat for office, chat in found.items() if chat}


async def of_offices(
    tx: Transaction, at: tuple[str, str], own: Mapping[str, str]
) -> list[str]:
    """The group of each office on the account *at*, which hears like one more person.

    It is a setting of the office; *own* are those that are set for an installation.
    """
    chats = chats_of(await offices.every(tx), own)
    senders = {office: Sender(*at, chat) for office, chat in chats.items()}
    reached = await reach(tx, list(senders.values())) if senders else {}
    found = {office: reached[sender.key] for office, sender in senders.items()}
    await topics.ensure(tx, {each: one.address_id for each, one in found.items()})
    return [each.person_id for each in found.values()]


# --- what a group hears of a case ----------------------------------------------------


def bubbles(notice: Notice) -> list[Bubble]:
    """What *notice* says, as officers read it; files are for the desk alone."""
    if isinstance(notice, Replied):
        told = {"officer": notice.officer, "text": notice.text}
        return [Bubble(words.runs(LANGUAGE, "desk.group.wrote", told))]
    said = [
        each
        for each in notices.effects(notice)
        if isinstance(each, Say) and not each.file
    ]
    return [each.bubble for each in compose(said, Voice(LANGUAGE), SPEC.profile)]


async def hear(tx: Transaction, notice: Notice) -> None:
    """The group of the case hears of it: its card changes, or there is more to say."""
    if isinstance(notice, CaseCard):
        await topics.changed(tx, notice.case)
        return
    values = notified(notice).values
    code, files = values.get("code", ""), len(values.get("files", ()))
    notes = [notice.note] if isinstance(notice, Words) else []
    for bubble in bubbles(notice):
        runs = bubble.runs
        if files:
            many = {"count": files, "code": code}
            runs = joined(runs, words.runs(LANGUAGE, "desk.group.files", many))
        if notes:
            runs = joined(runs, words.runs(LANGUAGE, "desk.group.reply_how"))
        await topics.say(tx, code, pack(Bubble(runs)) | {outbox.NOTES: notes})
