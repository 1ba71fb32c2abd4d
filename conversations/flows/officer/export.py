"""Cases as a table: which, whether their owners stand in it in full, and what for."""

from conversations.cases.exports import SHORTEST, WHICH, ExportCases
from conversations.cases.lifecycle import LEADERS
from conversations.engine.effects import Begin, Effect, Option
from conversations.engine.flow import Aside
from conversations.engine.questions import Choice, Words
from conversations.engine.values import Answers, Here
from conversations.flows.officer.case_card import OFFICERS

SHORT, FULL = "short", "full"


def leads(answers: Answers) -> bool:
    """Whether whoever asks may have names in full."""
    return answers.given.get("role") in LEADERS


KINDS = Choice(
    "which", among=tuple(Option(each, key=f"export.which.{each}") for each in WHICH)
)
NAMES = Choice(
    "names",
    among=(
        Option(SHORT, key="export.names.short"),
        Option(FULL, key="export.names.full"),
    ),
    when=leads,
)
REASON = Words(
    "reason",
    least=SHORTEST,
    most=300,
    when=lambda answers: answers.get(NAMES) == FULL,
)


def begin(words: str, here: Here) -> tuple[Effect, ...]:
    """`ekspor`: what is asked depends on who asks."""
    return (Begin("export", {"role": here.who.role}),)


def asked(answers: Answers) -> tuple[Effect, ...]:
    """Give the link, or say why not."""
    named, reason = answers.get(NAMES) == FULL, answers.get(REASON) or ""
    return (ExportCases(WHICH[answers[KINDS]], named=named, reason=reason),)


FLOW = Aside("export", (KINDS, NAMES, REASON), asked, roles=(*OFFICERS, "auditor"))
