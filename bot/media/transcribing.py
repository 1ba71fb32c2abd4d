"""Voices written down: a seam. Pandu brings nothing that listens.

Whoever has something that can, hands it to `Pandu.open`. What it hears is shown to the
person, and is an answer only when they agree; when it fails or takes too long, the
voice goes to an officer as it always does.
"""

import asyncio
import logging
from typing import Protocol

SECONDS = 30.0
"""The most a voice may take to be written down; a person waits for it."""
MOST = 600
"""Characters that one looks over; a longer speech is for an officer."""

log = logging.getLogger(__name__)


class Transcriber(Protocol):
    """Something that listens."""

    async def transcribe(self, audio: bytes, mime: str, language: str) -> str | None:
        """The words in *audio*; None when nothing can be made out."""
        ...


async def words_in(
    transcriber: Transcriber, audio: bytes, mime: str, language: str
) -> str:
    """The words of a voice, empty when they could not be had; never raises."""
    try:
        async with asyncio.timeout(SECONDS):
            heard = await transcriber.transcribe(audio, mime, language)
    except Exception as error:  # noqa: BLE001 -- the voice itself is not lost by it
        log.warning("a voice was not written down: %s", type(error).__name__)
        return ""
    words = (heard or "").strip()
    return words if len(words) <= MOST else ""
