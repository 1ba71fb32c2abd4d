"""`pandu doctor`: what is set, what works, and how to mend what does not.

Each finding is one line. It never shows a secret: of a setting it says only that it
is set. Nothing is changed, but that folders are made to see whether they can be.
"""

import json
import shutil
import sys
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot import office, words
from bot.app import NoKeys, key_ring
from bot.channels.base import SendError
from bot.channels.telegram import spec as telegram
from bot.channels.whatsapp import spec as whatsapp
from bot.media.quota import LEAST_ROOM
from bot.metrics import backup_age
from bot.operations.checking import problems, stale
from bot.operations.refusals import bad_office, half, refusal
from bot.pipeline.groups import chats_of
from bot.settings import Settings
from conversations.catalogue import catalogue
from storage.core.database import Database, NotReady, Transaction
from storage.core.files import FileStore
from storage.core.seal import BadKeys
from storage.messages import undelivered
from storage.ops import durability, metrics
from storage.people import offices
from storage.privacy.key_rotation import check_keys
from storage.tables.messages import HELD

OK, WARNING, PROBLEM = range(3)
MARKS = ("✓", "!", "✗")
STATES = ("ok", "warning", "problem")
CHANNELS = {"telegram": "Telegram", "whatsapp": "WhatsApp", "web": "Web"}
OTHERS = 0o077
"""What a file's mode allows to whoever is not its owner."""
LITTLE, NONE = 10**9, 10**8
"""Free bytes below which one should worry, and below which one must act."""
OURS = frozenset({"127.0.0.1", "::1", "localhost"})
"""Addresses at which nobody but a proxy of this machine knocks."""
OLD_BACKUP = timedelta(hours=26)
"""A backup each night is never older than this."""
LONG = timedelta(minutes=1)
"""What waits longer than this was forgotten by whoever should work."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at: how it is, in words or as a *sentence* already."""

    about: str
    level: int = OK
    key: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    sentence: str = ""

    def said(self, language: str) -> str:
        """What was found, and how to mend it."""
        return self.sentence or words.text(
            language, f"cli.doctor.{self.key}", self.values
        )


async def examine(settings: Settings, *, as_json: bool) -> int:
    """Look at everything and say it: 0 all is well, 1 look at it, 2 mend it."""
    found = [finding async for finding in _everything(settings)]
    for finding in found:
        said = finding.said(settings.language)
        if as_json:
            row = {"about": finding.about, "state": STATES[finding.level]}
            line = json.dumps({**row, "says": said}, ensure_ascii=False)
        else:
            line = f"{MARKS[finding.level]} {said}"
        sys.stdout.write(f"{line}\n")
    return max(finding.level for finding in found)


async def _everything(settings: Settings) -> AsyncIterator[Finding]:
    for finding in _settings(settings):
        yield finding
    for finding in _facts():
        yield finding
    try:
        for finding in _folder(settings):
            yield finding
        async for finding in _database(settings):
            yield finding
    except Exception as error:
        # The sentence by which Pandu would refuse to start, too.
        sentence = refusal(error, settings)
        if sentence is None:
            raise
        yield Finding("database", PROBLEM, sentence=sentence)
    for finding in _office(settings):
        yield finding
    async for finding in _platforms(settings):
        yield finding


async def _platforms(settings: Settings) -> AsyncIterator[Finding]:
    """Each channel, and the groups of one; ready once the office is said."""
    lacks = office.lacks(settings)
    for finding in (await _telegram(settings), await _whatsapp(settings)):
        on = settings.telegram if finding.about == "telegram" else settings.whatsapp
        for each in _ready(finding, lacks if on else ()):
            yield each
    async for finding in _groups(settings):
        yield finding
    if settings.world:
        for each in _ready(Finding("web", key="web"), lacks):
            yield each


def _settings(settings: Settings) -> Iterator[Finding]:
    names = sorted(
        str(Settings.model_fields[name].validation_alias or name)
        for name in settings.model_fields_set
    )
    listed = {"names": ", ".join(names)}
    yield Finding("settings", OK, "settings" if names else "settings.none", listed)
    if settings.world and settings.host not in OURS:
        yield Finding("settings", WARNING, "host.open", {"host": settings.host})
    for sentence in half(settings.halves(), settings.language):
        yield Finding("settings", PROBLEM, sentence=sentence)


def _facts() -> Iterator[Finding]:
    if wrong := problems():
        yield Finding("words", PROBLEM, "words.wrong", {"count": len(wrong)})
        return
    yield Finding("words", key="words")
    if old := stale():
        yield Finding("facts", WARNING, "facts.old", {"count": len(old)})


def _office(settings: Settings) -> Iterator[Finding]:
    """What the office's own file says, and what it does not say yet."""
    file = {"file": str(office.file_of(settings))}
    try:
        said = office.local(settings)
    except office.BadOffice as error:
        yield Finding("office", PROBLEM, sentence=bad_office(error, settings.language))
        return
    if said.missing:
        missing = {**file, "names": ", ".join(said.missing)}
        yield Finding("office", WARNING, "office.missing", missing)
    if said.sample:
        yield Finding("office", WARNING, "office.sample", file)
    if said.ready:
        yield Finding("office", OK, "office", file)


def _ready(finding: Finding, lacks: Sequence[str]) -> Iterator[Finding]:
    """A public channel as it was found; without what it *lacks* none is ready."""
    if finding.level != OK or not lacks:
        yield finding
    if lacks:
        channel = {"channel": CHANNELS[finding.about], "names": ", ".join(lacks)}
        yield Finding(finding.about, PROBLEM, "unready", channel)


def _folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    ring = None if _new(settings) else key_ring(settings)
    if ring is None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    else:
        FileStore(folder / "files", ring)
    if folder.stat().st_mode & OTHERS:
        yield Finding("folder", WARNING, "folder.open", {"folder": str(folder)})
    disk = shutil.disk_usage(folder)
    values = {"folder": str(folder), "free": round(disk.free / 1e9, 1)}
    level = OK if disk.free > LITTLE else WARNING if disk.free > NONE else PROBLEM
    yield Finding("folder", level, "folder" if level == OK else "folder.full", values)
    if disk.free < disk.total * LEAST_ROOM:
        share = {"folder": str(folder), "percent": round(LEAST_ROOM * 100)}
        yield Finding("folder", WARNING, "folder.refuses", share)

    age = backup_age(folder)
    if age and age > OLD_BACKUP:
        hours = {"hours": int(age.total_seconds() // 3600)}
        yield Finding("folder", WARNING, "backup.old", hours)


def _new(settings: Settings) -> bool:
    """Whether nothing was ever kept here: the first start makes what it needs."""
    folder = settings.data_dir
    kept = (folder / "keys").exists() or (folder / "pandu.db").exists()
    return settings.embedded and not settings.database_url and not kept


async def _database(settings: Settings) -> AsyncIterator[Finding]:
    if _new(settings):
        yield Finding("database", key="database.new")
        return
    database = Database(settings.url, key_ring(settings))
    try:
        await database.check()
        yield await database.read(_engine)
        await database.read(check_keys)
        yield Finding("keys", key="keys")
        for finding in await database.read(_waiting):
            yield finding
    finally:
        await database.close()


async def _engine(tx: Transaction) -> Finding:
    values = {"engine": await durability.version(tx)}
    if unsafe := await durability.unsafe(tx):
        more = {**values, "names": ", ".join(unsafe)}
        return Finding("database", WARNING, "database.unsafe", more)
    return Finding("database", key="database", values=values)


async def _waiting(tx: Transaction) -> list[Finding]:
    ages = await metrics.ages(tx)
    oldest = max(ages["inbox"], ages["outbox"])
    if oldest > LONG:
        minutes = int(oldest.total_seconds() // 60)
        found = [Finding("waiting", WARNING, "waiting.long", {"minutes": minutes})]
    else:
        found = [Finding("waiting", key="waiting")]
    depths = await metrics.depths(tx)
    if dead := sum(depths[f"{name}_dead"] for name in ("inbox", "outbox", "jobs")):
        found.append(Finding("waiting", WARNING, "waiting.dead", {"count": dead}))
    if lost := await undelivered.by_reason(tx):
        reasons = ", ".join(f"{reason} {count}" for reason, count in lost.items())
        # What waits at the wall has not failed: its person has only to write.
        level = WARNING if lost.keys() - {HELD} else OK
        found.append(Finding("waiting", level, "undelivered", {"reasons": reasons}))
    return found


async def _telegram(settings: Settings) -> Finding:
    if not settings.telegram:
        return Finding("telegram", key="telegram.off")
    channel = telegram.made(settings)
    try:
        name = await channel.check()
        url, waiting, complaint = await channel.webhook()
    except SendError as error:
        return Finding("telegram", PROBLEM, "telegram.silent", {"why": str(error)})
    finally:
        await channel.close()
    values = {"name": name, "count": waiting, "why": complaint}
    if not settings.webhook:
        # Who polls takes the webhook away by itself.
        return Finding("telegram", key="telegram.poll", values=values)
    if url != f"{settings.public_url.rstrip('/')}/telegram":
        return Finding("telegram", WARNING, "telegram.elsewhere", values)
    if complaint:
        return Finding("telegram", WARNING, "telegram.complains", values)
    return Finding("telegram", key="telegram.webhook", values=values)


async def _groups(settings: Settings) -> AsyncIterator[Finding]:
    """What the group of each office lacks, so that cases may be topics there."""
    if not settings.telegram:
        return
    channel = telegram.made(settings)
    try:
        for chat in sorted(await _chats(settings)):
            values = {"group": chat}
            try:
                lacks = await channel.lacks(chat)
            except SendError as error:
                why = {**values, "why": str(error)}
                yield Finding("telegram", WARNING, "group.silent", why)
                continue
            if not lacks:
                yield Finding("telegram", OK, "group.ready", values)
                continue
            lacking = words.text(settings.language, f"desk.group.lacks.{lacks}", values)
            yield Finding("telegram", WARNING, sentence=lacking)
    finally:
        await channel.close()


async def _chats(settings: Settings) -> set[str]:
    """The groups that are set, here or by an office."""
    chats = {"": settings.telegram_staff_group_id}
    if not _new(settings):
        with suppress(NotReady, BadKeys, NoKeys):  # of which is said already
            database = Database(settings.url, key_ring(settings))
            try:
                await database.check()
                known = await database.read(offices.every)
            finally:
                await database.close()
            own = {catalogue().office.id: settings.telegram_staff_group_id}
            chats = chats_of(known, own)
    return {*chats.values()} - {""}


async def _whatsapp(settings: Settings) -> Finding:
    if not settings.whatsapp or settings.halves().get("WhatsApp"):
        return Finding("whatsapp", key="whatsapp.off")
    channel = whatsapp.made(settings)
    try:
        quality = await channel.check()
    except SendError as error:
        return Finding("whatsapp", PROBLEM, "whatsapp.silent", {"why": str(error)})
    finally:
        await channel.close()
    return Finding("whatsapp", key="whatsapp", values={"quality": quality})
