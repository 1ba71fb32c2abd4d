"""The result of a readiness check for whoever guides: one A4 page, every answer on it.

Every word arrives final: here is only where it stands.
"""

from bot.pictures.canvas import INDIGO, QUIET, SOGA
from bot.pictures.contents import Result
from bot.pictures.paper import MARGIN, Paper, fitting

LARGEST = 9.0
"""Points of an answer's letters, where the page has room for them."""
ROW = 6.2
"""Millimetres of a row, likewise."""
NUMBER, ANSWER = 10.0, 28.0
"""Millimetres for the number of a question, and for what was answered."""


def page(result: Result) -> bytes:
    """One page, whatever was checked: many rows are closer together."""
    paper = Paper(result.title, result.language, result.foot)
    paper.set_auto_page_break(auto=False)
    if result.of:
        paper.write_lines(result.of, 11, bold=True, colour=SOGA)
    paper.write_lines(result.title, 16, bold=True, colour=INDIGO)
    _score(paper, result)
    if result.note:
        paper.write_lines(result.note, 9, colour=QUIET)
    paper.canting()
    paper.write_lines(result.heading, 12, bold=True, colour=SOGA)
    for number, task in enumerate(result.tasks, start=1):
        top = paper.get_y()
        paper.write_lines(f"{number}", 10, bold=True, colour=INDIGO)
        paper.set_y(top)
        paper.write_lines(task, 10, x=6)
    paper.ln(3)
    _answers(paper, result.answers)
    return paper.done()


def _score(paper: Paper, result: Result) -> None:
    """How much, and what that is called."""
    paper.ln(1)
    top = paper.get_y()
    paper.letters(28, bold=True)
    number = f"{result.percent}%"
    paper.cell(0, 14, number)
    after = MARGIN + paper.get_string_width(number) + 9
    paper.knot(after, top + 7, 3.2, result.percent / 100)
    paper.set_xy(after + 6, top + 2.8)
    paper.letters(13, bold=True, colour=SOGA)
    paper.multi_cell(0, 7, paper.known(result.band), align="L")
    paper.set_y(max(top + 15, paper.get_y()))


def _answers(paper: Paper, answers: tuple[tuple[str, str], ...]) -> None:
    """Every answer in one row."""
    room = paper.below - paper.get_y()
    step = min(ROW, room / max(1, len(answers)))
    size = min(LARGEST, step * 1.7)
    wide = paper.epw - NUMBER - ANSWER
    for numbered, answer in answers:
        number, _, asked = numbered.partition(" ")
        top = paper.get_y()
        paper.letters(size, colour=QUIET)
        paper.cell(NUMBER, step, paper.known(number))
        paper.letters(fitting(paper, asked, size, wide - 2))
        paper.cell(wide, step, paper.known(asked))
        paper.letters(fitting(paper, answer, size, ANSWER), bold=True, colour=INDIGO)
        paper.cell(ANSWER, step, paper.known(answer), align="R")
        paper.set_y(top + step)
        paper.ruled()
