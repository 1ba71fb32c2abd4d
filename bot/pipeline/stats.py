"""What a relay has done, in numbers."""

from collections import Counter
from dataclasses import dataclass, field

from bot.pipeline.retry_policy import Verdict


@dataclass
class Stats:
    """What a relay has done, for `/metrics`; nothing in it is about anybody."""

    results: Counter[str] = field(default_factory=Counter)
    last_codes: dict[str, str] = field(default_factory=dict)
    in_flight: int = 0
    holding: bool = False

    def note(self, verdict: Verdict) -> None:
        """Count one more."""
        self.results[verdict.result] += 1
        if verdict.code:
            self.last_codes[verdict.result] = verdict.code
