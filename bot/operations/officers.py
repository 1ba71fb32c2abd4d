"""Who works at the desk, for whoever runs Pandu: invited, listed, removed, revoked."""

import io
from collections import ChainMap
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import TypeVar

from bot import words
from bot.app import key_ring
from bot.channels.base import Channel, SendError
from bot.channels.telegram import spec as telegram
from bot.channels.whatsapp import spec as whatsapp
from bot.desk import staff as desk
from bot.desk.save import save
from bot.pipeline.acts import Acting
from bot.settings import Settings
from conversations.cases.calendar import day_of
from conversations.cases.decision import Denied, Person
from conversations.cases.records import Officer
from conversations.cases.staff import colleagues as rules
from conversations.cases.staff import invitations
from conversations.cases.staff.invitations import SHOWN
from conversations.cases.staff.records import Staff
from conversations.catalogue import catalogue
from storage.core.database import Database, Transaction
from storage.people import officers, offices, sessions

T = TypeVar("T")


async def invited(
    settings: Settings, role: str, office: str = ""
) -> tuple[str, Sequence[str]]:
    """A code, and the links that carry it: the same as in chat."""

    async def invite(tx: Transaction) -> str:
        await offices.ensure(tx, catalogue().office)
        at = office or catalogue().office.id
        if all(each.id != at for each in await offices.every(tx)):
            raise Denied("cli.offices.none")
        return await officers.invite(tx, at, role, invitations.INVITED_FOR)

    code = await written(settings, invite)
    return code, invitations.links(await _doors(settings), code)


async def _doors(settings: Settings) -> Mapping[str, str]:
    """Where each platform that is set up is reached; one that is silent is left out."""
    doors = {invitations.WEB: settings.public_url.rstrip("/")}
    channels: list[Channel] = []
    if settings.telegram:
        channels.append(telegram.made(settings))
    if settings.whatsapp and not settings.halves().get("WhatsApp"):
        channels.append(whatsapp.made(settings))
    for channel in channels:
        with suppress(SendError):
            doors[channel.name] = await channel.door()
        await channel.close()
    return doors


def drawn(link: str) -> str:
    """A QR for a terminal."""
    import segno  # noqa: PLC0415 -- only where one is drawn

    made = io.StringIO()
    segno.make(link, error="m").terminal(made, compact=True)
    return made.getvalue()


async def listed(settings: Settings) -> list[str]:
    """A line for each officer and for each invitation that is open."""
    seen = await _read(settings)
    tell = partial(words.text, settings.language)
    return [
        *(
            tell(
                "cli.officers.line",
                {
                    "id": each.id[-SHOWN:],
                    "name": each.name,
                    "role": each.role,
                    "office": each.office_id,
                    "count": seen.held.get(each.id, 0),
                },
            )
            for each in seen.officers
        ),
        *(
            tell(
                "cli.officers.invited",
                {
                    "id": each.id[-SHOWN:],
                    "role": each.role,
                    "until": day_of(each.expires_at),
                },
            )
            for each in seen.invitations
        ),
    ]


async def removed(settings: Settings, end: str) -> str:
    """The name of the officer whose id ends so, who is one no more; else nothing."""
    seen = await _read(settings)
    found = [each for each in seen.officers if each.id.endswith(end)]
    if len(found) != 1:
        return ""
    await written(settings, partial(_remove, officer_id=found[0].id))
    return found[0].name


async def revoked(settings: Settings, end: str) -> bool:
    """Whether there was one open invitation whose id ends so; it is void now."""
    seen = await _read(settings)
    found = [each for each in seen.invitations if each.id.endswith(end)]
    if len(found) != 1:
        return False
    await written(settings, partial(officers.revoke, invitation_id=found[0].id))
    return True


async def confirmed(settings: Settings, end: str) -> bool:
    """Whether one invitation whose id ends so waited for a second admin: that is us."""
    seen = await _read(settings)
    found = [i for i in seen.invitations if i.waits and i.id.endswith(end)]
    if len(found) != 1:
        return False
    await written(settings, partial(_confirm, invitation_id=found[0].id))
    return True


async def _confirm(tx: Transaction, invitation_id: str) -> None:
    """The same as in chat, decided by the operator."""
    seen = await _everybody(tx)
    found = seen.invitation(invitation_id)
    by = seen.officer(found.invited_by) if found else None
    if found is None or by is None:
        return
    act, operator = await _operating(tx, by)
    seen = await desk.staff(tx, by.office_id)
    await save(act, invitations.settled(found, seen, operator, agreed=True))


async def _operating(tx: Transaction, about: Officer) -> tuple[Acting, Person]:
    """Whoever runs Pandu, acting in the office that *about* works for."""
    found = await sessions.people_by_id(tx, [about.person_id])
    act = Acting(tx, found[about.person_id], tx.now, about.office_id)
    return act, Person("", about.office_id, tx.now)


async def _remove(tx: Transaction, officer_id: str) -> None:
    """The same as in chat, decided by the operator."""
    by = await officers.by_id(tx, officer_id)
    if by is None:
        return
    act, operator = await _operating(tx, by)
    seen = await desk.leaving(act, officer_id)
    await save(act, rules.leave(by, seen, operator))


async def _read(settings: Settings) -> Staff:
    return await written(settings, _everybody)


async def _everybody(tx: Transaction) -> Staff:
    """Who works in any office, and every invitation that is open."""
    seen = [await desk.staff(tx, each.id) for each in await offices.every(tx)]
    return Staff(
        tuple(chain.from_iterable(each.officers for each in seen)),
        ChainMap(*(dict(each.held) for each in seen)),
        tuple(chain.from_iterable(each.invitations for each in seen)),
    )


async def written(settings: Settings, work: Callable[[Transaction], Awaitable[T]]) -> T:
    """What *work* comes to, in the database that is set."""
    database = Database(settings.url, key_ring(settings))
    try:
        await database.check()
        return await database.write(work)
    finally:
        await database.close()
