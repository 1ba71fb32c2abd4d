"""What was stored is understood: every state of commit 35bff64, and every event.

The lines were written by that commit. They stay as they are; what it called things is
what is kept in people's rows.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from conversations.engine import events
from conversations.engine.position import locate
from conversations.engine.values import Conversation, Session, decode
from conversations.flows import BOOK, FLOWS
from tests.conversations.form_player import WORLD, Hearing

FOLDER = Path(__file__).parent / "stored"
LEFT_AT_ONCE = {name for name, flow in FLOWS.items() if flow.quiet or flow.passing}
"""What `lanjut` does not ask again."""


@cache
def sessions() -> dict[str, dict[str, Any]]:
    lines = (FOLDER / "sessions.jsonl").read_text("utf-8").splitlines()
    return {(row := json.loads(line))["state"]: row for line in lines}


def stored_events() -> list[dict[str, Any]]:
    lines = (FOLDER / "events.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def somebody(state) -> Hearing:
    """Who was in this state, with what was stored of it."""
    row = sessions()[state]
    chat = Hearing(BOOK, WORLD, together=row["together"], **row["who"])
    chat.talk = msgspec.json.decode(json.dumps(row["talk"]), type=Session)
    return chat


@pytest.mark.parametrize("state", sessions())
def test_every_stored_session_is_read_whole(state):
    session = somebody(state).talk
    for name, stored in sessions()[state]["talk"].items():
        kept = getattr(session, name)
        assert whole(kept, stored) == stored
    again = msgspec.json.encode(session)
    assert msgspec.json.decode(again, type=Session) == session


def whole(kept, stored):
    """What was *kept*, as it was stored."""
    if isinstance(kept, tuple):
        return [whole(*each) for each in zip(kept, stored, strict=True)]
    if isinstance(kept, Conversation):
        return {name: whole(getattr(kept, name), each) for name, each in stored.items()}
    return kept


@pytest.mark.parametrize("state", sessions())
def test_every_stored_session_goes_on(state):
    chat, asked = somebody(state), sessions()[state]["asked"]
    before = chat.talk.open[-1] if chat.talk.open else None
    if before is None:
        assert chat.says("menu").asked
        return
    reopened = bool(before.reopened)
    chat.says("bantuan" if reopened or before.flow in LEFT_AT_ONCE else "lanjut")
    assert chat.out
    if before.flow in LEFT_AT_ONCE:
        return
    after = chat.talk.open[-1]
    assert (after.flow, after.number) == (before.flow, before.number)
    assert after.answers == before.answers
    assert asked in {chat.question, *(part.question for part in chat.asked.parts)}
    assert locate(FLOWS[after.flow], after).question.key == chat.question


@pytest.mark.parametrize("stored", stored_events(), ids=str)
def test_every_stored_event_is_read_and_written_as_it_was(stored):
    event = events.load(stored)
    written = json.loads(json.dumps(events.dump(event)))
    assert {name: written[name] for name in stored} == stored
    assert events.load(written) == event


def test_what_cannot_be_read_is_left_out_and_all_else_is_kept():
    whole = sessions()["special/put aside"]["talk"]
    form = whole["paused"][0]
    spoilt = {
        **whole,
        "open": [
            {**form, "misses": -3, "page": "x", "answers": {"owner_name": "A"}},
            7,
        ],
        "count": "many",
        "acts": [["road:x", "", "Jalan"], ["broken"], None],
        "last": ["m1"],
        "dropped": 5,
        "new": {"of": "tomorrow"},
    }
    found = decode(msgspec.json.encode(spoilt), Session)
    (conversation,) = found.open
    assert (conversation.misses, conversation.page) == (0, 0)
    assert conversation.answers == {"owner_name": "A"}
    assert conversation.number == form["number"]
    assert [each.flow for each in found.paused] == [form["flow"]]
    assert (found.count, found.last, found.dropped) == (0, ("", 0, ""), None)
    assert found.acts == (("road:x", "", "Jalan"),)
    assert found.met
