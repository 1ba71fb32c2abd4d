"""Old buttons go once their question is answered: after the reply, as a courtesy.

A reply names the messages whose buttons it makes old. They are taken off when it is on
the phone, within what the pace leaves. It is no message of its own: where it fails, or
where we stop meanwhile, a tap on an old button is still understood as old.
"""

import asyncio
import logging

from bot.channels.base import Bubble, Channel, Later, Outgoing, SendError
from bot.pipeline.pacing import OTHERS, Pacing
from storage.messages.outbox import Claimed

LOOKS, LONGEST = 5, 2.0
"""How often room is looked for, and how many seconds apart at most."""

log = logging.getLogger(__name__)


class Retiring:
    """Takes the buttons off what *channel* showed before."""

    def __init__(self, channel: Channel, pacing: Pacing) -> None:
        self.going: set[asyncio.Task[None]] = set()
        self._channel = channel
        self._pacing = pacing

    def after(self, row: Claimed) -> None:
        """This reply is out: what it retires may follow."""
        for old in row.retires:
            task = asyncio.create_task(self._take_off(row.to, old))
            self.going.add(task)
            task.add_done_callback(self.going.discard)

    def cancel(self) -> None:
        """What has not begun is left."""
        for task in self.going:
            task.cancel()

    async def _take_off(self, to: str, old: str) -> None:
        if not await self._room(to):
            return
        self._pacing.take(to, OTHERS)
        bare = Outgoing("", to, Bubble(()), kind="edit", replaces=old)
        try:
            await self._channel.send(bare)
        except Later as error:
            self._pacing.obey(error, to)
        except SendError as error:
            log.info("old buttons stay: %s", type(error).__name__)

    async def _room(self, to: str) -> bool:
        """Whether the pace leaves room, soon: replies go first."""
        for _ in range(LOOKS):
            wait = self._pacing.ready_in(to, OTHERS)
            if not wait:
                return True
            await asyncio.sleep(min(wait, LONGEST))
        return False
