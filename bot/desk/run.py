"""Read, decide, keep: how every act and every look-up of `conversations.cases` is done.

    PERFORMERS = {rules.JudgePaper: register(read=at_desk, decide=rules.judge)}

The rule is pure and stands in `conversations.cases`; here is only what it is given.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import structs

from bot import words
from bot.desk.save import save
from bot.pipeline.acts import Acting, LookUpper, Performer
from conversations.cases import rights
from conversations.cases.decision import Decision, Person
from conversations.cases.delegation import ActFor
from conversations.engine.effects import Act, Fact, Say
from storage.core.ids import new_id

A = TypeVar("A", bound=Act)
"""An act."""
S = TypeVar("S")
"""What was read for it."""


def register(
    read: Callable[[Acting, A], Awaitable[S]],
    decide: Callable[[A, S, Person], Decision],
) -> Performer:
    """An act is performed by reading once, deciding, and keeping what was decided."""

    async def perform(act: Acting, asked: A) -> Iterable[Say | ActFor]:
        who = person(act)
        rights.ask(type(asked), who)
        seen = rights.shown(type(asked), await read(act, asked), who)
        return await save(act, decide(asked, seen, who))

    return perform


def known_anew(perform: Performer) -> Performer:
    """What an act changes of its office holds from the next turn of this process on."""

    async def performed(act: Acting, asked: Any) -> Iterable[Say | ActFor] | None:
        said = await perform(act, asked)
        act.known.forget()
        return said

    return performed


def answer(
    read: Callable[[Acting, Mapping[str, Any]], Awaitable[S]],
    find: Callable[[Mapping[str, Any], S, Person], msgspec.Struct],
) -> LookUpper:
    """A look-up is answered from what was read, in the words of whoever asks.

    What was found is stored with the conversation: plain data only.
    """

    async def look_up(act: Acting, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        found = find(asked, await read(act, asked), person(act))
        said = {
            name: words.label(act.person.language, value)
            for name, value in structs.asdict(found).items()
            if isinstance(value, Fact)
        } | {
            name: words.text(act.person.language, value.key, value.values)
            for name, value in structs.asdict(found).items()
            if isinstance(value, Say)
        }
        plain: Mapping[str, Any] = msgspec.to_builtins(structs.replace(found, **said))
        return plain

    return look_up


async def nothing(act: Acting, asked: object) -> None:
    """Read for a rule to which it is enough to know who acts."""


def person(act: Acting) -> Person:
    """Who acts, as rules know them."""
    me = act.person
    return Person(
        id=me.person_id,
        office=act.office,
        now=act.now,
        name=me.name,
        language=me.language,
        fresh=new_id(),
        helper=act.by.name if act.by else "",
        officer=me.officer,
    )
