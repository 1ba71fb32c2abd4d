"""A certificate as a sheet for the wall of a shop: A4, with the way to its page.

Every word arrives final: here is only where it stands.
"""

import segno
from fpdf import Align, XPos, YPos

from bot.pictures.canvas import GOLD, INDIGO, LEAF, QUIET, SOGA, TEXT
from bot.pictures.contents import Award
from bot.pictures.paper import LEADING, MARGIN, Paper, fitting

SIGN = 52.0
"""Millimetres of the square that a phone reads from an arm's length."""
LARGEST, NAMED = 44.0, 28.0
MEDAL = 15.0


def page(award: Award) -> bytes:
    """One page, to be read from the other side of a shop."""
    paper = Paper(award.title, award.language, award.foot)
    paper.set_auto_page_break(auto=False)
    _frame(paper)
    paper.set_y(32)
    paper.knot(paper.w / 2, 32 + MEDAL, MEDAL, 1.0)
    paper.set_y(32 + 2 * MEDAL + 8)
    wide = paper.epw - 2 * MARGIN
    size = max(20.0, fitting(paper, award.business, LARGEST, wide))
    _centred(paper, award.business, size, bold=True, colour=INDIGO)
    paper.ln(3)
    _centred(paper, award.name, NAMED, bold=True, colour=SOGA)
    paper.ln(2)
    for line in award.lines:
        _centred(paper, line, 14)
    paper.ln(3)
    _centred(paper, award.use, 11, colour=QUIET)
    _sign(paper, award)
    return paper.done()


def _frame(paper: Paper) -> None:
    """Two thin lines of wax around all of it."""
    paper.set_draw_color(GOLD)
    for inset, width in ((8.0, 0.9), (10.5, 0.3)):
        paper.set_line_width(width)
        paper.rect(inset, inset, paper.w - 2 * inset, paper.h - 2 * inset)


def _centred(
    paper: Paper, text: str, size: float, *, bold: bool = False, colour: str = TEXT
) -> None:
    if not text:
        return
    paper.letters(size, bold=bold, colour=colour)
    paper.set_x(2 * MARGIN)
    paper.multi_cell(
        paper.w - 4 * MARGIN,
        size * LEADING,
        paper.known(text),
        align=Align.C,
        new_x=XPos.LMARGIN,
        new_y=YPos.NEXT,
    )


def _sign(paper: Paper, award: Award) -> None:
    """The square with the link, and the same in letters."""
    rows = list(segno.make(award.link, error="m").matrix)
    side = SIGN / len(rows)
    left, top = (paper.w - SIGN) / 2, paper.below - SIGN - 22
    paper.set_fill_color(TEXT)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                at = left + across * side, top + down * side
                paper.rect(*at, side, side, style="F")
    paper.set_y(top + SIGN + 4)
    _centred(paper, award.scan, 12, bold=True, colour=LEAF)
    _centred(paper, award.link, 10, colour=QUIET)
