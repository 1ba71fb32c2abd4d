"""What an act upon a case is answered with that came too late."""

from typing import Any

from bot.desk.run import person
from bot.pipeline.acts import Acting
from conversations.cases import meanwhile as rules
from conversations.cases.decision import Notice
from conversations.engine.effects import Say
from conversations.flows import notices
from storage.cases import cases, history
from storage.people import officers


async def told(act: Acting, asked: Any, denied: Say) -> list[Say]:
    """Who was quicker, where an officer's act upon a case of theirs was denied."""
    officer, code = act.person.officer, getattr(asked, "code", "")
    case = await cases.by_code(act.tx, code) if officer and code else None
    if officer is None or case is None or case.office_id != officer.office_id:
        return [denied]
    last = await history.last(act.tx, case.id, rules.CHANGES)
    if last and last.officer_id:
        names = await officers.names(act.tx, [last.officer_id])
        last = rules.Done(last.act, last.at, last.officer_id, names[last.officer_id])
    said = rules.told(denied, asked, case, last, person(act))
    return [each for one in said for each in _words(one)]


def _words(said: Say | Notice) -> list[Say]:
    if isinstance(said, Say):
        return [said]
    return [each for each in notices.effects(said) if isinstance(each, Say)]
