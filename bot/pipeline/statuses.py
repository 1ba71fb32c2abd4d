"""What a platform says beside what people say: of our messages, and of their wishes."""

from collections.abc import Sequence

from bot.channels.base import Incoming
from bot.pipeline import retry_policy, undelivered
from storage.core.database import Transaction
from storage.messages import delivery
from storage.messages.delivery import Fate
from storage.outreach import recipients
from storage.people import addresses


async def note(
    tx: Transaction, channel: str, account: str, events: Sequence[Incoming]
) -> None:
    """What became of messages, each a maximum; and who wants no announcements."""
    news = [each.status for each in events if each.status]
    fates = [Fate(one.state, one.external_id, one.opaque, one.code) for one in news]
    again_in = retry_policy.again_in
    lost = await delivery.statuses(tx, channel, account, fates, again_in)
    await undelivered.lost(tx, lost)
    for each in events:
        if each.stops:
            known = await addresses.find(tx, channel, account, each.sender)
            if known:
                await recipients.stop(tx, known.person_id, channel)
