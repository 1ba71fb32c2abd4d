"""A fact of the catalogue, put right at the desk: the Dinas's word stands over it.

So is a sentence of ours that the Dinas says in its own words; whether these fit is
known to whoever reads it.

A coordinator's stands at once. What an officer writes is put to every coordinator, and
the first who taps decides. It stands until its last day, until another takes its
place, or until a coordinator takes it back; then the catalogue is right again.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from msgspec import Struct, structs

from conversations.cases import access
from conversations.cases.buttons import button, pages
from conversations.cases.calendar import day_of
from conversations.cases.changes import (
    AddOverride,
    Change,
    EndOverride,
    SettleOverride,
)
from conversations.cases.decision import Decision, Denied, Log, Notice, Person, Tell
from conversations.cases.records import SENTENCE, Officer, Override
from conversations.catalogue import overrides
from conversations.catalogue.overrides import Entry
from conversations.engine.effects import Act, Fact, Line, Option, Say

DECIDERS = ("coordinator", "admin")
"""Whose word is the Dinas's."""
QUOTED = 40
"""Characters of a text that stand for it in the list."""


class PutRight(Act, frozen=True):
    """Say *text* instead of what the *entry* says, *until* a last day (ISO) if any."""

    entry: str
    text: str
    until: str = ""


class SettleFact(Act, frozen=True):
    """Whether what an officer wrote is the Dinas's word."""

    override: str
    agreed: bool


class TakeBackFact(Act, frozen=True):
    """Let the catalogue be right again."""

    override: str


class ShowFacts(Act, frozen=True):
    """What the Dinas put right, and what waits for a coordinator."""

    page: int = 0


class ShowFact(Act, frozen=True):
    """One of them, with who and when."""

    override: str


# --- what is heard of it -------------------------------------------------------------


class FactCard(Notice, frozen=True):
    """An entry, what it said *before*, what it says now.

    Whoever *decides* can settle what was proposed, and take back what stands. *edits*
    the card on which it was shown.
    """

    subject: ClassVar = "fact"
    override: str
    entry: str
    name: str
    part: str
    before: str
    text: str
    state: str
    officer: str
    on: date
    until: date | None = None
    decides: bool = False
    edits: bool = False


class FactSettled(Notice, frozen=True):
    """To whoever wrote it: a coordinator let it stand, or did not."""

    subject: ClassVar = "fact_settled"
    name: str
    text: str
    officer: str
    agreed: bool


# --- what is decided -----------------------------------------------------------------


class FactFile(Struct, frozen=True):
    """What is read: one override, what *stands* at its entry, and who works here.

    *names* are those of the officers who had to do with it, by id. Where it is about a
    *sentence*, that is as it was shipped, and *flaw* is what does not fit there.
    """

    override: Override | None = None
    stands: Override | None = None
    officers: tuple[Officer, ...] = ()
    names: Mapping[str, str] = {}
    sentence: Entry | None = None
    flaw: Say | None = None


class FactList(Struct, frozen=True):
    """Those of an office that stand or wait: one page of *count*."""

    overrides: tuple[Override, ...] = ()
    count: int = 0
    page: int = 0
    pages: int = 1


class FactNow(Struct, frozen=True, omit_defaults=True):
    """What an entry says *now*, and which day that is."""

    name: Fact | str = ""
    now: Fact | str = ""
    on: date | None = None


def now(asked: Mapping[str, Any], seen: FactFile, who: Person) -> FactNow:
    """What the entry says now, to whoever is about to put it right."""
    found = overrides.entries().get(str(asked.get("entry", "")))
    shipped = found.text if found else ""
    stands = _read(seen, who)
    said = stands.wording if stands else shipped
    return FactNow(
        Fact(label=found.name if found else ""),
        Fact(label=said) if said else Fact(key="fact.nothing"),
        day_of(who.now),
    )


def put_right(act: PutRight, seen: FactFile, who: Person) -> Decision:
    """A coordinator's word stands; another officer's waits for a coordinator."""
    officer = access.officer(who)
    entry = seen.sentence or _entry(act.entry)
    _readable(act, seen, who)
    decides = officer.role in DECIDERS
    asked = [each for each in seen.officers if each.role in DECIDERS]
    if not decides and not asked:
        raise Denied("desk.fact.nobody")
    state = "stands" if decides else "proposed"
    about = (who.fresh, officer.office_id, officer.id)
    new = Override(
        who.fresh,
        officer.office_id,
        entry.id,
        act.text,
        act.until,
        state,
        officer.id,
        who.now,
    )
    card = _card(new, entry, _read(seen, who), officer.name)
    added = AddOverride(*about, entry.id, act.text, act.until, state, entry.text)
    instead = _instead(seen.stands, officer) if decides else ()
    return Decision(
        changes=(*instead, added),
        log=(_log(state, new, officer),),
        tell=() if decides else tuple(_to(asked, card)),
        reply=(_done(state, entry),),
    )


def settle(act: SettleFact, seen: FactFile, who: Person) -> Decision:
    """The first coordinator who taps decides; every card says who it was."""
    officer = access.officer(who, *DECIDERS)
    row = _known(seen, officer)
    if row.state != "proposed":
        raise _late(row, seen)
    state = "stands" if act.agreed else "refused"
    settled = SettleOverride(row.id, state, officer.id)
    after = replace(row, state=state, settled_by=officer.id, settled_at=who.now)
    entry = _of(row)
    card = _card(after, entry, _read(seen, who), officer.name, edits=True)
    deciders = [each for each in seen.officers if each.role in DECIDERS]
    others = [each for each in deciders if each.person_id != who.id]
    writer = [each for each in seen.officers if each.id == row.officer_id]
    news = FactSettled(entry.name, row.wording, officer.name, act.agreed)
    return Decision(
        changes=(*(_instead(seen.stands, officer) if act.agreed else ()), settled),
        log=(_log(state, row, officer),),
        tell=(*_to(others, card), *(Tell(each.person_id, news) for each in writer)),
        reply=(_mine(card), _done(state, entry)),
    )


def take_back(act: TakeBackFact, seen: FactFile, who: Person) -> Decision:
    """The catalogue is right again, from this moment."""
    officer = access.officer(who, *DECIDERS)
    row = _known(seen, officer)
    if row.state != "stands":
        raise _late(row, seen)
    entry = _of(row)
    gone = structs.replace(
        _card(row, entry, None, officer.name, edits=True),
        state="ended",
        on=day_of(who.now),
    )
    return Decision(
        changes=(EndOverride(row.id, officer.id),),
        log=(_log("ended", row, officer),),
        reply=(gone, _done("ended", entry)),
    )


def show_all(act: ShowFacts, seen: FactList, who: Person) -> Decision:
    """What was put right; each a button."""
    access.officer(who, *access.LOOKERS)
    if not seen.count:
        raise Denied("desk.facts.none")
    lines = [
        Line(
            Option("", label=_of(each).name),
            (_short(each.wording), Fact(key=f"fact.state.{each.state}")),
        )
        for each in seen.overrides
    ]
    values = {
        "count": seen.count,
        "page": seen.page + 1,
        "pages": seen.pages,
        "lines": lines,
    }
    each = (button("fact", r.id, label=_of(r).name) for r in seen.overrides)
    actions = (*each, *pages("facts", seen.page, seen.pages))
    return Decision(reply=(Say("desk.facts", values, actions=actions),))


def show(act: ShowFact, seen: FactFile, who: Person) -> Decision:
    """One of them, with its buttons for whoever may do something about it."""
    officer = access.officer(who, *access.LOOKERS)
    row = _known(seen, officer)
    before = None if row.state == "stands" else _read(seen, who)
    by = seen.names.get(row.by, "")
    card = _card(row, _of(row), before, by)
    return Decision(
        reply=(structs.replace(card, decides=officer.role in DECIDERS),),
    )


def _entry(name: str) -> Entry:
    """What is put right, if the catalogue has it."""
    found = overrides.entries().get(name)
    if found is None:
        raise Denied("desk.fact.unknown")
    return found


def _readable(act: PutRight, seen: FactFile, who: Person) -> None:
    """What is put there fits where it is shown, and lasts at least for today."""
    most = overrides.longest(act.entry)
    if seen.flaw:
        raise Denied(seen.flaw.key, **seen.flaw.values)
    if not seen.sentence and not 0 < len(act.text.strip()) <= len(act.text) <= most:
        raise Denied("desk.fact.long", most=most)
    if act.until and _last_day(act.until) < day_of(who.now):
        raise Denied("desk.fact.over")


def _last_day(until: str) -> date:
    """The day that was written; a browser that knows no days lets anything be."""
    try:
        found = date.fromisoformat(until)
    except ValueError as bad:
        raise Denied("desk.fact.no_day") from bad
    if found.isoformat() != until:  # it is compared as it is kept
        raise Denied("desk.fact.no_day")
    return found


def _of(row: Override) -> Entry:
    """What *row* put right, even where a later version knows nothing of it."""
    known = overrides.entries().get(row.entry)
    return known or Entry(row.entry, row.entry.removeprefix(SENTENCE), row.shipped)


def _known(seen: FactFile, officer: Officer) -> Override:
    """One of the officer's own office."""
    row = seen.override
    if row is None or row.office_id != officer.office_id:
        raise Denied("desk.fact.unknown")
    return row


def _read(seen: FactFile, who: Person) -> Override | None:
    """What people read at the entry now: what stands, unless its last day is over."""
    found = seen.stands
    over = found and found.until and found.until < day_of(who.now).isoformat()
    return None if over else found


def _late(row: Override, seen: FactFile) -> Denied:
    """Somebody was quicker; who it was."""
    by = seen.names.get(row.by, "")
    return Denied(
        "desk.fact.late", officer=by, state=Fact(key=f"fact.state.{row.state}")
    )


def _instead(stands: Override | None, officer: Officer) -> tuple[Change, ...]:
    """What stood ends when another takes its place."""
    return (EndOverride(stands.id, officer.id),) if stands else ()


def _card(
    row: Override,
    entry: Entry,
    before: Override | None,
    by: str,
    *,
    edits: bool = False,
) -> FactCard:
    return FactCard(
        row.id,
        entry.id,
        entry.name,
        entry.part,
        before.wording if before else entry.text,
        row.wording,
        row.state,
        by,
        day_of(row.at),
        date.fromisoformat(row.until) if row.until else None,
        row.state == "proposed",
        edits,
    )


def _mine(card: FactCard) -> FactCard:
    """The card of whoever decided, who may think better of it."""
    return structs.replace(card, decides=card.state == "stands")


def _to(officers: list[Officer], card: FactCard) -> list[Tell]:
    return [Tell(each.person_id, card) for each in officers]


def _short(text: str) -> str:
    return text if len(text) <= QUOTED else f"{text[: QUOTED - 1]}…"


def _done(what: str, entry: Entry) -> Say:
    """What becomes of *entry*; a sentence was never of the catalogue."""
    name = {"name": Fact(label=entry.name)}
    fact = f"fact.done.{what}"
    if entry.id.startswith(SENTENCE):
        return Say(f"sentence.done.{what}", name, fallback=fact)
    return Say(fact, name)


def _log(what: str, row: Override, officer: Officer) -> Log:
    about = {"override": row.id, "entry": row.entry}
    return Log(f"fact.{what}", officer=officer.id, detail=about)
