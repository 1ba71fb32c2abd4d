"""What a file is, by its first bytes: what a platform or a name calls it is a claim.

Only formats that we take are told apart, and pictures that people do send but that we
cannot read, so that they can be told what to do instead.
"""

import re
from dataclasses import dataclass

HEAD = 64
"""How many bytes `recognise` wants to see."""


@dataclass(frozen=True)
class Format:
    """A kind of file; without a *decoder* it is kept as it came."""

    kind: str
    mime: str = ""
    suffix: str = ""
    decoder: str = ""


JPEG = Format("photo", "image/jpeg", "jpg", "JPEG")
PNG = Format("photo", "image/png", "png", "PNG")
WEBP = Format("photo", "image/webp", "webp", "WEBP")
PDF = Format("document", "application/pdf", "pdf", "PDF")
OGG = Format("voice", "audio/ogg", "ogg")
M4A = Format("voice", "audio/mp4", "m4a")
MP3 = Format("voice", "audio/mpeg", "mp3")
WEBM = Format("voice", "audio/webm", "webm")
STRANGE_PICTURE = Format("strange picture")

# Only the very start counts: a PDF behind the head of a ZIP would be both.
_STARTS = (
    (rb"\xff\xd8\xff", JPEG),
    (rb"\x89PNG\r\n\x1a\n", PNG),
    (rb"RIFF....WEBP", WEBP),
    (rb"(?:\xef\xbb\xbf)?\s*%PDF-", PDF),
    (rb"OggS", OGG),
    (rb"\x1aE\xdf\xa3.*webm", WEBM),
    (rb"....ftyp(?:hei[cx]|mif1|msf1|avif)", STRANGE_PICTURE),
    (rb"....ftyp", M4A),
    # A tag; or eleven bits of sync, and neither a reserved layer nor UTF-16's mark.
    (rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xfd]", MP3),
    (rb"GIF8|BM|II\*\0|MM\0\*", STRANGE_PICTURE),
)
_FORMATS = tuple((re.compile(start, re.DOTALL), form) for start, form in _STARTS)


def recognise(data: bytes) -> Format | None:
    """Which format the first bytes of *data* promise."""
    head = data[:HEAD]
    return next((form for start, form in _FORMATS if start.match(head)), None)


def kind_of(declared: str) -> str:
    """`photo`, `voice` or `document`: what *declared*, a kind or a MIME type, means."""
    match declared.partition("/")[0]:
        case "photo" | "image":
            return "photo"
        case "voice" | "audio":
            return "voice"
    return "document"
