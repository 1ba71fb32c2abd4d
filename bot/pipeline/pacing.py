"""How fast we may speak: to one chat, to one group, and from one account.

Nothing here sleeps or reads a clock of its own: it says how long to wait, and is told
what was sent. A platform that says "too fast" pauses the chat or the account it meant:
for as long as it says, else for longer each time until it takes something again.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Sequence

from bot.channels.base import Later, Pace, Rate

REPLIES = 0
"""The lane whose part of an account's rate no other lane may use."""
OTHERS = 1
"""Any of the other lanes: they share four fifths of an account's rate."""
FAILED = 5
"""Chats in a row to which messages fail: then it is not they, and all wait a little."""
CHAT_FACTOR, ACCOUNT_FACTOR, LONGEST = 4.0, 2.0, 30.0
"""Pauses of which no length is said: a second, and so many times as long each time."""
_MANY_CHATS = 10_000

Clock = Callable[[], float]


class Pacing:
    """The pace of one account; *clock* gives seconds that never go back."""

    def __init__(self, pace: Pace, clock: Clock) -> None:
        self._pace = pace
        self._clock = clock
        self._account = [_Window(limit) for limit in _limits(pace.account)]
        self._chats: dict[str, float] = {}
        self._paused: dict[str, _Pause] = defaultdict(lambda: _Pause(CHAT_FACTOR))
        self._paused_account = _Pause(ACCOUNT_FACTOR)
        self._failing: set[str] = set()
        self._began = clock()

    def begin(self, ago: float = 0.0) -> None:
        """Go on where another ended, *ago* seconds before.

        Perhaps it had used up at that moment what the account may; what it sent to a
        chat, `recall` must be told.
        """
        self._began = self._clock() - ago
        self._chats.clear()
        if self._account:
            self._account[-1].fill(self._began)

    def memory(self, chat: str) -> float:
        """Of how many seconds it must still be told what was sent to *chat*."""
        rate = self._rate(chat)
        if rate is None or chat in self._chats:
            return 0.0
        whole = rate.burst * rate.every
        return whole if self._clock() - self._began < whole else 0.0

    def recall(self, chat: str, ages: Sequence[float]) -> None:
        """What another sent to *chat*, so many seconds ago, as if we had."""
        full, now = float("-inf"), self._clock()
        if rate := self._rate(chat):
            for age in sorted(ages, reverse=True):
                full = max(full, now - age) + rate.every
        self._chats[chat] = full

    def ready_in(self, chat: str, lane: int) -> float:
        """Seconds until a message of *lane* may go to *chat*; 0 is now."""
        return max(self.chat_in(chat), self.account_in(lane))

    def chat_in(self, chat: str) -> float:
        """Seconds until *chat* can take one more, whatever the account may do."""
        now = self._clock()
        pause = self._paused.get(chat)
        wait = pause.until - now if pause else 0.0
        if (rate := self._rate(chat)) and (full := self._chats.get(chat)):
            wait = max(wait, full - (rate.burst - 1) * rate.every - now)
        return max(wait, 0.0)

    def account_in(self, lane: int) -> float:
        """Seconds until the account may send one more message of *lane*."""
        now = self._clock()
        waits = [window.opens(now) for window in self._windows(lane)]
        return max(0.0, self._paused_account.until - now, *waits)

    def room(self, lane: int, most: int) -> int:
        """How many messages of *lane* the account may send now, *most* at the most."""
        now = self._clock()
        if self._paused_account.until > now:
            return 0
        return min((most, *(window.room(now) for window in self._windows(lane))))

    def take(self, chat: str, lane: int) -> None:
        """Note that a message of *lane* goes to *chat* now."""
        now = self._clock()
        for window in self._windows(lane):
            window.take(now)
        if rate := self._rate(chat):
            self._chats[chat] = max(self._chats.get(chat, now), now) + rate.every
        if len(self._chats) + len(self._paused) > _MANY_CHATS:
            self._forget(now)

    def took(self, chat: str) -> None:
        """The platform took a message to *chat*: all is well again, with both."""
        self._failing.clear()
        self._paused_account.over()
        if chat in self._paused:
            self._paused[chat].over()

    def obey(self, error: Later, chat: str) -> float:
        """Pause what the platform meant; seconds to wait, 0 where it said nothing."""
        if error.scope == "account":
            return self._paused_account.begin(self._clock(), error.seconds)
        if error.scope == "chat":
            return self._paused[chat].begin(self._clock(), error.seconds)
        self._failing.add(chat)
        if len(self._failing) >= FAILED:
            self._paused_account.begin(self._clock(), 0.0)
        return error.seconds

    def alone(self, chat: str) -> bool:
        """Whether *chat* is the only one to which messages fail now."""
        return self._failing == {chat}

    def _rate(self, chat: str) -> Rate | None:
        # Telegram's groups have negative ids.
        group = self._pace.group is not None and chat.startswith("-")
        return self._pace.group if group else self._pace.chat

    def _windows(self, lane: int) -> "list[_Window]":
        return self._account if lane != REPLIES else self._account[:1]

    def _forget(self, now: float) -> None:
        """Drop what says no more than that all is well."""
        if not any(self.memory(chat) for chat in ("", "-")):
            self._chats = {c: full for c, full in self._chats.items() if full > now}
        for chat in [c for c, pause in self._paused.items() if pause.forgotten(now)]:
            del self._paused[chat]


class _Pause:
    """A silence that was asked for; each without a length is *factor* times longer."""

    def __init__(self, factor: float) -> None:
        self.until = 0.0
        self._factor = factor
        self._next = 1.0

    def begin(self, now: float, seconds: float) -> float:
        """Be silent for *seconds*, else for as long as it is time for; say how long."""
        # What was on its way when the silence began says nothing new.
        if not seconds and self.until <= now:
            seconds, self._next = self._next, min(self._next * self._factor, LONGEST)
        self.until = max(self.until, now + seconds)
        return self.until - now

    def over(self) -> None:
        """The next silence is short again."""
        self._next = 1.0

    def forgotten(self, now: float) -> bool:
        """Whether it is so long over that it says nothing any more."""
        return self.until + LONGEST < now


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
