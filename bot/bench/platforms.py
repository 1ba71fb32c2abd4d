"""Telegram and WhatsApp of our own: `python -m bot.bench.platforms PORT`.

As a process they answer at once; beside it is a webhook that does nothing with what it
is brought. In the bench itself they are far away, and it is noted whom they heard of.
"""

import asyncio
import json
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from bot.bench.machine import NUMBER, TOKEN

ROUND_TRIP = 0.15
"""Seconds until a platform that is far away answers."""
TOO_FAST = 429
CODES = {500: 131000, TOO_FAST: 130429}
"""By which WhatsApp refuses, by status."""
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
    """Both, as far as a reply needs them; they answer after *seconds*."""

    seconds: float = 0.0
    heard: defaultdict[str, list[float]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """The moments at which each person's replies were taken."""
    number: int = 0
    failing: int = 0
    """One send of so many is refused, with 500 and 429 by turns; 0 is none."""
    asked: int = 0

    def app(self) -> web.Application:
        """Their addresses."""
        app = web.Application()
        app.router.add_post(f"/bot{TOKEN}/{{method}}", self.telegram)
        app.router.add_post(f"/v23.0/{NUMBER}/messages", self.whatsapp)
        return app

    async def telegram(self, request: web.Request) -> web.Response:
        """A call of the Bot API."""
        fields = await request.post()
        await asyncio.sleep(self.seconds)
        method = request.match_info["method"]
        if method.startswith("send") and (status := self._refused()):
            asks = {"parameters": {"retry_after": 1}} if status == TOO_FAST else {}
            no = {"ok": False, "error_code": status, "description": "no", **asks}
            return web.json_response(no, status=status)
        result: object = KNOWN.get(method, True)
        if method.startswith("send"):
            result = {"message_id": self._hear(str(fields["chat_id"]))}
        return web.json_response({"ok": True, "result": result})

    async def whatsapp(self, request: web.Request) -> web.Response:
        """A message by the Cloud API."""
        message = json.loads(await request.read())
        await asyncio.sleep(self.seconds)
        to = str(message.get("to", ""))
        if to and (status := self._refused()):
            return web.json_response({"error": {"code": CODES[status]}}, status=status)
        named = f"wamid.{self._hear(to) if to else 0:032}"
        return web.json_response(
            {
                "messaging_product": "whatsapp",
                "contacts": [{"input": to, "wa_id": to}],
                "messages": [{"id": named}],
            }
        )

    def _refused(self) -> int:
        """The status by which this send is refused, 0 if it is not."""
        self.asked += 1
        if not self.failing or self.asked % self.failing:
            return 0
        return [*CODES][self.asked // self.failing % len(CODES)]

    def _hear(self, who: str) -> int:
        self.heard[who].append(time.perf_counter())
        self.number += 1
        return self.number


@asynccontextmanager
async def far_away() -> AsyncIterator[tuple[Platforms, str]]:
    """Both of them in this process, and their address."""
    both = Platforms(ROUND_TRIP)
    runner = web.AppRunner(both.app(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    try:
        yield both, f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


async def empty(request: web.Request) -> web.Response:
    """A webhook that does nothing."""
    await request.read()
    return web.Response()


async def ready(_: web.Request) -> web.Response:
    """That it listens."""
    return web.Response()


def main() -> None:
    """Serve until killed."""
    app = Platforms().app()
    app.router.add_get("/ready", ready)
    app.router.add_post("/{platform:telegram|whatsapp}", empty)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None)


if __name__ == "__main__":
    main()
