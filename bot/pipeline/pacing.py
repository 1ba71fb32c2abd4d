"""How fast we may speak: to one chat, to one group, and from one account.

Nothing here sleeps or reads a clock of its own: it says how long to wait, and is told
what was sent. A platform that says "too fast" pauses the chat or the account it meant.
"""

from collections import deque
from collections.abc import Callable

from bot.channels.base import Pace, Rate

REPLIES = 0
"""The lane whose part of an account's rate no other lane may use."""
OTHERS = 1
"""Any of the other lanes: they share four fifths of an account's rate."""
_MANY_CHATS = 10_000

Clock = Callable[[], float]


class Pacing:
    """The pace of one account; *clock* gives seconds that never go back."""

    def __init__(self, pace: Pace, clock: Clock) -> None:
        self._pace = pace
        self._clock = clock
        self._account = [_Window(limit) for limit in _limits(pace.account)]
        self._chats: dict[str, float] = {}
        self._paused: dict[str, float] = {}
        self._paused_account = self._began = clock()

    def begin(self, ago: float = 0.0) -> None:
        """Go on where another ended, *ago* seconds before.

        Perhaps it had used up at that moment what it might.
        """
        self._began = self._clock() - ago
        self._chats.clear()
        if self._account:
            self._account[-1].fill(self._began)

    def ready_in(self, chat: str, lane: int) -> float:
        """Seconds until a message of *lane* may go to *chat*; 0 is now."""
        return max(self.chat_in(chat), self.account_in(lane))

    def chat_in(self, chat: str) -> float:
        """Seconds until *chat* can take one more, whatever the account may do."""
        now = self._clock()
        wait = self._paused.get(chat, now) - now
        if rate := self._rate(chat):
            wait = max(
                wait, self._full(chat, rate) - (rate.burst - 1) * rate.every - now
            )
        return max(wait, 0.0)

    def account_in(self, lane: int) -> float:
        """Seconds until the account may send one more message of *lane*."""
        now = self._clock()
        waits = [window.opens(now) for window in self._windows(lane)]
        return max(0.0, self._paused_account - now, *waits)

    def room(self, lane: int, most: int) -> int:
        """How many messages of *lane* the account may send now, *most* at the most."""
        now = self._clock()
        if self._paused_account > now:
            return 0
        return min((most, *(window.room(now) for window in self._windows(lane))))

    def take(self, chat: str, lane: int) -> None:
        """Note that a message of *lane* goes to *chat* now."""
        now = self._clock()
        for window in self._windows(lane):
            window.take(now)
        if rate := self._rate(chat):
            self._chats[chat] = max(self._full(chat, rate), now) + rate.every
        if len(self._chats) + len(self._paused) > _MANY_CHATS:
            self._forget(now)

    def pause_chat(self, chat: str, seconds: float) -> None:
        """Leave *chat* alone for so long."""
        until = self._clock() + seconds
        self._paused[chat] = max(until, self._paused.get(chat, until))

    def pause_account(self, seconds: float) -> None:
        """Send nothing at all for so long."""
        self._paused_account = max(self._paused_account, self._clock() + seconds)

    def _rate(self, chat: str) -> Rate | None:
        # Telegram's groups have negative ids.
        group = self._pace.group is not None and chat.startswith("-")
        return self._pace.group if group else self._pace.chat

    def _full(self, chat: str, rate: Rate) -> float:
        """When the bucket of *chat* is full again; a chat of before held one token."""
        return self._chats.get(chat, self._began + (rate.burst - 1) * rate.every)

    def _windows(self, lane: int) -> "list[_Window]":
        return self._account if lane != REPLIES else self._account[:1]

    def _forget(self, now: float) -> None:
        """Drop what says no more than that all is well."""
        if all(
            self._began + (rate.burst - 1) * rate.every <= now
            for rate in (self._pace.chat, self._pace.group)
            if rate
        ):
            self._chats = {c: full for c, full in self._chats.items() if full > now}
        self._paused = {c: until for c, until in self._paused.items() if until > now}


class _Window:
    """At most *limit* in any second: a bucket that never spills over the second."""

    def __init__(self, limit: int) -> None:
        self._taken: deque[float] = deque(maxlen=limit)
        self._limit = limit

    def opens(self, now: float) -> float:
        """Seconds until one more is allowed."""
        full = len(self._taken) == self._limit
        return max(self._taken[0] + 1.0 - now, 0.0) if full else 0.0

    def room(self, now: float) -> int:
        """How many are allowed now."""
        while self._taken and self._taken[0] + 1.0 <= now:
            self._taken.popleft()
        return self._limit - len(self._taken)

    def take(self, now: float) -> None:
        """One more goes; the oldest of a full window is forgotten."""
        self._taken.append(now)

    def fill(self, now: float) -> None:
        """As if all had been used just now."""
        self._taken.extend([now] * self._limit)


def _limits(account: int | None) -> tuple[int, ...]:
    """For all lanes together, and for those that are no replies."""
    return () if account is None else (account, max(account * 4 // 5, 1))
