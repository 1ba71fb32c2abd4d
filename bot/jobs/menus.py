"""What Telegram shows beside the talk: who we are, and the commands of each role.

An officer's chats list what officers type, from the day they become one until the day
they cease to be. All of it is said again at every start.
"""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from bot import words
from bot.channels.base import Channel, Moved, Refused, Unreachable
from bot.channels.spec import spec_of
from conversations.cases.records import Officer
from conversations.engine.effects import Fact
from storage.cases import topics
from storage.core.database import Database
from storage.ops.jobs import Job
from storage.people import addresses, officers, offices

if TYPE_CHECKING:
    from bot.channels.telegram.channel import TelegramChannel


class Menus:
    """What *telegram* shows, where there is one."""

    def __init__(
        self,
        database: Database,
        telegram: "TelegramChannel | None" = None,
    ) -> None:
        self.database = database
        self.telegram = telegram

    async def introduce(self) -> None:
        """What everybody sees, and what the office does."""
        if self.telegram is None:
            return
        await self.telegram.check()
        found = await self.database.read(offices.every)
        named = {"office": Fact(key="welcome.office_near")}
        if len(found) == 1:
            named = {"office": Fact(found[0].short_name)}
        for language in words.LANGUAGES:
            about = words.text(language, "platform.about", named)
            short = words.text(language, "platform.short", named)
            # Who reads a language that we do not have sees the first of ours.
            of = "" if language == words.DEFAULT else language
            await self.telegram.describe(about, short, of)
            await self.telegram.set_commands(_menu(self.telegram, "", language), of)
        for group in await self.database.read(topics.groups):
            await self._show(group.external, "group")
        for office in found:
            working = partial(officers.of_office, office_id=office.id)
            for officer in await self.database.read(working):
                await self._of(officer)

    async def changed(self, job: Job) -> None:
        """Somebody became an officer, got another role, or ceased to be one."""
        find = partial(officers.by_id, officer_id=job.payload["officer"])
        if officer := await self.database.read(find):
            await self._of(officer)

    async def _of(self, officer: Officer) -> None:
        if self.telegram is None:
            return
        at = self.telegram.name, self.telegram.account
        find = partial(addresses.of_person, person_id=officer.person_id, at=at)
        for chat in await self.database.read(find):
            await self._show(chat, officer.role if officer.active else "")

    async def _show(self, chat: str, role: str) -> None:
        """The commands of *role* in one chat; without a role, those of everybody."""
        assert self.telegram is not None  # noqa: S101 -- the callers saw it
        for language in words.LANGUAGES:
            of = "" if language == words.DEFAULT else language
            shown = _menu(self.telegram, role, language) if role else []
            with suppress(Refused, Unreachable, Moved):  # they may have left
                await self.telegram.set_commands(shown, of, chat)


def _menu(channel: Channel, role: str, language: str) -> list[tuple[str, str]]:
    """The commands of *role*, and what each does."""
    shown = spec_of(channel.name).menu[role]
    return [(name, words.text(language, f"command.{name}")) for name in shown]
