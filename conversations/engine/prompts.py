"""How the open question is put: alone, as one bubble with its neighbours, or looked up.

The channel's profile decides about bubbles; the flow does not know.
"""

from functools import partial
from typing import Any

from conversations.engine import doubts
from conversations.engine.effects import Ask, Fact, Line, LookUp, Option, Say
from conversations.engine.events import Event, Pressed, Typed, utterance
from conversations.engine.guesses import NONE_OF_THESE, Guess, guesses
from conversations.engine.position import Position, locate, parts
from conversations.engine.progress import standing
from conversations.engine.questions.basic import SKIP, labelled, likely_first
from conversations.engine.questions.question import Question
from conversations.engine.questions.special import Learn, Review
from conversations.engine.values import Answers, Here
from conversations.language import Sure, match, plainly, read_leave

SKIP_WORDS = frozenset({"lewati", "lewat", "skip", "kosong"})
KEEP = Option("keep", key="option.keep", aliases=("tetap", "tetap itu", "sama", "keep"))
"""To leave an answer that is asked again as it was."""


def skips(event: Event) -> bool:
    """Whether *event* says that an answer is left out."""
    match event:
        case Pressed(value):
            return value == SKIP.value
        case Typed(text):
            return utterance(event).folded in SKIP_WORDS or text.strip() in {"-", ""}
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
        case Typed() if doubted:
            # Few letters lie between this photo and another: "pakai foto lain".
            said, known = utterance(event), labelled((KEEP, doubts.KEEP), here)
            named = plainly(said, known) and match(said, known) == Sure(KEEP.value)
            return skips(event) or named or read_leave(said)
        case Typed():
            return utterance(event).folded in labelled((KEEP,), here).named
        case _:
            return False


def ask(at: Position, here: Here, *, again: bool = False) -> Ask | LookUp:
    """The open question as it is put now."""
    question, form = at.question, at.form
    assert question is not None  # noqa: S101 -- whoever asks saw that one is open
    if isinstance(question, Learn):
        return LookUp(question.key, question.what, question.about(at.settled))
    way = form.ways[here.together]
    progress = way.progress(question, at.answers, at.settled, at.conversation.unasked)
    values = {**at.conversation.given, **readable(at.settled)}
    near = guesses(at) if at.conversation.offered else ()
    bubble = parts(at) if here.together and not near else ()
    put = partial(_put, at, here, values, progress, again=again)
    if len(bubble) < 2:  # noqa: PLR2004 -- alone is no bubble
        return put(question, near)
    step, steps = progress
    return Ask(
        flow=at.flow.name,
        question=question.key,
        home=form.homes[question.key],
        conversation=at.conversation.number,
        values=values,
        step=step,
        steps=steps,
        parts=tuple([put(each) for each in bubble]),
        again=again,
        kind="together",
    )


def _put(
    at: Position,
    here: Here,
    values: dict[str, Any],
    progress: tuple[int, int],
    question: Question[Any],
    near: tuple[Guess, ...] = (),
    *,
    again: bool,
) -> Ask:
    """One question, with what can be chosen for it."""
    options, doubted, likely = question.options(at.settled), "", 0
    if here.places and (first := question.likely(here)):
        options, likely = likely_first(question, at.settled, here), len(first)
    offers: tuple[Option, ...] = ()
    before: tuple[Any, ...] = ()
    if near:
        offers = tuple([guess.option for guess in near])
        options, likely = (*offers, NONE_OF_THESE), 0
    elif question.optional:
        options = (*options, SKIP)
    if question.key == at.answers.reopened:
        doubted = doubts.doubt(at)
        before = () if doubted else had(at, question)
        options = (doubts.KEEP,) if doubted else options
        options = (KEEP, *options) if before else options
        likely += 1 if before and likely else 0
    return Ask(
        flow=at.flow.name,
        question=question.key,
        home=f"{doubts.HOME}.{doubted}" if doubted else at.form.homes[question.key],
        conversation=at.conversation.number,
        label=at.form.labels[question.key],
        options=options,
        likely=likely,
        values=values,
        step=progress[0],
        steps=progress[1],
        page=at.conversation.page,
        wants=question.wants,
        lines=review(at) if isinstance(question, Review) and not question.bare else (),
        offers=offers,
        optional=question.optional,
        again=again,
        kind=type(question).__name__.lower(),
        asks=question.asks,
        before=before,
        example=doubted,
        file=question.shows(at.settled) if question.shows else "",
    )


def had(at: Position, question: Question[Any]) -> tuple[Any, ...]:
    """The answer of a question that is asked again, as a person should see it."""
    stands, value = standing(question, at.answers, at.settled)
    if not stands:
        return ()
    # It may be shown by what is answered behind it.
    given = Answers(at.answers.stored, at.answers.given)
    whole = locate(at.flow, at.conversation.keep(given))
    return shown(question, whole.settled, value) or (Fact(key="review.empty"),)


def aid(at: Position, question: Question[Any]) -> Say:
    """What helps to answer *question*."""
    if question.helps:
        return Say("ask.aid", {"help": Fact(label=question.helps)}, joined=True)
    home = doubts.home(at, question)
    return Say(f"{home}.help", fallback="help.ask", joined=True)


def review(at: Position) -> tuple[Line, ...]:
    """Every answer that applies and stands, as it is shown on a review."""
    return tuple(
        [
            Line(
                at.flow.label(each, at.settled),
                shown(each, at.settled, at.settled[each]),
            )
            for each in at.answered
            if not isinstance(each, Review)
        ]
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
