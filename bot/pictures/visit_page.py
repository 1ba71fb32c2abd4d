"""The report of a visit: one A4 page, however much was written.

Every word arrives final: here is only where it stands.
"""

from bot.pictures.canvas import INDIGO, QUIET, SOGA
from bot.pictures.contents import Visited
from bot.pictures.paper import Paper

SIZES = (10.5, 9.5, 8.5, 7.5, 6.5)
"""Points of the letters: the largest with which all of it stands on one page."""
NAMES = 38.0
"""Millimetres for the names, left of what they name."""


def page(report: Visited) -> bytes:
    """One page; what is long is written smaller."""
    for size in SIZES:
        paper = _written(report, size)
        if paper.pages_count == 1:
            break
    return paper.done()


def _written(report: Visited, size: float) -> Paper:
    paper = Paper(report.title, report.language, report.foot)
    paper.write_lines(report.of, size + 1, bold=True, colour=SOGA)
    paper.write_lines(report.title, 16, bold=True, colour=INDIGO)
    paper.ln(1)
    for name, said in report.about:
        top = paper.get_y()
        paper.write_lines(name, size - 1, colour=QUIET)
        paper.set_y(top)
        paper.write_lines(said, size, x=NAMES)
    paper.canting()
    for heading, lines in report.parts:
        paper.heading(heading, size + 1.5)
        for line in lines:
            paper.write_lines(line, size)
            paper.ln(0.8)
    return paper
