"""Pages to print and to keep: A4, in the same typeface and colours as the pictures.

The text of a page is text: it can be searched, copied and read aloud. What the
typeface has no sign for is told by a near one or by words (`bot.pictures.symbols`).
"""

from datetime import UTC, datetime

from fpdf import FPDF, XPos, YPos
from fpdf.fonts import TTFFont

from bot.pictures.canvas import GOLD, LEAF, LINE, QUIET, SOGA, TEXT, font_file
from bot.pictures.symbols import PLAIN, StandIns, writable

FAMILY = "Jakarta"
MARGIN = 18.0
"""Millimetres, as everything here."""
FOOT = 12.0
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""A page that says its day in its words is the same file whenever it is drawn."""
LEADING = 0.5
"""Millimetres between lines for each point of the letters."""


class Paper(FPDF):
    """Pages that fill from top to bottom; each bears its number and the *foot*.

    *at* is when it was made, where that matters; *instead* stands where the typeface
    has no sign.
    """

    def __init__(
        self,
        title: str,
        language: str,
        foot: str = "",
        at: datetime | None = None,
        instead: StandIns = PLAIN,
    ) -> None:
        super().__init__(format="A4")
        self.foot, self._instead = foot, instead
        self.set_title(title)
        self.set_lang(language)
        self.set_creation_date(at or UNDATED)
        self.set_margin(MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(auto=True, margin=MARGIN + FOOT)
        for style in ("", "B"):
            self.add_font(FAMILY, style, font_file(bold=bool(style)))
        self.letters(10)
        font = self.current_font
        self._signs = set(font.cmap) if isinstance(font, TTFFont) else set()
        self.add_page()

    @property
    def below(self) -> float:
        """Where the place for words ends."""
        return float(self.h) - MARGIN - FOOT

    def letters(self, size: float, *, bold: bool = False, colour: str = TEXT) -> None:
        """What is written from here on looks so."""
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_text_color(colour)

    def known(self, text: str) -> str:
        """*text* without signs that the typeface lacks."""
        return writable(text, self._signs, self._instead)

    def write_lines(
        self,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = TEXT,
        x: float = 0.0,
        link: str = "",
    ) -> None:
        """Lines of *text*, *x* from the margin, and on to below them."""
        self.letters(size, bold=bold, colour=colour)
        self.set_x(MARGIN + x)
        self.multi_cell(
            0,
            size * LEADING,
            self.known(text),
            align="L",
            link=link,
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )

    def heading(self, text: str, size: float = 13.0) -> None:
        """What follows is about this; it stays with at least a line of that."""
        if self.get_y() + 3 * size * LEADING > self.below:
            self.add_page()
        self.ln(3)
        self.write_lines(text, size, bold=True, colour=SOGA)
        self.ln(1)

    def canting(self) -> None:
        """The one ornament: a thin line of wax."""
        self.ln(2)
        self.set_draw_color(GOLD)
        self.set_line_width(0.3)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())
        self.ln(3)

    def ruled(self) -> None:
        """A line so thin that it only leads the eye."""
        self.set_draw_color(LINE)
        self.set_line_width(0.15)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())

    def knot(self, x: float, y: float, radius: float, full: float) -> None:
        """A knot as in the pictures: tied, half tied or open."""
        self.set_line_width(radius / 4)
        if full >= 1:
            self.set_fill_color(LEAF)
            self.circle(x, y, radius, style="F")
            self.set_draw_color("#FFFFFF")
            points = [(-0.45, 0), (-0.1, 0.35), (0.5, -0.35)]
            self.polyline([(x + a * radius, y + b * radius) for a, b in points])
            return
        self.set_draw_color(SOGA if full > 0 else QUIET)
        if full > 0:
            self.set_fill_color(SOGA)
            box = (x - radius, y - radius, 2 * radius)
            self.arc(*box, 90, 270, style="F")
        self.circle(x, y, radius, style="D")

    def footer(self) -> None:
        """The foot of each page, which `add_page` asks for."""
        self.set_y(self.h - MARGIN - FOOT / 2)
        self.letters(8, colour=QUIET)
        self.cell(0, 4, self.known(self.foot))
        if self.auto_page_break:  # else there is only this one
            self.set_x(MARGIN)
            self.cell(0, 4, f"{self.page_no()}", align="R")

    def done(self) -> bytes:
        """The finished file."""
        return bytes(self.output())


def fitting(paper: Paper, text: str, size: float, room: float) -> float:
    """The size, *size* at most, in which *text* is no wider than *room*."""
    paper.letters(size)
    wide = paper.get_string_width(paper.known(text))
    return size if wide <= room else size * room / wide
