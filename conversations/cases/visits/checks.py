"""The owner's readiness check, as an officer found it at the place.

What was looked at stands in the report of the visit. It becomes the owner's newest
check once the owner says that the report is right.
"""

from collections.abc import Iterator, Mapping, Sequence

from conversations.cases.changes import AddCheck
from conversations.cases.readiness import WORTH, checklist_for, judge, points
from conversations.cases.records import Check
from conversations.cases.visits.records import Visit
from conversations.catalogue import catalogue
from conversations.catalogue.model import ChecklistItem


def answers(visit: Visit, checks: Sequence[Check]) -> Mapping[str, str]:
    """What the owner answered last to the checklist of the road."""
    name = checklist_for(visit.road, visit.sector)
    return next((each.answers for each in checks if each.checklist == name), {})


def answered(visit: Visit, given: Mapping[str, str]) -> Iterator[ChecklistItem]:
    """The questions with a yes or a no that can be looked at: a kind is neither."""
    checklist = catalogue().checklists.get(checklist_for(visit.road, visit.sector))
    for item in checklist.items if checklist else ():
        if given.get(item.id) and not item.options:
            yield item


def label(visit: Visit, answer: str) -> str:
    """What an *answer* is called."""
    checklist = catalogue().checklists[checklist_for(visit.road, visit.sector)]
    return next((o.label for o in checklist.options if o.id == answer), answer)


def found(
    visit: Visit,
    given: Mapping[str, str],
    groups: Sequence[str],
    otherwise: Sequence[str],
) -> dict[str, str]:
    """The answers of the *groups* that were looked at, right as they are now."""
    return {
        item.id: _turned(given[item.id]) if item.id in otherwise else given[item.id]
        for item in answered(visit, given)
        if item.group in groups
    }


def _turned(answer: str) -> str:
    return "not_yet" if WORTH.get(answer, 1.0) == 1 else "yes"


def corrected(visit: Visit, checks: Sequence[Check]) -> tuple[AddCheck, ...]:
    """The owner's check as it was found, where it is another one."""
    given, seen = answers(visit, checks), visit.report.get("checked") or {}
    now = {**given, **seen}
    if now == given:
        return ()
    name = checklist_for(visit.road, visit.sector)
    result = judge(points(catalogue().checklists[name], now))
    return (AddCheck(visit.person_id, name, result.percent, result.band, now),)
