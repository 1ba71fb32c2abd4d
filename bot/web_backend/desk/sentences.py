"""The sentences for their pages: ours, and what the office says instead."""

from collections.abc import Mapping

from bot import sentences, words
from bot.channels.spec import CAPTION
from bot.channels.whatsapp.layout import BUTTON_TITLE, ROW_DESCRIPTION, ROW_TITLE
from bot.desk.overrides import misfits
from bot.desk.reports import stumbled
from bot.desk.run import person
from bot.pipeline.acts import Acting
from bot.web.desk.sentences import (
    Row,
    SentencePage,
    SentenceQuery,
    SentencesPage,
    SentencesQuery,
)
from bot.web_backend.desk.facts import ALL, MOST, changes
from bot.web_backend.desk.page import Page, Pages
from conversations.cases import access
from conversations.cases import overrides as rules
from conversations.cases.calendar import day_of
from conversations.cases.decision import Denied
from conversations.cases.lifecycle import HANDLERS
from conversations.cases.records import SENTENCE, Override
from conversations.flows import called
from storage.cases import overrides


async def read(act: Acting, query: SentencesQuery) -> SentencesPage:
    """What was put or waits, and the sentences in which all that is sought is said."""
    access.officer(person(act), *access.LOOKERS)
    current = await overrides.listed(
        act.tx, act.office, day_of(act.now), limit=ALL, sentences=True
    )
    put = {each.entry: each for each in reversed(current)}
    sought = query.words.casefold().split()
    found = [
        entry
        for entry in sentences.changeable()
        if entry.startswith(f"{SENTENCE}{query.language}")
        and all(word in _told(entry) for word in sought)
    ]
    start = found.index(query.after) + 1 if query.after in found else 0
    shown = found[start : start + MOST]
    return SentencesPage(
        tuple(_row(act, each.entry, each) for each in current),
        tuple(_row(act, each, put.get(each)) for each in shown),
        len(found),
        shown[-1] if start + MOST < len(found) else "",
    )


async def read_one(act: Acting, query: SentenceQuery) -> SentencePage:
    """One sentence, with its history; also one that this version says no more."""
    me = access.officer(person(act), *access.LOOKERS)
    entry = f"{SENTENCE}{query.language}/{query.key}"
    past = await overrides.history(act.tx, act.office, entry)
    ours = entry in sentences.changeable()
    if not ours and not past:
        raise Denied("desk.sentence.fixed")
    stands = next((each for each in past if each.state == "stands"), None)
    other = f"{SENTENCE}{'en' if query.language == 'id' else 'id'}/{query.key}"
    names = sorted(words.shipped(*sentences.at(entry)).names) if ours else []
    shown = {name: f"[{name}]" for name in names}
    return SentencePage(
        _row(act, entry, stands),
        words.runs(*sentences.at(entry), shown) if ours else (),
        words.shipped(*sentences.at(entry)).text if ours else "",
        _row(act, other, None) if other in sentences.changeable() else None,
        tuple(f"{{{name}}}" for name in names),
        sentences.longest(query.key),
        _limit(act, query.key),
        await changes(act, past),
        await _lost(act, query),
        ours and me.role in HANDLERS,
        me.role in rules.DECIDERS,
    )


async def _lost(act: Acting, query: SentenceQuery) -> str:
    """How many gave up at the question that it is a sentence of, in its language."""
    question = query.key.rpartition(".")[0]
    for _, each in await stumbled(act.tx, act.office, ALL, 0):
        if (each.question, each.language) == (question, query.language):
            values = {"came": each.came, "left": each.left, "refused": each.refused}
            return words.text(act.voice.language, "desk.report.stumble", values)
    return ""


def _told(entry: str) -> str:
    """All by which a sentence is found: its key, and what is said now."""
    return f"{entry} {words.words_of(*sentences.at(entry))}".casefold()


def _row(act: Acting, entry: str, put: Override | None) -> Row:
    """A sentence as it is said now; what waits, as it would be."""
    tongue, key = sentences.at(entry)
    said = words.words_of(tongue, key) if entry in sentences.changeable() else ""
    return Row(
        tongue,
        key,
        put.wording if put else said,
        _place(act, key),
        put.state if put else "",
        _warning(act, entry, put) if put else "",
    )


def _place(act: Acting, key: str) -> str:
    """Where a sentence is said, as far as its key tells."""
    language, spot = act.voice.language, sentences.spots().get(key)
    if spot is None:
        kind = "button" if key.startswith(sentences.BUTTONS) else key.partition(".")[0]
        known = kind if kind in {"button", "desk", "refusal"} else "other"
        return words.text(language, f"web.desk.sentences.at.{known}")
    part = words.text(language, f"web.desk.sentences.part.{spot.part}")
    name = words.label(language, called()[spot.question])
    values = {"form": spot.form, "question": name, "part": part}
    return words.text(language, "web.desk.sentences.asked", values)


def _warning(act: Acting, entry: str, put: Override) -> str:
    """What a later version changed under it: it is not said, or to be looked at."""
    language = act.voice.language
    if entry not in sentences.changeable():
        return words.text(language, "web.desk.sentences.gone")
    if flaw := misfits(entry, put.wording):
        return words.text(language, "web.desk.sentences.unused", flaw.values)
    if put.shipped != words.shipped(*sentences.at(entry)).text:
        values = {"day": day_of(put.created_at), "text": put.shipped}
        return words.text(language, "web.desk.sentences.moved", values)
    return ""


def _limit(act: Acting, key: str) -> str:
    """How much fits, and why."""
    most = sentences.longest(key)
    kind = "sentence" if most == CAPTION else "choice"
    values: Mapping[str, int] = {
        "most": most,
        "button": BUTTON_TITLE,
        "title": ROW_TITLE,
        "row": ROW_DESCRIPTION,
    }
    return words.text(act.voice.language, f"web.desk.sentences.limit.{kind}", values)


PAGES: Pages = {SentencesQuery: Page(read), SentenceQuery: Page(read_one)}
