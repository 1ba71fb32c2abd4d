"""Talks: what is read for each word, and the rule that decides."""

from msgspec import structs

from bot.desk import messages, replies
from bot.desk.run import register
from bot.pipeline.acts import Acting, ByAct
from conversations.cases import talks as rules
from conversations.cases.messages import Writing
from storage.ops import jobs


async def _leaving(act: Acting, asked: rules.LeaveTalk) -> Writing:
    """Whom an owner leaves, who may have ended it at the same moment."""
    seen = await messages.answered(act, asked)
    of = rules.key(act.person.person_id, asked.case or asked.note)
    talking = await jobs.waiting(act.tx, of) is not None
    return structs.replace(seen, talking=talking)


PERFORMERS: ByAct = {
    rules.Speak: register(read=replies.written, decide=rules.speak),
    rules.SpeakBack: register(read=messages.answered, decide=rules.speak_back),
    rules.EndTalk: register(read=replies.written, decide=rules.end),
    rules.LeaveTalk: register(read=_leaving, decide=rules.leave),
}
