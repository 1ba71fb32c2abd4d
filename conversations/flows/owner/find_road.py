"""Which road is mine: what is not known yet is asked, then told step by step.

The decision itself is `cases.road_advice`, a table; here it is asked for and told.
"""

from dataclasses import dataclass, replace

from conversations.cases.messages import AskOfficers
from conversations.cases.road_advice import EVERY_SYSTEM, RoadAdvice, Step, advice
from conversations.catalogue import catalogue
from conversations.catalogue.products import perhaps_mandatory
from conversations.engine.effects import (
    Begin,
    Effect,
    Fact,
    Option,
    Remember,
    Say,
    Steps,
)
from conversations.engine.events import Event
from conversations.engine.flow import Aside, Form
from conversations.engine.questions import YES, Choice, Read, Refusal, YesNo
from conversations.engine.values import Answers, Here
from conversations.flows.owner.profile import BRAND_STATUS, SECTOR, SELLS_TO, product


@dataclass(frozen=True)
class Systems(Choice):
    """Which system; who names more than one wants them all."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """One of them, or both."""
        try:
            return super().read(event, answers, here)
        except Refusal as refusal:
            if refusal.reason != "which_first":
                raise
            return Read(BOTH.value, echo=True)


def known(answers: Answers) -> str | None:
    """Who applies, of whom the trade is known."""
    trade = answers.given.get("sector")
    return ("office" if trade == "office" else "business") if trade else None


def is_business(answers: Answers) -> bool:
    """Whether a business asks, not an office."""
    return (answers.get(APPLICANT) or known(answers)) == "business"


def is_office(answers: Answers) -> bool:
    """Whether an office (OPD) asks."""
    return (answers.get(APPLICANT) or known(answers)) == "office"


def lacks_nib(answers: Answers) -> bool:
    """Whether a business may have no NIB yet; what it lacked once is asked again."""
    has_one = answers.given.get("nib") or answers.given.get("has_nib") == YES
    return is_business(answers) and not has_one


BOTH = Option(
    EVERY_SYSTEM,
    key="apply.road.both",
    aliases=("dua duanya", "keduanya", "kedua duanya", "both", "both of them"),
)
"""Every system at once, which an office may hand in in one go."""
APPLICANT = Choice(
    "applicant",
    among=(
        Option("business", key="route.applicant.business", aliases=("umkm", "usaha")),
        Option("office", key="route.applicant.office", aliases=("opd", "dinas")),
    ),
    when=lambda answers: known(answers) is None,
)
SYSTEM = Systems(
    "system",
    when=is_office,
    among=(
        *(
            Option(road.id, label=road.wish, aliases=road.aliases)
            for road in catalogue().roads.values()
            if road.certifies == "system"
        ),
        BOTH,
    ),
)
PRODUCT = product(home="apply.product", when=is_business)
HAS_NIB = YesNo("has_nib", when=lacks_nib)


def finish(answers: Answers) -> tuple[Effect, ...]:
    """Tell the roads in their order and the reasons; each step is a button."""
    found = advice({**answers.given, **answers.stored})
    road = catalogue().roads[found.road]
    has_nib = answers.get(HAS_NIB) or answers.given.get("has_nib") or ""
    remembered = {"road": road.id, "has_nib": has_nib}
    if is_office(answers):
        remembered["sector"] = "office"
    said: list[Effect] = [Remember(remembered)]
    doubt = perhaps_mandatory(answers.stored.get("product") or "")
    if doubt:
        said.append(Say("apply.perhaps", {"note": Fact(label=doubt.note)}))
    said.extend(
        Say(f"route.warning.{warning}", joined=False) for warning in found.warnings
    )
    several = len(found.steps) > 1 or bool(found.meanwhile)
    said.append(_several(answers, found) if several else _one(found.now))
    if road.only:
        said.append(Begin("must", {"text": answers[PRODUCT]}))
    return tuple(said)


def _one(step: Step) -> Say:
    """The one road, and why."""
    road = catalogue().roads[step.road]
    actions = (_stages(step), Option(f"apply:{road.id}", key="action.apply"))
    told = {"road": Option(road.id, label=road.name), "reasons": _reasons(step)}
    summary = Option(road.id, label=road.summary)
    return Say("route.result", {**told, "summary": summary}, actions=actions)


def _several(answers: Answers, found: RoadAdvice) -> Say:
    """What to begin with, what meanwhile, and what comes after that."""
    lines = [_line("route.now", found.now)]
    lines += [_line("route.beside", step) for step in found.beside]
    lines += [Say(f"route.meanwhile.{need}") for need in found.meanwhile]
    lines += [_line("route.then", step) for step in found.then]
    later = [Option(f"road:{s.road}", label=_name(s)) for s in found.steps[1:]]
    every = answers.stored.get("system") == BOTH.value
    apply = Option(f"apply:{BOTH.value if every else found.road}", key="action.apply")
    summary = Option(found.road, label=catalogue().roads[found.road].summary)
    return Say(
        "route.sequence",
        {"steps": Steps(tuple(lines)), "summary": summary},
        actions=(apply, _stages(found.now), *later),
    )


def _line(key: str, step: Step) -> Say:
    """One step, and why, where a row says so."""
    why = Say("route.because", {"reasons": _reasons(step)}) if step.reasons else ""
    return Say(key, {"road": Fact(label=_name(step)), "why": why})


def _stages(step: Step) -> Option:
    return Option(f"road:{step.road}", key="action.stages")


def _name(step: Step) -> str:
    return catalogue().roads[step.road].name


def _reasons(step: Step) -> list[Option]:
    rows = catalogue().roads[step.road].advices
    return [Option(row.id, label=row.because) for row in rows if row.id in step.reasons]


def alert(answers: Answers) -> tuple[Effect, ...]:
    """An officer hears of a product under mandatory SNI."""
    product = str(answers.given.get("text", ""))
    return (AskOfficers(product, about="must"),)


FLOW = Form(
    "route",
    (
        APPLICANT,
        SYSTEM,
        replace(SECTOR, when=is_business),
        PRODUCT,
        HAS_NIB,
        replace(BRAND_STATUS, when=is_business),
        replace(SELLS_TO, when=is_business),
    ),
    finish,
    keeps=("sector", "product", "brand_status", "market"),
    hints=("sector", "nib", "has_nib"),
)
MUST = Aside("must", (), alert, consent=True)
"""Asks nothing: it is there because nobody is told of a person who did not consent."""
