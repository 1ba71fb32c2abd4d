"""An officer handles applications: what is read for each act, and who decides."""

from bot.desk.case_file import asked_at_desk, beside_others, named_at_desk
from bot.desk.run import answer, nothing, register
from bot.pipeline.acts import ByAct
from conversations.cases import handling as rules

RETURNABLE = answer(asked_at_desk, rules.returnable)
HANDLED = answer(asked_at_desk, rules.handle)
PERFORMERS: ByAct = {
    rules.TakeCase: register(read=named_at_desk, decide=rules.take),
    rules.SendBack: register(read=named_at_desk, decide=rules.send_back),
    rules.AcceptCase: register(read=named_at_desk, decide=rules.accept),
    rules.ChangeRoad: register(read=beside_others, decide=rules.change_road),
    rules.HearWhyNot: register(read=nothing, decide=rules.why_not),
}
