"""The facts for their pages: the catalogue, and what stands or waits over it."""

from collections.abc import Mapping, Sequence

from bot import words
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.facts import (
    Change,
    FactPage,
    FactQuery,
    FactsPage,
    FactsQuery,
    Row,
)
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import access
from conversations.cases import overrides as rules
from conversations.cases.calendar import day_of
from conversations.cases.decision import Denied
from conversations.cases.lifecycle import HANDLERS
from conversations.cases.records import Override
from conversations.catalogue import overrides as catalogued
from conversations.catalogue.overrides import Entry
from conversations.engine.effects import Fact
from storage.cases import overrides
from storage.people import officers

MOST = 40
"""So many entries stand on a page."""
_OTHER = tuple(f"_{each}" for each in words.LANGUAGES if each != words.DEFAULT)
"""How an entry ends that is another in another language: `office:hours_en`."""
ALL = 500
"""So many that were put right, and more than there will ever be."""


async def read(act: Acting, query: FactsQuery) -> FactsPage:
    """What was put right, and the entries in which all that is sought is said."""
    access.officer(person(act), *access.LOOKERS)
    current = await overrides.listed(act.tx, act.office, day_of(act.now), limit=ALL)
    by_entry = {each.entry: each for each in reversed(current)}
    every, sought = catalogued.entries(), query.words.casefold().split()
    listed = (each for name, each in every.items() if not _translates(name, every))
    found = [each for each in listed if _says(act, each, sought)]
    ids = [each.id for each in found]
    start = ids.index(query.after) + 1 if query.after in ids else 0
    shown = found[start : start + MOST]
    more = start + MOST < len(found)
    return FactsPage(
        tuple(_row(act, _entry(every, each.entry), each) for each in current),
        tuple(_row(act, each, by_entry.get(each.id)) for each in shown),
        len(found),
        shown[-1].id if more else "",
    )


async def read_one(act: Acting, query: FactQuery) -> FactPage:
    """One entry, with its history."""
    me = access.officer(person(act), *access.LOOKERS)
    every = catalogued.entries()
    entry = every.get(query.entry)
    if entry is None:
        raise Denied("desk.fact.unknown")
    history = await overrides.history(act.tx, act.office, entry.id)
    stands = next((each for each in history if each.state == "stands"), None)
    fact = catalogued.fact(entry.id)
    return FactPage(
        _row(act, entry, stands),
        tuple(fact.source.split()) if fact else (),
        fact.verify if fact else "",
        _said(act, entry.text),
        next(
            (f"{entry.id}{each}" for each in _OTHER if f"{entry.id}{each}" in every), ""
        ),
        catalogued.longest(entry.id),
        await changes(act, history),
        me.role in HANDLERS,
        me.role in rules.DECIDERS,
    )


def _translates(name: str, every: Mapping[str, Entry]) -> bool:
    """Whether an entry is another in another language, which leads to it."""
    return name.endswith(_OTHER) and name.removesuffix(name[-3:]) in every


def _entry(every: Mapping[str, Entry], name: str) -> Entry:
    """An entry that was put right, even one of which the catalogue knows nothing."""
    return every.get(name) or Entry(name, name, "")


def _says(act: Acting, entry: Entry, sought: list[str]) -> bool:
    told = f"{entry.id} {_said(act, entry.name)} {_said(act, entry.text)}".casefold()
    return all(word in told for word in sought)


def _row(act: Acting, entry: Entry, put: Override | None) -> Row:
    language, fact = act.voice.language, catalogued.fact(entry.id)
    part = words.text(language, f"fact.part.{entry.part}") if entry.part else ""
    if entry.id.endswith(_OTHER):
        part = words.text(language, f"language.which.{entry.id[-2:]}")
    grade = words.text(language, f"web.desk.grade.{fact.confidence}") if fact else ""
    day = day_of(put.at) if put else fact.checked_on if fact else None
    return Row(
        entry.id,
        _said(act, entry.name),
        part.removesuffix(":"),
        put.wording if put else _said(act, entry.text),
        grade,
        words.day(language, day) if day else "",
        put.state if put else "",
    )


async def changes(act: Acting, history: Sequence[Override]) -> tuple[Change, ...]:
    """All that was ever put there, with who it was."""
    who = await officers.names(act.tx, [each.by for each in history])
    return tuple(_change(act, each, who) for each in history)


def _change(act: Acting, put: Override, who: Mapping[str, str]) -> Change:
    language = act.voice.language
    return Change(
        put.id,
        put.wording,
        put.state,
        words.text(language, f"fact.state.{put.state}"),
        who.get(put.by, ""),
        words.day(language, day_of(put.at)),
        put.until,
    )


def _said(act: Acting, text: str) -> str:
    return words.label(act.voice.language, Fact(label=text)) if text else ""


PAGES: Pages = {FactsQuery: Page(read), FactQuery: Page(read_one)}
