"""The privacy notice, before the first personal question. Reading the guide needs none.

UU 27/2022 Pasal 20-24: explicit, apart from everything else, in plain words, and kept
with the version of the text, the time and the channel.
"""

from datetime import timedelta

from conversations.cases.people import KeepConsent
from conversations.catalogue import catalogue
from conversations.engine.effects import Begin, Drop, Effect, Fact, Option, Say
from conversations.engine.flow import Aside
from conversations.engine.questions import NO, YES, Choice
from conversations.engine.values import Answers

WORDS = "2026-11"
"""Change it when the words of `consent.agree.ask` or `consent.full` change in meaning:
everybody is asked again."""
KEPT = {"chat": 90, "profile": 730, "backup": 30}
"""The periods that these words told from the start, in days."""

MORE = "more"
AGREE = Choice(
    "agree",
    among=(
        Option(
            YES,
            key="consent.agree.yes",
            aliases=(
                "setuju",
                "gas",
                "gaskeun",
                "gpp",
                "gapapa",
                "tidak apa apa",
            ),
        ),
        Option(MORE, key="consent.agree.more", aliases=("baca",)),
        Option(
            NO,
            key="consent.agree.no",
            aliases=("tidak dulu", "nanti dulu"),
        ),
    ),
)


def version() -> str:
    """Which notice is agreed to: with other periods than `KEPT` it is another."""
    kept = catalogue().retention
    other = [f"{id_}={kept[id_].days}" for id_ in KEPT if kept[id_].days != KEPT[id_]]
    return "+".join([WORDS, *other])


def notice() -> Say:
    """All of it: whose it is, how long it is kept, and whether the Dinas decided that.

    Where the business is, is asked after it, so of several offices all are named.
    """
    facts = catalogue()
    named = [each.short for each in facts.offices.values()]
    one = len(named) == 1
    office = named[0] if one else Say("consent.offices", {"offices": named})
    kept = {id_: timedelta(days=facts.retention[id_].days) for id_ in KEPT}
    known = "consent.decided" if facts.office.confirmed_on else "consent.undecided"
    return Say("consent.full", {**kept, "office": office, "decided": Fact(key=known)})


def finish(answers: Answers) -> tuple[Effect, ...]:
    """Keep the choice; without consent the form below is let go."""
    match answers[AGREE]:
        case "yes":
            return (KeepConsent("notice", agreed=True),)
        case "more":
            return (notice(), Begin("consent", answers.given))
        case _:
            return (
                KeepConsent("notice", agreed=False),
                Drop(),
                Say("consent.refused", actions=(Option("roads", key="action.roads"),)),
            )


def agreed(effect: Effect) -> bool | None:
    """What an effect says of the privacy notice: agreed or not, or nothing."""
    match effect:
        case KeepConsent("notice", yes):
            return yes
    return None


FLOW = Aside("consent", (AGREE,), finish)
