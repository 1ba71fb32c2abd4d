"""Officers themselves: what is read for each act, and the rule that decides."""

from collections.abc import Sequence

from msgspec.structs import replace

from bot import words
from bot.desk.queue import waiting
from bot.desk.run import nothing, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import codes
from conversations.cases.records import DeadLetter, Officer
from conversations.cases.staff import officers as rules
from conversations.cases.staff.records import Invitation
from conversations.language.people import called_elsewhere
from storage.messages import inbox
from storage.people import officers, offices

DEAD = 20
"""So many dead letters are listed, the newest first."""


async def _joining(act: Acting, asked: rules.JoinDesk) -> rules.Joining:
    me = act.person.person_id
    before = await officers.ever(act.tx, me)
    called = called_elsewhere(act.called)
    seen = rules.Joining(before, called=called, otherwise=await _numbered(act))
    joins: Officer | Invitation | None = seen.already
    if seen.already is None or not seen.already.active:
        tried = await officers.tried(act.tx, me, codes.WITHIN)
        joins = await officers.invited(act.tx, asked.code)
        seen = replace(seen, invitation=joins, tried=tried)
    if joins is None:
        return seen
    office = await offices.by_id(act.tx, joins.office_id)
    queue = await waiting(act, joins.office_id)
    return replace(seen, office=office.short_name, queue=queue)


async def _numbered(act: Acting) -> str:
    """What an officer whom no platform names is called until they have said it."""
    number = len(await officers.of_office(act.tx, act.office)) + 1
    return words.text(act.person.language, "desk.officer_name", {"number": number})


async def _dead(act: Acting, asked: rules.ShowDeadLetters) -> Sequence[DeadLetter]:
    if act.person.officer is None:
        return ()
    me = act.person.officer
    return await inbox.dead(act.tx, me.office_id, whole=me.role == "admin", limit=DEAD)


PERFORMERS: ByAct = {
    rules.JoinDesk: register(read=_joining, decide=rules.join),
    rules.SetDuty: register(read=nothing, decide=rules.set_duty),
    rules.ShowDeadLetters: register(read=_dead, decide=rules.show_dead_letters),
}
