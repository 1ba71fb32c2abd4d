"""What waits at the desk, or is one's own, page by page; and one case whole."""

from typing import Any, ClassVar

from msgspec import Struct

from conversations.cases import access, buttons
from conversations.cases.calendar import day_of
from conversations.cases.cards import CaseShown, card
from conversations.cases.case_file import CaseFile
from conversations.cases.decision import Decision, Denied, Log, Notice, Person
from conversations.cases.names import place
from conversations.cases.records import Case, Check, Shut
from conversations.engine.effects import Act, Fact, Line, Option, Say

PAGE = 8
"""Rows of a page: with two arrows they fit the longest list allowed."""
UNDELIVERED = Option("undelivered", key="action.undelivered")
"""To the list of what did not arrive."""
NOTES = 5
"""So many of the last words about a case stand on its full card."""
FILES = 5
"""So many of its files follow it."""


class ShowQueue(Act, frozen=True):
    """What waits at the desk of the officer's office; or what is *mine*."""

    page: int = 0
    mine: bool = False


class ShowCase(Act, frozen=True):
    """One case as a card, with everything known of it."""

    code: str


class CaseUntouched(Notice, frozen=True):
    """An application has waited for a working day, and nobody took it."""

    subject: ClassVar = "untouched"
    code: str
    business: str


class Queue(Struct, frozen=True):
    """So many there are; *cases* are those of the *page* asked for, of so many.

    So many messages of the office are *undelivered*.
    """

    count: int = 0
    page: int = 0
    cases: tuple[Case, ...] = ()
    undelivered: int = 0

    @property
    def pages(self) -> int:
        """So many pages there are."""
        return -(-self.count // PAGE)


def show_queue(act: ShowQueue, seen: Queue, who: Person) -> Decision:
    """What waits, or is one's own, the oldest first; each case a button."""
    access.officer(who, *access.LOOKERS)
    # The first page has one arrow, and room for this.
    lost = (UNDELIVERED,) if seen.undelivered and not seen.page else ()
    if not seen.count:
        raise Denied("desk.mine_empty" if act.mine else "desk.queue_empty", *lost)
    cases = (buttons.button("open", case.code, label=case.code) for case in seen.cases)
    values = {
        "count": seen.count,
        "page": seen.page + 1,
        "pages": seen.pages,
        "lines": [_line(case) for case in seen.cases],
    }
    verb = "mine" if act.mine else "queue"
    actions = (*cases, *buttons.pages(verb, seen.page, seen.pages), *lost)
    key = "desk.mine" if act.mine else "desk.queue"
    return Decision(reply=(Say(key, values, actions=actions),))


def _line(case: Case) -> Line:
    """A case in one line of the queue."""
    parts: list[Any] = [
        case.business_name,
        place(case.kecamatan),
        Fact(key=f"desk.state.{case.state}"),
        case.holder_name,
        case.waiting_since,
    ]
    return Line(Option(case.code, label=case.code), ([p for p in parts if p],))


class WholeCase(Struct, frozen=True):
    """A case, and how ready its owner was the last time.

    Where the owner's chat is *shut*, so many messages *wait* for them to write.
    """

    file: CaseFile
    check: Check | None = None
    shut: Shut | None = None
    wait: int = 0


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
    files = tuple(one.id for one in seen.file.documents[-FILES:])
    shown = card(CaseShown, case, notes=(*shut, *ready, *said), files=files)
    return Decision(
        log=(Log("case.seen", case.id, case.person_id, officer.id),), reply=(shown,)
    )


def _shut(shut: Shut, wait: int) -> Line:
    """That the owner reads nothing until they write, as a line of a case."""
    label = Option("shut", key="desk.shut")
    return Line(label, ([shut.since, wait, Fact(key="desk.shut.wait")],))


def _ready(check: Check) -> Line:
    """How ready an owner was, as a line of a case."""
    band = Fact(key=f"readiness.band.{check.band}")
    label = Option("readiness", key="desk.readiness")
    return Line(label, ([f"{check.percent}%", band, day_of(check.created_at)],))
