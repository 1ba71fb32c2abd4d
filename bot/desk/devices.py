"""Where a person's data is open: what is read of it, and the rule that decides."""

from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import devices as rules
from storage.people import addresses, desk_sessions


async def _read(act: Acting, asked: object) -> rules.Devices:
    me = act.person
    heard = await addresses.heard(act.tx, me.person_id)
    found = tuple(
        rules.Device(each.channel, each.heard_at, here=each.id == me.address_id)
        for each in heard
    )
    found += tuple(
        rules.Device(rules.DESK, each.seen_at, browser=each.browser)
        for each in await desk_sessions.of_person(act.tx, me.person_id)
    )
    return rules.Devices(found, (me.address_id, me.channel, me.account))


PERFORMERS: ByAct = {
    rules.ShowDevices: register(read=_read, decide=rules.show),
    rules.EndDevices: register(read=_read, decide=rules.end),
}
