"""What one person's act says to another: an owner hears the desk, an officer the owner.

Each function gets what `bot.desk` or `bot.broadcast` put into `Notified`, and whether
the person is in the middle of a form; an urgent word interrupts, a plain one does not.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from conversations.engine.effects import Begin, Effect, Fact, Option, Say
from conversations.flows.officer import canned_reply, case_card
from conversations.flows.owner.delegation import TOLD as OF_HELPING
from conversations.flows.owner.own_data import TOLD as OF_DATA
from conversations.flows.owner.recovery import TOLD as OF_RECOVERY

Values = Mapping[str, Any]


# --- an owner hears --------------------------------------------------------------


def _fact(values: Values, name: str) -> Fact:
    return Fact(label=str(values.get(name, "")))


def replied(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """An officer wrote; when nothing else is open, what is said next is the answer."""
    del busy
    code, note = str(values.get("code", "")), str(values.get("note", ""))
    argument = f"c:{code}" if code else f"n:{note}"
    said = Say(
        "owner.replied",
        values,
        actions=(Option(f"answer:{argument}", key="action.answer"),),
        kind="notice",
    )
    files = tuple(
        Say("owner.file", {}, file=each, kind="notice")
        for each in values.get("files", ())
    )
    opened = Begin("answer", {"case": code} if code else {"note": note}, idle=True)
    return (said, *files, opened)


def typed(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """An officer typed what they heard in a voice; its speaker says whether so."""
    del busy
    return (Begin("heard", values),)


def sorry(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """Something the person sent could not be handled."""
    del busy
    return (Say("repair.dead", values, kind="notice"),)


# --- an officer hears ------------------------------------------------------------


def joined(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """A new officer is asked by which name owners shall know them."""
    del values, busy
    return (Begin("officer_name"),)


def answered(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """An owner answered the officer who holds the case."""
    del busy
    code, note = str(values.get("code", "")), str(values.get("note", ""))
    target = code or f"n:{note}"
    return (
        _words("desk.answered", values, target, code),
        *_files(values),
    )


def asked(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """An owner has a question, or a wish about their data."""
    del busy
    about = str(values.get("about", ""))
    key = f"desk.asked.{about}" if about else "desk.asked"
    return (
        _words(key, values, f"n:{values['note']}", str(values.get("code", ""))),
        *_files(values),
    )


def settled(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """A question was answered: the card of whoever else was asked changes."""
    del busy
    return (case_card.settled(values),)


def spoke(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """An owner answered by voice where words were asked."""
    del busy
    note, code, question = str(values["note"]), values["code"], values["question"]
    where = f"{note}:{values['conversation']}:{question}"
    listened = (Option(f"type:{where}", key="action.type"),) if question else ()
    key = "desk.spoke_at" if values.get("asked") else "desk.spoke"
    if values.get("again"):
        key = "desk.spoke_again"
    said = _words(key, values, f"n:{note}", str(code))
    return (replace(said, actions=(*listened, *said.actions)), *_files(values))


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


def _words(key: str, values: Values, target: str, code: str) -> Say:
    more = (Option(f"open:{code}", key="desk.act.open"),) if code else ()
    return Say(
        key,
        values,
        actions=(Option(f"reply:{target}", key="desk.act.reply"), *more),
        subject=case_card.of_note(str(values["note"]))
        if target.startswith("n:")
        else "",
        kind="notice",
    )


def _files(values: Values) -> tuple[Say, ...]:
    return tuple(
        Say("desk.file", {"code": values.get("code", "")}, file=each, kind="notice")
        for each in values.get("files", ())
    )


TOLD: Mapping[str, Callable[[Values, bool], tuple[Effect, ...]]] = {
    "replied": replied,
    "typed": typed,
    "sorry": sorry,
    "joined": joined,
    "lasting": canned_reply.opened,
    "answered": answered,
    "asked": asked,
    "settled": settled,
    "spoke": spoke,
    "buried": buried,
    "progress": progress,
    **OF_DATA,
    **OF_HELPING,
    **OF_RECOVERY,
}
OF_CASES = ("replied", "typed")
"""What an owner hears of their affairs, and whoever helps them hears as well."""
