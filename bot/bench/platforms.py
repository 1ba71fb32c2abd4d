"""Telegram and WhatsApp of our own, far away: each call is answered after a while."""

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from bot.bench.machine import NUMBER, TOKEN

ROUND_TRIP = 0.15
"""Seconds until a call is answered."""
PATIENCE = 60
KNOWN = {
    "getMe": {"id": 1000, "is_bot": True, "first_name": "C", "username": "contoh_bot"},
    "getWebhookInfo": {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": 0,
    },
}
"""Calls that are answered with more than yes."""


@dataclass
class Platforms:
    """Telegram and WhatsApp, as far as a reply needs them."""

    heard: defaultdict[str, list[float]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """The moments at which each person's replies were taken."""
    number: int = 0

    async def telegram(self, request: web.Request) -> web.Response:
        """A call of the Bot API."""
        fields = await request.post()
        await asyncio.sleep(ROUND_TRIP)
        method = request.match_info["method"]
        result: object = KNOWN.get(method, True)
        if method.startswith("send"):
            result = {"message_id": self._hear(str(fields["chat_id"]))}
        return web.json_response({"ok": True, "result": result})

    async def whatsapp(self, request: web.Request) -> web.Response:
        """A message by the Cloud API."""
        message = json.loads(await request.read())
        await asyncio.sleep(ROUND_TRIP)
        to = str(message.get("to", ""))
        named = f"wamid.{self._hear(to) if to else 0:032}"
        return web.json_response(
            {
                "messaging_product": "whatsapp",
                "contacts": [{"input": to, "wa_id": to}],
                "messages": [{"id": named}],
            }
        )

    def _hear(self, who: str) -> int:
        self.heard[who].append(time.perf_counter())
        self.number += 1
        return self.number


@asynccontextmanager
async def platforms() -> AsyncIterator[tuple[Platforms, str]]:
    """Both of them, and their address."""
    both = Platforms()
    app = web.Application()
    app.router.add_post(f"/bot{TOKEN}/{{method}}", both.telegram)
    app.router.add_post(f"/v23.0/{NUMBER}/messages", both.whatsapp)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield both, f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()
