"""Codes that work once, as acts read them."""

from bot.pipeline.acts import Acting
from conversations.cases.codes import WITHIN, Tried
from storage.people import officers, one_time_codes


async def fresh(act: Acting, asked: object) -> str:
    """A code that nobody has yet."""
    return one_time_codes.new_code()


async def tried(act: Acting, typed: str, kind: str) -> Tried:
    """The code of this *kind* that was *typed*."""
    found = await one_time_codes.find_code(act.tx, typed, kind)
    return Tried(
        found.person_id,
        found.problem,
        await officers.tried(act.tx, act.person.person_id, WITHIN),
        await officers.by_person(act.tx, found.person_id) is not None,
    )
