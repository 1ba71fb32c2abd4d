"""Forgiving reading of what people type: text in, a value or a reason out.

It knows no flow and no question. Where it is not sure it says so, and the engine asks.
"""

from conversations.engine.reading.choices import (
    Labelled,
    Match,
    Sure,
    Unsure,
    apart,
    certain,
    denies,
    exactly,
    match,
    plainly,
)
from conversations.engine.reading.commands import Command, read_command
from conversations.engine.reading.counts import read_count
from conversations.engine.reading.courtesy import Greeting, greeting, thanks
from conversations.engine.reading.days import read_day
from conversations.engine.reading.free import Free, read_free
from conversations.engine.reading.free_shapes import Doubt, Other, Shape
from conversations.engine.reading.heard import Heard
from conversations.engine.reading.identity import MARK, hidden, unmarked
from conversations.engine.reading.leaving import read_leave
from conversations.engine.reading.names import Written, read_text, untitled
from conversations.engine.reading.near_days import hear_day
from conversations.engine.reading.normalise import clean, fold
from conversations.engine.reading.numbers import Number, Span, read_number
from conversations.engine.reading.people import has_everyday
from conversations.engine.reading.phones import MOBILE, Dialled, read_phone
from conversations.engine.reading.places import (
    Elsewhere,
    OtherRegion,
    Place,
    Smaller,
    SurePlace,
    UnsurePlaces,
    match_place,
)
from conversations.engine.reading.quantities import (
    Quantity,
    hear_quantity,
    read_quantity,
)
from conversations.engine.reading.several import Several, match_several, read_several
from conversations.engine.reading.stretches import counted, read_digits
from conversations.engine.reading.wishes import read_wish
from conversations.engine.reading.yesno import (
    Answer,
    contradicts,
    read_answer,
    read_yes_no,
)

__all__ = [
    "MARK",
    "MOBILE",
    "Answer",
    "Command",
    "Dialled",
    "Doubt",
    "Elsewhere",
    "Free",
    "Greeting",
    "Heard",
    "Labelled",
    "Match",
    "Number",
    "Other",
    "OtherRegion",
    "Place",
    "Quantity",
    "Several",
    "Shape",
    "Smaller",
    "Span",
    "Sure",
    "SurePlace",
    "Unsure",
    "UnsurePlaces",
    "Written",
    "apart",
    "certain",
    "clean",
    "contradicts",
    "counted",
    "denies",
    "exactly",
    "fold",
    "greeting",
    "has_everyday",
    "hear_day",
    "hear_quantity",
    "hidden",
    "match",
    "match_place",
    "match_several",
    "plainly",
    "read_answer",
    "read_command",
    "read_count",
    "read_day",
    "read_digits",
    "read_free",
    "read_leave",
    "read_number",
    "read_phone",
    "read_quantity",
    "read_several",
    "read_text",
    "read_wish",
    "read_yes_no",
    "thanks",
    "unmarked",
    "untitled",
]
