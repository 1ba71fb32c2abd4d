"""How much one person may have us do: nothing of theirs is lost, but it takes its time.

Past the budget an event waits for its turn, and all that come after it with it; so
one who floods delays nobody but themselves. They are told so, once an hour at most.
"""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from bot import metrics, words
from bot.channels.base import Bubble, Incoming
from bot.limits import Limit
from bot.pipeline.arrivals import Spoken
from bot.pipeline.render import pack
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.messages import outbox

BURST, SOON = 20, 10.0
"""Events of one person in so many seconds."""
MANY, LATER = 600, 3600.0


class Budget:
    """What each sender has left; none of it is kept when the process ends."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = (
            Limit(BURST, SOON, clock=clock),
            Limit(MANY, LATER, clock=clock),
        )

    def waits(self, channel: str, events: Sequence[Incoming]) -> dict[str, timedelta]:
        """How long events wait for their turn, by key; those in the budget do not."""
        found = {}
        for each in events:
            if each.event is None or not each.sender:
                continue
            writes = each.aliases[0] if each.group and each.aliases else each.sender
            who = f"{channel}:{writes}"
            if wait := max(limit.reserve(who) for limit in self._limits):
                metrics.OVER_BUDGET.labels(channel).inc()
                found[each.key] = timedelta(seconds=wait)
        return found


async def ask_for_patience(tx: Transaction, late: Sequence[Spoken]) -> None:
    """Say, once an hour, that what comes so fast is taken one by one."""
    await outbox.post(
        tx,
        [
            outbox.OutboxRow(
                new_id(),
                each.reached.person_id,
                each.reached.address_id,
                each.channel,
                each.account,
                pack(Bubble(words.runs(each.reached.language, "slow_down"))),
                unique_key=f"slow_down:{each.reached.person_id}:{tx.now:%Y%m%d%H}",
            )
            for each in late
        ],
    )
