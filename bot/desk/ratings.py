"""How content owners are: what is read, and the rule that decides."""

from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import ratings as rules
from storage.cases import cases, ratings


async def _ended(
    act: Acting, asked: rules.AskRating | rules.RateCase | rules.ExplainRating
) -> rules.Ended:
    case = await cases.by_code(act.tx, asked.code)
    if case is None:
        return rules.Ended()
    agreed = bool(act.person.notice_version)
    return rules.Ended(case, agreed, await ratings.of_case(act.tx, case.id))


PERFORMERS: ByAct = {
    rules.AskRating: register(read=_ended, decide=rules.ask),
    rules.RateCase: register(read=_ended, decide=rules.rate),
    rules.ExplainRating: register(read=_ended, decide=rules.explain),
}
