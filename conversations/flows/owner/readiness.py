"""The readiness check: a checklist of the catalogue, in as many sittings as it takes.

Which checklist follows from the road, where that is known. Whoever did it before may
answer only what was not yet so; the rest of the answers are taken over. What the
profile or an accepted paper tells is not asked at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from conversations.cases.messages import AskOfficers
from conversations.cases.readiness import WORTH, KeepCheck, Known, judge, points
from conversations.catalogue import catalogue
from conversations.catalogue.model import Checklist, ChecklistItem
from conversations.engine.effects import Effect, Option
from conversations.engine.events import Event, Typed, utterance
from conversations.engine.flow import Form
from conversations.engine.questions import Choice, Item, Learn, Read, Together
from conversations.engine.values import Answers, Here
from conversations.language import read_answer

BUBBLE = 8
"""Questions in one bubble where messages cost money: a screen, and no more."""
LEFT, ALL = "left", "all"
ALIASES = {"partly": ("kadang", "kadang-kadang", "separuh", "setengah", "sometimes")}


@dataclass(frozen=True)
class Rating(Choice):
    """Yes, partly, not yet or unknown, in any of the words people use for it."""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """What was said, where it says one of the four; else as any choice."""
        said = read_answer(utterance(event)) if isinstance(event, Typed) else None
        values = [option.value for option in self.options(answers)]
        if said in {"no", "not_yet"}:
            said = "no" if "no" in values else "not_yet"
        return Read(said) if said in values else super().read(event, answers, here)


def checklists(_: Answers) -> tuple[Option, ...]:
    """Every checklist by name."""
    found = catalogue().checklists.values()
    return tuple(Option(each.id, label=each.name) for each in found)


def known(answers: Answers) -> Known:
    """What the world knew: the checklist of the road, and earlier answers by list."""
    return KNOWN.found(answers) or Known()


def chosen(answers: Answers) -> str:
    """The id of the checklist that is being answered; empty before it is known."""
    return str(known(answers).checklist or answers.stored.get("checklist") or "")


def before(answers: Answers) -> Mapping[str, str]:
    """What was answered to this checklist the last time."""
    return known(answers).before.get(chosen(answers), {})


def settled(answers: Answers, item: ChecklistItem) -> bool:
    """Whether *item* was wholly so the last time; what only warns is asked anew."""
    return WORTH.get(before(answers).get(item.id, ""), 1.0) == 1 and not item.inverted


def some_left(answers: Answers) -> bool:
    """Whether a check was done before, and something of it was so, but not all."""
    checklist = catalogue().checklists.get(chosen(answers))
    if checklist is None or not before(answers):
        return False
    asked = [item for item in checklist.items if item.id not in known(answers).told]
    return {True, False} == {settled(answers, item) for item in asked}


def applies(checklist: str, item: ChecklistItem, answers: Answers) -> bool:
    """Whether *item* is asked this time."""
    if chosen(answers) != checklist or item.id in known(answers).told:
        return False
    return answers.stored.get("scope") != LEFT or not settled(answers, item)


def question(checklist: Checklist, item: ChecklistItem) -> Rating:
    """The question of one *item*."""
    own = "kind" if item.options and not item.inverted else "item"
    return Rating(
        item.id,
        home=f"readiness.{own}",
        label=item.task,
        asks=item.ask,
        helps=item.help,
        when=partial(applies, checklist.id, item),
        among=tuple(
            Option(each.id, label=each.label, aliases=ALIASES.get(each.id, ()))
            for each in item.options or checklist.options
        ),
    )


def bubbles(checklist: Checklist) -> Iterator[Together]:
    """The questions, so many to a bubble, evenly."""
    asked = [question(checklist, item) for item in checklist.items]
    count = -(-len(asked) // BUBBLE)
    for number in range(count):
        part = asked[number * len(asked) // count : (number + 1) * len(asked) // count]
        yield Together(f"{checklist.id}_{number + 1}", tuple(part))


def finish(answers: Answers) -> tuple[Effect, ...]:
    """Keep it; what was not asked this time is as it was."""
    checklist = catalogue().checklists[chosen(answers)]
    earlier = before(answers) if answers.stored.get("scope") == LEFT else {}
    ids, told = [item.id for item in checklist.items], known(answers).told
    given = {
        name: told.get(name) or answers.stored.get(name) or earlier.get(name, "")
        for name in ids
    }
    warned = judge(points(checklist, given)).warnings
    alert = tuple(
        AskOfficers(item.ask, about="mandatory")
        for item in checklist.items
        if item.id in warned
    )
    return (*alert, KeepCheck(checklist.id, given))


KNOWN = Learn("known", what="readiness", kind=Known)
LIST = Choice("checklist", among=checklists, when=lambda a: not known(a).checklist)
SCOPE = Choice(
    "scope",
    when=some_left,
    among=(
        Option(LEFT, key="readiness.scope.left", aliases=("sisanya", "yang belum")),
        Option(ALL, key="readiness.scope.all", aliases=("ulang", "dari awal")),
    ),
)
ITEMS: tuple[Item, ...] = (
    KNOWN,
    LIST,
    SCOPE,
    *(part for each in catalogue().checklists.values() for part in bubbles(each)),
)
FLOW = Form("readiness", ITEMS, finish, consent=True)
