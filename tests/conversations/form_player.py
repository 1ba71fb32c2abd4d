"""People who answer whatever is asked, by tapping or by typing; and where they came.

They hear real words: what they type is what stands on the screen.
"""

import random
from dataclasses import replace
from functools import cache, partial
from typing import Any

from msgspec import json, structs

from bot import words
from bot.testing.form_player import example
from conversations.engine.effects import Ask, Begin
from conversations.engine.events import Pressed, Sent, Typed
from conversations.engine.flow import Flow
from conversations.engine.position import locate
from conversations.engine.values import Session, decode
from conversations.flows import BOOK, FLOWS
from tests.conversations.chat import Chat
from tests.conversations.strategies import GIVEN

PATIENCE = 150
"""Turns in which whoever answers everything must be done."""
SEEDS = range(12)
WORLD: dict[str, Any] = {
    "papers": {
        "code": "SRG-0042",
        "stage_name": "Daftar",
        "paper_name": "NPWP",
        "wanted": [["apply/npwp", "NPWP"], ["apply/nib", "NIB"]],
    },
    "recovery": {"asks": ["phone", "kecamatan"]},
    "answer": {},
    "readiness": {},
}
OWNERS = tuple(name for name, flow in FLOWS.items() if not flow.roles)


class Hearing(Chat):
    """A chat in which every choice is called what people read."""

    chance: random.Random

    @property
    def here(self):
        spoken = partial(words.label, self.who.language)
        return structs.replace(super().here, label=spoken)


def begun(name: str, seed: int, *, together: bool = False) -> Hearing:
    """Somebody who agreed to the notice, with *name* just opened."""
    opening = {"status": lambda _, __: (Begin(name, GIVEN),)}
    chat = Hearing(replace(BOOK, commands={**BOOK.commands, **opening}), WORLD)
    chat.who = structs.replace(chat.who, noticed=True)
    chat.together, chat.chance = together, random.Random(f"{name}{seed}")
    chat.says("status")
    chat.book = BOOK
    return chat


def tapped(chat: Hearing, ask: Ask) -> object:
    """A press where there is a button, else the shortest thing to type."""
    if ask.options:
        option = chat.chance.choice(ask.options)
        return Pressed(option.value, ask.question, ask.conversation)
    return typed(chat, ask)


def typed(chat: Hearing, ask: Ask) -> object:
    """Words or a number; a file where only a file will do."""
    if ask.parts:
        lines = [said(chat, part, named=True) for part in ask.parts]
        return Typed("\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1)))
    if ask.kind == "file":
        return Sent("photo", ("d1",))
    return Typed(said(chat, ask))


def said(chat: Hearing, ask: Ask, *, named: bool = False) -> str:
    """What somebody types who reads the question; in a bubble choices have names."""
    options = ask.options
    if options:
        number = chat.chance.randrange(len(options))
        if chat.chance.random() < 0.5 and not named:
            return str(number + 1)
        return str(chat.here.label(options[number]))
    if ask.question == "product":
        return "kain batik"  # which leaves open how it is made
    return example(ask)


def finished(chat: Hearing, player) -> int:
    """Answer until nothing is asked any more; in how many turns."""
    first = chat.talk.open[-1].number if chat.talk.open else 0
    for turn in range(PATIENCE):
        asked = chat.asked
        if asked is None or all(c.number < first for c in chat.talk.open):
            return turn
        chat.take(player(chat, asked))
    raise AssertionError((chat.asked, chat.said))


@cache
def states() -> dict[tuple[str, str, bool], tuple[bytes, dict[str, Any]]]:
    """Each question of each flow of owners, as somebody came to it."""
    found: dict[tuple[str, str, bool], tuple[bytes, dict[str, Any]]] = {}
    for name in OWNERS:
        for together in (False, True):
            for seed in SEEDS:
                chat = begun(name, seed, together=together)
                for _ in range(PATIENCE):
                    if chat.asked is None or not chat.talk.open:
                        break
                    top = chat.talk.open[-1]
                    key = (top.flow, chat.asked.question, together)
                    found.setdefault(
                        key, (json.encode(chat.talk), structs.asdict(chat.who))
                    )
                    chat.take(tapped(chat, chat.asked))
    return found


def at(state: tuple[str, str, bool]) -> Hearing:
    """Somebody in this state."""
    talk, who = states()[state]
    chat = Hearing(BOOK, WORLD, together=state[2], **who)
    chat.talk = decode(talk, Session)
    return chat


def flow_of(chat: Hearing) -> Flow:
    """The flow of what is on top."""
    return FLOWS[chat.talk.open[-1].flow]


def question_of(chat: Hearing) -> str:
    """The key of the open question."""
    return locate(flow_of(chat), chat.talk.open[-1]).question.key
