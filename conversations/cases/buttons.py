"""Buttons that work anywhere: `verb:argument`, on whichever card they stand.

People have old cards on their phones, so what a button says is never renamed. What a
press does is read in `conversations.flows.buttons`, from the same two parts.
"""

from conversations.cases import stages
from conversations.cases.records import Case
from conversations.catalogue import catalogue
from conversations.engine.effects import Option

STATUS = Option("status", key="action.status")
ACTS: dict[str, tuple[str, ...]] = {
    "submitted": ("take", "open"),
    "taken": ("reply", "back", "accept", "open"),
    "sent_back": ("reply", "open"),
    "accepted": ("reply", "papers", "onward", "backward", "close", "open"),
    "closed": ("open",),
    "withdrawn": ("open",),
}
"""Buttons on a card, by the state of its case."""


def button(verb: str, *parts: str, key: str = "", label: str = "") -> Option:
    """What *verb* does to what *parts* name; called as the verb is, if nothing else."""
    value = f"{verb}:{'/'.join(parts)}" if parts else verb
    return Option(value, key="" if label else key or f"action.{verb}", label=label)


def desk(verb: str, *parts: str) -> Option:
    """A button of an officer's card."""
    return button(verb, *parts, key=f"desk.act.{verb}")


def of_case(case: Case, but: str = "") -> tuple[Option, ...]:
    """What an officer can do to *case* now; not *but*, which was just done."""
    acts = tuple(act for act in ACTS[case.state] if act != but)
    return of_card(acts, case.code, case.road, case.stage)


def of_card(
    acts: tuple[str, ...], code: str, road: str, stage: str
) -> tuple[Option, ...]:
    """These *acts* as buttons, without the steps that lead nowhere from *stage*.

    A step names the stage it was shown at: an old button must not move a case twice.
    """
    possible = stages.steps(catalogue().roads.get(road), stage)
    return tuple(
        desk(act, code, stage) if act in stages.STEPS else desk(act, code)
        for act in acts
        if act not in stages.STEPS or act in possible
    )


def pages(verb: str, page: int, of: int) -> tuple[Option, ...]:
    """Back and on, where there are more pages than one."""
    back = (button(verb, str(page - 1), key="option.previous"),) if page else ()
    on = (button(verb, str(page + 1), key="option.next"),) if page < of - 1 else ()
    return (*back, *on)
