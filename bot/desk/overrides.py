"""Facts and sentences put right: what is read for each act, and who decides."""

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from bot import sentences
from bot.desk.run import answer, known_anew, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import overrides as rules
from conversations.cases.calendar import day_of
from conversations.engine.effects import Say
from storage.cases import overrides
from storage.people import officers

PAGE = 8
"""Facts on a page: with two arrows they fit the longest list allowed."""


async def _at(act: Acting, entry: str) -> rules.FactFile:
    """What stands at an entry, and who works here."""
    return rules.FactFile(
        None,
        await overrides.stands_at(act.tx, act.office, entry),
        tuple(await officers.of_office(act.tx, act.office)),
    )


async def _written(act: Acting, asked: rules.PutRight) -> rules.FactFile:
    """The same; of a sentence, whether the new words fit."""
    at = await _at(act, asked.entry)
    sentence = sentences.found(asked.entry)
    if sentence is None:
        return at
    said = at.stands.wording if at.stands else sentence.text
    same = Say("sentence.flaw.same") if asked.text == said else None
    flaw = same or misfits(asked.entry, asked.text)
    return structs.replace(at, sentence=sentence, flaw=flaw)


def misfits(entry: str, text: str) -> Say | None:
    """What does not fit in *text* at the entry of a sentence."""
    found = tuple(
        Say(f"sentence.flaw.{each.kind}", {"what": each.what, "most": each.most})
        for each in sentences.misfits(entry, text)
    )
    return Say("desk.sentence.misfit", {"flaws": found}) if found else None


async def _asked(act: Acting, asked: Mapping[str, Any]) -> rules.FactFile:
    return await _at(act, str(asked.get("entry", "")))


async def _named(
    act: Acting, asked: rules.SettleFact | rules.TakeBackFact | rules.ShowFact
) -> rules.FactFile:
    """One of them, with what stands at its entry and who had to do with it."""
    found = await overrides.by_id(act.tx, asked.override)
    if found is None:
        return rules.FactFile()
    at = await _at(act, found.entry)
    names = {each.id: each.name for each in at.officers}
    if found.by not in names:
        names |= await officers.names(act.tx, [found.by])
    return rules.FactFile(found, at.stands, at.officers, names)


async def _listed(act: Acting, asked: rules.ShowFacts) -> rules.FactList:
    """A page of what stands and what waits."""
    today = day_of(act.now)
    count = await overrides.count(act.tx, act.office, today)
    pages = -(-count // PAGE)
    page = min(asked.page, max(0, pages - 1))
    found = await overrides.listed(
        act.tx, act.office, today, limit=PAGE, offset=page * PAGE
    )
    return rules.FactList(tuple(found), count, page, pages)


NOW = answer(_asked, rules.now)
PERFORMERS: ByAct = {
    rules.PutRight: known_anew(register(read=_written, decide=rules.put_right)),
    rules.SettleFact: known_anew(register(read=_named, decide=rules.settle)),
    rules.TakeBackFact: known_anew(register(read=_named, decide=rules.take_back)),
    rules.ShowFacts: register(read=_listed, decide=rules.show_all),
    rules.ShowFact: register(read=_named, decide=rules.show),
}
