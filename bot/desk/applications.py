"""Applications: what is read for each act, and the rule that decides."""

from bot.desk.case_file import of_owner
from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import applications as rules
from conversations.cases import businesses as of_business
from conversations.cases.businesses import Belongings, KeepBusiness
from storage.cases import businesses, cases
from storage.core.ids import new_id
from storage.people import delegation, officers, teams


async def belongings(act: Acting, asked: object = None) -> Belongings:
    """What the person has told of, and handed in."""
    me = act.person.person_id
    own = await businesses.of_person(act.tx, me)
    filed = await cases.of_person(act.tx, me)
    return Belongings(tuple(own), tuple(filed), new_id())


async def _applying(
    act: Acting, asked: rules.OpenCase | rules.FollowRoad
) -> rules.Applying:
    me, own = act.person, await belongings(act, asked)
    helpers = await delegation.standing(act.tx, owner=me.person_id)
    # Whoever goes on where they were guided stays there, wherever they moved since.
    before = (each for each in own.filed if each.code == getattr(asked, "code", ""))
    office = next((each.office_id for each in before), act.office)
    return rules.Applying(
        own=own,
        code=await cases.next_code(act.tx, office),
        fresh=new_id(),
        officers=tuple(await officers.of_office(act.tx, office)),
        watchers=tuple(act.watchers),
        helper=helpers[-1].helper_name if helpers else "",
        subscribed=me.announcements,
        addressed=bool(me.address_form or me.officer),
        teams=tuple(await teams.of_office(act.tx, act.office)),
    )


async def _correctable(act: Acting, asked: rules.Correct) -> rules.Correctable:
    file = await of_owner(act, asked.case)
    of = file.case.business_id if file.case else ""
    return rules.Correctable(file, await businesses.by_id(act.tx, of))


PERFORMERS: ByAct = {
    KeepBusiness: register(read=belongings, decide=of_business.keep),
    rules.OpenCase: register(read=_applying, decide=rules.open_case),
    rules.FollowRoad: register(read=_applying, decide=rules.follow),
    rules.Correct: register(read=_correctable, decide=rules.correct),
}
