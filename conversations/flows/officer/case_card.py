"""The officer's side: cards of cases, replies, and sending one thing back.

A card is made here, from what the desk knows of a case; every button on it is
authorised again when it is pressed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from msgspec import structs

from conversations.cases import names
from conversations.cases.buttons import MORE, acts_of, button, of_card
from conversations.cases.cards import CaseCard, CaseChanged, CaseOpened, CaseShown
from conversations.cases.doubles import DoublesFound
from conversations.cases.handling import Handled, HearWhyNot, Returnable, SendBack
from conversations.cases.lifecycle import OPEN
from conversations.cases.people import KeepPerson
from conversations.cases.queue import ShowQueue, short
from conversations.cases.replies import Addressee, ReplyToOwner
from conversations.cases.staff.officers import SetDuty
from conversations.engine.effects import Begin, Effect, Fact, Line, Moot, Option, Say
from conversations.engine.events import Event
from conversations.engine.flow import Aside, Form, Menu
from conversations.engine.questions import (
    YES,
    Called,
    Choice,
    Learn,
    Message,
    Read,
    Words,
    YesNo,
)
from conversations.engine.values import Answers, Here
from conversations.flows.owner.apply import QUESTIONS, mandatory, perhaps
from conversations.language import Free, Said, fold
from conversations.language.people import CALLS
from conversations.understanding.kinds import kinds_of

OFFICERS = ("officer", "coordinator", "admin")
TALK = Option("talk", key="desk.act.talk")
PICK = 24
"""So many letters of a question stand on a button."""


@dataclass(frozen=True)
class OwnName(Called):
    """An officer's own name; with a word of their work in it, it is hardly one."""

    def means(self, text: Said, answers: Answers) -> Free:
        """The name; or something that they want done: "kasus Bu Siti"."""
        found, said = super().means(text, answers), fold(str(text)).split()
        titled = said[:1] and said[0] in CALLS | {"petugas"}
        works = any(kinds_of(word) for word in said)
        return replace(found, why="command") if works and not titled else found


@dataclass(frozen=True)
class Reply(Message):
    """Words of one's own, a lasting answer, or that one would rather talk."""

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """To talk, and what can be picked."""
        ready = enumerate(addressee(answers).ready)
        return (
            TALK,
            *(
                Option(f"ready:{n}", label=short(asked, PICK))
                for n, (asked, _) in ready
            ),
        )

    def read(self, event: Event, answers: Answers, here: Here) -> Read[dict[str, Any]]:
        """What was picked, else what was said."""
        picked = self.picked(event, answers, here)
        if not picked:
            return super().read(event, answers, here)
        if picked == TALK.value:
            return Read({"text": picked, "files": [], "talk": True})
        _, text = addressee(answers).ready[int(picked.removeprefix("ready:"))]
        return Read({"text": text, "files": [], "picked": True})


def known(answers: Answers) -> bool:
    """Whether the case was found, and is the officer's to handle."""
    return not (CASE.found(answers) or UNKNOWN).problem


def unreasoned(answers: Answers) -> bool:
    """Whether it can be sent back, and nobody said why."""
    return known(answers) and not answers.given.get("reason")


def returnable(answers: Answers) -> tuple[Option, ...]:
    """Each answer and document of the case, by name."""
    names = (CASE.found(answers) or UNKNOWN).fields
    return tuple(label(name) for name in names if name in QUESTIONS)


def label(name: str, fields: Mapping[str, Any] | None = None) -> Option:
    """What a field of an application, with these *fields*, is called."""
    return QUESTIONS[name].name(f"apply.{name}.label", Answers(fields or {}))


def addressee(answers: Answers) -> Addressee:
    """Whom the reply goes to."""
    return TO.found(answers) or Addressee()


def answered_before(answers: Answers) -> bool:
    """Whether another officer has answered it."""
    found = addressee(answers)
    return bool(found.by and not found.problem)


def unanswered(answers: Answers) -> bool:
    """Whether nobody else has."""
    found = addressee(answers)
    return not (found.by or found.problem)


TO = Learn("answered", what="addressee", kind=Addressee)
MESSAGE = Reply("message", when=unanswered)
FURTHER = Reply("more", when=answered_before)
CASE = Learn("case", what="case", kind=Returnable)
UNKNOWN = Returnable("unknown_case")
WHAT = Choice("what", among=returnable, when=known)
REASON = Words("reason", least=3, most=300, when=unreasoned)
NAME = OwnName("name", least=2, most=80)
ON = YesNo("on")


def reply(answers: Answers) -> tuple[Effect, ...]:
    """To the owner of a case, or to whoever asked."""
    if addressee(answers).problem:
        return (denied(addressee(answers)),)
    more = answered_before(answers)
    said, given = answers[FURTHER if more else MESSAGE], answers.given
    if said.get("talk"):
        return (Begin("desk_talk", given),)
    return (
        ReplyToOwner(
            said["text"],
            tuple(said["files"]),
            code=given.get("code", ""),
            note=given.get("note", ""),
            seen=addressee(answers).questions,
            picked=bool(said.get("picked")),
        ),
    )


def send_back(answers: Answers) -> tuple[Effect, ...]:
    """One answer or document, and why."""
    found = CASE.found(answers) or UNKNOWN
    if found.problem:
        return (denied(found),)
    reason = answers.get(REASON) or answers.given["reason"]
    return (SendBack(answers.given["code"], answers[WHAT], reason),)


def denied(found: Handled) -> HearWhyNot:
    """Why nothing can be done to a case, and who was quicker."""
    values = structs.asdict(found)
    return HearWhyNot(found.code, found.problem or "unknown_case", values)


def named(answers: Answers) -> tuple[Effect, ...]:
    """Owners read this name beside everything the officer does; and what waits."""
    name = answers[NAME]
    done = Say("officer_name.done", {"name": name}, joined=True)
    return (KeepPerson(name=name), done, ShowQueue())


def duty(answers: Answers) -> tuple[Effect, ...]:
    """On duty, or off."""
    return (SetDuty(answers[ON] == YES),)


def changed(case: CaseChanged) -> tuple[Effect, ...]:
    """The card of a case is otherwise; of one that ended nobody talks any more."""
    over = () if case.state in OPEN else (talk_over(case.code),)
    return (*over, card(case))


def talk_over(code: str) -> Moot:
    """An officer's talk about a case is over once the case is."""
    closed = Say("desk.talk.closed", kind="notice")
    return Moot(("desk_talk",), {"code": code}, (closed,))


def card(case: CaseCard) -> Say:
    """One case in one screen: of a new one a notice, else the card changes."""
    fields, new = case.fields, isinstance(case, CaseOpened)
    acts = _buttons(case, acts_of(case.state, reported=case.reported))
    return Say(
        "desk.card.new" if new else f"desk.card.{_stands(case)}",
        {
            "code": case.code,
            "business": fields.get("business_name") or fields.get("office_name") or "",
            "place": names.place(str(fields.get("kecamatan", ""))),
            "summary": [
                *summary(fields, case.road),
                *through(case.helper),
                *link(case.follows),
            ],
            "holder": case.holder,
            "stage": names.stage_name(case.road, case.stage),
            "warning": warning(fields),
            "doubles": "",
        },
        actions=acts,
        subject=f"case:{case.case}",
        edits=not new,
        kind="notice" if new else "edit",
    )


def doubled(case: DoublesFound) -> Say:
    """The card of a new case, with what may be the same, and a way to make them one."""
    said = card(case)
    key = Option("", key="desk.doubles")
    lines = [
        Line(key, (f"{each.code} {each.business},", Fact(key=f"double.{each.why}")))
        for each in case.found
    ]
    pairs = [(case.code, each.code) for each in case.found]
    only = pairs if len(pairs) == 1 else []
    merge = (button("merge", *each, key="desk.act.merge") for each in only)
    values = {**said.values, "doubles": lines}
    return structs.replace(said, values=values, actions=(*said.actions, *merge))


def _stands(case: CaseCard) -> str:
    """How it stands; what is open and nobody's waits, however far it has come."""
    waits = case.state in OPEN and not case.holder
    return "submitted" if waits else _state(case)


def _state(case: CaseCard) -> str:
    return "reported" if case.reported else case.outcome or case.state


def _buttons(
    case: CaseCard, acts: tuple[str, ...], role: str = ""
) -> tuple[Option, ...]:
    held, at = bool(case.holder), (case.code, case.road, case.stage, case.state)
    return of_card(acts, *at, held=held, reported=case.reported, role=role)


def warning(fields: Mapping[str, Any]) -> Line | str:
    """A product that needs the SNI mark, or may need it: said before all else."""
    known = Answers(fields)
    if found := mandatory(known):
        return Line(Option("", key="desk.must"), (Fact(label=found.name),))
    if doubt := perhaps(known):
        return Line(Option("", key="desk.must_perhaps"), (Fact(label=doubt.name),))
    return ""


def summary(fields: Mapping[str, Any], road: str) -> list[Any]:
    """What an officer wants to know at a glance, and no more."""
    known_of = Answers(fields)
    glance: list[Any] = []
    for name in ("batik_kind", "product"):
        if fields.get(name):
            glance.extend(QUESTIONS[name].shown(fields[name], known_of))
    if fields.get("workers") is not None:
        glance.append((fields["workers"], Fact(key="desk.people")))
    glance.append(names.road_name(road))
    return glance


def through(helper: str) -> tuple[Any, ...]:
    """Who looks after it for the owner: an officer should know whom they write to."""
    return ((Fact(key="desk.via"), helper),) if helper else ()


def link(follows: str) -> tuple[Any, ...]:
    """The case that it goes on from: its owner and business are known there."""
    return ((Fact(key="desk.follows"), follows),) if follows else ()


def whole(case: CaseShown) -> tuple[Say, ...]:
    """Everything known of a case: one message, then its files."""
    base, lines = card(case), [line for _, line in answered(case.fields)]
    if case.follows:
        lines.append(Line(Option("", key="desk.followed"), (case.follows,)))
    if case.certificate:
        lines.append(Line(Option("", key="desk.certificate"), (case.certificate,)))
    values = {
        **base.values,
        "holder": base.values["holder"] or Fact(key="desk.no_holder"),
        "state": Fact(key=f"desk.state.{_state(case)}"),
        "road": names.road_name(case.road),
        "stage": names.stage_name(case.road, case.stage),
        "lines": lines,
        "notes": list(case.notes),
    }
    # What ended before its goal comes to no certificate.
    every = (
        *acts_of(case.state, reported=case.reported),
        *MORE.get(case.outcome or case.state, ()),
    )
    acts = tuple(act for act in every if act != "open")
    actions = _buttons(case, acts, case.role)
    code = {"code": case.code}
    files = (Say("desk.file", code, file=each, kind="notice") for each in case.files)
    return (Say("desk.case", values, actions=actions, kind="notice"), *files)


def answered(fields: Mapping[str, Any]) -> list[tuple[str, Line]]:
    """Each answer of an application by its name, and as it is shown."""
    known_of = Answers(fields)
    return [
        (name, Line(label(name, fields), QUESTIONS[name].shown(value, known_of)))
        for name, value in fields.items()
        if name in QUESTIONS and value is not None
    ]


def replying(argument: str, here: Here) -> tuple[Effect, ...]:
    """The button under an owner's words: a case code, or `n:<note>`."""
    if argument.startswith("n:"):
        return (Begin("reply", {"note": argument[2:]}),)
    return (Begin("reply", {"code": argument}),)


REPLY = Form("reply", (TO, MESSAGE, FURTHER), reply, roles=OFFICERS)
SEND_BACK = Aside("send_back", (CASE, WHAT, REASON), send_back, roles=OFFICERS)
OFFICER_NAME = Aside("officer_name", (NAME,), named, roles=OFFICERS)
DUTY = Menu("duty", (ON,), duty, roles=OFFICERS)
