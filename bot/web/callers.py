"""Who knocks, and whether they are of the house."""

import hmac
import ipaddress
from functools import lru_cache

from aiohttp import web

from bot.web.backend import BACKEND, Settings

PRIVATE = "private"
"""Stands for every private network, where networks are named."""

_BY_A_PROXY = ("x-forwarded", "forwarded", "via", "x-real-ip", "cf-")
"""How the headers begin that only a proxy sets."""


def address_of(request: web.Request) -> str:
    """Who knocks: the peer, or whom our own proxy names last.

    A forwarded address is believed only from a proxy that is trusted: anyone else
    could write one.
    """
    peer = request.remote or ""
    named = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    try:
        trusted = request.app[BACKEND].settings.trusted_proxies
        if named and _within(peer, trusted):
            return str(ipaddress.ip_address(named))
    except ValueError:
        pass
    return peer


def insider(request: web.Request, settings: Settings) -> bool:
    """Whether figures are for them: by the token, or without one as our neighbour."""
    if token := settings.metrics_token.get_secret_value():
        shown = request.headers.get("Authorization", "")
        return hmac.compare_digest(shown.encode(), f"Bearer {token}".encode())
    # Whom a proxy brings comes from outside, whatever the proxy's own address is.
    forwarded = any(name.lower().startswith(_BY_A_PROXY) for name in request.headers)
    return not forwarded and _within(request.remote or "", PRIVATE)


@lru_cache(1024)
def _within(peer: str, networks: str) -> bool:
    try:
        address = ipaddress.ip_address(peer)
        return any(
            address.is_private if each == PRIVATE else address in _network(each)
            for each in networks.replace(",", " ").split()
        )
    except ValueError:
        return False


def _network(name: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    return ipaddress.ip_network(name, strict=False)
