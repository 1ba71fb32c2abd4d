"""The office's group in a story: its topics as everybody sees them, and who acts there.

A line of a transcript that begins with `di grup: ` happens in the newest topic of the
group; `di grup, membalas: ` is a reply to the owner's last words there.
"""

from dataclasses import replace
from functools import partial

from bot.channels.base import Bubble, Profile
from bot.channels.terminal import Terminal
from bot.jobs import GroupDesk
from bot.pipeline import groups
from bot.testing.world import PROFILES, Person, Seen, World
from conversations.catalogue import catalogue
from conversations.engine.events import Event, Typed
from storage.messages import outbox

HERE, REPLY = "di grup: ", "di grup, membalas: "


class Forum(Terminal):
    """A terminal where groups have topics."""

    def __init__(self, profile: Profile = PROFILES["telegram"]) -> None:
        super().__init__(profile)

    async def lacks(self, group: str) -> str:
        """Nothing is wanting here."""
        del group
        return ""


class Group(Person):
    """What stands in a group: the topics are news like the messages in them."""

    thread = ""
    spoken = ""
    """The message with the owner's last words."""

    def show(self, row: outbox.Claimed) -> None:
        """Something is done to a topic, or stands in one."""
        if asked := row.body.get(outbox.TOPIC):
            self.thread = asked.get("thread") or row.id
            named = (asked.get(name, "") for name in ("name", "icon"))
            told = ": ".join((asked["do"], *(each for each in named if each)))
            self.news.append(Seen(row.id, Bubble(((f"[topik {told}]", ""),)), row.kind))
            return
        if row.body.get(outbox.NOTES):
            self.spoken = row.id
        super().show(replace(row, replaces=row.body.get(outbox.EDITS)))


class Member(Person):
    """Somebody of the office, writing or pressing in its group."""

    def __init__(self, person: Person, group: Group, answers: str = "") -> None:
        known = (person.channel, person.phone, person.called)
        super().__init__(person.world, person.name, *known)
        at = {"group": group.name, "thread": group.thread, "answers": answers}
        self.spot = at


async def open_group(world: World, name: str) -> Group:
    """The group of the office, which hears of every case from here on."""
    made = Group(world, name, "telegram", "", "")
    world.people[name] = made
    at, own = ("telegram", Terminal.account), {catalogue().office.id: name}
    find = partial(groups.of_offices, at=at, own=own)
    world.watchers[:] = await world.database.write(find)
    world.group_desk = GroupDesk(world.database, Forum(), world.wake.ring, "")
    return made


def at_group(person: Person, text: str) -> tuple[Person, Event] | None:
    """Who acts in the group, and what they do there; None where it is elsewhere."""
    for begins in (HERE, REPLY):
        if text.startswith(begins):
            said = text.removeprefix(begins)
            every = person.world.people.values()
            group = next(each for each in every if isinstance(each, Group))
            answers = group.spoken if begins == REPLY else ""
            member = Member(person, group, answers)
            if said.startswith(">"):
                return member, group.press(said.lstrip("> "))
            return member, Typed(said)
    return None
