"""A book of somebody's own data, to read and to print: chapters of names and values.

Every word arrives final: here is only where it stands, and where a page ends.
"""

from collections.abc import Sequence
from io import BytesIO

from fpdf import XPos, YPos

from bot.pictures.canvas import INDIGO, QUIET, TEXT
from bot.pictures.contents import ENTRY, Book
from bot.pictures.paper import LEADING, MARGIN, Paper

NAMES = 44.0
"""Millimetres for the names, left of their values."""
SIZE = 9.5
ACROSS, GAP = 4, 4.0
PHOTO, CAPTION = 40.5, 12.0
"""Millimetres of a small photo, either way, and of the words beneath it."""


def bound(book: Book) -> bytes:
    """The book as a PDF, as many pages as it takes."""
    paper = Paper(book.title, book.language, book.foot, book.at, book.instead)
    paper.write_lines(book.title, 20, bold=True, colour=INDIGO)
    paper.ln(2)
    paper.write_lines(book.intro, 10, colour=QUIET)
    paper.canting()
    for chapter in book.chapters:
        paper.start_section(paper.known(chapter.heading))
        paper.heading(chapter.heading)
        for entry in chapter.entries:
            _entry(paper, entry)
            paper.ruled()
            paper.ln(2)
        _photos(paper, chapter.photos)
    return paper.done()


def _photos(paper: Paper, photos: Sequence[tuple[str, bytes]]) -> None:
    """Small ones, side by side, each with what it is."""
    for first in range(0, len(photos), ACROSS):
        if paper.get_y() + PHOTO + CAPTION > paper.below:
            paper.add_page()
        top = paper.get_y()
        for place, (name, body) in enumerate(photos[first : first + ACROSS]):
            x = MARGIN + place * (PHOTO + GAP)
            paper.image(BytesIO(body), x, top, w=PHOTO, h=PHOTO, keep_aspect_ratio=True)
            paper.letters(SIZE - 2, colour=QUIET)
            paper.set_xy(x, top + PHOTO + 1)
            paper.multi_cell(PHOTO, 3.5, paper.known(name), align="L")
        paper.set_y(top + PHOTO + CAPTION)


def _entry(paper: Paper, entry: ENTRY) -> None:
    """Names on the left and values on the right; a page may end between two."""
    for name, value in entry:
        paper.letters(SIZE, colour=TEXT)
        high = SIZE * LEADING
        if paper.get_y() + high > paper.below:
            paper.add_page()
        top, page = paper.get_y(), paper.page
        paper.letters(SIZE - 1, colour=QUIET)
        paper.multi_cell(NAMES - 3, high, paper.known(name), align="L", new_y=YPos.NEXT)
        under = paper.get_y() if paper.page == page else top
        paper.page, paper.y = page, top
        paper.letters(SIZE, colour=TEXT)
        paper.set_x(MARGIN + NAMES)
        paper.multi_cell(
            0,
            high,
            paper.known(value),
            align="L",
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )
        if paper.page == page:
            paper.set_y(max(under, paper.get_y()))
    paper.ln(1)
