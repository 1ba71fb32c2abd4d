"""The report of a visit: one A4 page, however much was written; photos take another.

Every word arrives final: here is only where it stands.
"""

import io
from collections.abc import Sequence

from bot.pictures.canvas import INDIGO, QUIET, SOGA, TEXT
from bot.pictures.contents import Visited
from bot.pictures.paper import MARGIN, Paper

SIZES = (10.5, 9.5, 8.5, 7.5, 6.5)
"""Points of the letters: the largest with which all of it stands on one page."""
NAMES = 38.0
"""Millimetres for the names, left of what they name."""


GAP, HIGH = 4.0, 64.0
"""Millimetres between photos, and of the highest: with names three rows fill a page."""


def page(report: Visited) -> bytes:
    """One page, on which what is long is written smaller; its photos two a row."""
    for size in SIZES:
        paper = _written(report, size)
        if paper.pages_count == 1:
            break
    _photos(paper, report.files)
    return paper.done()


def _photos(paper: Paper, files: Sequence[bytes]) -> None:
    wide = (paper.epw - GAP) / 2
    if files:
        paper.ln(GAP)
    for number, file in enumerate(files):
        column = number % 2
        if not column and paper.get_y() + HIGH > paper.below:
            paper.add_page()
        box = (MARGIN + column * (wide + GAP), paper.get_y(), wide, HIGH)
        paper.image(io.BytesIO(file), *box, keep_aspect_ratio=True)
        if column or number == len(files) - 1:
            paper.set_y(paper.get_y() + HIGH + GAP)


def _written(report: Visited, size: float) -> Paper:
    paper = Paper(report.title, report.language, report.foot)
    paper.write_lines(report.of, size + 1, bold=True, colour=SOGA)
    paper.write_lines(report.title, 16, bold=True, colour=INDIGO)
    paper.ln(1)
    spot = report.spot or ("", "", "")
    for name, said, link in (*((*each, "") for each in report.about), spot):
        top = paper.get_y()
        paper.write_lines(name, size - 1, colour=QUIET)
        paper.set_y(top)
        colour = INDIGO if link else TEXT
        paper.write_lines(said, size, x=NAMES, colour=colour, link=link)
    paper.canting()
    for heading, lines in report.parts:
        paper.heading(heading, size + 1.5)
        for line in lines:
            paper.write_lines(line, size)
            paper.ln(0.8)
    return paper
