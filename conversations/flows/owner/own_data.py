"""A person's own data, beyond looking at it: withdrawing, erasing, linking chats."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from conversations.cases.people import KeepConsent
from conversations.cases.privacy import REGRET, EraseMyData, WithdrawConsent
from conversations.catalogue import catalogue
from conversations.engine.effects import Begin, Effect, Fact, Option, Say
from conversations.engine.events import Event, Typed, utterance
from conversations.engine.flow import Aside
from conversations.engine.questions import NO, YES, Choice, Read, Refusal, labelled
from conversations.engine.values import Answers, Here
from conversations.language import read_yes_no

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Sure(Choice):
    """A last question: the wish said once more is no yes to it."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """A tap, a word for yes, or the whole of the answer."""
        found = super().read(event, answers, here)
        if found.value != YES or not isinstance(event, Typed):
            return found
        text = utterance(event)
        yes = [each for each in self.options(answers) if each.value == YES]
        labels = labelled(tuple(yes), here).labels
        told = {word for label in labels for word in label.split()}
        if text.folded in labels or told.isdisjoint(text.words):
            return found
        if any(map(read_yes_no, text.words)):
            return found
        raise Refusal("not_an_option", {"said": text.typed})


LAST = Sure(
    "last",
    among=(
        Option(YES, key="erase.last.yes", aliases=("ya", "yes")),
        Option(NO, key="erase.last.no", aliases=("tidak", "no", "batal")),
    ),
)
HOW = Sure(
    "how",
    among=(
        Option(YES, key="withdraw.how.yes", aliases=("ya", "yes")),
        Option("officer", key="withdraw.how.officer", aliases=("petugas",)),
        Option(NO, key="withdraw.how.no", aliases=("tidak", "no", "batal")),
    ),
)


def last_step() -> tuple[Effect, ...]:
    """What stays for a while, and the second question."""
    kept = catalogue().retention["backup"]
    what = {"what": Fact(label=kept.name), "how_long": timedelta(days=kept.days)}
    return (
        Say("erase.keeps", what, joined=True),
        Begin("erase", {"days": REGRET.days}),
    )


def first_step() -> tuple[Effect, ...]:
    """What withdrawing means, and whether to."""
    return (Begin("withdraw", {"days": catalogue().retention["withdrawn"].days}),)


def erase(answers: Answers) -> tuple[Effect, ...]:
    """Have everything erased, some days from now."""
    return (EraseMyData(),) if answers[LAST] == YES else (Say("privacy.kept"),)


def withdraw(answers: Answers, here: Here) -> tuple[Effect, ...]:
    """No consent any more, from this moment; an officer's is for the admin to end."""
    match answers[HOW]:
        case "yes" if here.who.role:
            return (WithdrawConsent(),)
        case "yes":
            return (
                WithdrawConsent(),
                KeepConsent("notice", agreed=False),
                KeepConsent("announcements", agreed=False),
            )
        case "officer":
            return (Begin("ask"),)
        case _:
            return (Say("privacy.kept"),)


ERASE = Aside("erase", (LAST,), erase, own=True)
WITHDRAW = Aside("withdraw", (HOW,), finish_here=withdraw, own=True)
