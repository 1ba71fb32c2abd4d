"""The words of a notice: each of its fields as a person reads it, and its buttons."""

from collections.abc import Callable
from typing import Any

from msgspec import structs

from conversations.cases import names
from conversations.cases.decision import Notice
from conversations.engine.effects import Fact, Option, Say
from conversations.flows.officer import case_card
from conversations.flows.owner.apply import QUESTIONS


def what(field: str) -> Option | Fact:
    """What is called for by the name of a question."""
    return case_card.label(field) if field in QUESTIONS else Fact(key="owner.something")


def worded(key: str, told: Notice, *actions: Option, **more: Any) -> Say:
    """The words of *told*: each of its fields as a person reads it."""
    values = structs.asdict(told)
    for name in ("name", "next_name"):
        if name in values:
            values[name] = Fact(label=values[name])
    if "stage" in values:
        values["stage"] = names.stage_name(values["road"], values["stage"])
        values["road"] = names.road_name(values["road"])
    if "field" in values:
        values["what"] = what(values["field"])
    return Say(key, {**values, **more}, actions=actions, kind="notice")


def put(key: str, *actions: Callable[[Any], Option]) -> Callable[[Any], Say]:
    """The plain row: the words of *key*, and buttons for what the notice names."""
    return lambda told: worded(key, told, *(act(told) for act in actions))
