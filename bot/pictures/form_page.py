"""A form to print: each sheet on a page of its own, with room to write.

Every word arrives final: here is only where it stands.
"""

from bot.pictures.canvas import INDIGO, LINE, QUIET, SOGA
from bot.pictures.contents import Filled, FilledSheet
from bot.pictures.paper import MARGIN, Paper

SIZE = 10.0
NAMES = 55.0
"""Millimetres for the names, left of what is filled in."""
ROW = 9.0
"""Millimetres of a line that is filled in by hand."""


def pages(form: Filled) -> bytes:
    """All sheets; what they are not stands above each of them."""
    paper = Paper(form.title, "id", form.title)
    for number, sheet in enumerate(form.sheets):
        if number:
            paper.add_page()
        paper.write_lines(form.note, 8.5, bold=True, colour=SOGA)
        paper.ln(2)
        paper.write_lines(sheet.title, 16, bold=True, colour=INDIGO)
        paper.canting()
        _written(paper, sheet)
    return paper.done()


def _written(paper: Paper, sheet: FilledSheet) -> None:
    for name, said in sheet.lines:
        top = paper.get_y()
        paper.write_lines(name, SIZE - 1, colour=QUIET)
        paper.set_y(top)
        paper.write_lines(said or " ", SIZE, x=NAMES)
        paper.set_y(max(paper.get_y(), top + ROW - 2))
        paper.ruled()
        paper.ln(1.5)
    paper.ln(2)
    for text in sheet.texts:
        paper.write_lines(text, SIZE)
        paper.ln(1.5)
    if sheet.columns:
        _table(paper, sheet)
    if sheet.signed:
        paper.ln(6)
        paper.write_lines(sheet.signed, SIZE, x=paper.epw / 2)


def _table(paper: Paper, sheet: FilledSheet) -> None:
    """Empty rows under their names; as many as the page has room for."""
    paper.ln(2)
    wide, top = paper.epw / len(sheet.columns), paper.get_y()
    paper.letters(8, bold=True, colour=QUIET)
    paper.set_draw_color(LINE)
    paper.set_line_width(0.2)
    high = 10.0
    for number, name in enumerate(sheet.columns):
        paper.set_xy(MARGIN + number * wide + 1, top + 1)
        paper.multi_cell(wide - 2, 4, paper.known(name), align="L")
    rows = min(sheet.rows, int((paper.below - top - high) / ROW))
    for row in range(rows + 1):
        y = top + high + (row - 1) * ROW if row else top
        paper.rect(MARGIN, y, paper.epw, ROW if row else high)
    for number in range(1, len(sheet.columns)):
        x = MARGIN + number * wide
        paper.line(x, top, x, top + high + rows * ROW)
    paper.set_y(top + high + rows * ROW)
