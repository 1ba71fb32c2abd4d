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
REPORTED = ("onward", "not_done", "take", "reply", "papers", "open")
"""The same while the owner waits for a yes or no to what they say is done."""
_ANY = ("hand_over", "release", "note", "close")
MORE: dict[str, tuple[str, ...]] = {
    "submitted": ("hand_over", "note", "refuse", "close"),
    "taken": ("refuse", "other_road", "visit", *_ANY),
    "sent_back": ("refuse", *_ANY),
    "accepted": ("visit", "other_road", "certificate", *_ANY),
    "closed": ("certificate",),
}
"""Further ones, beneath all that is known of a case: with the others ten at most."""
_AT_A_STAGE = (*stages.STEPS, "not_done")
_CALLED = {"refuse": "close"}
"""What a button does by another name than that of the table of its life."""


def button(verb: str, *parts: str, key: str = "", label: str = "") -> Option:
    """What *verb* does to what *parts* name; called as the verb is, if nothing else."""
    value = f"{verb}:{'/'.join(parts)}" if parts else verb
    return Option(value, key="" if label else key or f"action.{verb}", label=label)


def ways(code: str, stage: str) -> tuple[Option, Option]:
    """[Sudah] and [Belum bisa], under whatever says what is to do at a stage."""
    return (
        button("done", code, stage, key="action.stage_done"),
        button("cannot", code, stage, key="action.stage_stuck"),
    )


def desk(verb: str, *parts: str) -> Option:
    """A button of an officer's card."""
    return button(verb, *parts, key=f"desk.act.{verb}")


def of_case(case: Case, but: str = "") -> tuple[Option, ...]:
    """What an officer can do to *case* now; not *but*, which was just done."""
    reported = case.reported
    acts = tuple(act for act in acts_of(case.state, reported=reported) if act != but)
    held, at = bool(case.holder_id), (case.code, case.road, case.stage, case.state)
    return of_card(acts, *at, held=held, reported=reported)


def acts_of(state: str, *, reported: bool) -> tuple[str, ...]:
    """What is on a card; where a stage was reported done, what is said to that."""
    return REPORTED if reported else ACTS[state]


def of_card(
    acts: tuple[str, ...],
    code: str,
    road: str,
    stage: str,
    state: str = "accepted",
    *,
    held: bool = True,
    reported: bool = False,
    role: str = "",
) -> tuple[Option, ...]:
    """Those of *acts* that can be done now, from *stage* and by whoever sees them.

    A step names the stage it was shown at: an old button must not move a case twice.
    At the end of a road there is what it came to instead of a step on; to what was
    *reported* done, the step on is a yes.
    """
    gone = catalogue().roads.get(road)
    possible = stages.steps(gone, stage)
    if state == "accepted" and "onward" in possible:
        acts = tuple(act for act in acts if act != "certificate")
    if "onward" in acts and "onward" not in possible:
        end = "certificate" if gone and gone.certificates else "close"
        acts = tuple(end if act == "onward" else act for act in acts)
    called = {"onward": "confirm"} if reported else {}
    return tuple(
        button(
            act,
            *((code, stage) if act in _AT_A_STAGE else (code,)),
            key=f"desk.act.{called.get(act, act)}",
        )
        for act in dict.fromkeys(acts)
        if (act not in stages.STEPS or act in possible)
        and (act == "open" or _theirs(state, act, held=held, role=role))
    )


def _theirs(state: str, act: str, *, held: bool, role: str) -> bool:
    """Whether *act* is for whoever holds a case, or for anybody while nobody does.

    Who leads sees what a holder would; of other *roles* each sees their own.
    """
    if act == "take" and held:
        return False
    seen_as = role if role in {"auditor", lifecycle.GUIDE} else "officer"
    actor = lifecycle.Actor(role=seen_as, holds=held)
    return not lifecycle.problem(state, _CALLED.get(act, act), actor)


def pages(verb: str, page: int, of: int, *parts: str) -> tuple[Option, ...]:
    """Back and on, where there are more pages than one."""
    before, after = (*parts, str(page - 1)), (*parts, str(page + 1))
    back = (button(verb, *before, key="option.previous"),) if page else ()
    on = (button(verb, *after, key="option.next"),) if page < of - 1 else ()
    return (*back, *on)
