"""Buttons that work anywhere: `verb:argument`, on whichever card they stand.

People have old cards on their phones, so what a button says is never renamed. What a
press does is read in `conversations.flows.buttons`, from the same two parts.
"""

from conversations.cases import lifecycle, stages
from conversations.cases.records import Case
from conversations.catalogue import catalogue
from conversations.engine.effects import Option

STATUS = Option("status", key="action.status")
ACTS: dict[str, tuple[str, ...]] = {
    "submitted": ("take", "open"),
    "taken": ("reply", "back", "accept", "open"),
    "sent_back": ("take", "reply", "open"),
    "accepted": ("take", "reply", "papers", "onward", "backward", "open"),
    "closed": ("reopen", "open"),
    "withdrawn": ("open",),
}
"""Buttons on a card, by the state of its case."""
_ANY = ("hand_over", "release", "note", "close")
MORE: dict[str, tuple[str, ...]] = {
    "submitted": ("note", "refuse", "close"),
    "taken": ("refuse", "other_road", "visit", *_ANY),
    "sent_back": ("refuse", *_ANY),
    "accepted": ("visit", "other_road", "certificate", *_ANY),
    "closed": ("certificate",),
}
"""Further ones, beneath all that is known of a case: with the others ten at most."""
_CALLED = {"refuse": "close"}
"""What a button does by another name than that of the table of its life."""


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
    held = bool(case.holder_id)
    return of_card(acts, case.code, case.road, case.stage, case.state, held=held)


def of_card(
    acts: tuple[str, ...],
    code: str,
    road: str,
    stage: str,
    state: str = "accepted",
    *,
    held: bool = True,
) -> tuple[Option, ...]:
    """Those of *acts* that can be done now, from *stage* and by whoever sees them.

    A step names the stage it was shown at: an old button must not move a case twice.
    At the end of a road there is its end instead of a step on, and what it came to.
    """
    possible = stages.steps(catalogue().roads.get(road), stage)
    if state == "accepted" and "onward" in possible:
        acts = tuple(act for act in acts if act != "certificate")
    if "onward" in acts and "onward" not in possible:
        acts = tuple("close" if act == "onward" else act for act in acts)
    return tuple(
        desk(act, code, stage) if act in stages.STEPS else desk(act, code)
        for act in dict.fromkeys(acts)
        if (act not in stages.STEPS or act in possible)
        and (act == "open" or _theirs(state, act, held=held))
    )


def _theirs(state: str, act: str, *, held: bool) -> bool:
    """Whether *act* is for whoever holds a case, or for anybody while nobody does."""
    if act == "take" and held:
        return False
    actor = lifecycle.Actor(role="officer", holds=held)
    return not lifecycle.problem(state, _CALLED.get(act, act), actor)


def pages(verb: str, page: int, of: int) -> tuple[Option, ...]:
    """Back and on, where there are more pages than one."""
    back = (button(verb, str(page - 1), key="option.previous"),) if page else ()
    on = (button(verb, str(page + 1), key="option.next"),) if page < of - 1 else ()
    return (*back, *on)
