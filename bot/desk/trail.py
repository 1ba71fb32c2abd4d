"""The history of a case or of an office: what is read, and the rule that decides."""

from datetime import date, datetime, time, timedelta

from msgspec import structs

from bot.desk.case_file import at_desk
from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import calendar
from conversations.cases import trail as rules
from storage.cases import history

DAY = timedelta(days=1)


async def trail(act: Acting, asked: rules.ShowTrail, most: int) -> rules.Trail:
    """So many lines of what is asked for, older than what was seen."""
    me = act.person.officer
    if me is None:
        return rules.Trail()
    found = rules.Trail(code=asked.code)
    about = {"office_id": me.office_id, "officer_id": asked.officer}
    if asked.code:
        file = await at_desk(act, asked.code)
        found = rules.Trail(code=file.code, case=file.case)
        about = {"case_id": file.case.id if file.case else "-"}
    rows = await history.trail(
        act.tx,
        acts=asked.acts,
        during=(_start(asked.first), _start(asked.last and asked.last + DAY)),
        before=asked.before,
        limit=most + 1,
        **about,
    )
    return structs.replace(found, rows=tuple(rows[:most]), more=len(rows) > most)


def _start(day: date | None) -> datetime | None:
    return calendar.at(day, time()) if day else None


async def _read(act: Acting, asked: rules.ShowTrail) -> rules.Trail:
    return await trail(act, asked, rules.PAGE)


PERFORMERS: ByAct = {rules.ShowTrail: register(read=_read, decide=rules.show)}
