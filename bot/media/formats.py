"""What a file is, by its first bytes: what a platform or a name calls it is a claim.

Only formats that we take are told apart. Pictures, films and sounds may come in the
same box, whose head lists its brands: any of them may be the one that tells.
"""

import re
from dataclasses import dataclass

HEAD = 1024
"""How many bytes `recognise` looks at; viewers search as many for a PDF's beginning."""


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
GIF = Format("photo", "image/gif", "gif", "GIF")
BMP = Format("photo", "image/bmp", "bmp", "BMP")
TIFF = Format("photo", "image/tiff", "tif", "TIFF")
HEIF = Format("photo", "image/heic", "heic", "HEIF")
AVIF = Format("photo", "image/avif", "avif", "AVIF")
PDF = Format("document", "application/pdf", "pdf", "PDF")
OGG = Format("voice", "audio/ogg", "ogg")
M4A = Format("voice", "audio/mp4", "m4a")
THREE_GP = Format("voice", "audio/3gpp", "3gp")
AMR = Format("voice", "audio/amr", "amr")
AAC = Format("voice", "audio/aac", "aac")
MP3 = Format("voice", "audio/mpeg", "mp3")
WAV = Format("voice", "audio/wav", "wav")
FLAC = Format("voice", "audio/flac", "flac")
CAF = Format("voice", "audio/x-caf", "caf")
AIFF = Format("voice", "audio/aiff", "aiff")
WMA = Format("voice", "audio/x-ms-wma", "wma")
WEBM = Format("voice", "audio/webm", "webm")
FILM = Format("film")

# A program, a page or an archive in front of a PDF would be both.
_OTHER = rb"PK|MZ|\x7fELF|#!|\s*<|GIF8|Rar!|7z|\x1f\x8b|\xd0\xcf\x11\xe0"
_STARTS = (
    (rb"\xff\xd8\xff", JPEG),
    (rb"\x89PNG\r\n\x1a\n", PNG),
    (rb"RIFF....WEBP", WEBP),
    (rb"GIF8[79]a", GIF),
    (rb"BM.{4}\0\0\0\0", BMP),
    (rb"II\*\0|MM\0\*", TIFF),
    (rb"OggS", OGG),
    (rb"(?:RIFF|RF64)....WAVE", WAV),
    (rb"fLaC", FLAC),
    (rb"#!AMR", AMR),
    (rb"caff\0", CAF),
    (rb"FORM....AIF[FC]", AIFF),
    (rb"0&\xb2u\x8ef\xcf\x11", WMA),
    (rb"\x1aE\xdf\xa3.{,60}(?:webm|matroska)", WEBM),
    # Twelve bits of sync and a layer of nought are AAC; eleven and another, MP3.
    (rb"\xff[\xf0\xf1\xf8\xf9]|ADIF", AAC),
    (rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff](?<!\xff\xfe)(?<!\xff\xff)", MP3),
    (rb"(?!%b).{,1019}%%PDF-" % _OTHER, PDF),
)
_FORMATS = tuple((re.compile(start, re.DOTALL), form) for start, form in _STARTS)

_AVIF_BRANDS = {b"avif", b"avis", b"avio"}
_HEIF_BRANDS = {
    *(b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"),
    *(b"mif1", b"mif2", b"msf1", b"miaf", b"MiHB", b"MiHE"),
}
_SOUND_BRANDS = {b"M4A ", b"M4B ", b"M4P ", b"F4A ", b"F4B ", b"mp4a"}
_TRACK = re.compile(rb"hdlr.{8}(vide|soun)", re.DOTALL)


def recognise(data: bytes) -> Format | None:
    """Which format the first bytes of *data* promise."""
    head = data[:HEAD]
    if head[4:8] == b"ftyp":
        return _in_the_box(data)
    return next((form for start, form in _FORMATS if start.match(head)), None)


def _in_the_box(data: bytes) -> Format:
    """What a box of the MPEG kind holds, by its brands and then by its tracks."""
    size = min(int.from_bytes(data[:4]) or HEAD, HEAD)
    brands = {data[at : at + 4] for at in (8, *range(16, size - 3, 4))}
    if brands & _AVIF_BRANDS:
        return AVIF
    if brands & _HEIF_BRANDS:
        return HEIF
    sound = THREE_GP if data[8:10] == b"3g" else M4A
    if brands & _SOUND_BRANDS:
        return sound
    tracks = set(_TRACK.findall(data))
    return FILM if b"vide" in tracks else sound


def kind_of(declared: str) -> str:
    """`photo`, `voice` or `document`: what *declared*, a kind or a MIME type, means."""
    match declared.partition("/")[0]:
        case "photo" | "image":
            return "photo"
        case "voice" | "audio":
            return "voice"
    return "document"


LONGEST_NAME = 120


def bare_name(said: str) -> str:
    """A stranger's name for a file: no folder, nothing unseen, and not too long."""
    name = re.split(r"[/\\]", said)[-1]
    seen = "".join(sign for sign in name if sign.isprintable()).strip(" .")
    stem, dot, ending = seen.rpartition(".")
    room = LONGEST_NAME - len(ending) - 1
    return f"{stem[:room]}{dot}{ending}" if stem and room > 0 else seen[:LONGEST_NAME]
