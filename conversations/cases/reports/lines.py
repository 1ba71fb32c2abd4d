"""The numbers of an office in few words: the same in the chat and on paper."""

from collections import Counter
from collections.abc import Collection

from conversations.cases import stages
from conversations.cases.buttons import button
from conversations.cases.names import stage_name
from conversations.cases.queue import LABEL, short
from conversations.cases.reports.records import Report, Row, most_first, total
from conversations.catalogue import catalogue
from conversations.engine.effects import Fact, Option, Say

PAGE = 8
"""So many rows, each a button: with two arrows they fit the longest list allowed."""
DINAS, OWNER = "dinas", "owner"
"""Whom a case can wait for besides bodies, by their id in the catalogue."""


def told(row: Row) -> list[Say]:
    """What there is of a row."""
    numbers = {
        "guided": row.guided,
        "opened": row.opened,
        "certified": row.certified,
        "stuck": row.stuck,
        "given_up": row.given_up,
    }
    return [
        Say(f"desk.row.{what}", {"count": count})
        for what, count in numbers.items()
        if count or what == "guided"
    ]


def without(places: Collection[str]) -> list[str]:
    """The kecamatan of which nobody follows, by name."""
    every = catalogue().kecamatan.items()
    return [each.name for id_, each in every if id_ not in places]


def at_stages(report: Report, road: str) -> dict[str, int]:
    """How many cases are at each stage of a road, in its order."""
    mine = (each for each in report.cases if each.road == road)
    at = total(mine, lambda each: each.stage, lambda each: each.guided)
    found = catalogue().roads.get(road)
    order = {each: stages.place(found, each) if found else 0 for each in at}
    return {stage: at[stage] for stage in sorted(at, key=order.__getitem__)}


def stuck_at(report: Report) -> dict[tuple[str, str], int]:
    """How many are stuck at which stage of which road, the most first."""
    counted = Counter[tuple[str, str]]()
    for each in report.cases:
        counted[each.road, each.stage] += each.stuck
    return dict((+counted).most_common())


def awaited(report: Report) -> dict[str, int]:
    """For whom those that are stuck wait, by id, the most first."""
    counted = Counter[str]()
    for each in report.cases:
        counted[DINAS] += each.unseen
        waits = waits_for(each.road, each.stage, each.state)
        counted[waits] += each.stuck - each.unseen
    return most_first(counted)


def waits_for(road: str, stage: str, state: str, *, reported: bool = False) -> str:
    """Who has to do something before a case moves, by id."""
    if state == "sent_back":
        return OWNER
    found = catalogue().roads.get(road)
    there = stages.at(found, stage) if found else None
    if state != "accepted" or reported or there is None:
        return DINAS
    return there.who


def stage_called(road: str, stage: str) -> Fact:
    """A stage by name; that of a case which nobody accepted yet has none."""
    return stage_name(road, stage) if stage else Fact(key="desk.report.not_begun")


def called_so(id_: str) -> Fact:
    """Whoever a case waits for, by name."""
    if id_ == OWNER:
        return Fact(key="desk.report.owner")
    return Fact(label=catalogue().institutions[id_].short)


def opens_case(code: str, business: str) -> Option:
    """The button to a case of which a report speaks."""
    return button("open", code, label=f"{code} {short(business, LABEL)}".strip())
