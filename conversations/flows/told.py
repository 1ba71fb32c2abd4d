"""What one person's act says to another: an owner hears the desk, an officer the owner.

Each function gets what `bot.desk` or `bot.broadcast` put into `Notified`, and whether
the person is in the middle of a form; an urgent word interrupts, a plain one does not.
"""

from collections.abc import Callable, Mapping
from typing import Any

from conversations.engine.effects import Begin, Effect, Option, Say
from conversations.flows.officer import canned_reply
from conversations.flows.owner.delegation import TOLD as OF_HELPING
from conversations.flows.owner.own_data import TOLD as OF_DATA
from conversations.flows.owner.recovery import TOLD as OF_RECOVERY

Values = Mapping[str, Any]


# --- an owner hears --------------------------------------------------------------


def sorry(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """Something the person sent could not be handled."""
    del busy
    return (Say("repair.dead", values, kind="notice"),)


# --- an officer hears ------------------------------------------------------------


def joined(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """A new officer is asked by which name owners shall know them."""
    del values, busy
    return (Begin("officer_name"),)


def buried(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """An event could not be handled after five tries."""
    del busy
    return (Say("desk.buried", values, kind="notice"),)


def progress(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """How far an announcement is; at its end a word of its own, for the card is old."""
    del busy
    name, state = str(values["announcement"]), str(values["state"])
    sending, stopped = state == "sending", state == "stopped"
    changed = Say(
        "announce.stopped" if stopped else "announce.progress",
        values,
        actions=(Option(f"halt:{name}", key="announce.halt"),) if sending else (),
        subject=f"progress:{name}",
        edits=True,
        kind="edit",
    )
    ended = Say("announce.done", values, kind="notice")
    return (changed, ended) if state == "done" else (changed,)


TOLD: Mapping[str, Callable[[Values, bool], tuple[Effect, ...]]] = {
    "sorry": sorry,
    "joined": joined,
    "lasting": canned_reply.opened,
    "buried": buried,
    "progress": progress,
    **OF_DATA,
    **OF_HELPING,
    **OF_RECOVERY,
}
