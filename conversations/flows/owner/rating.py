"""An owner says how content they are: what is put beneath the news, and their words."""

from collections.abc import Callable, Mapping
from typing import Any

from conversations.cases.decision import Notice
from conversations.cases.ratings import AskRating, ExplainRating, RatingDue
from conversations.engine.effects import Effect, Say
from conversations.engine.flow import Aside
from conversations.engine.questions import Words
from conversations.engine.values import Answers

WORDS = Words("words", least=2, most=500, lines=True)


def explained(answers: Answers) -> tuple[Effect, ...]:
    """Keep what they wrote."""
    return (ExplainRating(str(answers.given.get("code", "")), answers[WORDS]),)


FLOW = Aside("rating", (WORDS,), explained)
HEARD: Mapping[type[Notice], Callable[[Any], Say | tuple[Effect, ...]]] = {
    RatingDue: lambda news: (AskRating(news.code),),
}
"""What a morning after a night brings."""
