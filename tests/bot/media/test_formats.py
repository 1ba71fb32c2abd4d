"""What a file is by its first bytes, above all: every sound of a phone is a sound."""

import struct

import pytest

from bot.media.check import Checked, Problem, check
from bot.media.formats import recognise


def box(*brands, tracks=()):
    """A box of the MPEG kind with these brands, the first of them its own."""
    first, *others = (brand.encode() for brand in brands)
    body = b"ftyp" + first + bytes(4) + b"".join(others)
    moov = b"".join(b"\0\0\0\x21hdlr" + bytes(8) + kind + bytes(13) for kind in tracks)
    return struct.pack(">I", len(body) + 4) + body + moov


SOUNDS = {
    "WhatsApp's own": (b"OggS\0\2" + bytes(22) + b"OpusHead", "ogg"),
    "Vorbis": (b"OggS\0\2" + bytes(22) + b"\1vorbis", "ogg"),
    "AMR": (b"#!AMR\n\x3c", "amr"),
    "wide AMR": (b"#!AMR-WB\n\x3c", "amr"),
    "AAC of MPEG-4": (b"\xff\xf1\x50\x80", "aac"),
    "AAC of MPEG-2": (b"\xff\xf9\x50\x80", "aac"),
    "AAC with a sum": (b"\xff\xf0\x50\x80", "aac"),
    "AAC with a head": (b"ADIF", "aac"),
    **{f"MP3 {byte:02x}": (bytes([255, byte, 0x90]), "mp3") for byte in (0xE2, 0xE3, 0xF2, 0xF3, 0xFA, 0xFB, 0xFD)},
    "MP3 with a tag": (b"ID3\4", "mp3"),
    "an iPhone's": (box("M4A ", "M4A ", "mp42", "isom"), "m4a"),
    "a plain MP4": (box("mp42", "isom"), "m4a"),
    "an MP4 with one track": (box("isom", "iso2", tracks=(b"soun",)), "m4a"),
    "a fragmented MP4": (box("iso5", "dash"), "m4a"),
    "DASH audio": (box("dash", "M4A "), "m4a"),
    "QuickTime sound": (box("qt  ", tracks=(b"soun",)), "m4a"),
    **{f"3GP {brand}": (box(brand, "isom", tracks=(b"soun",)), "3gp") for brand in ("3gp4", "3gp5", "3gp6", "3g2a", "3gr6")},
    "WAV": (b"RIFF\x24\0\0\0WAVEfmt ", "wav"),
    "long WAV": (b"RF64\xff\xff\xff\xffWAVEds64", "wav"),
    "FLAC": (b"fLaC\0\0\0\x22", "flac"),
    "CAF": (b"caff\0\1\0\0desc", "caf"),
    "AIFF": (b"FORM\0\0\0\0AIFFCOMM", "aiff"),
    "AIFF, packed": (b"FORM\0\0\0\0AIFCFVER", "aiff"),
    "WMA": (b"0&\xb2u\x8ef\xcf\x11\xa6\xd9", "wma"),
    "WebM": (b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\x82\x84webm", "webm"),
    "Matroska": (b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\x82\x88matroska", "webm"),
}  # fmt: skip


@pytest.mark.parametrize("declared", ["voice", "audio/ogg", "document", ""])
@pytest.mark.parametrize("name", SOUNDS)
async def test_every_sound_is_kept_as_it_came(name, declared):
    data, suffix = SOUNDS[name]
    data += b"CANARY"
    kept = await check(data, declared)
    assert isinstance(kept, Checked), kept
    assert (kept.kind, kept.suffix, kept.data) == ("voice", suffix, data)


async def test_a_film_is_no_sound_unless_it_came_as_one():
    film = box("isom", "mp42", tracks=(b"vide", b"soun"))
    assert await check(film, "document") == Problem("unsupported")
    assert (await check(film, "voice")).kind == "voice"


@pytest.mark.parametrize(
    "data",
    [
        *(b"\0", b"halo", "halo".encode("utf-16"), b"\xff\xff" * 30, b"MThd\0\0\0\6"),
        *(b"PK\3\4", b"MZ", b"\x7fELF", b"<html>", b"{}", b"RIFF\0\0\0\0AVI LIST"),
        *(b"BMI itu apa?", b"BM" + bytes(2), b"FORM\0\0\0\0ILBM", b"{\\rtf1"),
        *(b"\xd0\xcf\x11\xe0" + bytes(60), b"\0\0\0\x18moov", b"#!/bin/sh"),
    ],
)
async def test_what_is_nothing_we_know_is_said_to_be_that(data):
    assert recognise(data) is None
    assert await check(data, "voice") == Problem("not_a_sound")
    assert await check(data, "photo") == Problem("not_a_photo")
    assert await check(data, "document") == Problem("unsupported")


@pytest.mark.parametrize(
    "before", [b"PK", b"MZ", b"<html>", b" <svg>", b"#!", b"\x7fELF"]
)
def test_a_pdf_behind_a_program_or_a_page_is_none(before):
    assert recognise(before + bytes(20) + b"%PDF-1.7") is None


@pytest.mark.parametrize(
    ("junk", "found"), [(0, True), (1, True), (1019, True), (1020, False)]
)
def test_a_pdf_begins_within_the_first_kilobyte(junk, found):
    assert (recognise(b"x" * junk + b"%PDF-1.7") is not None) is found
