"""What did not reach its person: they are knocked at once, and who wrote hears of it.

Where free text may go no more, an approved template may: one in a silence. Whoever
wrote is told at once that it waits (by their own act, where the chat was shut then),
and again when it has arrived.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot import words
from bot.channels.base import Bubble
from bot.pipeline.render import pack
from conversations.cases.decision import Notice, notified
from conversations.cases.undelivered import Arrived, Waits
from conversations.engine.events import dump
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.messages import inbox, outbox, undelivered
from storage.messages.outbox import ABOUT, TELLER, Claimed, OutboxRow
from storage.people import people

NOTICES = 1
"""The lane of news; what waited at the wall goes as a reply."""


@dataclass(frozen=True)
class Template:
    """An approved template with one text, what the news is about: "SRG-0042"."""

    name: str
    language: str


def waited(row: Claimed) -> bool:
    """Whether news waited for its person, and is going out now that they wrote."""
    return row.lane < NOTICES and bool(row.body.get(TELLER))


def knocks(row: Claimed) -> bool:
    """Whether a message only asks its person to write."""
    return "template" in row.body and row.kind == "notice"


async def tell(
    tx: Transaction,
    rows: Sequence[Claimed],
    at: tuple[str, str],
    template: Template | None,
) -> None:
    """Of each message that stood at the wall, or came through at last."""
    stood = [row for row in rows if not waited(row) and row.kind != "announcement"]
    await undelivered.shut(tx, [row.address_id for row in stood])
    for row in rows:
        if row not in stood:
            await _say(tx, row, Arrived)
        elif row.window_until is None or row.created_at < row.window_until:
            await _say(tx, row, Waits)
    if template:
        knock = [_knock(row, at, template) for row in stood]
        await outbox.post(tx, knock)


async def _say(tx: Transaction, row: Claimed, kind: "type[Arrived | Waits]") -> None:
    """To the officer whose act it was, if it was one's: once for all of one moment."""
    teller = row.body.get(TELLER)
    if not (teller and row.person_id):
        return
    name = await people.name(tx, row.person_id)
    news: Notice = kind(name, str(row.body.get(ABOUT) or ""), tx.now)
    key = f"{kind.subject}:{row.id}"
    await inbox.post_event(tx, str(teller), {"event": dump(notified(news))}, key)


def _knock(row: Claimed, at: tuple[str, str], template: Template) -> OutboxRow:
    """A template instead of the message, once in a silence."""
    about = row.body.get(ABOUT) or words.text(template.language[:2], "wall.anything")
    channel, account = at
    body = {"name": template.name, "language": template.language, "params": [about]}
    silence = row.heard_at.timestamp() if row.heard_at else 0
    return OutboxRow(
        id=new_id(),
        person_id=row.person_id,
        address_id=row.address_id,
        channel=channel,
        account=account,
        body=pack(Bubble(())) | {"template": body},
        lane=NOTICES,
        kind="notice",
        unique_key=f"knock:{row.address_id}:{silence:.0f}",
    )
