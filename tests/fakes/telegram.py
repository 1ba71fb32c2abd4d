"""A Telegram on 127.0.0.1: keeps a ledger, refuses what Telegram refuses, fails at will.

In a test:      async with FakeTelegram() as fake: TelegramChannel(TOKEN, fake.url)
As a process:   python -m tests.fakes.telegram --port 8081
                POST /_fake/updates, /_fake/faults, PUT /_fake/files/{id},
                GET /_fake/calls, /_fake/messages; POST /_fake/reset
"""

import argparse
import asyncio
import contextlib
import json
import time
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

import aiohttp
from aiohttp import web

from tests.fakes.telegram_faults import KINDS, PHRASES, Fault, Limits, Refusal, flood
from tests.fakes.telegram_rules import check_markup, read_params, read_words, shown
from tests.fakes.telegram_topics import Topics

TOKEN = "1000:fake_token_for_tests_only_0123456789abc"


@dataclass
class Call:
    """One request as it came; *outcome* is `ok`, a fault's kind, or a status."""

    method: str
    params: dict[str, Any]
    at: float
    chat: str = ""
    outcome: str = "ok"


class FakeTelegram(Topics):
    """*lean* answers sends at once and only counts them, for measurements."""

    def __init__(self, *, limits=None, lean=False, clock=time.monotonic):
        self.clock, self.forums = clock, {}
        self.calls: list[Call] = []
        self.counts: Counter[str] = Counter()
        self.messages: dict[tuple[str, int], dict[str, Any]] = {}
        self.updates: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.faults: list[Fault] = []
        self.may_fetch = asyncio.Event()
        self.may_fetch.set()
        self.limits = limits or Limits()
        self.lean = lean
        self.username = "pandu_contoh_bot"
        self.webhook: dict[str, Any] = {}
        self.url = ""
        self._number = 0
        self._turn = 0
        self._news = asyncio.Condition()
        self._over = asyncio.Event()

    # -- life -----------------------------------------------------------------------

    async def start(self, port=0):
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._method)
        app.router.add_get("/file/bot{token}/{path:.+}", self._file)
        app.router.add_get("/_fake/calls", self._show_calls)
        app.router.add_get("/_fake/messages", self._show_messages)
        app.router.add_post("/_fake/updates", self._take_updates)
        app.router.add_post("/_fake/faults", self._take_faults)
        app.router.add_put("/_fake/files/{id}", self._take_file)
        app.router.add_post("/_fake/reset", self._reset)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def stop(self):
        self._over.set()
        await self._tell()
        await self._runner.cleanup()

    async def __aenter__(self):
        return await self.start()

    async def __aexit__(self, *_):
        await self.stop()

    # -- what a test does and sees ----------------------------------------------------

    async def add(self, *updates):
        """Queue updates for `getUpdates`."""
        self.updates.extend(updates)
        await self._tell()

    async def deliver(self, update):
        """Post *update* to the webhook, as the platform would; the status it got."""
        secret = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret_token"]}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.webhook["url"], json=update, headers=secret) as answer,
        ):
            return answer.status

    def fail(self, kind, **match):
        """Let the next matching calls fail; see `Fault`."""
        if kind not in KINDS:
            raise KeyError(kind)
        self.faults.append(Fault(kind, **match))

    async def until(self, so, seconds=10):
        """Wait until *so()* holds; it is asked after each call."""
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(so)

    def to(self, chat):
        """The messages in *chat* as they look now, oldest first."""
        return [m for (c, _), m in self.messages.items() if c == str(chat)]

    def made(self, method):
        """All calls of *method*, failed ones too."""
        return [call for call in self.calls if call.method == method]

    # -- the API ----------------------------------------------------------------------

    async def _method(self, request):
        method = request.match_info["method"]
        if self.lean and method.startswith("send"):
            await request.read()
            return self._lean(method)
        params = await read_params(request)
        call = Call(method, params, self.clock(), str(params.get("chat_id", "")))
        self.calls.append(call)
        self.counts[method] += 1
        fault = self._fault(call)
        try:
            if fault is not None:
                call.outcome = fault.kind
                return await self._fail(request, call, fault)
            return _yes(await self._do(call))
        except Refusal as no:
            call.outcome = call.outcome if fault else str(no.code)
            return _no(no)
        finally:
            await self._tell()

    def _lean(self, method):
        self.counts[method] += 1
        self._number += 1
        body = (
            b'{"ok":true,"result":{"message_id":%d,"date":1795000000,'
            b'"chat":{"id":1,"type":"private"}}}' % self._number
        )
        return web.Response(body=body, content_type="application/json")

    async def _do(self, call):
        handler = getattr(self, f"_{call.method}", None)
        if handler is None and call.method.startswith("send"):
            handler = self._send
        if handler is None:
            raise Refusal(404, "Not Found: method not found")
        result = handler(call)
        return await result if asyncio.iscoroutine(result) else result

    def _send(self, call):
        self.paced(call)
        self.check_thread(call)
        media = call.method.removeprefix("send").lower()
        words = read_words(call.params, "caption" if media != "message" else "text")
        if media == "message" and not words.strip():
            raise Refusal(400, "Bad Request: message text is empty")
        check_markup(call.params.get("reply_markup"))
        if not call.chat.lstrip("-").isdecimal():
            raise Refusal(400, "Bad Request: chat not found")
        self._number += 1
        sent = {**call.params, "html": call.params.get("text", ""), "text": words}
        message = {**sent, "media": media, "id": self._number}
        self.messages[call.chat, self._number] = message
        return shown(call.chat, self._number, words)

    def _editMessageText(self, call):  # noqa: N802 - the platform's names
        words = read_words(call.params, "text")
        return self._edit(call, {"text": words}, call.params.get("reply_markup"))

    def _editMessageReplyMarkup(self, call):  # noqa: N802
        return self._edit(call, {}, call.params.get("reply_markup"))

    def _edit(self, call, changes, markup):
        if call.chat.startswith("-"):
            self.paced(call)
        number = int(call.params["message_id"])
        message = self.messages.get((call.chat, number))
        if message is None:
            raise Refusal(400, "Bad Request: message to edit not found")
        if changes and message["media"] != "message":
            raise Refusal(400, "Bad Request: there is no text in the message to edit")
        check_markup(markup)
        changes = {**changes, "reply_markup": markup}
        if all(message.get(key) == value for key, value in changes.items()):
            words = "message is not modified: content and reply markup are the same"
            raise Refusal(400, f"Bad Request: {words}")
        message.update(changes)
        return shown(call.chat, number, message["text"])

    def _answerCallbackQuery(self, call):  # noqa: N802
        return True

    def _done(self, call):
        return True

    _sendChatAction = _setMyCommands = _deleteMyCommands = _done  # noqa: N815
    _setMyDescription = _setMyShortDescription = _done  # noqa: N815

    def _getMyDescription(self, call):  # noqa: N802
        return {"description": ""}

    def _getMyShortDescription(self, call):  # noqa: N802
        return {"short_description": ""}

    def _getMe(self, call):  # noqa: N802
        bot = {"id": 1000, "is_bot": True, "first_name": "Pandu"}
        return {**bot, "username": self.username}

    def _setWebhook(self, call):  # noqa: N802
        self.webhook = call.params
        return True

    def _getWebhookInfo(self, call):  # noqa: N802
        known = {"url": self.webhook.get("url", ""), "has_custom_certificate": False}
        return {**known, "pending_update_count": len(self.updates)}

    def _deleteWebhook(self, call):  # noqa: N802
        self.webhook = {}
        return True

    def _getFile(self, call):  # noqa: N802
        content = self.files.get(call.params["file_id"])
        if content is None:
            words = "wrong file_id or the file is temporarily unavailable"
            raise Refusal(400, f"Bad Request: {words}")
        if len(content) > 20 * 1024 * 1024:
            raise Refusal(400, "Bad Request: file is too big")
        path = f"files/{call.params['file_id']}"
        return {"file_id": call.params["file_id"], "file_path": path}

    async def _getUpdates(self, call):  # noqa: N802
        if self.webhook:
            words = "can't use getUpdates method while webhook is active"
            raise Refusal(409, f"Conflict: {words}")
        self._turn += 1
        turn = self._turn
        await self._tell()  # an earlier poller is sent away
        offset = int(call.params.get("offset", 0))
        self.updates = [u for u in self.updates if u["update_id"] >= offset]
        with contextlib.suppress(TimeoutError):
            async with (
                asyncio.timeout(float(call.params.get("timeout", 0))),
                self._news,
            ):
                await self._news.wait_for(
                    lambda: self.updates or self._turn != turn or self._over.is_set()
                )
        if self._turn != turn:
            words = "terminated by other getUpdates request"
            raise Refusal(409, f"Conflict: {words}")
        return self.updates[:100]

    async def _file(self, request):
        name = request.match_info["path"].removeprefix("files/")
        call = Call("file", {"file_id": name}, self.clock())
        self.calls.append(call)
        await self.may_fetch.wait()
        fault = self._fault(call)
        try:
            if fault is not None:
                call.outcome = fault.kind
                return await self._fail(request, call, fault)
            if name not in self.files:
                raise Refusal(404, "Not Found")
        except Refusal as no:
            return _no(no)
        return web.Response(body=self.files[name])

    # -- faults -------------------------------------------------------------------------

    def _fault(self, call):
        """The first fault that matches *call*, used up by it."""
        said = str(call.params.get("text", call.params.get("caption", "")))
        for fault in self.faults:
            if (
                fault.method in {"", call.method}
                and fault.chat in {"", call.chat}
                and fault.text in said
            ):
                fault.times -= 1
                if not fault.times:
                    self.faults.remove(fault)
                return fault
        return None

    async def _fail(self, request, call, fault):
        code = KINDS[fault.kind]
        if fault.kind == "flood":
            raise flood(fault.seconds)
        if fault.kind == "migrate":
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, words, migrate_to_chat_id=fault.to)
        if fault.kind in {"gateway", "gateway_timeout", "garbage"}:
            page = "<html><h1>Bad Gateway</h1></html>"
            return web.Response(status=code, text=page, content_type="text/html")
        if code:
            raise Refusal(code, fault.words or PHRASES.get(code, fault.kind))
        if fault.kind == "hang":
            await self._over.wait()
        elif fault.kind == "drip":
            return await self._drip(request, await self._do(call), fault.seconds)
        elif fault.kind == "reset_after":
            await self._do(call)
        request.transport.abort()
        return web.Response()

    async def _drip(self, request, result, seconds):
        response = web.StreamResponse()
        await response.prepare(request)
        with contextlib.suppress(ConnectionError):
            for byte in json.dumps({"ok": True, "result": result}).encode():
                if self._over.is_set():
                    break
                await response.write(bytes([byte]))
                await asyncio.sleep(seconds)
        return response

    # -- as a process -------------------------------------------------------------------

    async def _show_calls(self, request):
        calls = [asdict(call) for call in self.calls]
        return web.json_response({"calls": calls, "counts": self.counts}, dumps=_dumps)

    async def _show_messages(self, request):
        shown = [{"chat_id": c, **m} for (c, _), m in self.messages.items()]
        return web.json_response(shown, dumps=_dumps)

    async def _take_updates(self, request):
        given = await request.json()
        await self.add(*(given if isinstance(given, list) else [given]))
        return web.json_response({"ok": True})

    async def _take_faults(self, request):
        self.fail(**await request.json())
        return web.json_response({"ok": True})

    async def _take_file(self, request):
        self.files[request.match_info["id"]] = await request.read()
        return web.json_response({"ok": True})

    async def _reset(self, request):
        for kept in (self.calls, self.counts, self.messages, self.faults, self.updates):
            kept.clear()
        return web.json_response({"ok": True})

    async def _tell(self):
        async with self._news:
            self._news.notify_all()


def _yes(result):
    return web.json_response({"ok": True, "result": result})


def _no(refusal):
    body = {"ok": False, "error_code": refusal.code, "description": refusal.words}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return web.json_response(body, status=refusal.code)


def _dumps(value):
    return json.dumps(value, default=lambda raw: f"{len(raw)} bytes")


async def _serve(port, *, lean):
    fake = await FakeTelegram(lean=lean).start(port)
    print(fake.url, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--lean", action="store_true")
    chosen = options.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(chosen.port, lean=chosen.lean))
