"""Lists of cases: which are asked for, by words or filters, and a page of them told.

What is asked for is one record, `Filters`, in the chat and on the web. A button of the
chat holds it as a short text (`spec`), an address of the web its fields by name.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import Struct, structs

from conversations.cases import access, buttons
from conversations.cases.decision import Decision, Denied, Person
from conversations.cases.lifecycle import OPEN
from conversations.cases.names import place, road_name, stage_name
from conversations.cases.queue import PAGE, age, short
from conversations.cases.records import Case
from conversations.cases.turns import OWNER, Limits, marks, turn
from conversations.catalogue import catalogue
from conversations.engine.effects import Act, Fact, Line, Option, Say

ME, NOBODY = "me", "nobody"
"""Whoever asks, as a holder; and that nobody holds it."""
STATES: Mapping[str, tuple[str, ...]] = {
    "": OPEN,
    **{state: (state,) for state in (*OPEN, "closed", "withdrawn")},
    "ended": ("closed", "withdrawn"),
    "all": (*OPEN, "closed", "withdrawn"),
}
"""What a state that is asked for comes to; without one, what is on its way."""
COUNTED = 10_000
"""So many cases are counted one by one; what is more is said to be more."""
SPEC = 58
"""So many bytes of a list go into a button, behind its verb."""
_DAY = timedelta(days=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_AGE = timedelta(days=365_000)
"""No moment is further from the beginning: what an address says may be anything."""


class Filters(Struct, frozen=True, omit_defaults=True):
    """Which cases of an office; what is empty narrows nothing.

    *words* are of a name or a village; *days* is how long it has waited at least.
    """

    words: str = ""
    state: str = ""
    kecamatan: str = ""
    road: str = ""
    stage: str = ""
    holder: str = ""
    turn: str = ""
    urgent: str = ""
    days: int = 0
    team: str = ""

    @property
    def states(self) -> tuple[str, ...]:
        """In which states; a name may be that of a case which is over."""
        if self.words and not self.state and self.narrowed == {"words"}:
            return STATES["all"]
        return STATES.get(self.state, OPEN)

    @property
    def since(self) -> timedelta:
        """How long it has waited at least."""
        return self.days * _DAY

    @property
    def narrowed(self) -> set[str]:
        """The names of what it narrows."""
        return {name for name in FIELDS if getattr(self, name)}


FIELDS = Filters.__struct_fields__


class Start(Struct, frozen=True, omit_defaults=True):
    """Where a page begins: behind the case *number* that waits since *at*.

    Or it ends before that case, where it goes *back*. So many cases are *ahead* of it.
    """

    at: datetime | None = None
    number: int = 0
    back: bool = False
    ahead: int = 0


class Listed(Struct, frozen=True):
    """A page of cases, out of *count*; *holder* and *team* are called so."""

    filters: Filters = Filters()
    start: Start = Start()
    count: int = 0
    rows: tuple[Case, ...] = ()
    holder: str = ""
    size: int = PAGE
    team: str = ""

    @property
    def ahead(self) -> int:
        """How many come before this page."""
        if self.more:
            return self.start.ahead
        return max(0, min(self.start.ahead, self.count - len(self.rows)))

    @property
    def more(self) -> bool:
        """Whether there are more than are counted."""
        return self.count > COUNTED

    @property
    def many(self) -> int | Say:
        """How many there are, as it is said."""
        return Say("desk.more_than", {"count": COUNTED}) if self.more else self.count

    @property
    def before(self) -> Start | None:
        """Where the page before is, if there is one."""
        if not self.rows or not self.ahead:
            return None
        ahead = max(0, self.ahead - self.size)
        return self._beside(self.rows[0], back=True, ahead=ahead)

    @property
    def after(self) -> Start | None:
        """Where the page after is, if there is one."""
        ahead = self.ahead + len(self.rows)
        if len(self.rows) < self.size or not (self.more or ahead < self.count):
            return None
        return self._beside(self.rows[-1], back=False, ahead=ahead)

    def _beside(self, case: Case, *, back: bool, ahead: int) -> Start:
        if self.filters.words or not ahead:  # what is found is in an order of its own
            return Start(ahead=ahead)
        return Start(case.waiting_since, number_of(case.code), back, ahead)


def number_of(code: str) -> int:
    """The number that a code ends in."""
    return int(code.rpartition("-")[2])


# --- in a button ---------------------------------------------------------------------

_LETTERS: Mapping[str, str] = {
    "words": "w",
    "state": "s",
    "kecamatan": "k",
    "road": "r",
    "stage": "t",
    "holder": "h",
    "turn": "g",
    "urgent": "u",
    "days": "d",
    "team": "m",
    "at": "a",
    "number": "c",
    "back": "b",
    "ahead": "n",
}
_NAMES = {letter: name for name, letter in _LETTERS.items()}
_NUMBERS = ("days", "number", "ahead")


def spec(filters: Filters, start: Start | None = None) -> str | None:
    """What is asked for as a button says it; None where it has no room for it."""
    told = structs.asdict(filters) | structs.asdict(start or Start())
    if start and start.at:
        told["at"] = _micros(start.at)
    said = ",".join(
        f"{_LETTERS[name]}{int(value) if isinstance(value, bool) else value}"
        for name, value in told.items()
        if value
    )
    return said if len(said.encode()) <= SPEC else None


def read_spec(text: str) -> tuple[Filters, Start]:
    """What a button says; of what is not understood, nothing."""
    told: dict[str, Any] = {}
    for part in text.split(","):
        if name := _NAMES.get(part[:1]):
            told[name] = part[1:]
    for name in _NUMBERS:
        told[name] = _whole(told.get(name, ""))
    told["back"] = bool(told.get("back"))
    moment = _whole(told.pop("at", ""), 36)
    told["at"] = _EPOCH + min(timedelta(microseconds=moment), _AGE) if moment else None
    filters = Filters(**{name: told[name] for name in FIELDS if name in told})
    start = {name: told[name] for name in Start.__struct_fields__ if name in told}
    return filters, Start(**start)


def _whole(text: str, base: int = 10) -> int:
    try:
        return max(0, min(int(text, base), 2**62))
    except ValueError:
        return 0


def _micros(moment: datetime) -> str:
    left, digits = (moment - _EPOCH) // timedelta(microseconds=1), ""
    while left:
        left, at = divmod(left, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[at] + digits
    return digits


# --- told in the chat ----------------------------------------------------------------


class ShowCases(Act, frozen=True):
    """A page of the cases that *spec* asks for."""

    spec: str = ""


MINE = ShowCases(f"h{ME}")
"""Whoever asks sees what they hold."""


def show_cases(act: ShowCases, seen: Listed, who: Person) -> Decision:
    """The cases asked for, those that wait the longest first; each a button."""
    access.officer(who, *access.LOOKERS)
    if not seen.count:
        raise _none(seen)
    return Decision(reply=(told(seen, who.now),))


def _none(seen: Listed) -> Denied:
    """That there is none, and what may be asked for instead."""
    queue = buttons.button("queue", "0")
    if seen.filters == Filters(holder=ME):
        return Denied("desk.mine_empty", queue)
    every = buttons.button("cases", "", key="desk.list.every")
    mine = buttons.button("mine", "0")
    return Denied("desk.cases_empty", every, mine, queue, what=asked(seen))


def told(seen: Listed, now: datetime) -> Say:
    """A page: what was asked for, so many of how many, each a line and a button."""
    limits, many = Limits.at(now), len(seen.rows)
    values = {
        "what": asked(seen),
        "count": seen.many,
        "place": "",
        "lines": [_line(case, seen, limits, now) for case in seen.rows],
    }
    if many < seen.count:
        span = {"first": seen.ahead + 1, "last": seen.ahead + many}
        values["place"] = Say("desk.span", span)
    key = "desk.mine" if seen.filters == Filters(holder=ME) else "desk.cases"
    actions = (*(opens(case) for case in seen.rows), *_pages(seen))
    return Say(key, values, actions=actions)


def opens(case: Case) -> Option:
    """The button that opens a case, by its number and name."""
    label = f"{case.code} {short(case.business_name, LABEL)}".strip()
    return buttons.button("open", case.code, label=label)


LABEL = 18
"""So many letters of a name on a button."""


def _pages(seen: Listed) -> tuple[Option, ...]:
    found = (("option.previous", seen.before), ("option.next", seen.after))
    return tuple(
        buttons.button("cases", text, key=key)
        for key, start in found
        if start is not None and (text := spec(seen.filters, start)) is not None
    )


def asked(seen: Listed) -> list[Any]:
    """What was asked for, in a few words."""
    by = seen.filters
    shown: Mapping[str, Any] = {
        "words": by.words,
        "state": Fact(key=f"desk.list.{by.state}"),
        "kecamatan": place(by.kecamatan),
        "road": road_name(by.road),
        "stage": _stage(by),
        "holder": seen.holder or Fact(key=f"desk.list.{by.holder}"),
        "turn": Say("desk.turn", {"who": who(by.turn)}),
        "urgent": Fact(key=f"desk.mark.{by.urgent}"),
        "days": Say("desk.waits_days", {"days": by.days}),
        "team": seen.team,
    }
    return [shown[name] for name in FIELDS if name in by.narrowed] or [
        Fact(key="desk.list.open")
    ]


def _stage(by: Filters) -> Fact:
    roads = [by.road] if by.road else list(catalogue().roads)
    return next(
        (
            stage_name(road, by.stage)
            for road in roads
            if any(each.id == by.stage for each in catalogue().roads[road].stages)
        ),
        Fact(label=by.stage),
    )


def who(turn: str) -> Fact:
    """Whose turn it is, in a short word."""
    if turn == OWNER:
        return Fact(key="desk.turn.owner")
    found = catalogue().institutions.get(turn)
    return Fact(label=found.short if found else turn)


def _line(case: Case, seen: Listed, limits: Limits, now: datetime) -> Line:
    """One case: whose, where, how far, whose turn, how long, and what is urgent."""
    guided = case.state == "accepted"
    state = "reported" if case.reported else case.outcome
    parts: list[Any] = [
        case.business_name,
        place(case.kecamatan),
        stage_name(case.road, case.stage) if guided else "",
        Say("desk.turn", {"who": who(turn(case))})
        if guided and not case.reported
        else Fact(key=f"desk.state.{state}"),
        "" if seen.filters.holder else case.holder_name,
        age(case.waiting_since, now),
        *(Fact(key=f"desk.mark.{mark}") for mark in marks(case, limits)),
    ]
    return Line(Option(case.code, label=case.code), ([p for p in parts if p],))
