"""How content owners are when their case has ended, as the report tells it."""

from conversations.cases.buttons import pages
from conversations.cases.ratings import FACES, Ratings, Remark
from conversations.cases.reports.lines import PAGE, opens_case
from conversations.engine.effects import Fact, Line, Option, Say


def summary(found: Ratings) -> Say | str:
    """The figure in a line, as soon as anybody answered."""
    values = {"mean": found.mean, "count": found.count}
    return Say("desk.report.content", values) if found.count else ""


def shown(found: Ratings, page: int) -> tuple[Say, ...]:
    """Each face and how often; beneath, what was written beside it where it was read.

    Nobody counts what was written: another page is offered while this one is full.
    """
    if not found.count:
        return (Say("desk.report.no_ratings"),)
    lines = [
        Line(Option("", key=f"rating.face.{face}"), (found.faces.get(face, 0),))
        for face in reversed(FACES)
    ]
    values = {"mean": found.mean, "count": found.count, "lines": lines}
    said = Say("desk.report.ratings", values)
    if not found.remarks:
        return (said,)
    further = len(found.remarks) == PAGE
    arrows = pages("report", page, page + 1 + further, "ratings")
    opens = (opens_case(each.code, each.business) for each in found.remarks)
    rows = [_remark(each) for each in found.remarks]
    return said, Say("desk.report.names", {"lines": rows}, actions=(*opens, *arrows))


def _remark(each: Remark) -> Line:
    """Whose, which face, and the words as they are."""
    parts = (each.business, Fact(key=f"rating.face.{each.face}"), f'"{each.words}"')
    return Line(Option("", label=each.code), ([part for part in parts if part],))
