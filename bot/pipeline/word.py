"""What the Dinas put right of the catalogue, handed to every turn and every act.

It is a value like today's date, not something that the catalogue becomes: whoever
shows a fact is given it, and the facts that were shipped are the same for everybody.
"""

from datetime import date
from functools import partial

from bot.pipeline.reads import Kept
from conversations.cases.calendar import day_of
from conversations.cases.records import Override
from conversations.catalogue.overrides import Stated, Word
from storage.cases import overrides, reports
from storage.core.database import Transaction


def kept(office: str) -> Kept[Word]:
    """The word of an *office*, read anew twice a minute."""
    return Kept(partial(standing, office=office))


def places(office: str) -> Kept[tuple[str, ...]]:
    """Where most cases of an *office* are from, read anew as often."""
    return Kept(partial(reports.places, office_id=office))


async def standing(tx: Transaction, office: str) -> Word:
    """What stands today."""
    found = await overrides.standing(tx, office, day_of(tx.now))
    return {entry: stated(each) for entry, each in found.items()}


def stated(row: Override) -> Stated:
    """What was put right, as whoever shows it is handed it."""
    until = date.fromisoformat(row.until) if row.until else None
    return Stated(row.wording, day_of(row.at), until)
