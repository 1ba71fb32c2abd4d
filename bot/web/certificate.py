"""Proof of a certificate for everybody, as long as its owner agrees.

It names the business and what its paper says, and no person. What is not shown, or
never was, is answered the same: nobody learns which.
"""

from aiohttp import web

from bot.web import render
from bot.web.backend import BACKEND

SAMPLE = "ba71cc047002"
"""The page that the sample world shows."""
DOOR = "/sertifikat/{code:[0-9a-f]{12}}"


async def page(request: web.Request) -> web.Response:
    """What is certified and until when, with a sign that leads here."""
    house = request.app[BACKEND]
    language = render.language_of(request)
    proof = await house.certificate(request.match_info["code"], language)
    if proof is None:
        key = "web.certificate.none"
        return render.page(request, "message.html", 404, key=key, number="")
    import segno  # noqa: PLC0415 -- only where one is drawn

    here = (house.settings.public_url or str(request.url.origin())).rstrip("/")
    sign = segno.make(f"{here}{request.path}", error="m")
    drawn = sign.svg_inline(
        border=2,
        omitsize=True,
        dark="#1E1B18",
        light="#FFFDF8",
        svgclass=None,
        lineclass=None,
    )
    answer = render.page(request, "proof.html", proof=proof, sign=drawn)
    # Whoever has the address may look; nobody gathers them.
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
