"""What one person's act says to another: an owner hears the desk, an officer the owner.

Each function gets what `bot.desk` or `bot.broadcast` put into `Notified`, and whether
the person is in the middle of a form; an urgent word interrupts, a plain one does not.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from conversations.cases import names
from conversations.catalogue import catalogue
from conversations.engine.effects import (
    Begin,
    Effect,
    Fact,
    Option,
    Recall,
    Say,
    ShowProgress,
)
from conversations.engine.flow import Answers
from conversations.flows.officer import canned_reply, case_card
from conversations.flows.owner import guide
from conversations.flows.owner.apply import QUESTIONS
from conversations.flows.owner.delegation import TOLD as OF_HELPING
from conversations.flows.owner.own_data import TOLD as OF_DATA
from conversations.flows.owner.recovery import TOLD as OF_RECOVERY

Values = Mapping[str, Any]


# --- an owner hears --------------------------------------------------------------


def taken(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """An officer took the case."""
    del busy
    return (Say("owner.taken", values, kind="notice"),)


def accepted(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """The application was accepted; guidance starts at a stage."""
    del busy
    road, stage = str(values["road"]), str(values["stage"])
    found = catalogue().roads.get(road)
    more = (Option(f"road:{road}/1", key="action.first_stage"),) if found else ()
    return (
        Say(
            "owner.accepted",
            {
                **values,
                "road": names.road_name(road),
                "stage": names.stage_name(road, stage),
            },
            actions=more,
            kind="notice",
        ),
    )


def sent_back(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """One answer or document is asked for again, at once."""
    del busy
    name = str(values["field"])
    what = case_card.label(name) if name in QUESTIONS else Fact(key="owner.something")
    given = {"case": values["code"], "field": name}
    told = Say("owner.sent_back", {**values, "what": what}, joined=True, kind="notice")
    return (told, Begin("correct", given))


def moved(step: str) -> Callable[[Values, bool], tuple[Effect, ...]]:
    """The case is at another stage, or at the end of its road."""

    def said(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
        del busy
        road, stage = str(values["road"]), str(values["stage"])
        found = catalogue().roads.get(road)
        ids = [each.id for each in found.stages] if found else []
        results = {each.id: each.result for each in found.stages} if found else {}
        named = {
            **values,
            "road": names.road_name(road),
            "stage": names.stage_name(road, stage),
            "result": Fact(label=results.get(stage, "")),
            "step": ids.index(stage) + 1 if stage in ids else 1,
            "steps": len(ids),
        }
        more = [Option("status", key="action.status")]
        if values.get("papers"):
            send = Option(f"send:{values['code']}", key="action.choose_paper")
            more.insert(0, send)
        actions = tuple(more)
        news = Say(f"owner.moved.{step}", named, actions=actions, kind="notice")
        if step == "backward":
            return (news,)
        later = guide.after(found) if found and step == "close" else ()
        ends = tuple(replace(each, kind="notice") for each in later)
        return (ShowProgress(str(values["code"]), news), *ends)

    return said


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


def remind(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """After a silence, the one next thing: an open form, a case, what was put aside."""
    del busy
    code = str(values.get("code", ""))
    last = (
        (Say("remind.last", joined=True, kind="notice"),) if values.get("last") else ()
    )
    case: tuple[Begin | Say, ...] = ()
    if name := str(values.get("field", "")):
        what = (
            case_card.label(name) if name in QUESTIONS else Fact(key="owner.something")
        )
        said = Say("remind.sent_back", {**values, "what": what}, joined=True)
        case = (*last, said, Begin("correct", {"case": code, "field": name}))
    elif paper := str(values.get("paper", "")):
        named = {"code": code, "name": _fact(values, "name")}
        said = Say("remind.paper", named, joined=True)
        case = (*last, said, Begin("paper", {"code": code, "paper": paper}))
    elif stage := str(values.get("stage", "")):
        named = {
            "code": code,
            "stage": names.stage_name(str(values["road"]), stage),
        }
        status = (Option("status", key="action.status"),)
        case = (*last, Say("remind.stage", named, actions=status, kind="notice"))
    resume = (Option("resume", key="action.resume"),)
    aside = Say("remind.aside", actions=resume, kind="notice")
    form = Say("remind.form", joined=True, kind="notice")
    return (Recall((*last, form), case, (*last, aside)),)


def typed(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """An officer typed what they heard in a voice; its speaker says whether so."""
    del busy
    return (Begin("heard", values),)


def sorry(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """Something the person sent could not be handled."""
    del busy
    return (Say("repair.dead", values, kind="notice"),)


# --- an officer hears ------------------------------------------------------------


def alert(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """A new application, as one card."""
    del busy
    return (case_card.card({**values, "new": True}),)


def untouched(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """An application has waited for a working day, and nobody took it."""
    del busy
    code = str(values["code"])
    acts = tuple(
        Option(f"{act}:{code}", key=f"desk.act.{act}")
        for act in case_card.ACTS["submitted"]
    )
    return (Say("desk.untouched", values, actions=acts, kind="notice"),)


def joined(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """A new officer is asked by which name owners shall know them."""
    del values, busy
    return (Begin("officer_name"),)


def card(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """A case changed: its card changes with it."""
    del busy
    return (case_card.card(values, edits=True),)


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


def corrected(values: Values, busy: bool) -> tuple[Effect, ...]:  # noqa: FBT001
    """The one thing that was sent back has come again."""
    del busy
    name, code = str(values["field"]), str(values["code"])
    known = {name: values.get("value")}
    question = QUESTIONS.get(name)
    shown: tuple[Any, ...] = ()
    if question and values.get("value") is not None:
        shown = question.shown(values["value"], Answers(known))
    said = Say(
        "desk.corrected",
        {
            "code": code,
            "what": case_card.label(name) if question else Fact(key="owner.something"),
            "value": shown,
        },
        actions=tuple(
            Option(f"{act}:{code}", key=f"desk.act.{act}")
            for act in case_card.ACTS["taken"]
        ),
        kind="notice",
    )
    return (said, *_files(values))


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
    "taken": taken,
    "accepted": accepted,
    "sent_back": sent_back,
    "onward": moved("onward"),
    "backward": moved("backward"),
    "close": moved("close"),
    "replied": replied,
    "remind": remind,
    "typed": typed,
    "sorry": sorry,
    "joined": joined,
    "alert": alert,
    "untouched": untouched,
    "card": card,
    "lasting": canned_reply.opened,
    "answered": answered,
    "asked": asked,
    "settled": settled,
    "spoke": spoke,
    "corrected": corrected,
    "buried": buried,
    "progress": progress,
    **OF_DATA,
    **OF_HELPING,
    **OF_RECOVERY,
}
OF_CASES = (
    *("taken", "accepted", "sent_back"),
    *("onward", "backward", "close", "replied", "typed"),
)
"""What an owner hears of their affairs, and whoever helps them hears as well."""
