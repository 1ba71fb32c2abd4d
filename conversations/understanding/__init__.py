"""What words mean, here: a record of what was typed, and a look at what lies open.

Pure, and it knows nothing of forms and sessions but what `Seen` shows. Each reader is a
candidate that answers for itself, with a meaning or with why it has none, so that every
decision can be explained (`pandu explain`).
"""

from conversations.understanding.intents import OFFICERS, OWNERS
from conversations.understanding.meaning import (
    Answer,
    CaseNamed,
    Change,
    Either,
    Greets,
    Known,
    Meaning,
    Not,
    Perhaps,
    Press,
    Thanks,
    Told,
    Verdict,
    Way,
    Wish,
)
from conversations.understanding.questions import asked, worth_asking
from conversations.understanding.readers import READERS, trace, understand
from conversations.understanding.seen import Seen
from conversations.understanding.sentences import guesses, prepare, says_done

__all__ = [
    "OFFICERS",
    "OWNERS",
    "READERS",
    "Answer",
    "CaseNamed",
    "Change",
    "Either",
    "Greets",
    "Known",
    "Meaning",
    "Not",
    "Perhaps",
    "Press",
    "Seen",
    "Thanks",
    "Told",
    "Verdict",
    "Way",
    "Wish",
    "asked",
    "guesses",
    "prepare",
    "says_done",
    "trace",
    "understand",
    "worth_asking",
]
