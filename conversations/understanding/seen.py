"""What lies open where words were typed: all that a reader may know of the engine."""

from collections.abc import Mapping
from typing import Protocol

from conversations.catalogue.overrides import Word
from conversations.language import Choices, Free, Utterance
from conversations.understanding.meaning import Change, Told


class Seen(Protocol):
    """A look at what is open; nothing of it is worked out before it is asked for."""

    @property
    def first(self) -> bool:
        """Whether this is the first that was ever said."""

    @property
    def open(self) -> bool:
        """Whether anything is being asked."""

    @property
    def leisure(self) -> bool:
        """Whether no form is being filled in, or the menu lies over it."""

    @property
    def beside(self) -> bool:
        """Whether what is open is no form, but something short beside it."""

    @property
    def aside(self) -> bool:
        """Whether a form of theirs lies set aside."""

    @property
    def listening(self) -> bool:
        """Whether whatever is said now is meant for another person."""

    @property
    def talking(self) -> bool:
        """Whether two people talk here, and all words are for the other."""

    @property
    def writing(self) -> bool:
        """Whether the open question takes whatever is said."""

    @property
    def searching(self) -> bool:
        """Whether the open question asks what is to be looked for."""

    @property
    def several(self) -> int:
        """How many questions are open in one bubble; 0 where it is one alone."""

    @property
    def officer(self) -> bool:
        """Whether an officer is writing."""

    @property
    def language(self) -> str:
        """Which language one is spoken to in."""

    @property
    def word(self) -> Word:
        """What the Dinas put right of the catalogue."""

    @property
    def options(self) -> Choices:
        """The choices of the open question."""

    @property
    def choices(self) -> Choices:
        """The choices that lie open: of the question, else of the menu."""

    @property
    def buttons(self) -> Choices:
        """The buttons shown last outside any form, where none is open."""

    @property
    def ways(self) -> Mapping[str, str]:
        """Our own buttons: the value of each by what it is called, as `fold` has it."""

    def lined(self, said: Utterance) -> bool:
        """Whether *said* has one line for each question of the bubble."""

    def told(self, said: Utterance) -> Told:
        """What *said* tells in passing of the questions of the form, and is news."""

    def corrects(self, said: Utterance) -> Change | None:
        """Which answer of the form *said* puts right."""

    def fits(self, said: Utterance) -> Free | None:
        """What *said* comes to where something is asked in writing; else None."""
