"""A form as pages to print: its lines, filled in as far as we know."""

import re
from collections.abc import Mapping
from typing import Any

from bot import words
from bot.pictures.contents import Filled, FilledSheet
from bot.pipeline.render import Voice
from bot.views.drawn import Drawn, plain
from conversations.cases.forms import FormShown
from conversations.cases.requests import LetterDrawn
from conversations.catalogue import catalogue
from conversations.catalogue.form import Sheet
from conversations.engine.effects import Say
from conversations.engine.values import Answers
from conversations.flows.owner.apply import QUESTIONS

LANGUAGE = "id"
"""Bodies in Indonesia read them."""
_FIELD = re.compile(r"\{(\w+)\}")
OPEN = "." * 30
"""What stands within a sentence for what is not known."""


def shown(voice: Voice, news: FormShown) -> Drawn:
    """The form, called by its title."""
    del voice  # it is addressed to others
    made = _filled(news.form, news.known)
    return Drawn(Say("form.shown"), "form", made, f"{plain(made.title)}.pdf")


def letter(voice: Voice, news: LetterDrawn) -> Drawn:
    """A letter of the Dinas for a mark, to be signed."""
    name = words.text(voice.language, "letter.file", {"name": news.known["brand"]})
    made = _filled("trademark_letter", news.known)
    return Drawn(Say("letter.drawn"), "form", made, f"{plain(name)}.pdf")


def _filled(name: str, known: Mapping[str, Any]) -> Filled:
    form = catalogue().forms[name]
    return Filled(form.title, form.note, tuple(_sheet(s, known) for s in form.sheets))


def _sheet(sheet: Sheet, known: Mapping[str, Any]) -> FilledSheet:
    return FilledSheet(
        sheet.title,
        tuple(
            _FIELD.sub(lambda at: _said(at[1], known) or OPEN, each)
            for each in sheet.texts
        ),
        tuple((each.name, _said(each.known, known)) for each in sheet.blanks),
        sheet.columns,
        sheet.rows,
        words.text(LANGUAGE, "form.signed") if sheet.signed else "",
    )


def _said(field: str, known: Mapping[str, Any]) -> str:
    """What is known of a *field*, in the words of its question."""
    value = known.get(field)
    if value is None or value in ("", []) or field not in QUESTIONS:
        return ""
    parts = QUESTIONS[field].shown(value, Answers(dict(known)))
    return words.show(LANGUAGE, tuple(parts))
