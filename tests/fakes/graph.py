"""A Graph API on 127.0.0.1: what WhatsApp's would take, refuse and lose.

In a test: `async with FakeGraph() as graph`, then `graph.api_url`, `graph.fail(...)`
and `graph.accepted`. By itself: `python -m tests.fakes.graph --port 8090`; then faults
come by `POST /_fake/fail` and the ledger is read at `GET /_fake/ledger`.
"""

import argparse
import asyncio
import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from aiohttp import web

from tests.fakes.graph_rules import breach
from tests.fakes.whatsapp_deliveries import NUMBER

WINDOW = timedelta(hours=24)


@dataclass
class Fault:
    """What happens to *times* requests (to *to*, on *path*) after the next *skip*.

    *how*: `error` answers *status* with the Graph error *code*, `hang` never answers,
    `reset` breaks the connection before anything is taken, `reset_after` after it.
    """

    how: str = "error"
    code: int | None = None
    subcode: int | None = None
    status: int = 400
    retry_after: int | None = None
    text: str | None = None
    to: str = ""
    path: str = "messages"
    times: int = 1
    skip: int = 0


@dataclass(frozen=True)
class Entry:
    """One request to send: *wamid* if it was taken, *code* if not."""

    to: str
    payload: dict[str, Any]
    wamid: str = ""
    code: int = 0


class FakeGraph:
    """The server; *window* and *now* switch the 24-hour rule on."""

    def __init__(self, *, token="token", number=NUMBER, now=None, port=0):
        self.token, self.number, self.now, self.port = token, number, now, port
        self.heard: dict[str, datetime] = {}
        self.ledger: list[Entry] = []
        self.receipts: list[dict[str, Any]] = []
        self.media: dict[str, tuple[bytes, str]] = {}
        self.declared: dict[str, dict[str, Any]] = {}
        self.media_host = ""
        self.seen: list[tuple[str, str]] = []
        self.faults: list[Fault] = []
        self._numbers = count(1)
        self._closing = asyncio.Event()

    @property
    def origin(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self):
        return f"{self.origin}/v23.0"

    @property
    def accepted(self):
        """The payloads that were taken, in order."""
        return [entry.payload for entry in self.ledger if entry.wamid]

    def fail(self, code=None, **more):
        """Let the next request fail with the Graph error *code*; see `Fault`."""
        self.faults.append(Fault(code=code, **more))

    def hold(self, ident, content, mime="image/jpeg", **declared):
        """Let there be a file; *declared* overrides what the API says about it."""
        self.media[ident] = (content, mime)
        self.declared[ident] = declared

    async def __aenter__(self):
        app = web.Application(client_max_size=100 * 2**20)
        app.add_routes(
            [
                web.post("/_fake/fail", self._script),
                web.get("/_fake/ledger", self._tell),
                web.get("/files/{ident}", self._file),
                web.post("/{version}/{number}/messages", self._messages),
                web.post("/{version}/{number}/media", self._upload),
                web.get("/{version}/{ident}", self._about),
            ]
        )
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *error):
        self._closing.set()
        await self._runner.cleanup()

    async def _messages(self, request):
        payload = await request.json()
        to = payload.get("recipient") or payload.get("to") or ""
        fault = self._fault("messages", to)
        if fault and fault.how != "reset_after":
            return await self._suffer(request, fault, to, payload)
        if refused := self._refusal(request, payload, to):
            return self._refuse(*refused, to=to, payload=payload)
        if payload.get("status") == "read":
            self.receipts.append(payload)
            return web.json_response({"success": True})
        wamid = f"wamid.sent{next(self._numbers):06}"
        self.ledger.append(Entry(to, payload, wamid))
        if fault:
            request.transport.abort()
        who = {"input": to, ("user_id" if "recipient" in payload else "wa_id"): to}
        return web.json_response(
            {
                "messaging_product": "whatsapp",
                "contacts": [who],
                "messages": [{"id": wamid}],
            }
        )

    def _refusal(self, request, payload, to):
        if not self._known(request):
            return 190, "Invalid OAuth access token", 401
        if request.match_info["number"] != self.number:
            return 100, "Unsupported post request", 400, 33
        if wrong := breach(payload, self.media):
            return 100, f"(#100) Invalid parameter: {wrong}", 400
        if self.now and to and payload.get("type") != "template":
            heard = self.heard.get(to)
            if heard is None or heard + WINDOW <= self.now():
                return 131047, "Re-engagement message", 400
        return None

    async def _upload(self, request):
        if fault := self._fault("media", ""):
            return await self._suffer(request, fault)
        if not self._known(request):
            return self._refuse(190, "Invalid OAuth access token", 401)
        form = await request.post()
        ident = f"9000{next(self._numbers)}"
        self.hold(ident, form["file"].file.read(), form["type"])
        return web.json_response({"id": ident})

    async def _about(self, request):
        ident = request.match_info["ident"]
        if fault := self._fault("about", ident):
            return await self._suffer(request, fault)
        if not self._known(request):
            return self._refuse(190, "Invalid OAuth access token", 401)
        if ident == self.number:
            rated = {"quality_rating": "GREEN", "display_phone_number": "+62 812-0000"}
            return web.json_response({"id": ident, **rated})
        if ident not in self.media:
            return self._refuse(100, "Unsupported get request", 400, 33)
        content, mime = self.media[ident]
        about = {
            "messaging_product": "whatsapp",
            "url": f"{self.media_host or self.origin}/files/{ident}",
            "mime_type": mime,
            "file_size": len(content),
            "id": ident,
        }
        return web.json_response({**about, **self.declared[ident]})

    async def _file(self, request):
        ident = request.match_info["ident"]
        self.seen.append((ident, request.headers.get("Authorization", "")))
        if fault := self._fault("file", ident):
            return await self._suffer(request, fault)
        if not self._known(request) or ident not in self.media:
            return web.Response(status=404)
        content, mime = self.media[ident]
        return web.Response(body=content, content_type=mime)

    def _known(self, request):
        return request.headers.get("Authorization") == f"Bearer {self.token}"

    def _fault(self, path, to):
        for fault in self.faults:
            if fault.path == path and fault.to in {"", to}:
                if fault.skip:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                if not fault.times:
                    self.faults.remove(fault)
                return fault
        return None

    async def _suffer(self, request, fault, to="", payload=None):
        if fault.how == "hang":
            await self._closing.wait()
        if fault.how in {"hang", "reset", "reset_after"}:
            request.transport.abort()
            return web.Response()
        headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after else {}
        if fault.code is None:
            return web.Response(
                status=fault.status, text=fault.text or "", headers=headers
            )
        words = fault.text or "scripted"
        answer = self._refuse(
            fault.code, words, fault.status, fault.subcode, to=to, payload=payload
        )
        answer.headers.update(headers)
        return answer

    def _refuse(self, code, words, status, subcode=None, *, to="", payload=None):
        if payload is not None:
            self.ledger.append(Entry(to, payload, code=code))
        error = {"message": words, "type": "OAuthException", "code": code}
        if subcode:
            error["error_subcode"] = subcode
        return web.json_response({"error": error}, status=status)

    async def _script(self, request):
        self.faults.append(Fault(**await request.json()))
        return web.json_response({})

    async def _tell(self, request):
        return web.json_response([asdict(entry) for entry in self.ledger])


async def main():
    """Serve until interrupted, and print where as one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default="token")
    parser.add_argument("--number", default=NUMBER)
    given = parser.parse_args()
    async with FakeGraph(
        token=given.token, number=given.number, port=given.port
    ) as graph:
        print(json.dumps({"api_url": graph.api_url}), flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
