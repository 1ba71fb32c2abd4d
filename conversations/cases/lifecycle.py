"""The life of a case: one table of who may do what to it, and what it then is.

An act that is not in the table under the case's state is not possible any more. The
words for a problem are `desk.<problem>`. `mermaid` draws the table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

State: TypeAlias = Literal[
    "submitted", "taken", "sent_back", "accepted", "closed", "withdrawn"
]
Who: TypeAlias = Literal["owner", "holder", "taker", "officer"]
"""The owner, the officer who holds the case, or any officer of its office.

A taker is who holds it, or makes it theirs by the act, where nobody does.
"""

HANDLERS = ("officer", "coordinator", "admin")
"""Roles that work on cases; an auditor only looks."""
LEADERS = ("coordinator", "admin")
"""Roles that may act in place of whoever holds a case."""
GUIDE = "guide"
"""Somebody of BSN beside an office: advises on its cases, and decides none."""
GUIDES = ("note", "visit")
"""What a guide may do to any case that they see."""
ROLES = (*HANDLERS, "auditor", GUIDE)
"""All that somebody can be at a desk; an auditor reads with names shortened."""
OPEN = ("submitted", "taken", "sent_back", "accepted")
"""States in which a second application for the same would be one too many."""
OWNERS_TURN = ("sent_back", "accepted")
"""States in which something can be the owner's to do."""
WAITING = ("submitted", "taken", "sent_back")
"""States in which somebody has to do something before guidance starts."""


@dataclass(frozen=True)
class Move:
    """Where an act brings a case, and whose act it is."""

    to: State
    who: Who


LIFE: Mapping[tuple[State, str], Move] = {
    ("submitted", "take"): Move("taken", "officer"),
    ("submitted", "hand_over"): Move("taken", "holder"),
    ("submitted", "note"): Move("submitted", "officer"),
    ("submitted", "close"): Move("closed", "officer"),
    ("taken", "reply"): Move("taken", "holder"),
    ("taken", "back"): Move("sent_back", "holder"),
    ("taken", "accept"): Move("accepted", "holder"),
    ("taken", "other_road"): Move("taken", "holder"),
    ("taken", "hand_over"): Move("taken", "holder"),
    ("taken", "release"): Move("submitted", "holder"),
    ("taken", "note"): Move("taken", "officer"),
    ("taken", "close"): Move("closed", "holder"),
    ("taken", "visit"): Move("taken", "holder"),
    ("sent_back", "take"): Move("sent_back", "officer"),
    ("sent_back", "reply"): Move("sent_back", "holder"),
    ("sent_back", "correct"): Move("taken", "owner"),
    ("sent_back", "hand_over"): Move("sent_back", "holder"),
    ("sent_back", "release"): Move("sent_back", "holder"),
    ("sent_back", "note"): Move("sent_back", "officer"),
    ("sent_back", "close"): Move("closed", "holder"),
    ("accepted", "take"): Move("accepted", "officer"),
    ("accepted", "reply"): Move("accepted", "holder"),
    ("submitted", "withdraw"): Move("withdrawn", "owner"),
    ("taken", "withdraw"): Move("withdrawn", "owner"),
    ("sent_back", "withdraw"): Move("withdrawn", "owner"),
    ("accepted", "withdraw"): Move("withdrawn", "owner"),
    ("accepted", "papers"): Move("accepted", "holder"),
    ("accepted", "paper"): Move("accepted", "owner"),
    ("accepted", "report"): Move("accepted", "owner"),
    ("accepted", "unreport"): Move("accepted", "owner"),
    ("accepted", "not_done"): Move("accepted", "holder"),
    ("accepted", "visit"): Move("accepted", "holder"),
    ("accepted", "onward"): Move("accepted", "holder"),
    ("accepted", "backward"): Move("accepted", "holder"),
    ("accepted", "other_road"): Move("accepted", "holder"),
    ("accepted", "hand_over"): Move("accepted", "holder"),
    ("accepted", "release"): Move("accepted", "holder"),
    ("accepted", "note"): Move("accepted", "officer"),
    ("accepted", "certificate"): Move("accepted", "taker"),
    ("accepted", "bring"): Move("accepted", "owner"),
    ("accepted", "close"): Move("closed", "holder"),
    ("closed", "reopen"): Move("taken", "holder"),
    ("closed", "certificate"): Move("closed", "officer"),
    ("closed", "bring"): Move("closed", "owner"),
}
"""All that can happen to a case after it was submitted.

Only what nobody holds can be taken (`access.may`); what is reopened goes on where it
was guided, if it was.
"""


@dataclass(frozen=True)
class Actor:
    """Who acts: the owner or an officer of the office, and whether it is theirs.

    *free*: it is nobody's.
    """

    role: str = ""
    owns: bool = False
    holds: bool = False
    free: bool = False

    def may(self, who: Who) -> bool:
        """Whether an act of *who* is theirs to do."""
        if who == "owner":
            return self.owns
        if self.role not in HANDLERS:
            return False
        if who == "officer" or (who == "taker" and self.free):
            return True
        return self.holds or self.role in LEADERS


def problem(state: str, act: str, actor: Actor) -> str:
    """Why *actor* cannot do *act* to a case in *state*; empty when they can."""
    move = next((m for (s, a), m in LIFE.items() if (s, a) == (state, act)), None)
    if move is None:
        return "not_possible"
    if actor.may(move.who) or (actor.role == GUIDE and act in GUIDES):
        return ""
    if move.who in {"holder", "taker"} and actor.role in HANDLERS:
        return "not_holder"
    return "not_allowed"


def after(state: str, act: str) -> State:
    """What a case in *state* is after *act*."""
    return next(m.to for (s, a), m in LIFE.items() if (s, a) == (state, act))


def mermaid() -> str:
    """The table as a diagram, one arrow a row."""
    arrows = (
        f"    {state} --> {move.to}: {act} ({move.who})"
        for (state, act), move in LIFE.items()
        if move.to != state
    )
    return "\n".join(("stateDiagram-v2", "    [*] --> submitted", *arrows))
