"""The privacy notice, before the first personal question. Reading the guide needs none.

UU 27/2022 Pasal 20-24: explicit, apart from everything else, in plain words, and kept
with the version of the text, the time and the channel.
"""

from conversations.engine.effects import (
    Begin,
    Drop,
    Effect,
    KeepConsent,
    Option,
    Say,
)
from conversations.engine.flow import Answers, Flow, Here
from conversations.engine.questions import NO, YES, Choice

VERSION = "2026-11"
"""Change it when the words of `consent.agree.ask` or `consent.full` change in meaning:
everybody is asked again."""

MORE = "more"
AGREE = Choice(
    "agree",
    among=(
        Option(
            YES, key="consent.agree.yes", aliases=("ya", "yes", "setuju", "ok", "boleh")
        ),
        Option(MORE, key="consent.agree.more", aliases=("baca",)),
        Option(NO, key="consent.agree.no", aliases=("tidak", "no")),
    ),
)


def finish(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """Keep the choice; without consent the form below is let go."""
    del here
    match answers[AGREE]:
        case "yes":
            return (KeepConsent("notice", agreed=True),)
        case "more":
            return (Say("consent.full"), Begin("consent", answers.given))
        case _:
            return (
                KeepConsent("notice", agreed=False),
                Drop(),
                Say("consent.refused", actions=(Option("roads", key="action.roads"),)),
            )


FLOW = Flow("consent", (AGREE,), finish, again=True)
