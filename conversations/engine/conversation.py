"""One person in one flow, as it is kept from one event to the next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from conversations.engine.changed import changed
from conversations.engine.flow import Answers

V = TypeVar("V")


@dataclass(frozen=True)
class Conversation:
    """The answers of one person in one flow, and a little courtesy about them.

    *asked* is the key last put to the person: when the open question is another, the
    flow has changed under them. *reopened* is asked again by their wish. *offered* are
    answers to the open question, guesses put to them (`engine.guesses`). *doubted* are
    the keys of answers of which it was said what could be better. *misses* counts
    refusals in a row, and *refused* is why the last was; *page* the page of a long
    choice.
    """

    flow: str
    number: int
    answers: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    asked: str = ""
    reopened: str = ""
    offered: tuple[Any, ...] = ()
    doubted: tuple[str, ...] = ()
    misses: int = 0
    refused: str = ""
    page: int = 0

    def known(self) -> Answers:
        """Its answers, with what was given.

        One object as long as they are the same, so that what is found in it is found
        once, also by the copies that `changed` makes.
        """
        known: Answers | None = self.__dict__.get("_known")
        if (
            known is None
            or known.stored is not self.answers
            or known.reopened != self.reopened
        ):
            known = Answers(self.answers, self.given, self.reopened)
            self.__dict__["_known"] = known
        return known

    def keep(self, answers: Answers) -> "Conversation":
        """The same conversation with other answers, its courtesies forgotten."""
        kept = changed(
            self,
            answers=answers.stored,
            reopened=answers.reopened,
            misses=0,
            refused="",
            page=0,
            offered=(),
        )
        kept.__dict__["_known"] = answers
        return kept

    def dump(self) -> dict[str, Any]:
        """As JSON-ready data."""
        return {
            "flow": self.flow,
            "number": self.number,
            "answers": dict(self.answers),
            "given": dict(self.given),
            "asked": self.asked,
            "reopened": self.reopened,
            "offered": list(self.offered),
            **({"doubted": list(self.doubted)} if self.doubted else {}),
            "misses": self.misses,
            "refused": self.refused,
            "page": self.page,
        }

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> "Conversation":
        """What `dump` wrote; anything unreadable in it is left out."""

        def of(name: str, kind: type[V], default: V) -> V:
            value = data.get(name, default)
            return value if type(value) is kind else default

        return cls(
            flow=of("flow", str, ""),
            number=of("number", int, 0),
            answers=of("answers", dict, {}),
            given=of("given", dict, {}),
            asked=of("asked", str, ""),
            reopened=of("reopened", str, ""),
            offered=tuple(o for o in of("offered", list, []) if o is not None),
            doubted=tuple(o for o in of("doubted", list, []) if isinstance(o, str)),
            misses=max(0, of("misses", int, 0)),
            refused=of("refused", str, ""),
            page=max(0, of("page", int, 0)),
        )
