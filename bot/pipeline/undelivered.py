"""What did not reach its person: they are knocked at once, and who wrote hears of it.

Where free text may go no more, an approved template may: one in a silence. Whoever
wrote is told at once that it waits (by their own act, where the chat was shut then),
and again when it has arrived; or that it never will.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import words
from bot.channels.base import Bubble
from bot.pipeline import retry_policy
from bot.pipeline.render import pack
from bot.pipeline.retry_policy import NOTICES, ONCE, UNWANTED, Verdict
from conversations.cases.decision import notified
from conversations.cases.undelivered import Arrived, Gone, Lost, Waits
from conversations.engine.events import dump
from storage.core.database import Transaction
from storage.core.ids import new_id
from storage.messages import inbox, outbox, undelivered
from storage.messages.outbox import ABOUT, TELLER, Claimed, OutboxRow
from storage.outreach import recipients
from storage.people import officers, people
from storage.tables.messages import HELD, UNREACHABLE

A_MOMENT = timedelta(seconds=30)
"""So long an act may have been made before its message was: a reply is held back."""


@dataclass(frozen=True)
class Template:
    """An approved template with one text, what the news is about: "SRG-0042"."""

    name: str
    language: str


async def settle(
    tx: Transaction,
    verdicts: Sequence[Verdict],
    at: tuple[str, str],
    template: Template | None,
) -> None:
    """Write what became of messages, and tell whoever is to hear of it."""
    await retry_policy.write(tx, verdicts)
    for verdict in verdicts:
        row = verdict.row
        if row is None or row.replaces:
            continue
        if verdict.result == "sent":
            # Once a case, however many messages waited for their person.
            await _say(tx, row, Arrived, row.window_until or row.heard_at)
        elif verdict.code == UNWANTED and row.person_id:
            await recipients.stop(tx, row.person_id, at[0])
        elif row.kind == ONCE:
            continue
        elif verdict.code == HELD:
            await _stood(tx, row, at, template)
        elif verdict.code == UNREACHABLE:
            await _say(tx, row, Gone, row.created_at)
        else:
            await _lost(tx, row, verdict.code)


async def lost(tx: Transaction, failed: Mapping[str, str]) -> None:
    """The platform took these, and says at last why it could not bring them."""
    for row in await outbox.by_ids(tx, list(failed)):
        if row.kind != ONCE and not row.replaces:
            await _lost(tx, row, failed[row.id])


async def _lost(tx: Transaction, row: Claimed, why: str) -> None:
    await _say(tx, row, Lost, row.created_at, why)


async def _stood(
    tx: Transaction, row: Claimed, at: tuple[str, str], template: Template | None
) -> None:
    """It waits: who acted before the chat was shut does not know that yet."""
    await undelivered.shut(tx, [row.address_id])
    if row.window_until is None or row.created_at < row.window_until + A_MOMENT:
        await _say(tx, row, Waits, row.window_until)
    if template:
        await outbox.post(tx, [_knock(row, at, template)])


async def _say(
    tx: Transaction,
    row: Claimed,
    kind: type[Arrived | Waits | Gone | Lost],
    when: datetime | None,
    *more: str,
) -> None:
    """To the officer whose act it was: once a case and *when*, which names the time."""
    teller, about = str(row.body.get(TELLER) or ""), str(row.body.get(ABOUT) or "")
    # Who left the desk meanwhile, or is forgotten, hears nothing of it.
    if not (teller and row.person_id and await officers.by_person(tx, teller)):
        return
    name = await people.name(tx, row.person_id)
    told = {"event": dump(notified(kind(name, about, tx.now, *more)))}
    key = f"{kind.subject}:{row.address_id}:{teller}:{about}:{when}"
    await inbox.post_event(tx, teller, told, key)


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
