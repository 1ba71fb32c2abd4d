"""What the Dinas put right of the catalogue, handed to every turn and every act.

It is a value like today's date, not something that the catalogue becomes: whoever
shows a fact is given it, and the facts that were shipped are the same for everybody.

What it says in its own words instead of a sentence of ours is laid over these, as its
own settings are over the catalogue, for as long as its people have their turn.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial

from msgspec import Struct, structs

from bot import sentences, words
from bot.pipeline.reads import Kept
from conversations.cases.calendar import day_of
from conversations.cases.records import SENTENCE, Override
from conversations.cases.reminders import quiet
from conversations.cases.staff.records import Office
from conversations.catalogue import as_served, catalogue, model
from conversations.catalogue import serving as catalogue_of
from conversations.catalogue.overrides import Stated, Word
from conversations.catalogue.whole import Catalogue
from storage.cases import overrides, reports
from storage.core.database import Transaction
from storage.people import offices

NOT_SAID = "belum diketahui"
"""The source of what an office has not said of itself, as in the catalogue."""


class Known(Struct, frozen=True):
    """What a turn is told of an office: its *word*, and where most cases are from.

    *facts* are the catalogue as its people have it; None where that says all of it.
    *said* are the sentences that it says instead of ours.
    """

    facts: Catalogue | None = None
    said: words.Overlay = words.NOTHING
    word: Word = {}
    places: tuple[str, ...] = ()


def kept(office: str) -> Kept[Known]:
    """What is known of an *office*, read anew twice a minute."""
    return Kept(partial(_known, office=office))


async def _known(tx: Transaction, office: str) -> Known:
    found = await known(tx, office)
    return structs.replace(found, places=await reports.places(tx, office))


async def known(tx: Transaction, office: str) -> Known:
    """What people of an *office* are told, but for the places."""
    facts = dict(await served(tx)).get(office)
    rows = await overrides.standing(tx, office, day_of(tx.now))
    return Known(facts, sentences.laid(rows), _word(rows))


async def standing(tx: Transaction, office: str) -> Word:
    """What stands today."""
    return _word(await overrides.standing(tx, office, day_of(tx.now)))


def _word(rows: Mapping[str, Override]) -> Word:
    return {
        entry: stated(each)
        for entry, each in rows.items()
        if not entry.startswith(SENTENCE)
    }


@contextmanager
def serving(known: Known) -> Iterator[None]:
    """For as long as this lasts, here and in what is begun here, it is their turn."""
    before = words.LAID.set(known.said)
    try:
        with catalogue_of(known.facts):
            yield
    finally:
        words.LAID.reset(before)


async def asleep(tx: Transaction) -> bool:
    """Whether it is night, or Friday prayers, for people of any office."""
    for _, facts in await served(tx):
        with catalogue_of(facts):
            if quiet(tx.now):
                return True
    return False


async def served(tx: Transaction) -> list[tuple[str, Catalogue]]:
    """The id of each office, and the catalogue as its people have it."""
    found = await offices.every(tx)
    return [(each.id, as_served(*_first(found, each))) for each in found]


def _first(every: Sequence[Office], office: Office) -> Iterator[model.Office]:
    """All offices as the catalogue would tell of them, *office* first."""
    yield _told(office)
    yield from (_told(each) for each in every if each.id != office.id)


def _told(office: Office) -> model.Office:
    """An office as the catalogue would, under the names that it has now."""
    return replace(
        catalogue().offices.get(office.id) or _added(office),
        name=office.name,
        short=office.short_name,
        regency=office.regency,
        opening=office.opening,
    )


def _added(office: Office) -> model.Office:
    """One that is not in the catalogue, and says of itself nothing yet."""
    like = catalogue().office
    return replace(
        like,
        id=office.id,
        case_prefix=office.prefix,
        code=office.region,
        details=tuple(replace(each, value="") for each in like.details),
        confirmed_on=None,
        source=NOT_SAID,
        confidence="low",
    )


def stated(row: Override) -> Stated:
    """What was put right, as whoever shows it is handed it."""
    until = date.fromisoformat(row.until) if row.until else None
    return Stated(row.wording, day_of(row.at), until)
