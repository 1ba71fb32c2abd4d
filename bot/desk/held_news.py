"""What waits before its owner hears of it, as it is read to be taken back."""

from bot.desk.case_file import beside_others
from bot.desk.replies import question
from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import held_news as rules
from conversations.cases.case_file import CaseFile
from storage.cases import held_news, visits


async def _doubted(act: Acting, asked: rules.TakeBack) -> rules.Doubted:
    news = await held_news.by_id(act.tx, asked.held)
    if news is None:
        return rules.Doubted(CaseFile(""))
    found = [await question(act, each) for each in news.undo.answered]
    return rules.Doubted(
        await beside_others(act, news.undo),
        news,
        tuple(each for each in found if each.note),
        tuple(await visits.by_ids(act.tx, [v.visit_id for v in news.undo.visits])),
    )


PERFORMERS: ByAct = {rules.TakeBack: register(read=_doubted, decide=rules.take_back)}
