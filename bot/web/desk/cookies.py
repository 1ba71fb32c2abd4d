"""The cookies of the desk: no script reads them, and no neighbour can plant one."""

from aiohttp import web

SESSION = "__Host-desk"
"""The secret by which a session is known."""
WANTED = "__Host-desk-to"
"""The page that somebody asked for before they signed in."""
SAID = "__Host-desk-said"
"""What an act said, until the page that shows it."""


def keep(answer: web.StreamResponse, name: str, value: str, seconds: int) -> None:
    """Leave a cookie with the browser for so long; for no time at all it goes."""
    answer.set_cookie(
        name,
        value,
        max_age=seconds,
        path="/",
        secure=True,
        httponly=True,
        samesite="Lax",
    )
