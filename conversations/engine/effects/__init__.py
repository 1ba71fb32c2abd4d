"""What a turn wants done. The engine asks; `bot.pipeline.acts` does.

Words to the person (`saying`), moves of the conversation itself (`moving`), and acts
upon the world: of those the engine knows that there are some (`act`), and hands them
on. Their classes stand in `conversations.cases`, one module a matter.
"""

from conversations.engine.effects.act import Act
from conversations.engine.effects.moving import (
    Begin,
    Drop,
    Moot,
    Move,
    OfferMenu,
    Recall,
    Remember,
    Reopen,
    Restore,
    Resume,
    Suspend,
    Utter,
)
from conversations.engine.effects.saying import (
    Ask,
    Fact,
    Line,
    LookUp,
    Option,
    Say,
    Steps,
    When,
)

Effect = Say | Ask | LookUp | Move | Act

__all__ = [
    "Act",
    "Ask",
    "Begin",
    "Drop",
    "Effect",
    "Fact",
    "Line",
    "LookUp",
    "Moot",
    "OfferMenu",
    "Option",
    "Recall",
    "Remember",
    "Reopen",
    "Restore",
    "Resume",
    "Say",
    "Steps",
    "Suspend",
    "Utter",
    "When",
]
