"""How often somebody may do a thing: token buckets by key, in bounded memory."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable


class Limit:
    """*many* in so many *seconds* for each key; the last *keys* are remembered.

    Forgetting the oldest key only ever errs on the side of letting someone in.
    """

    def __init__(
        self,
        many: int,
        seconds: float = 60.0,
        keys: int = 10_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._many = many
        self._rate = many / seconds
        self._keys = keys
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, key: str) -> int:
        """Take one for *key*: 0 when there was one, else the seconds until there is."""
        tokens = self._tokens(key)
        taken = tokens >= 1
        self._keep(key, tokens - 1 if taken else tokens)
        return 0 if taken else math.ceil((1 - tokens) / self._rate)

    def reserve(self, key: str) -> float:
        """Take the next one for *key*, there or not yet: the seconds until it is."""
        tokens = self._tokens(key) - 1
        self._keep(key, tokens)
        return max(-tokens, 0.0) / self._rate

    def _tokens(self, key: str) -> float:
        now = self._clock()
        tokens, since = self._buckets.pop(key, (float(self._many), now))
        return min(float(self._many), tokens + (now - since) * self._rate)

    def _keep(self, key: str, tokens: float) -> None:
        self._buckets[key] = (tokens, self._clock())
        while len(self._buckets) > self._keys:
            self._buckets.popitem(last=False)
