"""A report for who leads: one to three A4 pages, with its months and its tables.

Every word arrives final: here is only where it stands.
"""

from bot.pictures.canvas import INDIGO, QUIET, SOGA, TEXT
from bot.pictures.contents import Leaders, Table, Trend
from bot.pictures.paper import LEADING, MARGIN, Paper, fitting
from bot.pictures.trend import COLOURS, bars

SIZES = (9.5, 8.5, 7.5, 6.5)
"""Points of what stands in tables: the largest with which there are few pages."""
MOST = 3
SMALL = 8.0
HIGH = 24.0
"""Millimetres of the highest bar."""
GAP = 2.0
"""Between columns."""
BEGUN = 30.0
"""A table begins where there is room for so much of it."""


def pages(report: Leaders) -> bytes:
    """At most three pages; of more, the tables are written smaller."""
    for size in SIZES:
        paper = _written(report, size)
        if paper.pages_count <= MOST:
            break
    return paper.done()


def _written(report: Leaders, size: float) -> Paper:
    """What counts first, then the months, then each table."""
    paper = Paper(report.title, report.language, report.foot)
    whose = fitting(paper, report.of, 11, 0.95 * paper.epw)
    paper.write_lines(report.of, whose, bold=True, colour=SOGA)
    paper.write_lines(report.title, 20, bold=True, colour=INDIGO)
    paper.write_lines(report.at, 10, colour=QUIET)
    paper.canting()
    _figures(paper, report.figures)
    for line in report.told:
        paper.write_lines(line, 10.5)
        paper.ln(1)
    _trend(paper, report.trend)
    for table in report.tables:
        _table(paper, table, size)
    return paper


def _figures(paper: Paper, figures: tuple[tuple[int, str], ...]) -> None:
    """Large numbers beside each other, each over what it is."""
    wide, top = paper.epw / max(len(figures), 1), paper.get_y()
    lowest = top
    for place, (number, name) in enumerate(figures):
        paper.set_xy(MARGIN + place * wide, top)
        size = fitting(paper, f"{number}", 26, 0.8 * wide)
        paper.letters(size, bold=True, colour=INDIGO)
        paper.cell(wide, 12, f"{number}")
        paper.set_xy(MARGIN + place * wide, top + 12)
        paper.letters(SMALL, colour=QUIET)
        paper.multi_cell(wide - GAP, SMALL * LEADING, paper.known(name), align="L")
        lowest = max(lowest, paper.get_y() + SMALL * LEADING)
    paper.set_y(lowest + 3)


def _trend(paper: Paper, trend: Trend) -> None:
    """The months of each thing that is counted, one under the other."""
    paper.heading(trend.title)
    for (name, numbers), colour in zip(trend.counted, COLOURS, strict=True):
        paper.write_lines(name, SIZES[0], bold=True, colour=colour)
        bottom = paper.get_y() + 5 + HIGH
        placed = bars(numbers, MARGIN, bottom, paper.epw, HIGH)
        for bar, month in zip(placed, trend.months, strict=True):
            paper.set_fill_color(colour)
            if bar.number:
                paper.rect(bar.left, bar.top, bar.wide, bar.high, style="F")
            _centred(paper, f"{bar.number}", bar.middle, bar.top - 4, bold=True)
            _centred(paper, month, bar.middle, bottom + 1)
        paper.set_y(bottom)
        paper.ruled()
        paper.set_y(bottom + 8)


def _centred(
    paper: Paper, text: str, middle: float, top: float, *, bold: bool = False
) -> None:
    paper.letters(SMALL, bold=bold, colour=TEXT if bold else QUIET)
    paper.set_xy(middle - 8, top)
    paper.cell(16, 3.5, text, align="C")


def _table(paper: Paper, table: Table, size: float) -> None:
    """Rows under their names, which stand again where a page ended between two."""
    if table.rows and paper.get_y() + BEGUN > paper.below:
        paper.add_page()
    paper.heading(table.title)
    if table.rows:
        _row(paper, table, table.columns, size, bold=True)
    for row in table.rows:
        _row(paper, table, row, size)
    if table.note:
        paper.ln(1)
        paper.write_lines(table.note, size)


def _row(
    paper: Paper,
    table: Table,
    cells: tuple[str, ...],
    size: float,
    *,
    bold: bool = False,
) -> None:
    """Words broken within their columns; numbers stand to the right."""
    _letters(paper, size, bold=bold)
    line, whole = size * LEADING, sum(table.wide)
    wides = [paper.epw * part / whole - GAP for part in table.wide]
    broken = [
        _lines(paper, cell, wide, line) for cell, wide in zip(cells, wides, strict=True)
    ]
    high = line * max(len(lines) for lines in broken)
    if paper.get_y() + high > paper.below:
        paper.add_page()
        _row(paper, table, table.columns, size, bold=True)
        _letters(paper, size, bold=bold)
    top, left = paper.get_y(), MARGIN
    for column, (lines, wide) in enumerate(zip(broken, wides, strict=True)):
        paper.set_xy(left, top)
        side = "R" if all(row[column].isdecimal() for row in table.rows) else "L"
        paper.multi_cell(wide, line, "\n".join(lines), align=side)
        left += wide + GAP
    paper.set_y(top + high + 0.6)
    paper.ruled()
    paper.ln(0.6)


def _letters(paper: Paper, size: float, *, bold: bool) -> None:
    paper.letters(size - 1 if bold else size, bold=bold, colour=QUIET if bold else TEXT)


def _lines(paper: Paper, cell: str, wide: float, high: float) -> list[str]:
    """What stands in a cell, line by line."""
    told = paper.known(cell)
    broken = paper.multi_cell(wide, high, told, dry_run=True, output="LINES")
    return list(broken) if isinstance(broken, list) else [told]
