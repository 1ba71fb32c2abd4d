"""Answers for good: an officer keeps one, and whoever asks the same gets it."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.desk import access
from bot.desk.access import Denied
from bot.desk.words_between import answerable
from bot.pipeline.perform import Act, Performer
from conversations.catalogue.search import nearest
from conversations.engine.effects import KeepAnswer, OfferAnswer, Say
from storage import answers, history, notes, officers


async def offer(act: Act, effect: OfferAnswer) -> Iterable[Say]:
    """Lay a question and this officer's newest reply to it before them."""
    officer = await access.officer(act)
    question = await answerable(act, officer, effect.note)
    said = await notes.of_person(act.tx, question.person_id)
    replies = [
        note.body
        for note in said
        if note.kind == "reply"
        and note.officer_id == officer.id
        and note.id > question.id
        and note.body
    ]
    if not replies or not question.body:
        raise Denied("desk.unknown_note")
    texts = {"question": question.body, "answer": replies[-1]}
    await act.tell(act.person.person_id, "lasting", texts)
    return ()


async def keep(act: Act, effect: KeepAnswer) -> None:
    """Keep what the officer looked over."""
    officer = await access.officer(act)
    kept = await answers.keep(
        act.tx, officer.office_id, officer.id, effect.question, effect.answer
    )
    await history.write(act.tx, "note.kept", officer_id=officer.id, answer=kept)


async def learn(act: Act, values: Mapping[str, Any]) -> dict[str, Any]:
    """What an officer answered before to a question like this; nothing if nobody."""
    known = {each.id: each for each in await answers.of_office(act.tx, act.office)}
    asked = {id_: each.question for id_, each in known.items()}
    found = known.get(nearest(str(values.get("text", "")), asked))
    if found is None:
        return {}
    officer = await officers.by_id(act.tx, found.officer_id)
    return {
        "answer": found.answer,
        "officer": officer.name if officer else "",
        "on": found.created_at.date().isoformat(),
    }


PERFORMERS: Mapping[type, Performer] = {OfferAnswer: offer, KeepAnswer: keep}
