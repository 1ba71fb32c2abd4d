"""An owner takes one application back: which, and whether they are sure."""

from conversations.cases.closing import Withdrawable, WithdrawCase
from conversations.engine.effects import Effect, Option, Say
from conversations.engine.flow import Aside
from conversations.engine.questions import NO, YES, Choice, Learn
from conversations.engine.values import Answers
from conversations.flows.owner.own_data import Sure
from conversations.flows.shared.talk import over_with

OWN = Learn("own", what="withdrawable", kind=Withdrawable)


def among(answers: Answers) -> tuple[Option, ...]:
    """Each of their applications, by number and business."""
    cases = (OWN.found(answers) or Withdrawable()).cases
    return tuple(Option(code, label=f"{code} {name}".strip()) for code, name in cases)


WHICH = Choice("which", among=among, when=lambda answers: len(among(answers)) > 1)
SURE = Sure(
    "sure",
    among=(
        Option(YES, key="withdraw_case.sure.yes", aliases=("ya", "yes")),
        Option(NO, key="withdraw_case.sure.no", aliases=("tidak", "no", "batal")),
    ),
    when=lambda answers: bool(among(answers)),
)


def withdrawn(answers: Answers) -> tuple[Effect, ...]:
    """Take it back, or leave all as it is."""
    found = among(answers)
    if not found:
        return (Say("owner.nothing_open"),)
    if answers[SURE] == NO:
        return (Say("withdraw_case.left"),)
    code = answers.get(WHICH) or found[0].value
    return (WithdrawCase(code), over_with(code))


FLOW = Aside("withdraw_case", (OWN, WHICH, SURE), withdrawn)
