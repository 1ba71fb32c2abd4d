"""Where Telegram and WhatsApp knock.

401 and nothing kept when it is not authentic, 503 when it could not be kept, 200 only
after the commit: the platform's own retries do the rest.
"""

from aiohttp import web

from bot.channels.whatsapp import channel as whatsapp_channel
from bot.web import bodies
from bot.web.backend import BACKEND, Backend


def _house(request: web.Request, channel: str) -> Backend:
    """The house, if it has *channel* at all."""
    house = request.app[BACKEND]
    if channel not in house.channels:
        raise web.HTTPNotFound
    return house


async def telegram(request: web.Request) -> web.Response:
    """A delivery of Telegram; its secret is a header: no stranger's body is read."""
    house = _house(request, "telegram")
    # Where the channel is, this is imported; elsewhere it need not be.
    from bot.channels.telegram.channel import check_secret  # noqa: PLC0415

    header = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
    secret = house.settings.telegram_webhook_secret
    if not check_secret(header, secret):
        raise web.HTTPUnauthorized
    await house.receive("telegram", await bodies.whole(request))
    return web.Response()


async def whatsapp(request: web.Request) -> web.Response:
    """A delivery of WhatsApp, signed over its raw bytes."""
    house = _house(request, "whatsapp")
    body = await bodies.whole(request)
    header = request.headers.get("X-Hub-Signature-256", "")
    if not whatsapp_channel.authentic(body, header, house.settings.whatsapp_app_secret):
        raise web.HTTPUnauthorized
    await house.receive("whatsapp", body)
    return web.Response()


async def whatsapp_handshake(request: web.Request) -> web.Response:
    """Meta asks once whether this address is ours."""
    house = _house(request, "whatsapp")
    challenge = whatsapp_channel.verify(
        request.query, house.settings.whatsapp_verify_token
    )
    if challenge is None:
        raise web.HTTPForbidden
    return web.Response(text=challenge)
