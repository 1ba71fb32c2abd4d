"""How well labelled messages are understood: counted, with nothing learnt from them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from conversations.language import Utterance
from conversations.understanding.classifier import Classifier
from conversations.understanding.meaning import Either, Perhaps, Wish
from conversations.understanding.training import Labelled, learn
from conversations.understanding.voices import Voices

COLUMNS = ("right", "shown", "offered", "asked", "astray", "wrong")
"""Done as meant, or rightly left; the same with a way out; offered; asked back; and
wrong: with a way out, and silently."""
Tally: TypeAlias = Counter[str]
Table: TypeAlias = dict[str, Tally]


def outcome(classifier: Classifier, message: Labelled) -> str:
    """What comes of *message*, as one of `COLUMNS`."""
    weighed = classifier.weigh(Utterance(message.said), message.context)
    match weighed.meaning:
        case Wish(intent):
            return "right" if intent in message.right else "wrong"
        case Perhaps(wishes):
            return "shown" if wishes[0].intent in message.right else "astray"
        case Either(wishes):
            near = message.right.intersection(wish.intent for wish in wishes)
            return "offered" if near else "asked"
    return "right" if "none" in message.right else "asked"


def counted(classifier: Classifier, messages: Iterable[Labelled]) -> Table:
    """How *messages* are understood: by context, and in each by language."""
    found: dict[str, Tally] = defaultdict(Counter)
    for message in messages:
        came = outcome(classifier, message)
        for row in (message.context, f"{message.context} {message.language}"):
            found[row][came] += 1
    return dict(sorted(found.items()))


def across(messages: Sequence[Labelled], folds: int) -> Table:
    """The same, each part by what the other parts teach."""
    found: Table = defaultdict(Counter)
    for fold in range(folds):
        rest = [each for at, each in enumerate(messages) if at % folds != fold]
        classifier = Classifier(Voices(learn(rest)))
        for row, tally in counted(classifier, messages[fold::folds]).items():
            found[row] += tally
    return dict(sorted(found.items()))
