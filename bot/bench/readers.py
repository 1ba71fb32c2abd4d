"""The worst that a text can do to a reader: all readers run in the one event loop.

Each reader gets texts of 64,000 letters that nobody means; the longest that any takes
for one of them is the figure. The tests count the work over the same texts.
"""

from collections.abc import Callable
from datetime import date
from operator import itemgetter
from time import process_time
from typing import Any

from bot.bench.run import Run, Table
from conversations import language
from conversations.catalogue import catalogue
from conversations.flows.owner.profile import elsewhere, places
from conversations.language.normalise import MOST_KEPT, clean, fold, plain, within
from conversations.understanding import questions
from conversations.understanding.classifier import shipped

LONG = 64_000
PATTERNS = {
    "eighteen_letters": "\ufdfa",
    "range": "1-",
    "marks": "?!",
    "dashes": "-",
    "smiles": "\U0001f600",
    "family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "accents": "\u0301",
    "accented": "e\u0301",
    "two_accents": "\u0301\u0323",
    "no_width": "\u200b",
    "brackets": "(",
    "nested": "()",
    "digits": "7",
    "noughts": "0",
    "grouped": "123 ",
    "dotted": "1.",
    "spaces": " ",
    "lines": "\n",
    "slashes": "/",
    "letter": "a",
    "words": "batik ",
    "joined": "duapuluh",
    "number_words": "satu ",
    "scales": "juta ",
    "denials": "tidak ",
    "phrase": "tidak tidak belum ",
    "village": "desa kramatwatu ",
    "courtesy": "pak ",
    "greeting": "salam ",
    "commas": "a,",
    "plus": "1+",
    "letter_o": "o0",
    "phone": "0812 ",
    "dates": "1/1/",
    "kecamatan": "kecamatan ",
    "wide_digits": "\uff11",
    "half": "\u00bd",
    "apostrophe": "'",
    "underscore": "_",
    "mixed": "1o ",
    "square": "5\u00b2",
    "right_to_left": "\u202e",
    "hangul": "\uac01",
    "atau": "1 atau ",
    "semua": "semua kecuali ",
}
TEXTS = {
    name: (part * (LONG // len(part) + 1))[:LONG] for name, part in PATTERNS.items()
}
_WEIGHS = shipped()
_TODAY = date(2026, 11, 28)
_PLACES = language.Gazetteer(places(), elsewhere())
_CHOICES = language.Choices(
    language.Labelled(option.id, option.label, option.aliases)
    for name in ("sector", "other_permits")
    for option in catalogue().fields[name].options
)

_NAMES = language.Names()


def _laid_out(text: Any) -> language.Passage:
    return language.passage(text, _NAMES)


READERS: dict[str, Callable[[Any], object]] = {
    "clean": clean,
    "plain": plain,
    "fold": fold,
    "read_number": language.read_number,
    "read_count": language.read_count,
    "hear_quantity": language.hear_quantity,
    "read_digits": lambda text: language.read_digits(text, "[0-9]{13}"),
    "counted": language.counted,
    "read_case_number": lambda text: language.read_case_number(text, "SRG"),
    "read_day": lambda text: language.read_day(text, _TODAY),
    "read_days_off": lambda text: language.read_days_off(text, _TODAY),
    "read_opening_hours": language.read_opening_hours,
    "read_appointments": lambda text: language.read_appointments(text, _TODAY),
    "hear_day": lambda text: language.hear_day(text, _TODAY),
    "read_phone": language.read_phone,
    "match_place": lambda text: language.match_place(text, _PLACES),
    "match": lambda text: language.match(text, _CHOICES),
    "certain": lambda text: language.certain(text, _CHOICES),
    "apart": lambda text: language.apart(text, (("printing", "printing"),)),
    "denies": language.denies,
    "has_everyday": language.has_everyday,
    "names_somebody": language.names_somebody,
    "exactly": lambda text: language.exactly(text, _CHOICES),
    "whole": lambda text: language.whole(text, _CHOICES),
    "plainly": lambda text: language.plainly(text, _CHOICES),
    "read_several": lambda text: language.read_several(text, _CHOICES),
    "read_answer": language.read_answer,
    "read_yes_no": language.read_yes_no,
    "contradicts": language.contradicts,
    "read_command": language.read_command,
    "greeting": language.greeting,
    "opening": language.opening,
    "thanks": language.thanks,
    "read_text": lambda text: language.read_text(text, 1, 2_000, lines=True),
    "title": language.title,
    "untitled": language.untitled,
    "read_free": lambda text: language.read_free(text, "person"),
    "puts_off": language.puts_off,
    "read_wish": language.read_wish,
    "read_leave": language.read_leave,
    "read_list": language.read_list,
    "asked": lambda text: questions.asked(
        language.Utterance.of(text), busy=False, officer=False, language="id", word={}
    ),
    "applies": language.applies,
    "read_fact": language.read_fact,
    "passage": lambda text: _laid_out(text).headings,
    "read_correction": lambda text: language.read_correction(_laid_out(text)),
    "each_named": lambda text: list(language.each_named(_laid_out(text))),
    "headed": lambda text: list(language.headed(_laid_out(text), "kecamatan")),
    "introduced": lambda text: list(
        language.introduced(_laid_out(text), "owner_name", "person")
    ),
    "phones_in": lambda text: list(language.phones_in(_laid_out(text))),
    "people_in": lambda text: list(language.people_in(_laid_out(text))),
    "places_in": lambda text: list(
        language.places_in(_laid_out(text), _PLACES, "kecamatan")
    ),
    "offices_in": lambda text: list(language.offices_in(_laid_out(text))),
    "choices_in": lambda text: list(
        language.choices_in(_laid_out(text), _CHOICES, "sector")
    ),
    "yes_or_no": lambda text: list(language.yes_or_no(_laid_out(text), "has_nib")),
    "weigh": lambda text: _WEIGHS.weigh(language.Utterance.of(text), "idle").ranked,
}
WRITERS: dict[str, Callable[[str], object]] = {
    "hidden": language.hidden,
    "unmarked": language.unmarked,
}
"""These go over all that is kept, once, after it was cut at the door."""


async def readers(_: Run) -> Table:
    """For each reader the most milliseconds of CPU that any of the texts costs."""
    asked = {**READERS, **{name: _cut(writer) for name, writer in WRITERS.items()}}
    worst = {name: _worst(reader) for name, reader in asked.items()}
    return {name: {"ms": ms} for name, ms in sorted(worst.items(), key=itemgetter(1))}


def _cut(writer: Callable[[str], object]) -> Callable[[str], object]:
    """*writer* over what is left of a text at the door."""
    return lambda text: writer(within(text, MOST_KEPT))


def _worst(reader: Callable[[str], object]) -> float:
    return max(_spent(reader, text) for text in TEXTS.values())


def _spent(reader: Callable[[str], object], text: str) -> float:
    """The best of three."""
    found = []
    for _ in range(3):
        start = process_time()
        reader(text)
        found.append(process_time() - start)
    return round(min(found) * 1_000, 2)
