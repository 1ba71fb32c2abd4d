"""Lists of cases and the board for their pages: asked for as in the chat."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from msgspec import structs

from bot import words
from bot.desk import listing as reading
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk import cases as page
from bot.web.desk.case import Choice
from bot.web.desk.cases import (
    BoardPage,
    BoardQuery,
    CasesPage,
    CasesQuery,
    Column,
    Narrowing,
    Row,
)
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import access, listing, rights, turns
from conversations.cases.finding import asked_for, otherwise
from conversations.cases.lifecycle import WAITING
from conversations.cases.listing import FIELDS, Filters, Listed, Start
from conversations.cases.names import place, road_name, stage_name
from conversations.cases.queue import age
from conversations.cases.records import Case, Officer
from conversations.cases.turns import Limits
from conversations.catalogue import catalogue
from conversations.engine.effects import Fact
from storage.cases import listing as lists
from storage.people import officers, teams

Groups: TypeAlias = Sequence[tuple[str, tuple[Choice, ...]]]
"""What can be chosen, under a name where there are several kinds of it."""
SIZE = 25
"""Cases of a page."""
Names = Mapping[str, str]
"""What somebody is called, by id."""
ON_BOARD = 10
"""Cases of a column of the board; all of them are a list."""


async def read(act: Acting, query: CasesQuery) -> CasesPage:
    """The list that is asked for, by words and by choices together."""
    rights.ask(listing.ShowCases, person(act))
    me = access.officer(person(act), *access.LOOKERS)
    working = await officers.of_office(act.tx, act.office)
    staff = {each.id: each.name for each in working}
    crews = await called(act)
    chosen = known(query.by, staff, crews)
    seen = await _found(act, me, query, chosen, staff)
    seen = rights.shown(listing.ShowCases, seen, person(act))
    language, limits = act.voice.language, Limits.at(act.now)
    return CasesPage(
        words.show(language, listing.asked(seen)),
        words.show(language, seen.many),
        len(seen.rows) == seen.count,
        seen.ahead + 1,
        tuple(_row(act, case, limits) for case in seen.rows),
        tuple(narrowings(language, chosen, staff, crews)),
        query.words,
        _where(query.words, chosen, seen.before),
        _where(query.words, chosen, seen.after),
        bool(chosen.narrowed or query.words),
        f"/desk/ekspor?{page.address(chosen)}" if me.role in access.OVERSEERS else "",
    )


async def _found(
    act: Acting, me: Officer, query: CasesQuery, chosen: Filters, staff: Names
) -> Listed:
    """What both ask for; where that is nothing, what else the words may mean."""
    said = asked_for(query.words, staff) if query.words else Filters()
    meant = [said, *(otherwise(query.words, said, staff) if query.words else ())]
    found = Listed()
    for each in meant:
        own = {name: getattr(chosen, name) for name in chosen.narrowed}
        both = structs.replace(each, **own)
        found = await reading.listed(act.tx, me, both, query.start, SIZE)
        if found.count:
            break
    return found


async def called(act: Acting) -> Names:
    """What each team of the office is called."""
    return {each.id: each.name for each in await teams.of_office(act.tx, act.office)}


def known(by: Filters, staff: Names, crews: Names) -> Filters:
    """Of what an address asks for, what there is: the rest is somebody's slip."""
    roads = catalogue().roads
    stages = {s.id for r in roads.values() for s in r.stages}
    there = {
        "state": listing.STATES,
        "kecamatan": catalogue().kecamatan,
        "road": roads,
        "stage": stages,
        "holder": (listing.ME, listing.NOBODY, *staff),
        "turn": turns.at_turn(),
        "urgent": ("urgent", *turns.MARKS),
        "team": crews,
    }
    kept = {n: getattr(by, n) for n in FIELDS if n not in there}
    kept |= {n: v for n in there if (v := getattr(by, n)) in there[n]}
    return Filters(**kept)


def _where(said: str, by: Filters, start: Start | None) -> str:
    if start is None:
        return ""
    return page.address(by, said, listing.spec(Filters(), start) or "")


def _row(act: Acting, case: Case, limits: Limits) -> Row:
    language = act.voice.language

    def said(part: object) -> str:
        return words.show(language, part)

    guided = case.state == "accepted" and not case.reported
    state = "reported" if case.reported else case.outcome
    stands = said(Fact(key=f"desk.state.{state}"))
    turn = turns.turn(case)
    return Row(
        case.code,
        case.business_name or case.owner_name or case.code,
        said(place(case.kecamatan)),
        said(stage_name(case.road, case.stage)) if guided else stands,
        said(listing.who(turn)) if turn else "",
        case.holder_name,
        said(age(case.waiting_since, act.now)),
        tuple(
            said(Fact(key=f"desk.mark.{mark}")) for mark in turns.marks(case, limits)
        ),
        state,
    )


# --- the choices ---------------------------------------------------------------------


def narrowings(
    language: str, by: Filters, staff: Names, crews: Names
) -> Iterable[Narrowing]:
    """Each choice with all that can be chosen."""

    def named(facts: Mapping[str, Fact]) -> tuple[Choice, ...]:
        return tuple(Choice(n, words.label(language, f)) for n, f in facts.items())

    def listed(*among: str) -> tuple[Choice, ...]:
        return named({each: Fact(key=f"desk.list.{each}") for each in among})

    marks = {m: Fact(key=f"desk.mark.{m}") for m in ("urgent", *turns.MARKS)}

    whose = named({each: listing.who(each) for each in turns.at_turn()})
    here = tuple(Choice(id_, name) for id_, name in staff.items())
    groups: dict[str, Groups] = {
        "kecamatan": kecamatan(),
        "jalur": stages(language),
        "petugas": [("", (*listed(listing.ME, listing.NOBODY), *here))],
        "tim": [("", tuple(Choice(id_, name) for id_, name in crews.items()))],
        "keadaan": [("", listed(*filter(None, listing.STATES)))],
        "giliran": [("", whose)],
        "mendesak": [("", named(marks))],
    }
    for name, choices in groups.items():
        if not any(among for _, among in choices):
            continue
        chosen = str(getattr(by, page.NAMES[name]) or "")
        if name == "jalur" and by.stage:
            chosen = f"{by.road}/{by.stage}"
        label = words.text(language, f"web.desk.cases.by.{name}")
        yield Narrowing(name, label, chosen, tuple(choices))


def kecamatan() -> Groups:
    """All of them, by name."""
    places = sorted(catalogue().kecamatan.values(), key=lambda each: each.name)
    return [("", tuple(Choice(each.code, each.name) for each in places))]


def stages(language: str) -> Groups:
    """Each road with its stages."""
    every = words.text(language, "web.desk.cases.every_stage")
    return [
        (
            words.prose(language, road.name),
            (
                Choice(road.id, every),
                *(
                    Choice(f"{road.id}/{each.id}", words.prose(language, each.name))
                    for each in road.stages
                ),
            ),
        )
        for road in catalogue().roads.values()
    ]


# --- the board -----------------------------------------------------------------------


async def read_board(act: Acting, query: BoardQuery) -> BoardPage:
    """What waits for guidance, then each stage: the oldest of each, and how many."""
    rights.ask(listing.ShowCases, person(act))
    me = access.officer(person(act), *access.LOOKERS)
    counted = await lists.board(act.tx, me.sees)
    many = {
        road: sum(n for (of, *_), n in counted.items() if of == road)
        for road in catalogue().roads
    }
    most = max(many, key=lambda road: many[road])
    road = query.road if query.road in many else most
    language, columns = act.voice.language, []
    for state in WAITING:
        name = words.label(language, Fact(key=f"desk.list.{state}"))
        count = sum(n for at, n in counted.items() if at[:2] == (road, state))
        by = Filters(road=road, state=state)
        columns.append(await _column(act, me, name, count, by))
    for stage in catalogue().roads[road].stages:
        by = Filters(road=road, stage=stage.id, state="accepted")
        name = words.label(language, stage_name(road, stage.id))
        count = counted.get((road, "accepted", stage.id), 0)
        columns.append(await _column(act, me, name, count, by))
    roads = tuple(
        (each, words.label(language, road_name(each)), n)
        for each, n in many.items()
        if n or each == road
    )
    return BoardPage(road, roads, tuple(columns))


async def _column(
    act: Acting, me: Officer, name: str, count: int, by: Filters
) -> Column:
    rows = await lists.page(act.tx, me.sees, by, Start(), limit=ON_BOARD)
    seen = rights.shown(listing.ShowCases, tuple(rows), person(act))
    limits = Limits.at(act.now)
    shown = tuple(_row(act, case, limits) for case in seen)
    return Column(name, count, shown, page.address(by))


PAGES: Pages = {CasesQuery: Page(read), BoardQuery: Page(read_board)}
