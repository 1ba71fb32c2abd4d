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
        now = self._clock()
        tokens, since = self._buckets.pop(key, (float(self._many), now))
        rate = self._many / 60
        tokens = min(float(self._many), tokens + (now - since) * rate)
        taken = tokens >= 1
        self._buckets[key] = (tokens - 1 if taken else tokens, now)
        while len(self._buckets) > self._keys:
            self._buckets.popitem(last=False)
        return 0 if taken else math.ceil((1 - tokens) / rate)
