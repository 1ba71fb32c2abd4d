"""What the Dinas put right of the catalogue, handed to every turn and every act.

It is a value like today's date, not something that the catalogue becomes: whoever
shows a fact is given it, and the facts that were shipped are the same for everybody.
"""

from datetime import date
from functools import partial

from msgspec import Struct

from bot.pipeline.reads import Kept
from conversations.cases.calendar import day_of
from conversations.cases.records import Override
from conversations.catalogue.overrides import Stated, Word
from storage.cases import overrides, reports
from storage.core.database import Transaction


class Known(Struct, frozen=True):
    """What a turn is told of an office: its *word*, and where most cases are from."""

    word: Word = {}
    places: tuple[str, ...] = ()


def kept(office: str) -> Kept[Known]:
    """What is known of an *office*, read anew twice a minute."""
    return Kept(partial(_known, office=office))


async def _known(tx: Transaction, office: str) -> Known:
    return Known(await standing(tx, office), await reports.places(tx, office))


async def standing(tx: Transaction, office: str) -> Word:
    """What stands today."""
    found = await overrides.standing(tx, office, day_of(tx.now))
    return {entry: stated(each) for entry, each in found.items()}


def stated(row: Override) -> Stated:
    """What was put right, as whoever shows it is handed it."""
    until = date.fromisoformat(row.until) if row.until else None
    return Stated(row.wording, day_of(row.at), until)
