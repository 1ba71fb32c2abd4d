"""Where people give up: how often each question was put, answered and missed.

It is counted in memory, where a turn ends, by one look at what is open: an ordinary
answer must not cost more. `jobs.stumbles` writes it down each minute; what a process
that is killed had counted since is lost. What was typed at a question that refused it
is masked before it is kept.
"""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeAlias

from conversations.engine.events import Event, Typed
from conversations.engine.values import Session
from storage.people.sessions import Reached

MOST_WORDS = 200
"""So many refused texts are remembered between two writings."""
Spot: TypeAlias = tuple[str, str, str, str]
"""A flow, a question of it, a language, and an office; empty is the first."""
Counts: TypeAlias = defaultdict[Spot, int]
_counts: Callable[[], Counts] = partial(defaultdict, int)


@dataclass
class Tally:
    """What happened at each spot since it was written down last."""

    came: Counts = field(default_factory=_counts)
    answered: Counts = field(default_factory=_counts)
    refused: Counts = field(default_factory=_counts)
    typed: deque[tuple[Spot, str]] = field(
        default_factory=lambda: deque(maxlen=MOST_WORDS)
    )

    def turn(
        self, person: Reached, before: Session, after: Session, event: Event
    ) -> None:
        """A turn of an owner, from the question that was open to the next."""
        if person.officer is not None:
            return
        number, asked = 0, ""
        if before.open:
            was = before.open[-1]
            number, asked = was.number, was.asked
        if after.open:
            now = after.open[-1]
            if now.number == number and now.asked == asked:
                if now.misses > was.misses:
                    spot = was.flow, asked, person.language, person.office
                    self.refused[spot] += 1
                    if isinstance(event, Typed):
                        self.typed.append((spot, event.text))
                return
            if now.asked:
                spot = now.flow, now.asked, person.language, person.office
                self.came[spot] += 1
        if asked:
            spot = was.flow, asked, person.language, person.office
            for each in (*after.open, *after.paused):
                if each.number == number:
                    self.answered[spot] += asked in each.answers
                    return
            gone = after.dropped
            self.answered[spot] += gone is None or gone.number != number

    def take(self) -> "Tally":
        """All of it; from here on it is counted anew."""
        taken = Tally(self.came, self.answered, self.refused, self.typed)
        fresh = Tally()
        self.came, self.answered = fresh.came, fresh.answered
        self.refused, self.typed = fresh.refused, fresh.typed
        return taken
