"""The showcase: what is read for each act, and the rule that decides."""

from collections.abc import Mapping
from functools import partial

from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import showcase as rules
from conversations.cases.staff.invitations import WEB
from storage.cases import businesses, cases, certificates, documents, showcase
from storage.people import people


async def _own(act: Acting, asked: object, doors: Mapping[str, str]) -> rules.Makes:
    tx, me = act.tx, act.person.person_id
    return rules.Makes(
        tuple(await businesses.of_person(tx, me)),
        tuple(await cases.of_person(tx, me)),
        tuple(await certificates.of_person(tx, me)),
        frozenset(one.id for one in await documents.of_person(tx, me) if one.thumbnail),
        await showcase.of_person(tx, me),
        await people.phone(tx, me),
        doors.get(WEB, ""),
        act.person.channel,
    )


def performers(doors: Mapping[str, str]) -> ByAct:
    """It is shown where people open our own pages by these *doors*."""
    own = partial(_own, doors=doors)
    return {
        rules.ShowExhibit: register(read=own, decide=rules.show),
        rules.OpenExhibit: register(read=own, decide=rules.open_exhibit),
        rules.CloseExhibit: register(read=own, decide=rules.close_exhibit),
    }
