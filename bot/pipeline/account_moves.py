"""People whose ids change: a new number, a new id, two ids that were one person's.

What a platform says of this has no turn, only consequences: nobody is doubled, nothing
of theirs is lost, and a number that was given up leads to nobody.
"""

from collections.abc import Mapping

from storage.core.database import Transaction
from storage.messages import inbox
from storage.ops import jobs
from storage.people import addresses, people
from storage.people.registration import Key, Sender
from storage.people.sessions import Reached


async def moved(tx: Transaction, news: Mapping[Key, Sender]) -> list[Sender]:
    """Those of the *news* that were not told before.

    Told again, they might be about a number that is somebody else's by now.
    """
    if not news:
        return []
    keys = {inbox.event_key(tx, *name): sender for name, sender in news.items()}
    told = await inbox.known(tx, list(keys))
    return [sender for key, sender in keys.items() if key not in told]


async def join(
    tx: Transaction, moves: list[Sender], reached: Mapping[Key, Reached]
) -> None:
    """People whose ids turned out to be one person's become one; a job does it."""
    for each in reached.values():
        for other in each.others:
            one, two = sorted((each.person_id, other))
            pair = {"one": one, "other": two}
            await jobs.queue(tx, "link", pair, key=f"link:{one}:{two}")
    for sender in moves:
        if sender.left:
            await _leave(tx, sender, reached[sender.key])


async def _leave(tx: Transaction, sender: Sender, here: Reached) -> None:
    """The old number leads here no more; who gave it as theirs has the new one."""
    old = await addresses.find(tx, sender.channel, sender.account, sender.left)
    if old is None or old.id == here.address_id:
        return
    theirs = await people.phone(tx, old.person_id)
    if sender.phone and theirs == f"+{sender.left}":
        await people.remember(tx, old.person_id, phone=sender.phone)
    await people.number_left(tx, old.id, here.address_id)
