"""Talks: what is read for each word, and the rule that decides."""

from bot.desk import messages, replies
from bot.desk.run import register
from bot.pipeline.acts import ByAct
from conversations.cases import talks as rules

PERFORMERS: ByAct = {
    rules.Speak: register(read=replies.written, decide=rules.speak),
    rules.SpeakBack: register(read=messages.answered, decide=rules.speak_back),
    rules.EndTalk: register(read=replies.written, decide=rules.end),
    rules.LeaveTalk: register(read=messages.answered, decide=rules.leave),
}
