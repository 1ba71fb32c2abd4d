"""What did not arrive: what is read for the list of it, and the rule that decides."""

from collections.abc import Sequence

from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import undelivered as rules
from conversations.cases.records import Undelivered
from storage.messages import undelivered


async def _listed(act: Acting, asked: rules.ShowUndelivered) -> Sequence[Undelivered]:
    if act.person.officer is None:
        return ()
    return await undelivered.listed(act.tx, act.person.officer.office_id)


PERFORMERS: ByAct = {rules.ShowUndelivered: register(read=_listed, decide=rules.show)}
