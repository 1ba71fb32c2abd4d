"""Whoever fills in the form that is open, whatever it asks.

Each question is answered with its own example, a choice with its first, a file with a
photo. What a story or a test is not about is filled in like this, so that one question
more is one answer more and changes nothing else.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from bot import words
from bot.channels.base import Profile
from bot.pipeline.delegation import Sides, State
from bot.pipeline.word import known, serving
from conversations.cases.calendar import day_of
from conversations.catalogue import catalogue
from conversations.engine.effects import Ask, Option
from conversations.engine.position import locate
from conversations.engine.prompts import ask
from conversations.engine.values import Conversation, Here, Who, decode
from conversations.flows import FLOWS
from storage.core.database import Database, Transaction
from storage.people import addresses
from storage.people.sessions import load_state, people_by_id

TYPED = {
    "phone": "0812 3456 7890",
    "number": "5",
    "day": "17 agustus 2026",
    "yesno": "ya",
    "review": "ya",
}
"""What is typed in answer to a kind of question that has no example."""
PHOTO = "[foto]"
"""What is sent where a file is asked for."""


class NeverFilled(AssertionError):
    """A form that does not take its own examples, or never asks what it should."""


@dataclass(frozen=True)
class Filling:
    """How *form* is filled in: *given* answers and where it stops, by label."""

    form: str
    given: Mapping[str, str] = field(default_factory=dict)
    until: str = ""


@dataclass(frozen=True)
class Reply:
    """What is typed in answer; the *file* goes with it, or is all of it.

    *labels* are the questions that it answers.
    """

    text: str
    file: str
    labels: frozenset[str]


@dataclass(frozen=True)
class Place:
    """Where somebody fills in a form, and what their channel is like."""

    database: Database
    channel: str
    account: str
    external: str
    profile: Profile

    async def asked(self, form: str) -> Ask | None:
        """What is asked there now, as long as *form* is open."""
        return await self.database.write(partial(self._asked, form=form))

    async def _asked(self, tx: Transaction, form: str) -> Ask | None:
        found = await addresses.find(tx, self.channel, self.account, self.external)
        if found is None:
            return None
        person = (await people_by_id(tx, [found.person_id]))[found.person_id]
        state = load_state(tx, person, partial(decode, kind=State)) or State()
        sides = Sides.load(tx, person, state)
        await sides.still()
        conversations = sides.present.talk.open
        if all(each.flow != form for each in conversations):
            return None
        office = person.office or catalogue().office.id
        with serving(await known(tx, office)):
            today = day_of(tx.now)
            here = Here(Who(), today, _label, together=self.profile.together)
            return _put(conversations[-1], here)

    async def fills(self, how: Filling) -> AsyncIterator[Reply]:
        """Each reply in turn, until the form is filled in or comes to its stop."""
        asked, before = await self.asked(how.form), ""
        while asked and asked.question != before:
            given = reply(asked, how.given)
            if how.until and how.until in given.labels:
                return
            yield given
            before, asked = asked.question, await self.asked(how.form)
        if asked or how.until:
            raise NeverFilled(f"{how}: {asked}")


def reply(asked: Ask, given: Mapping[str, str]) -> Reply:
    """The answer to a question, or to all of a bubble, line by line."""
    said, file = [], ""
    parts = asked.parts or (asked,)
    for part in parts:
        if part.kind == "file":
            file = given.get(_name(part), PHOTO)
        else:
            said.append(given.get(_name(part), example(part)))
    numbered = [f"{number}. {line}" for number, line in enumerate(said, 1)]
    labels = frozenset(_name(part) for part in parts)
    return Reply("\n".join(numbered if asked.parts else said), file, labels)


def example(asked: Ask) -> str:
    """What somebody types who has nothing of their own to say."""
    if words.has("id", f"{asked.home}.example"):
        return words.text("id", f"{asked.home}.example")
    if asked.options and asked.kind not in TYPED:
        return _label(asked.options[0])
    return TYPED.get(asked.kind, "Contoh jawaban")


def _put(conversation: Conversation, here: Here) -> Ask | None:
    """What *conversation* asks now; None while it waits for the world."""
    at = locate(FLOWS[conversation.flow], conversation)
    asked = at.question and ask(at, here)
    return asked if isinstance(asked, Ask) else None


def _label(option: Option) -> str:
    return words.label("id", option)


def _name(asked: Ask) -> str:
    """What a question is called where the answers are looked over."""
    return _label(asked.label)
