"""python-telegram-bot, its state in memory: `python -m bot.bench.peers.ptb`.

Updates come one after another, as its `Application` takes them by default.
"""

import asyncio
import json
from typing import Any

from telegram import Update
from telegram.ext import (
    Application,
    BasePersistence,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest, RequestData

from bot.bench.peers.form import CHOICES, ME, QUESTIONS, SENT, TOKEN, understood
from bot.bench.player import play


class Stub(BaseRequest):
    """A transport that packs a call for the wire, and says it went well."""

    sent = 0

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None: ...
    async def shutdown(self) -> None: ...

    async def do_request(
        self,
        url: str,
        method: str,  # noqa: ARG002 -- the library's signature
        request_data: RequestData | None = None,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """What Telegram answers to `getMe`, or to a message."""
        if url.endswith("getMe"):
            return 200, ME
        if request_data:
            request_data.json_parameters  # noqa: B018 -- packed, as for the wire
        self.sent += 1
        return 200, SENT


async def begin(update: Update, _: ContextTypes.DEFAULT_TYPE) -> int:
    """Ask the first question."""
    assert update.message  # noqa: S101 -- the filter let only messages through
    await update.message.reply_text(QUESTIONS[0])
    return 0


def hear(at: int) -> MessageHandler[Any, Any]:
    """Keep what is said to question *at*, and ask the next."""

    async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        assert update.message  # noqa: S101 -- the filter let only messages through
        assert context.user_data is not None  # noqa: S101 -- a message is of somebody
        if not understood(at, update.message.text or ""):
            await update.message.reply_text(QUESTIONS[at])
            return at
        context.user_data[at] = update.message.text
        await update.message.reply_text(QUESTIONS[at + 1])
        return at + 1 if at + 1 < len(CHOICES) else ConversationHandler.END

    return MessageHandler(filters.TEXT & ~filters.COMMAND, answer)


async def perform(persistence: BasePersistence[Any, Any, Any] | None = None) -> None:
    """Play until no lap is asked for any more; with what is kept, where it is."""
    stub = Stub()
    builder = Application.builder().token(TOKEN).request(stub).updater(None)
    if persistence:
        builder = builder.persistence(persistence)
    app = builder.build()
    form: ConversationHandler[Any] = ConversationHandler(
        entry_points=[MessageHandler(filters.Regex("^/start"), begin)],
        states={at: [hear(at)] for at in range(len(CHOICES))},
        fallbacks=[],
        name="profile",
        persistent=persistence is not None,
    )
    app.add_handler(form)
    await app.initialize()

    async def take(body: bytes) -> None:
        await app.process_update(Update.de_json(json.loads(body), app.bot))
        if persistence:
            await app.update_persistence()

    async def replied() -> int:
        return stub.sent

    # One after another, however many arrive at once.
    await play(take, replied, most_at_once=1)
    await app.shutdown()


if __name__ == "__main__":
    asyncio.run(perform())
