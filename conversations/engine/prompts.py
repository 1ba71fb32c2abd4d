"""How the open question is put: alone, as one bubble with its neighbours, or looked up.

Here too stands which question that is. The channel's profile decides about bubbles;
the flow does not know.
"""

from typing import Any

from conversations.engine import doubts
from conversations.engine.conversation import Conversation
from conversations.engine.effects import Ask, Fact, Line, LookUp, Option, Say
from conversations.engine.events import Event, Pressed, Typed
from conversations.engine.flow import (
    Answers,
    Flow,
    Found,
    Here,
    Question,
    Together,
    always,
    standing,
)
from conversations.engine.guesses import NONE_OF_THESE, guesses
from conversations.engine.progress import progress
from conversations.engine.questions.basic import SKIP, labelled
from conversations.engine.questions.special import Learn, Review
from conversations.language import Sure, fold, match, plainly, read_leave

SKIP_WORDS = frozenset({"lewati", "lewat", "skip", "kosong"})
KEEP = Option("keep", key="option.keep", aliases=("tetap", "tetap itu", "sama", "keep"))
"""To leave an answer that is asked again as it was."""


def opened(flow: Flow, answers: Answers) -> tuple[Answers, Question[Any] | None]:
    """What is settled, and the open question, None when there is none left."""
    found = answers.found
    if found is None or found.flow is not flow:
        found = answers.found = _find(flow, answers)
    return found.settled, found.question


def _find(flow: Flow, answers: Answers) -> Found:
    """Walk to the open question.

    Questions look only back: an answer to the open one leaves all before it as it was,
    so the walk goes on from there.
    """
    stored: dict[str, Any] = {}
    start = 0
    before = answers.from_
    if before is not None and before.flow is flow:
        stored.update(before.settled.stored)
        start = before.place
    settled = Answers(stored, answers.given)
    questions = flow.questions(answers.given)
    for place, question in enumerate(questions[start:], start):
        if question.when is not always and not question.when(settled):
            continue
        stands, value = standing(question, answers, settled)
        if not stands or question.key == answers.reopened:
            return Found(flow, settled, question, place)
        stored[question.key] = value
    return Found(flow, settled, None, len(questions))


def skips(event: Event) -> bool:
    """Whether *event* says that an answer is left out."""
    match event:
        case Pressed(value):
            return value == SKIP.value
        case Typed(text):
            return fold(text) in SKIP_WORDS or text.strip() in {"-", ""}
        case _:
            return False


def left_out(question: Question[Any], event: Event) -> bool:
    """Whether *event* leaves out *question*, which may be left out."""
    return question.optional and (skips(event) or question.none(event))


def keeps(event: Event, here: Here, *, doubted: bool = False) -> bool:
    """Whether *event* says that the old answer is to stay.

    What is *doubted* is a photo, and no words are an answer to that: it stays as soon
    as they can mean so.
    """
    match event:
        case Pressed(value):
            return value == KEEP.value
        case Typed(text) if doubted:
            # Few letters lie between this photo and another: "pakai foto lain".
            known = labelled((KEEP, doubts.KEEP), here)
            named = plainly(text, known) and match(text, known) == Sure(KEEP.value)
            return skips(event) or named or read_leave(text)
        case Typed(text):
            return fold(text) in {*KEEP.aliases, fold(here.label(KEEP))}
        case _:
            return False


def applying(
    flow: Flow, question: Question[Any], answers: Answers, settled: Answers
) -> tuple[Question[Any], ...]:
    """The open questions that would stand in one bubble with *question*."""
    if question.key == answers.reopened:
        return (question,)
    for item in flow.entries(answers.given):
        if isinstance(item, Together) and question in item.questions:
            return tuple(
                part
                for part in item.questions
                if part.when(settled) and not standing(part, answers, settled)[0]
            )
    return (question,)


def ask(
    flow: Flow,
    conversation: Conversation,
    question: Question[Any],
    here: Here,
    *,
    again: bool = False,
) -> Ask | LookUp:
    """*question* as it is put now."""
    answers = conversation.known()
    settled, _ = opened(flow, answers)
    if isinstance(question, Learn):
        return LookUp(question.key, question.what, question.about(settled))
    whole = opened(flow, answers.whole())[0] if answers.reopened else settled
    step, steps = progress(flow, answers, settled, question, together=here.together)
    before: tuple[Any, ...] = ()
    doubted = doubts.doubt(question, answers, settled)
    if question.key == answers.reopened and not doubted:
        stands, value = standing(question, answers, settled)
        empty = Fact(key="review.empty")
        before = (shown(question, whole, value) or (empty,)) if stands else ()

    near = guesses(question, conversation, settled)
    offered = tuple(guess.option for guess in near)

    def one(part: Question[Any]) -> Ask:
        options = part.options(settled)
        offers = offered if part is question else ()
        if offers:
            options = (*offers, NONE_OF_THESE)
        elif part.optional:
            options = (*options, SKIP)
        if before:
            options = (KEEP, *options)
        if doubted:
            options = (doubts.KEEP,)
        return Ask(
            flow=flow.name,
            question=part.key,
            home=doubts.home(flow, part, doubted),
            conversation=conversation.number,
            label=flow.label(part),
            options=options,
            values={**conversation.given, **readable(settled)},
            step=step,
            steps=steps,
            page=conversation.page,
            wants=part.wants,
            lines=review(flow, settled) if _listed(part) else (),
            offers=offers,
            optional=part.optional,
            again=again,
            kind=type(part).__name__.lower(),
            asks=part.asks,
            before=before,
            example=doubted or part.example,
            file=part.shows(settled) if part.shows else "",
        )

    parts = applying(flow, question, answers, settled) if here.together else ()
    put = one(question)
    if len(parts) < 2 or offered:  # noqa: PLR2004 -- alone is no bubble
        return put
    return Ask(
        flow=flow.name,
        question=question.key,
        home=put.home,
        conversation=conversation.number,
        values=put.values,
        step=put.step,
        steps=put.steps,
        parts=tuple(one(part) for part in parts),
        again=again,
        kind="together",
    )


def aid(flow: Flow, question: Question[Any], answers: Answers) -> Say:
    """What helps to answer *question*."""
    if question.helps:
        return Say("ask.aid", {"help": Fact(label=question.helps)}, joined=True)
    found = home(flow, question, answers)
    return Say(f"{found}.help", fallback="help.ask", joined=True)


def home(flow: Flow, question: Question[Any], answers: Answers) -> str:
    """Where the words of *question* are, as it is put now."""
    doubted = doubts.doubt(question, answers, opened(flow, answers)[0])
    return doubts.home(flow, question, doubted)


def _listed(part: Question[Any]) -> bool:
    """Whether every answer is listed with *part*."""
    return isinstance(part, Review) and not part.bare


def review(flow: Flow, settled: Answers) -> tuple[Line, ...]:
    """Every answer that applies and stands, as it is shown on a review."""
    return tuple(
        Line(flow.label(question), shown(question, settled, settled[question]))
        for question in flow.questions(settled.given)
        if question in settled
        and not question.silent
        and not isinstance(question, Review)
    )


def shown(question: Question[Any], answers: Answers, value: Any) -> tuple[Any, ...]:
    """An answer as a person should see it; a skipped one as nothing."""
    return () if value is None else question.shown(value, answers)


def readable(settled: Answers) -> dict[str, Any]:
    """What was answered in words or numbers, for the words of later questions."""
    found: dict[str, Any] = {}
    learned: dict[str, Any] = {}
    for key, value in settled.stored.items():
        if isinstance(value, str | int):
            found[key] = value
        elif isinstance(value, dict) and isinstance(value.get("found"), dict):
            learned.update(value["found"])
    return found | learned if learned else found
