"""A house in memory: keeps what arrives, and answers the way a small flow would."""

import asyncio
import re
from collections import defaultdict
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from msgspec.structs import replace
from pydantic import SecretStr

from bot.channels.base import Bubble, Button
from bot.channels.webchat import WebChat
from bot.pipeline.ingest import Busy
from bot.web.backend import (
    NotTaken,
    OfficeTold,
    Page,
    Served,
    Showcase,
    Shown,
    folded,
)
from conversations.engine.events import Pressed, Sent, Started, Typed

LOCALES = Path(__file__).parents[2] / "locales"


class FakeWords:
    """The real words, read plainly."""

    def __init__(self):
        self._texts: dict[Any, str] = {}
        for language in ("id", "en"):
            for path in (
                *LOCALES.glob(f"_parts/*.{language}.po"),
                *LOCALES.glob(f"{language}/LC_MESSAGES/*.po"),
            ):
                with path.open("rb") as file:
                    for message in read_po(file):
                        self._texts[language, message.id] = str(message.string)

    def text(self, language, key, values=None):
        return re.sub(
            r"{(\w+)}", lambda m: str(values[m[1]]), self._texts[language, key]
        )

    def moment(self, language, value):
        return f"{value:%d/%m/%Y %H.%M}"


@dataclass
class FakeSettings:
    public_url: str = "http://127.0.0.1"
    telegram_webhook_secret: str = "tele-secret"
    whatsapp_app_secret: str = "wa-app-secret"
    whatsapp_verify_token: str = "wa-verify"
    demo: bool = True
    trusted_proxies: str = "private"
    metrics_token: SecretStr = field(default_factory=lambda: SecretStr(""))


@dataclass
class FakeOffice:
    name: str = "Dinas Koperasi, UMKM, Perindustrian dan Perdagangan Kabupaten Serang"
    short: str = "Diskoumperindag Kabupaten Serang"


@dataclass
class FakeHouse:
    words: FakeWords = field(default_factory=FakeWords)
    settings: FakeSettings = field(default_factory=FakeSettings)
    office: FakeOffice = field(default_factory=FakeOffice)
    doors: dict[str, Any] = field(default_factory=dict)
    history: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    bodies: list[Any] = field(default_factory=list)
    events: list[Any] = field(default_factory=list)
    seen: set[Any] = field(default_factory=set)
    uploads: dict[str, Any] = field(default_factory=dict)
    documents: dict[tuple[str, str], Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    listeners: dict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))
    officers: set[str] = field(default_factory=set)
    said: dict[str, str] = field(default_factory=dict)
    proofs: dict[str, Any] = field(default_factory=dict)
    makers: Showcase = field(default_factory=Showcase)
    busy: bool = False
    broken: bool = False
    lost_answers: int = 0
    well: bool = True
    invited: int = 0
    slow: float = 0.0
    """For how many seconds it thinks before it answers."""
    full: str = ""
    """For what problem no upload is taken."""

    def __post_init__(self):
        self.webchat = WebChat(self.wake, self._kept)
        self.channels = {"webchat": self.webchat}

    async def _kept(self, ref):
        yield self.uploads[ref][0]

    def wake(self, visitor):
        for event in self.listeners[visitor]:
            event.set()

    def say(self, visitor, *texts, buttons=(), replaces="", **more):
        for text in texts:
            runs = tuple(
                (run.strip("*"), "b" if run.startswith("*") else "")
                for run in re.split(r"(\*[^*]+\*)", text)
                if run
            )
            self._show(visitor, False, Bubble(runs, tuple(buttons), **more), replaces)
        self.wake(visitor)

    def _show(self, visitor, mine, bubble, replaces="", echo=""):
        number = f"b{len(self.history[visitor]) + 1}"
        self.history[visitor].append(
            Shown(number, mine, bubble, datetime.now(UTC), replaces, echo)
        )

    async def receive(self, channel, body):
        if self.busy:
            raise Busy
        if self.broken:
            raise RuntimeError("broken on purpose")
        self.bodies.append((channel, body))
        if channel != "webchat":
            return
        (incoming,) = self.webchat.parse(body)
        if incoming.key and incoming.key not in self.seen:
            self.seen.add(incoming.key)
            self.events.append(incoming)
            if self.slow:
                loop = asyncio.get_running_loop()
                loop.call_later(self.slow, self._answer, incoming)
            else:
                self._answer(incoming)
        if self.lost_answers:
            self.lost_answers -= 1
            raise RuntimeError("kept, but the answer is lost")

    def _answer(self, incoming):
        visitor, echo = incoming.sender, incoming.message
        match incoming.event:
            case Started(payload):
                if payload.startswith("petugas-"):
                    self.officers.add(visitor)
                text = (
                    f"Kode *{payload}* diterima."
                    if payload
                    else "Assalamu'alaikum, saya *Pandu*. Apa nama usahanya?"
                )
                self.say(visitor, text)
            case Typed(text):
                self._show(visitor, True, Bubble(((text, ""),)), echo=echo)
                self.say(
                    visitor,
                    f"Baik, {text}. Batiknya dibuat dengan cara apa?",
                    buttons=(
                        Button("1|how|tulis", "Batik tulis"),
                        Button("1|how|cap", "Batik cap"),
                        Button("1|how|mix", "Kombinasi"),
                    ),
                )
            case Pressed(value):
                self._show(visitor, True, Bubble(((value, ""),)), echo=echo)
                self.say(
                    visitor, f"Dicatat: *{value}*. Sekarang kirim satu foto produk."
                )
            case Sent(problem=problem) if problem:
                self.say(visitor, f"Belum saya terima: {problem}.")
            case Sent(text=text):
                ref = incoming.media.ref
                self.documents[visitor, ref] = self.uploads[ref]
                bubble = Bubble(((text, ""),), file=ref, mime=incoming.media.mime)
                self._show(visitor, True, bubble, echo=echo)
                self.say(visitor, "Permohonan *SRG-0042* sudah diterima Dinas.")
        self.wake(visitor)

    async def page(self, visitor, before=""):
        shown, within = self.history[visitor], None
        if before:
            ids = [each.id for each in shown]
            within = ids[: ids.index(before)] if before in ids else []
        page = folded(shown, within)
        return replace(page, officer=visitor in self.officers)

    async def news(self, visitor, after):
        shown = self.history[visitor]
        ids = [each.id for each in shown]
        news = shown[ids.index(after) + 1 :] if after in ids else shown
        return Page(tuple(news), officer=visitor in self.officers)

    async def known(self, visitor):
        return bool(self.history[visitor])

    @asynccontextmanager
    async def listen(self, visitor):
        event = asyncio.Event()
        self.listeners[visitor].add(event)
        try:
            yield event
        finally:
            self.listeners[visitor].discard(event)

    async def file(self, visitor, document, *, small=False):
        found = self.documents.get((visitor, document))
        preview = self.documents.get((visitor, f"{document} small")) if small else None
        kept = preview or found
        if kept is None:
            return None
        body, mime = kept
        return Served(body, mime, self.names.get(document, ""))

    async def my_data(self, token: str) -> bytes | None:
        """Nobody here has asked for their data."""

    async def certificate(self, code, language):
        return self.proofs.get(code)

    async def showcase(self, language, wanted):
        return self.makers

    async def content(self, language):
        return "4,6 dari 5"

    async def export(self, token, sheet):
        return None

    async def maker_photo(self, code) -> Served | None:
        """No maker here has a photo."""

    async def keep_upload(self, visitor, chunks, mime):
        if self.full:
            raise NotTaken(self.full)
        body = b"".join([chunk async for chunk in chunks])
        ref = f"up{len(self.uploads) + 1}"
        self.uploads[ref] = (body, mime)
        return ref

    async def drop_upload(self, ref):
        del self.uploads[ref]

    async def ready(self):
        return {"database": self.well}

    async def metrics(self):
        return b"pandu_up 1\n"

    async def offices(self, language):
        return (OfficeTold(self.office.name, self.said),)

    async def ladder(self, language):
        return b""

    async def invite(self):
        self.invited += 1
        return f"KODE{self.invited}"
