"""What a relay has done, in numbers."""

from collections import Counter
from dataclasses import dataclass, field

from bot import metrics
from bot.pipeline.retry_policy import Verdict


@dataclass
class Stats:
    """What a relay of *channel* has done; nothing in it is about anybody."""

    channel: str = ""
    results: Counter[str] = field(default_factory=Counter)
    last_codes: dict[str, str] = field(default_factory=dict)
    in_flight: int = 0
    holding: bool = False

    def note(self, verdict: Verdict) -> None:
        """Count one more."""
        self.results[verdict.result] += 1
        metrics.SENDS.labels(self.channel, verdict.result).inc()
        if verdict.code:
            self.last_codes[verdict.result] = verdict.code
