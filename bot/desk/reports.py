"""The office in numbers: what is read for each part, and the rule that tells it.

Each is a long read: it is made before the commit, and nobody waits to write.
"""

from datetime import timedelta
from functools import partial

from msgspec import structs

from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases.calendar import day_of, month_of
from conversations.cases.certificates.records import Certificate
from conversations.cases.lifecycle import LEADERS
from conversations.cases.records import Officer
from conversations.cases.reports import figures as rules
from conversations.cases.reports.lines import PAGE
from conversations.cases.reports.records import SOON, Followers
from conversations.cases.reports.stumbles import QUOTED, SHOWN, Called
from conversations.flows import called
from storage.cases import certificates, ratings, reports
from storage.core.database import Transaction
from storage.messages import stumbles


async def _report(act: Acting, asked: rules.ShowReport) -> rules.Seen:
    by = act.person.officer
    if by is None:
        return rules.Seen()
    found: rules.Seen = act.read("report", asked, partial(_seen, asked=asked, by=by))
    return found


async def _seen(tx: Transaction, asked: rules.ShowReport, by: Officer) -> rules.Seen:
    """What the part takes; names for who leads alone."""
    at, month, named = by.office_id, month_of(tx.now), by.role in LEADERS
    most, start = PAGE, asked.page * PAGE
    if asked.part == "messages":
        return rules.Seen(messages=await reports.messages(tx, at, month))
    if asked.part == "opd":
        return rules.Seen(opd=await reports.opd(tx, at))
    if asked.part == rules.TREND:
        return rules.Seen(months=await reports.trend(tx, at))
    if asked.part == "ratings":
        found = await ratings.counted(tx, at)
        said = await ratings.remarks(tx, at, most, start) if named else ()
        return rules.Seen(ratings=structs.replace(found, remarks=said))
    if asked.part == "stumbles":
        words = QUOTED if named else 0
        return rules.Seen(stumbles=await stumbled(tx, at, SHOWN, words))
    seen = rules.Seen(await reports.since(tx, at, month))
    if not asked.part:
        return structs.replace(seen, ratings=await ratings.counted(tx, at))
    if named and asked.part == "stuck":
        stuck = await reports.followers(tx, at, stuck=True, limit=most, offset=start)
        return structs.replace(seen, followers=stuck)
    if named and asked.part == "certificates":
        return structs.replace(seen, ending=await _ending(tx, at, most, start))
    return seen


async def stumbled(
    tx: Transaction, office: str, most: int, words: int
) -> tuple[Called, ...]:
    """Where people give up, at questions that are still put."""
    found = await stumbles.since_a_month(tx, office, most, words)
    names = called()
    return tuple((names[e.question], e) for e in found if e.question in names)


async def _ending(
    tx: Transaction, office_id: str, most: int, start: int = 0
) -> tuple[Certificate, ...]:
    """The certificates that end soon, or have ended."""
    until = (day_of(tx.now) + timedelta(days=SOON)).isoformat()
    found = await certificates.ending(tx, office_id, until, limit=most, offset=start)
    return tuple(found)


async def _pages(act: Acting, asked: rules.PrintForLeaders) -> rules.Seen:
    by = act.person.officer
    if by is None:
        return rules.Seen()
    found: rules.Seen = act.read("report_pages", asked, partial(_all, by=by))
    return found


async def _all(tx: Transaction, by: Officer) -> rules.Seen:
    """All that stands on the pages; names for who leads alone."""
    at = by.office_id
    seen = rules.Seen(
        await reports.since(tx, at, month_of(tx.now)),
        opd=await reports.opd(tx, at),
        months=await reports.trend(tx, at),
    )
    if by.role not in LEADERS:
        return seen
    stuck = await reports.followers(tx, at, stuck=True, limit=rules.PRINTED)
    return structs.replace(
        seen, followers=stuck, ending=await _ending(tx, at, rules.PRINTED)
    )


async def _followers(act: Acting, asked: rules.ShowFollowers) -> Followers:
    if act.person.officer is None:
        return Followers()
    read = partial(
        reports.followers,
        office_id=act.person.officer.office_id,
        kecamatan=asked.of if asked.by == "place" else None,
        road=asked.of if asked.by == "road" else None,
        limit=PAGE,
        offset=asked.page * PAGE,
    )
    found: Followers = act.read("followers", asked, read)
    return found


PERFORMERS: ByAct = {
    rules.ShowReport: register(read=_report, decide=rules.show),
    rules.PrintForLeaders: register(read=_pages, decide=rules.draw),
    rules.ShowFollowers: register(read=_followers, decide=rules.show_followers),
}
