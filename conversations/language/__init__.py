"""Forgiving reading of what people type: text in, a value or a reason out.

It knows no flow and no question. Where it is not sure it says so, and the engine asks.
"""

from conversations.language.appointments import Appointment, read_appointments
from conversations.language.case_lists import CaseList, read_list
from conversations.language.choices import (
    Match,
    Sure,
    Unsure,
    apart,
    certain,
    denies,
    exactly,
    match,
    plainly,
    whole,
)
from conversations.language.commands import (
    Command,
    printed,
    read_command,
    read_fact,
)
from conversations.language.corrections import (
    Correction,
    each_named,
    read_correction,
)
from conversations.language.counts import read_count
from conversations.language.courtesy import Greeting, greeting, opening, thanks
from conversations.language.days import read_day
from conversations.language.days_off import read_days_off
from conversations.language.digit_runs import counted, read_case_number, read_digits
from conversations.language.free_text import Free, read_free
from conversations.language.heard import Heard
from conversations.language.identity import MARK, hidden, unmarked
from conversations.language.in_passing import (
    applies,
    choices_in,
    headed,
    introduced,
    likely,
    office_names,
    offices_in,
    places_in,
)
from conversations.language.leave_as_is import read_leave
from conversations.language.names import Written, read_text, title, untitled
from conversations.language.near_days import hear_day
from conversations.language.normalise import clean, fold
from conversations.language.numbers import Number, Span, read_number
from conversations.language.numbers_in_passing import people_in, phones_in
from conversations.language.opening_hours import read_opening_hours
from conversations.language.options import Choices, Labelled, Options
from conversations.language.papers import THERE_OR_NOT, yes_or_no
from conversations.language.passages import Clue, Names, Passage, passage
from conversations.language.people import (
    has_everyday,
    names_somebody,
    surely_a_person,
    written_large,
)
from conversations.language.phones import FIXED, MOBILE, Dialled, as_dialled, read_phone
from conversations.language.places import (
    Elsewhere,
    Gazetteer,
    OtherRegion,
    Place,
    Smaller,
    SurePlace,
    UnsurePlaces,
    match_place,
)
from conversations.language.quantities import Quantity, hear_quantity
from conversations.language.several import Several, read_several
from conversations.language.text_kinds import Doubt, Other, Shape
from conversations.language.utterance import Said, Utterance, once
from conversations.language.wishes import puts_off, read_wish
from conversations.language.yesno import Answer, contradicts, read_answer, read_yes_no

__all__ = [
    "FIXED",
    "MARK",
    "MOBILE",
    "THERE_OR_NOT",
    "Answer",
    "Appointment",
    "CaseList",
    "Choices",
    "Clue",
    "Command",
    "Correction",
    "Dialled",
    "Doubt",
    "Elsewhere",
    "Free",
    "Gazetteer",
    "Greeting",
    "Heard",
    "Labelled",
    "Match",
    "Names",
    "Number",
    "Options",
    "Other",
    "OtherRegion",
    "Passage",
    "Place",
    "Quantity",
    "Said",
    "Several",
    "Shape",
    "Smaller",
    "Span",
    "Sure",
    "SurePlace",
    "Unsure",
    "UnsurePlaces",
    "Utterance",
    "Written",
    "apart",
    "applies",
    "as_dialled",
    "certain",
    "choices_in",
    "clean",
    "contradicts",
    "counted",
    "denies",
    "each_named",
    "exactly",
    "fold",
    "greeting",
    "has_everyday",
    "headed",
    "hear_day",
    "hear_quantity",
    "hidden",
    "introduced",
    "likely",
    "match",
    "match_place",
    "names_somebody",
    "office_names",
    "offices_in",
    "once",
    "opening",
    "passage",
    "people_in",
    "phones_in",
    "places_in",
    "plainly",
    "printed",
    "puts_off",
    "read_answer",
    "read_appointments",
    "read_case_number",
    "read_command",
    "read_correction",
    "read_count",
    "read_day",
    "read_days_off",
    "read_digits",
    "read_fact",
    "read_free",
    "read_leave",
    "read_list",
    "read_number",
    "read_opening_hours",
    "read_phone",
    "read_several",
    "read_text",
    "read_wish",
    "read_yes_no",
    "surely_a_person",
    "thanks",
    "title",
    "unmarked",
    "untitled",
    "whole",
    "written_large",
    "yes_or_no",
]
