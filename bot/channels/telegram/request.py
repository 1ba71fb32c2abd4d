"""How we talk to the Bot API: python-telegram-bot's transport, made of aiohttp.

Its own transport cannot reach the platform's limit on one core, and its errors cannot
say whether a message may have arrived. Here the token is put into the address at the
last moment: the library never knows it, so no log and no exception of it can tell.
"""

from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp
import msgspec
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData

CONNECT = 10.0
READ = 20.0
_UPLOAD = 60.0
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_CHUNK = 64 * 1024
_UNSENT = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,  # of the pool, too
    aiohttp.InvalidURL,
    RuntimeError,  # the session was closed before
)
_FAILURES = (aiohttp.ClientError, TimeoutError, OSError, RuntimeError)


class AnsweredError(TelegramError):
    """The platform said no, with *code* and, perhaps, what to do about it."""

    def __init__(
        self,
        code: int,
        description: str = "",
        retry_after: float = 0,
        moved_to: int = 0,
    ) -> None:
        super().__init__(f"answered {code}")
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.moved_to = moved_to


class NotSentError(TelegramError):
    """No connection came about, so nothing was sent."""


class LostError(TelegramError):
    """The connection ended after we began to send and before an answer came."""


class _Parameters(msgspec.Struct):
    retry_after: float = 0
    migrate_to_chat_id: int = 0


class _Answer(msgspec.Struct):
    ok: bool = False
    result: msgspec.Raw = msgspec.Raw()
    description: str = ""
    error_code: int = 0
    parameters: _Parameters = msgspec.field(default_factory=_Parameters)


class Transport(BaseRequest):
    """One pool of connections to one bot's API; *session* may be shared.

    *read* is how long the platform may be silent, in seconds.
    """

    def __init__(
        self,
        api_url: str,
        token: str,
        session: aiohttp.ClientSession | None = None,
        read: float = READ,
    ) -> None:
        self._methods = f"{api_url.rstrip('/')}/bot{token}/"
        self._files = f"{api_url.rstrip('/')}/file/bot{token}/"
        self._read = read
        self._session = session
        self._own = session is None

    @property
    def read_timeout(self) -> float:
        return self._read

    async def initialize(self) -> None:
        """Nothing to do: a session is made when the first call needs it."""

    async def shutdown(self) -> None:
        if self._own and self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(  # the library's signature
        self,
        url: str,
        method: str,  # noqa: ARG002 - we only POST
        request_data: RequestData | None = None,
        read_timeout: Any = None,  # noqa: ARG002 - ours are the same for all calls
        write_timeout: Any = None,  # noqa: ARG002
        connect_timeout: Any = None,  # noqa: ARG002
        pool_timeout: Any = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """What the library calls for each method of its `Bot`."""
        name = url.rpartition("/")[2]
        values = request_data.json_parameters if request_data else {}
        if request_data is None or not request_data.contains_files:
            return HTTPStatus.OK, await self.call(name, values)
        form = aiohttp.FormData(values)
        for part, (filename, content, mime) in request_data.multipart_data.items():
            form.add_field(part, content, filename=filename, content_type=mime)
        return HTTPStatus.OK, await self._post(name, form, {}, _UPLOAD)

    async def call(
        self, name: str, values: Mapping[str, Any], read: float = 0
    ) -> bytes:
        """Call the method *name*; the answer as it came, if it is a yes.

        *read* is for a call that the platform holds open on purpose.
        """
        data = urlencode(values).encode()
        return await self._post(name, data, _FORM, read or self._read)

    async def _post(
        self, name: str, data: Any, headers: Mapping[str, str], read: float
    ) -> bytes:
        # Twice, for those who answer a byte at a time.
        timeout = aiohttp.ClientTimeout(total=2 * read, connect=CONNECT, sock_read=read)
        try:
            async with self._open().post(
                self._methods + name,
                data=data,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                status, payload = response.status, await response.read()
        except _FAILURES as error:
            raise _failure(error) from None  # the cause may hold the address
        if status != HTTPStatus.OK:
            raise refusal(status, payload)
        return payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer to a call, for the library; it may still be a no."""
        try:
            answer = msgspec.json.decode(payload)
            if answer["ok"]:
                return {"ok": True, "result": answer["result"]}
        except (ValueError, RecursionError, KeyError, TypeError):
            # A yes that we cannot read, from some box in between: who knows.
            raise LostError("unreadable answer") from None
        raise refusal(HTTPStatus.OK, payload)

    async def download(self, path: str) -> AsyncIterator[bytes]:
        """The file at *path* in chunks; errors as for a call."""
        timeout = aiohttp.ClientTimeout(
            total=None, connect=CONNECT, sock_read=self._read
        )
        try:
            async with self._open().get(
                self._files + quote(path), timeout=timeout, allow_redirects=False
            ) as response:
                if response.status != HTTPStatus.OK:
                    raise AnsweredError(response.status)
                async for chunk in response.content.iter_chunked(_CHUNK):
                    yield chunk
        except _FAILURES as error:
            raise _failure(error) from None

    def _open(self) -> aiohttp.ClientSession:
        """The session; our own lets idle connections go before the platform does."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=100, keepalive_timeout=20),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session


def _failure(error: Exception) -> TelegramError:
    """Whether a failed request may have arrived; only the error's kind is told."""
    kind = NotSentError if isinstance(error, _UNSENT) else LostError
    return kind(type(error).__name__)


def refusal(status: int, payload: bytes) -> AnsweredError:
    """The no that *payload* says; a page of some proxy says only its status."""
    try:
        answer = msgspec.json.decode(payload, type=_Answer)
    except (ValueError, RecursionError):
        return AnsweredError(status)
    told = answer.parameters
    return AnsweredError(
        status if status != HTTPStatus.OK else answer.error_code,
        answer.description,
        told.retry_after,
        told.migrate_to_chat_id,
    )
