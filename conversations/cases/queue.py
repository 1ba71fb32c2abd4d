"""What waits at the desk, page by page; and one case whole."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct, structs

from conversations.cases import access, buttons, doubles, lifecycle
from conversations.cases.calendar import day_of
from conversations.cases.cards import CaseShown, card
from conversations.cases.case_file import CaseFile
from conversations.cases.decision import Decision, Denied, Log, Person
from conversations.cases.names import place, stage_name
from conversations.cases.records import Case, Check, Shut, Waiting
from conversations.cases.visits.records import Finding, Visit
from conversations.engine.effects import Act, Fact, Line, Option, Say, When

LABEL = 18
"""So many of what a button is called by."""
SHORT = 60
"""So many letters of a question stand in the queue."""
PAGE = 8
"""Rows of a page: with two arrows they fit the longest list allowed."""
UNDELIVERED = Option("undelivered", key="action.undelivered")
"""To the list of what did not arrive."""
GROUPS = (
    *("untaken", "reported", "questions", "papers"),
    *("certificates", "visits", "requests", "handled"),
)
"""What stands in the queue, in order: what nobody has looked at comes first."""
GROUP_OF = {
    "question": "questions",
    "paper": "papers",
    "certificate": "certificates",
    "missed": "certificates",
    "request": "requests",
}
"""Under which of them stands what is no case; the rest is of visits."""
NOTES = 5
"""So many of the last words about a case stand on its full card."""
FILES = 5
"""So many of its files follow it."""


class ShowQueue(Act, frozen=True):
    """What waits at the desk of the officer's office."""

    page: int = 0


class ShowCase(Act, frozen=True):
    """One case as a card, with everything known of it."""

    code: str


class Counted(Struct, frozen=True):
    """How much waits, of each kind; of the cases so many are *untaken*.

    Of those in hand so many stages were *reported* done.
    """

    cases: int = 0
    untaken: int = 0
    questions: int = 0
    papers: int = 0
    visits: int = 0
    reported: int = 0
    requests: int = 0
    certificates: int = 0

    @property
    def handled(self) -> int:
        """Cases in hand that wait for something else."""
        return self.cases - self.untaken - self.reported

    @property
    def all(self) -> int:
        """All of it."""
        waits = self.papers + self.certificates + self.visits + self.requests
        return self.cases + self.questions + waits


class Queue(Struct, frozen=True):
    """So many there are; *rows* are those of the *page* asked for, of so many.

    So many messages of the office are *undelivered*.
    """

    count: int = 0
    page: int = 0
    rows: tuple[Case | Waiting, ...] = ()
    undelivered: int = 0
    counted: Counted = Counted()

    @property
    def pages(self) -> int:
        """So many pages there are."""
        return -(-self.count // PAGE)


def show_queue(act: ShowQueue, seen: Queue, who: Person) -> Decision:
    """What waits, the oldest first; each case a button."""
    access.officer(who, *access.LOOKERS)
    # The first page has one arrow, and room for this.
    lost = (UNDELIVERED,) if seen.undelivered and not seen.page else ()
    if not seen.count:
        raise Denied("desk.queue_empty", buttons.button("mine", "0"), *lost)
    *before, last = listed(seen, who.now)
    last = structs.replace(last, actions=(*last.actions, *lost))
    return Decision(reply=(*before, last))


def listed(seen: Queue, now: datetime) -> tuple[Say, ...]:
    """One page in one bubble, group by group; each row a line and a button."""
    actions = (
        *(button_of(row) for row in seen.rows),
        *buttons.pages("queue", seen.page, seen.pages),
    )
    place = {"page": seen.page + 1, "pages": seen.pages}
    shown = Say("desk.page", place) if seen.pages > 1 else ""
    head = {"count": seen.count, "place": shown}
    counted = {
        what: Say(f"desk.queue.{what}", {"count": count})
        for what in GROUPS
        if (count := getattr(seen.counted, what))
    }
    # What of other kinds stands on further pages is told as well.
    told = Say("desk.parts", {"parts": list(counted.values())})
    said = [Say("desk.queue", {**head, "parts": told if seen.pages > 1 else ""})]
    for what in GROUPS:
        lines = [_line(row, now) for row in seen.rows if group(row) == what]
        if lines:
            values = {"what": counted.get(what, ""), "lines": lines}
            said.append(Say("desk.group", values))
    *before, last = said
    shown_before = (structs.replace(each, joined=True) for each in before)
    return (*shown_before, structs.replace(last, actions=actions))


def group(row: Case | Waiting) -> str:
    """Under which of the groups a row stands."""
    if isinstance(row, Waiting):
        return GROUP_OF.get(row.kind, "visits")
    if row.reported:
        return "reported"
    return "handled" if row.holder_id else "untaken"


def merged(
    cases: Sequence[Case], others: Sequence[Waiting], page: int, size: int = PAGE
) -> tuple[Case | Waiting, ...]:
    """The rows of a page, the oldest first, of what waits the longest of each kind."""
    rows: list[Case | Waiting] = [*cases, *others]
    rows.sort(key=since)
    return tuple(rows[page * size : (page + 1) * size])


def since(row: Case | Waiting) -> datetime:
    """Since when something waits."""
    return row.since if isinstance(row, Waiting) else row.waiting_since


def button_of(row: Case | Waiting) -> Option:
    """A case is opened, a question answered, a paper judged, a visit seen to."""
    if not isinstance(row, Waiting):
        label = f"{row.code} {short(row.business_name, LABEL)}"
        return buttons.button("open", row.code, label=label)
    if row.kind == "question":
        label = f"? {short(row.owner or row.text, LABEL)}"
        return buttons.button("reply", f"n:{row.id}", label=label)
    verb, *named = {
        "paper": ("papers", row.code, row.id),
        "certificate": ("certificate", row.code),
        "missed": ("certificate_task", row.id),
        "visit": ("visit", row.code),
        "report": ("visit_report", row.id),
        "finding": ("finding", row.id),
        "request": ("request", row.id),
    }[row.kind]
    label = f"{row.code} {row.text or short(row.business, LABEL)}".strip()
    return buttons.button(verb, *named, label=label)


def _line(row: Case | Waiting, now: datetime) -> Line:
    """One row: what it is, whose, and how long it has waited; its group is said."""
    parts: list[Any]
    if isinstance(row, Waiting):
        label = Option(row.kind, key=f"desk.waits.{row.kind}")
        named = row.kind not in {"question", "missed"}
        owner = named and (row.owner or Fact(key="desk.someone"))
        if row.kind == "question":
            name = row.owner
            label = Option("", label=name) if name else Option("", key="action.someone")
        parts = [owner, row.business, row.code, short(row.text), age(row.since, now)]
        return Line(label, ([each for each in parts if each],))
    state = "reported" if row.reported else row.state
    parts = [
        row.business_name,
        place(row.kecamatan),
        Fact(key=f"desk.state.{state}") if group(row) == "handled" else "",
        stage_name(row.road, row.stage) if row.reported else "",
        row.holder_name,
        age(row.waiting_since, now),
    ]
    return Line(Option(row.code, label=row.code), ([p for p in parts if p],))


def age(since: datetime, now: datetime) -> Fact | timedelta:
    """How long something has waited, in days."""
    days = (day_of(now) - day_of(since)).days
    return timedelta(days=days) if days > 0 else Fact(key="desk.age.today")


def short(text: str, most: int = SHORT) -> str:
    """The beginning of a text, enough to know it by."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


class WholeCase(Struct, frozen=True):
    """A case, and how ready its owner was the last time.

    Where the owner's chat is *shut*, so many messages *wait* for them to write.
    """

    file: CaseFile
    check: Check | None = None
    shut: Shut | None = None
    wait: int = 0
    visits: tuple[Visit, ...] = ()
    findings: tuple[Finding, ...] = ()
    near: tuple[Case, ...] = ()
    """What may be the same, and all that its owner applied for."""


def show_case(act: ShowCase, seen: WholeCase, who: Person) -> Decision:
    """One case with all that is known; who looked is written down."""
    officer, case = access.look(who, seen.file.case, seen.file.code)
    said = [
        Line(Option(note.kind, key=f"desk.note.{note.kind}"), (note.body,))
        for note in seen.file.notes[-NOTES:]
        if note.body
    ]
    shut = [_shut(seen.shut, seen.wait)] if seen.shut else []
    ready = [_ready(seen.check)] if seen.check else []
    wrote = {file for n in seen.file.notes if n.kind == "reply" for file in n.files}
    sent = [one.id for one in seen.file.documents if one.id not in wrote]
    visited = [*_visited(seen.visits), *_wanting(seen.findings)]
    notes = (*shut, *ready, *visited, *said)
    shown = card(
        CaseShown, case, notes=notes, files=tuple(sent[-FILES:]), role=officer.role
    )
    works = officer.role in lifecycle.HANDLERS
    found = doubles.doubles(case, seen.near) if works else ()
    twins = tuple(doubles.shown(each) for each in found)
    return Decision(
        log=(Log("case.seen", case.id, case.person_id, officer.id),),
        reply=(shown, *doubles.beside(case, seen.near), *twins),
    )


def _shut(shut: Shut, wait: int) -> Line:
    """That the owner reads nothing until they write, as a line of a case."""
    label = Option("shut", key="desk.shut.gone" if shut.gone else "desk.shut")
    waits = [(wait, Fact(key="desk.shut.wait"))] if wait else []
    return Line(label, ([shut.since, *waits],))


def _visited(visits: Sequence[Visit]) -> list[Line]:
    """The newest visit as a line of a case: when, and how it stands."""
    return [
        Line(
            Option("visit", key="desk.visit.line"),
            (
                [
                    *((When(each.at),) if each.at else ()),
                    Fact(key=f"visits.{each.state}"),
                ],
            ),
        )
        for each in visits[:1]
    ]


def _wanting(findings: Sequence[Finding]) -> list[Line]:
    """How much of what visits found is still to be put right."""
    if not findings:
        return []
    lines = [f"{each.text} ({each.due:%d.%m.})" for each in findings]
    return [Line(Option("findings", key="desk.finding.line"), (lines,))]


def _ready(check: Check) -> Line:
    """How ready an owner was, as a line of a case."""
    band = Fact(key=f"readiness.band.{check.band}")
    label = Option("readiness", key="desk.readiness")
    return Line(label, ([f"{check.percent}%", band, day_of(check.created_at)],))
