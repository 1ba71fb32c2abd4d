"""What people send besides words: voices on their way to an officer, files put away.

An officer who listened may type what was said. That is no answer yet: it goes back to
whoever spoke, and they agree to it.
"""

from collections.abc import Iterable, Mapping

from bot import words
from bot.desk import access
from bot.desk.messages import answerable, open_case, sender, write
from bot.pipeline.acts import Act, Performer
from conversations.engine.effects import HandOver, PutAway, Say, TypeFor
from storage.cases import documents, history


async def hand_over(act: Act, effect: HandOver) -> Iterable[Say]:
    """A voice that no question took: to whoever holds the case, or is on duty."""
    case = await open_case(act)
    note = await write(act, "question", effect.text, effect.files, case)
    told = await access.holders(act, case) if case else await access.on_duty(act)
    values = {
        "note": note,
        "code": case.code if case else "",
        "text": effect.text,
        "files": effect.files,
        "question": effect.question,
        "conversation": effect.conversation,
        "again": effect.again,
    }
    for officer in told:
        named = effect.asked.value
        asked = words.label(officer.language, effect.asked) if named else ""
        someone = await sender(act, case, officer.language)
        await act.tell(
            officer.person_id, "spoke", {**values, **someone, "asked": asked}
        )
    me = act.person.person_id
    await history.write(
        act.tx, "note.spoke", case_id=case.id if case else None, person_id=me
    )
    if effect.again:
        return []
    return [Say("voice.handed" if told else "voice.kept", joined=True)]


async def type_for(act: Act, effect: TypeFor) -> Iterable[Say]:
    """What an officer heard, back to whoever spoke."""
    officer = await access.officer(act)
    note = await answerable(act, officer, effect.note)
    values = {
        "officer": officer.name,
        "text": effect.text,
        "files": note.files,
        "conversation": effect.conversation,
        "question": effect.question,
    }
    await act.tell(note.person_id, "typed", values)
    ids = {"case_id": note.case_id, "officer_id": officer.id}
    await history.write(act.tx, "note.typed", person_id=note.person_id, **ids)
    return [Say("desk.typed")]


async def put_away(act: Act, effect: PutAway) -> Iterable[Say]:
    """Files without a purpose: kept with the open case, else for some days."""
    case = await open_case(act)
    said = Say("purpose.kept", {"days": documents.UNUSED.days})
    if case:
        await documents.attach(act.tx, effect.files, case.id, act.person.person_id)
        said = Say("purpose.kept_case", {"code": case.code})
    return [] if effect.quietly else [said]


PERFORMERS: Mapping[type, Performer] = {
    HandOver: hand_over,
    TypeFor: type_for,
    PutAway: put_away,
}
