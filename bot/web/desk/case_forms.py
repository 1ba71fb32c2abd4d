"""What each form of a case asks for, as the act that the chat knows it by."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.web.desk.forms import LONGEST, Wrong, typed
from conversations.cases.assignment import (
    HandOverCase,
    ReleaseCase,
    WriteInternalNote,
)
from conversations.cases.certificates.recording import RecordCertificate
from conversations.cases.closing import REFUSED, CloseCase, ReopenCase
from conversations.cases.handling import AcceptCase, ChangeRoad, SendBack, TakeCase
from conversations.cases.merging import MergeCases
from conversations.cases.papers import JudgePaper
from conversations.cases.progress import MoveStage
from conversations.cases.replies import ReplyToOwner
from conversations.cases.stage_reports import RefuseReport
from conversations.cases.talks import EndTalk, Speak
from conversations.cases.visits.appointments import CancelVisit, OfferVisits
from conversations.cases.visits.findings import JudgeFinding
from conversations.cases.visits.records import local, moment_of
from conversations.engine.effects import Act
from conversations.flows.officer.case_card import REASON
from conversations.flows.officer.certificate import NUMBER

Form = Mapping[str, str]
SLOTS = range(1, 4)
"""So many times are offered in a form."""


def _reason(form: Form, name: str = "reason") -> str:
    """Words of an officer that an owner reads: some, and not a letter."""
    return typed(form, name, REASON.least, REASON.most)


def _paper(code: str, form: Form) -> Act:
    back = form.get("verdict") == "back"
    return JudgePaper(code, form.get("paper", ""), _reason(form) if back else "")


def _reply(code: str, form: Form, act: type[ReplyToOwner] = ReplyToOwner) -> Act:
    seen, files = (_listed(form, name) for name in ("seen", "files"))
    text = typed(form, "text", 0 if files else 1, LONGEST)
    return act(text, files, code, seen=seen)


def _listed(form: Form, name: str) -> tuple[str, ...]:
    return tuple(filter(None, form.get(name, "").split(",")))


def _close(code: str, form: Form) -> Act:
    ending = form.get("ending", "")
    return CloseCase(code, ending, _reason(form) if ending == REFUSED else "")


def _certificate(code: str, form: Form) -> Act:
    asked = ("body", "standard", "scope", "issued_on", "valid_until")
    more: dict[str, Any] = {name: form.get(name, "").strip() for name in asked}
    issued, until = more["issued_on"], more["valid_until"]
    if issued and until and until <= issued:
        raise Wrong("web.desk.until_before")
    number = typed(form, "number", NUMBER.least, NUMBER.most)
    return RecordCertificate(code, form.get("kind", ""), number, **more)


def _visit(code: str, form: Form) -> Act:
    """Times as a browser writes them, which is as they are kept."""
    slots = tuple(filter(None, (form.get(f"slot{n}", "") for n in SLOTS)))
    try:
        moments = [moment_of(each) for each in slots]
    except ValueError as error:
        raise Wrong("web.desk.no_time") from error
    if not moments:
        raise Wrong("web.desk.no_time")
    return OfferVisits((code,), tuple(local(each) for each in moments))


def _finding(_: str, form: Form) -> Act:
    finding, done = form.get("finding", ""), form.get("verdict") == "done"
    return JudgeFinding(finding, done, "" if done else _reason(form))


FORMS: Mapping[str, Callable[[str, Form], Act]] = {
    "take": lambda code, _: TakeCase(code),
    "accept": lambda code, _: AcceptCase(code),
    "back": lambda code, form: SendBack(code, form.get("field", ""), _reason(form)),
    "reply": _reply,
    "talk": lambda code, form: _reply(code, form, Speak),
    "end_talk": lambda code, _: EndTalk(code),
    "note": lambda code, form: WriteInternalNote(code, typed(form, "text", 1, LONGEST)),
    "papers": _paper,
    "onward": lambda code, form: MoveStage(code, "onward", form.get("stage", "")),
    "backward": lambda code, form: MoveStage(code, "backward", form.get("stage", "")),
    "not_done": lambda code, form: RefuseReport(
        code, form.get("stage", ""), _reason(form)
    ),
    "other_road": lambda code, form: ChangeRoad(code, form.get("road", "")),
    "hand_over": lambda code, form: HandOverCase(code, form.get("officer", "")),
    "release": lambda code, _: ReleaseCase(code),
    "close": _close,
    "merge": lambda code, form: MergeCases(code, form.get("other", "")),
    "reopen": lambda code, _: ReopenCase(code),
    "certificate": _certificate,
    "visit": _visit,
    "finding": _finding,
    "cancel_visit": lambda _, form: CancelVisit(form.get("visit", ""), _reason(form)),
}
"""By the name that an act has in the life of a case."""
WORDS = frozenset({"reply", "talk", "end_talk", "note"})
"""Words stand whatever became of the case since they were begun."""
