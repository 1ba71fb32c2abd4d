"""Reports of visits: what is read for each act, and the rule that decides."""

from collections.abc import Mapping
from typing import Any

from bot.desk.run import answer, register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases.showcase import CONSENT
from conversations.cases.visits import reports as rules
from storage.cases import checks, documents, findings, visits
from storage.core.ids import made_at
from storage.people import people


async def seen(act: Acting, visit_id: str) -> rules.Reported:
    """A visit with all that was reported of it."""
    visit = await visits.by_id(act.tx, visit_id)
    if visit is None:
        return rules.Reported()
    listed = await findings.listed(act.tx, visit_id=visit.id)
    photos = [
        one.id
        for one in await documents.of_case(act.tx, visit.case_id)
        if one.id in visit.files and one.kind == "photo"
    ]
    guest = act.person.person_id in await visits.guests(act.tx, visit.id)
    asked = await people.asked(act.tx, visit.person_id, CONSENT)
    told = await checks.of_person(act.tx, visit.person_id)
    times = tuple(made_at(each) for each in photos)
    seen = (visit, tuple(listed), tuple(photos), times)
    return rules.Reported(*seen, guest, asked, tuple(told))


async def _asked(act: Acting, asked: Mapping[str, Any]) -> rules.Reported:
    return await seen(act, str(asked.get("visit", "")))


async def _named(
    act: Acting,
    asked: rules.KeepReport
    | rules.ConfirmReport
    | rules.DisputeReport
    | rules.PrintReport,
) -> rules.Reported:
    return await seen(act, asked.visit)


WRITING = answer(_asked, rules.writing)
PERFORMERS: ByAct = {
    rules.KeepReport: register(read=_named, decide=rules.keep),
    rules.ConfirmReport: register(read=_named, decide=rules.confirm),
    rules.DisputeReport: register(read=_named, decide=rules.dispute),
    rules.PrintReport: register(read=_named, decide=rules.page),
}
