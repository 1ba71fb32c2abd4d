"""What can go wrong at the fake Telegram, and how fast it lets us go."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Fault:
    """What goes wrong with the next calls that match; see `KINDS` for *kind*.

    An empty *method*, *chat* or *text* matches all; *text* is part of the message.
    """

    kind: str
    method: str = ""
    chat: str = ""
    text: str = ""
    times: int = 1
    seconds: float = 1
    words: str = ""
    to: int = 0


KINDS = {
    "flood": 429,
    "forbidden": 403,
    "bad": 400,
    "unauthorized": 401,
    "not_found": 404,
    "conflict": 409,
    "server": 500,
    "gateway": 502,  # a page of HTML, not JSON
    "gateway_timeout": 504,
    "migrate": 400,
    "garbage": 200,  # a yes nobody can read
    "reset_before": 0,  # the connection ends, nothing was done
    "reset_after": 0,  # the connection ends, the message is there
    "hang": 0,  # no answer until the fake stops
    "drip": 0,  # the answer comes a byte every *seconds*
}
PHRASES = {401: "Unauthorized", 404: "Not Found", 500: "Internal Server Error"}


@dataclass
class Limits:
    """The platform's own pace, per second and, for groups, per minute; 0 is none."""

    account: int = 0
    chat: int = 0
    group: int = 0
    _seen: dict[str, Any] = field(default_factory=dict)

    def retry_after(self, chat, now):
        """Seconds to wait, or 0 if one more message to *chat* is allowed at *now*."""
        group = chat.startswith("-")
        rules = [("", self.account, 1.0)]
        rules += [(chat, self.group, 60.0) if group else (chat, self.chat, 1.0)]
        windows = []
        for key, most, span in rules:
            seen = self._seen.setdefault(key, deque())
            while seen and seen[0] <= now - span:
                seen.popleft()
            if most and len(seen) >= most:
                return max(1, round(seen[0] + span - now))
            windows.append(seen)
        for seen in windows:
            seen.append(now)
        return 0


class Refusal(Exception):
    def __init__(self, code, words, **parameters):
        super().__init__(words)
        self.code, self.words, self.parameters = code, words, parameters


def flood(seconds):
    words = f"Too Many Requests: retry after {seconds:g}"
    return Refusal(429, words, retry_after=seconds)
