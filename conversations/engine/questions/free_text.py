"""Questions that are answered in writing: a name, a product, an address, a message.

A question, a command or a courtesy that is typed there is no answer; what may be one,
but hardly is, becomes one by a yes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from conversations import language
from conversations.engine.events import Event, Typed, utterance
from conversations.engine.questions.basic import Text, said
from conversations.engine.questions.question import Read, Refusal
from conversations.engine.values import Answers, Here
from conversations.language import Clue, Free, Passage, Said, Shape, fold, introduced

UNLIKELY = "is_unlikely"
_EXPLAINED = frozenset({"question", "command", "many", "slip"})
"""Why a text is doubtful, where that is said beside what it may mean."""
UNEXPLAINED = frozenset({"other", "which"})
"""Doubts that are put as nothing but the question whether it is meant."""
_WRITTEN = frozenset(
    {"owner_name", "business_name", "office_name", "product", "owner", "business"}
)
_OWN = frozenset({"person", "business", "office", "product"})
"""Shapes of which each is hardly called what another of the form is called."""


@dataclass(frozen=True)
class Words(Text):
    """What is said to a person: whatever it is, unless it is exactly a command."""


@dataclass(frozen=True)
class Called(Text):
    """What somebody or something is called, or where or what it is.

    *others* are texts that answer other questions, as `fold` leaves them. *same_as* is
    the question whose answer "sama" means, if there is one.
    """

    shape: Shape = "person"
    others: frozenset[str] = field(default=frozenset(), repr=False)
    same_as: str = ""

    def read(self, event: Event, answers: Answers, here: Here) -> Read[str]:
        """The answer, without what stands around it; or why it is none."""
        text = said(event)
        found = self.means(text, answers)
        fitting = tuple(each for each in found.meant if self._fits(each))
        if found.meant and not fitting:
            super().read(Typed(found.meant[0]), answers, here)
        if fitting and not found.why:
            return Read(fitting[0], echo=found.told)
        if found.why == "same" and self.same_as in answers.stored:
            fitting = (str(answers.stored[self.same_as]),)
        if not found.meant and found.why in {"no_words", "many"}:
            super().read(event, answers, here)
        explained = found.why not in UNEXPLAINED and (
            found.why in _EXPLAINED or not fitting
        )
        reason = f"is_{found.why}" if explained else UNLIKELY
        raise Refusal(reason, {"said": text.typed}, offers=fitting)

    def means(self, text: Said, answers: Answers) -> Free:
        """What *text* comes to here, beside the answers that were given before."""
        others = self.others
        if self.shape in _OWN:
            others |= {
                fold(value)
                for key, value in answers.stored.items()
                if key in _WRITTEN - {self.key} and isinstance(value, str)
            }
        return language.read_free(text, self.shape, others)

    def clues(self, passage: Passage, answers: Answers, here: Here) -> Iterator[Clue]:
        """What is introduced: "nama saya Siti", "usaha Batik Contoh"."""
        del answers, here
        return introduced(passage, self.key, self.shape, self.others)

    def none(self, event: Event) -> bool:
        """Whether *event* says that there is nothing to write."""
        if not isinstance(event, Typed):
            return False
        found = language.read_free(utterance(event), self.shape, self.others)
        return found.why == "none"

    def insists(self, event: Event) -> bool:
        """Whether a name was said again; "gausah" said twice is no name yet."""
        if not isinstance(event, Typed) or language.read_yes_no(utterance(event)):
            return True
        return not language.has_everyday(event.text)

    def _fits(self, text: str) -> bool:
        return self.holds(text, Answers())
